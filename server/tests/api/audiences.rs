//! Who can see a moment: chosen, frozen or live, looked at before, changed later.

use life_circle_server::{clock, sweep};
use life_circle_wire::audience::{
    Audience, Because, ChangeAudience, ChangeRequest, Chosen, PreviewAudience, PreviewRequest, ReadAudience,
};
use life_circle_wire::events::ReadStatus;
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::friends::{FriendDetails, SetFriendDetails};
use life_circle_wire::moments::{
    ListAlbum, ListTopic, Moment, PostMoment, PostMomentRequest, ReadMoment, SetDeletedRequest, SetLike,
    SetLikeRequest, SetMomentDeleted, ViewMyAlbumAs,
};
use life_circle_wire::notifications::{SetMuted, SetMutedRequest};
use life_circle_wire::privacy::{AlbumWindow, Privacy, SetPrivacy};
use life_circle_wire::tags::{ChangeTag, CreateTag, DeleteTag, ListTags, TagRequest};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, Nothing, PageQuery, PersonId, TagId, Timestamp, Topic};

use crate::support::{Friend, Server, code, story};

/// Somebody with two friends, one of whom carries a tag.
struct Family {
    fang: Friend,
    lei: Friend,
    han: Friend,
    tag: TagId,
}

async fn family(server: &Server) -> Family {
    let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
    fang.befriend(&lei).await;
    fang.befriend(&han).await;
    let tag = TagRequest { name: "Family".to_owned(), add: vec![lei.person().id], remove: Vec::new() };
    let tag = fang.call::<CreateTag>(&NoArgument, &tag).await.expect("a tag").id;
    Family { fang, lei, han, tag }
}

impl Family {
    fn tagged(&self, is_frozen: Option<bool>) -> Chosen {
        Chosen { tags: vec![self.tag], is_frozen, ..Chosen::default() }
    }

    async fn post(&self, audience: Audience, chosen: Chosen) -> Moment {
        let request = PostMomentRequest { text: "hello".to_owned(), audience, chosen, ..Default::default() };
        self.fang.call::<PostMoment>(&NoArgument, &request).await.expect("posted")
    }

    /// Whether Lei and Han see a moment, by itself and in their feeds.
    async fn see(&self, moment: MomentId) -> [bool; 2] {
        let mut seen = [false, false];
        for (place, friend) in [&self.lei, &self.han].into_iter().enumerate() {
            let feed = friend.get::<ReadFeed>(&NoArgument).await.expect("a feed").items;
            let is_in_feed = feed.iter().any(|item| item.moment.id == moment);
            seen[place] = friend.get::<ReadMoment>(&moment).await.is_ok();
            assert_eq!(is_in_feed, seen[place], "the feed and the moment say the same");
        }
        seen
    }

    async fn put_tag_on(&self, friend: &Friend, is_on: bool) {
        let people = vec![friend.person().id];
        let (add, remove) = if is_on { (people, Vec::new()) } else { (Vec::new(), people) };
        let request = TagRequest { name: "Family".to_owned(), add, remove };
        self.fang.call::<ChangeTag>(&self.tag, &request).await.expect("changed");
    }
}

#[test]
fn only_and_except_reach_whom_they_name_and_tell_nobody_else() {
    story(async |server| {
        let family = family(&server).await;
        let only = family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!((only.audience, only.chosen.tags.clone()), (Audience::Only, vec![family.tag]));
        assert_eq!(only.chosen.is_frozen, Some(true), "frozen, unless it says");
        assert_eq!(family.see(only.id).await, [true, false]);
        let seen = family.lei.get::<ReadMoment>(&only.id).await.expect("a moment");
        assert_eq!((seen.audience, seen.chosen), (Audience::Friends, Chosen::default()), "for whom in particular");
        let unseen = family.han.get::<ReadStatus>(&NoArgument).await.expect("a status").unseen;
        assert_eq!(unseen, 0, "no counter tells of it");
        let except = family.post(Audience::Except, family.tagged(None)).await.id;
        assert_eq!(family.see(except).await, [false, true]);
        let by_name = Chosen { people: vec![family.han.person().id], ..Chosen::default() };
        let by_name = family.post(Audience::Only, by_name).await.id;
        assert_eq!(family.see(by_name).await, [false, true]);
        let nobody = family.post(Audience::Only, Chosen::default()).await.id;
        assert_eq!(family.see(nobody).await, [false, false]);
    });
}

#[test]
fn pages_tell_nothing_of_what_stands_between_what_somebody_sees() {
    story(async |server| {
        let family = family(&server).await;
        family.fang.post("#tea for all").await;
        let look = async || {
            let query = PageQuery { cursor: None, limit: Some(1) };
            let feed = family.han.read_with::<ReadFeed>(&NoArgument, &query).await.expect("a feed");
            let topic = family.han.read_with::<ListTopic>(&Topic::of("tea"), &query).await.expect("a topic");
            let album = family.han.read_with::<ListAlbum>(&family.fang.handle(), &query).await.expect("an album");
            (feed, topic, album)
        };
        let before = look().await;
        let chosen = family.tagged(None);
        let (text, audience) = ("#tea for some".to_owned(), Audience::Only);
        let hidden = PostMomentRequest { text, audience, chosen, ..Default::default() };
        family.fang.call::<PostMoment>(&NoArgument, &hidden).await.expect("posted");
        assert_eq!(look().await, before, "a cursor or a short page gives it away");
    });
}

#[test]
fn a_frozen_audience_stays_and_a_live_one_follows_the_tag() {
    story(async |server| {
        let family = family(&server).await;
        let frozen = family.post(Audience::Only, family.tagged(None)).await.id;
        let live = family.post(Audience::Only, family.tagged(Some(false))).await.id;
        let live_except = family.post(Audience::Except, family.tagged(Some(false))).await.id;
        family.put_tag_on(&family.han, true).await;
        family.put_tag_on(&family.lei, false).await;
        assert_eq!(family.see(frozen).await, [true, false]);
        assert_eq!(family.see(live).await, [false, true]);
        assert_eq!(family.see(live_except).await, [true, false]);
        family.fang.call::<DeleteTag>(&family.tag, &Nothing {}).await.expect("deleted");
        assert_eq!(family.see(live).await, [false, true], "without the tag it is for the same people");
        assert_eq!(family.see(live_except).await, [true, false]);
        let all = family.post(Audience::Friends, Chosen { is_frozen: Some(true), ..Chosen::default() }).await.id;
        let newcomer = server.sign_up("newcomer").await;
        family.fang.befriend(&newcomer).await;
        assert_eq!(code(newcomer.get::<ReadMoment>(&all).await), ErrorCode::NotFound, "they came later");
    });
}

#[test]
fn a_preview_says_who_will_see_it_and_why() {
    story(async |server| {
        let family = family(&server).await;
        let preview = async |audience, chosen| {
            let request = PreviewRequest { audience, chosen };
            let preview = family.fang.call::<PreviewAudience>(&NoArgument, &request).await.expect("a preview");
            let of = |friend: &Friend| {
                let member = preview.friends.iter().find(|member| member.person == friend.person().id);
                let member = member.expect("every friend");
                (member.sees, member.because, member.tag)
            };
            (preview.count, of(&family.lei), of(&family.han))
        };
        let (tag, friend) = (Some(family.tag), (true, Because::Friend, None));
        assert_eq!(preview(Audience::Friends, Chosen::default()).await, (2, friend, friend));
        let nobody = (false, Because::OnlyMe, None);
        assert_eq!(preview(Audience::OnlyMe, Chosen::default()).await, (0, nobody, nobody));
        assert_eq!(
            preview(Audience::Only, family.tagged(None)).await,
            (1, (true, Because::Tagged, tag), (false, Because::NotChosen, None))
        );
        let hide = FriendDetails { hides_mine: true, ..Default::default() };
        family.fang.call::<SetFriendDetails>(&family.han.handle(), &hide).await.expect("hidden");
        assert_eq!(
            preview(Audience::Except, family.tagged(None)).await,
            (0, (false, Because::Tagged, tag), (false, Because::Hidden, None))
        );
    });
}

#[test]
fn the_author_reads_who_sees_a_moment_now_and_why() {
    story(async |server| {
        let family = family(&server).await;
        let frozen = family.post(Audience::Only, family.tagged(None)).await.id;
        let live = family.post(Audience::Except, family.tagged(Some(false))).await.id;
        let all = family.post(Audience::Friends, Chosen::default()).await.id;
        let diary = family.post(Audience::OnlyMe, Chosen::default()).await.id;
        let read = async |moment: MomentId| {
            let audience = family.fang.get::<ReadAudience>(&moment).await.expect("an audience");
            let of = |friend: &Friend| {
                let member = audience.friends.iter().find(|member| member.person == friend.person().id);
                member.map(|member| (member.sees, member.because)).expect("every friend")
            };
            let seen = family.see(moment).await;
            assert_eq!([of(&family.lei).0, of(&family.han).0], seen, "it is so");
            (audience.is_open, of(&family.lei).1, of(&family.han).1)
        };
        assert_eq!(read(frozen).await, (false, Because::Tagged, Because::NotChosen));
        assert_eq!(read(live).await, (false, Because::Tagged, Because::Friend));
        family.put_tag_on(&family.han, true).await;
        family.put_tag_on(&family.lei, false).await;
        assert_eq!(read(frozen).await, (false, Because::Frozen, Because::Frozen), "whatever the tag does");
        assert_eq!(read(live).await, (false, Because::Friend, Because::Tagged));
        assert_eq!(read(all).await, (false, Because::Friend, Because::Friend));
        assert_eq!(read(diary).await, (false, Because::OnlyMe, Because::OnlyMe));
        let open = Privacy { is_open_to_strangers: true, ..Privacy::default() };
        family.fang.call::<SetPrivacy>(&NoArgument, &open).await.expect("set");
        assert_eq!((read(all).await.0, read(frozen).await.0), (true, false), "strangers see what is for all friends");
        let preview = async |audience| {
            let request = PreviewRequest { audience, chosen: Chosen::default() };
            family.fang.call::<PreviewAudience>(&NoArgument, &request).await.expect("a preview").is_open
        };
        assert_eq!((preview(Audience::Friends).await, preview(Audience::Except).await), (true, false));
        let month_ago = Timestamp(clock::now().0 - clock::days_ms(31));
        let mut write = server.database.write().await.expect("a transaction");
        sqlx::query("UPDATE moments SET created_at = $1 WHERE id = $2")
            .bind(month_ago.0)
            .bind(all.0)
            .execute(&mut *write)
            .await
            .expect("made older");
        write.commit().await.expect("committed");
        let month = Privacy { album_window: AlbumWindow::Month, ..open };
        family.fang.call::<SetPrivacy>(&NoArgument, &month).await.expect("set");
        assert_eq!(read(all).await, (false, Because::TooOld, Because::TooOld));
        for other in [&family.lei, &family.han] {
            assert_eq!(code(other.get::<ReadAudience>(&frozen).await), ErrorCode::NotFound, "the author alone");
        }
    });
}

#[test]
fn a_tag_says_how_many_moments_follow_it() {
    story(async |server| {
        let family = family(&server).await;
        let moments = async || family.fang.get::<ListTags>(&NoArgument).await.expect("tags").items[0].moments;
        assert_eq!(moments().await, 0);
        family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!(moments().await, 0, "what is frozen doesn't follow");
        let live = family.post(Audience::Only, family.tagged(Some(false))).await.id;
        family.post(Audience::Except, family.tagged(Some(false))).await;
        assert_eq!(moments().await, 2);
        let request = SetDeletedRequest { deleted: true };
        family.fang.call::<SetMomentDeleted>(&live, &request).await.expect("deleted");
        assert_eq!(moments().await, 1);
    });
}

#[test]
fn an_album_is_viewed_as_a_friend_sees_it_and_tells_nothing_of_them() {
    story(async |server| {
        let family = family(&server).await;
        let only = family.post(Audience::Only, family.tagged(None)).await.id;
        let all = family.post(Audience::Friends, Chosen::default()).await.id;
        family.post(Audience::OnlyMe, Chosen::default()).await;
        let remark = FriendDetails { remark: "my boss".to_owned(), ..Default::default() };
        family.lei.call::<SetFriendDetails>(&family.fang.handle(), &remark).await.expect("kept");
        family.lei.call::<SetLike>(&all, &SetLikeRequest { liked: true }).await.expect("liked");
        family.lei.call::<SetMuted>(&all, &SetMutedRequest { muted: true }).await.expect("muted");
        let seen = async |friend: &Friend| {
            let page = family.fang.get::<ViewMyAlbumAs>(&friend.handle()).await.expect("an album");
            for moment in &page.items {
                let told = (moment.author.remark.as_str(), moment.is_muted, moment.likes.count, moment.audience);
                assert_eq!(told, ("", false, 0, Audience::Friends));
            }
            page.items.iter().map(|moment| moment.id).collect::<Vec<_>>()
        };
        assert_eq!((seen(&family.lei).await, seen(&family.han).await), (vec![all, only], vec![all]));
    });
}

#[test]
fn old_moments_get_another_audience_and_a_dry_run_says_what_that_means() {
    story(async |server| {
        let family = family(&server).await;
        let (lei, han) = (family.lei.person().id, family.han.person().id);
        let all = family.post(Audience::Friends, Chosen::default()).await;
        let diary = family.post(Audience::OnlyMe, Chosen::default()).await;
        let change = async |moments: &[MomentId], audience, chosen: Chosen, is_dry_run| {
            let until = moments.is_empty().then_some(diary.created_at);
            let request = ChangeRequest { moments: moments.to_vec(), until, audience, chosen, is_dry_run };
            family.fang.call::<ChangeAudience>(&NoArgument, &request).await
        };
        let said = change(&[], Audience::Only, family.tagged(None), true).await.expect("a dry run");
        assert_eq!((said.moments, said.before, said.after), (1, 2, 1), "a diary is for nobody unless it is named");
        assert_eq!((said.gaining.clone(), said.losing.clone()), (vec![], vec![han]));
        assert_eq!((said.opened, said.closed), (0, 1));
        assert_eq!((family.see(all.id).await, family.see(diary.id).await), ([true, true], [false, false]));
        let done = change(&[], Audience::Only, family.tagged(None), false).await.expect("changed");
        assert_eq!(done, said);
        assert_eq!((family.see(all.id).await, family.see(diary.id).await), ([true, false], [false, false]));
        let named = change(&[diary.id], Audience::Only, family.tagged(None), false).await.expect("changed");
        assert_eq!((named.gaining, named.losing), (vec![lei], vec![]));
        assert_eq!((named.opened, named.closed), (1, 0));
        let swapped = Chosen { people: vec![han], ..Chosen::default() };
        let both = change(&[all.id, diary.id], Audience::Only, swapped, true).await.expect("a dry run");
        assert_eq!((both.opened, both.closed), (2, 2), "each is for somebody else than before");
        assert_eq!(family.see(diary.id).await, [true, false]);
        let unseen = family.lei.get::<ReadStatus>(&NoArgument).await.expect("a status").unseen;
        assert_eq!(unseen, 1, "what was a diary isn't new");
        change(&[all.id], Audience::Friends, Chosen::default(), false).await.expect("changed back");
        assert_eq!((family.see(all.id).await, family.see(diary.id).await), ([true, true], [true, false]));
        let theirs = family.lei.post("theirs").await;
        let refused = change(&[all.id, theirs], Audience::OnlyMe, Chosen::default(), false).await;
        assert_eq!(code(refused), ErrorCode::NotFound);
        assert_eq!(family.see(all.id).await, [true, true], "nothing is done by halves");
        let twice = change(&[all.id, all.id], Audience::Friends, Chosen::default(), false).await.expect("changed");
        assert_eq!(twice.moments, 1, "named twice, it is one");
        let delete = async |deleted| {
            let request = SetDeletedRequest { deleted };
            family.fang.call::<SetMomentDeleted>(&all.id, &request).await.expect("set");
        };
        delete(true).await;
        change(&[], Audience::OnlyMe, Chosen::default(), false).await.expect("changed");
        delete(false).await;
        assert_eq!(family.see(all.id).await, [false, false], "what was just deleted, and comes back, was meant, too");
        let crowd = vec![all.id; 1001];
        assert_eq!(code(change(&crowd, Audience::OnlyMe, Chosen::default(), true).await), ErrorCode::TooManyMoments);
        let crowd = Chosen { people: vec![PersonId(1); 5001], ..Chosen::default() };
        assert_eq!(code(change(&[all.id], Audience::Only, crowd, true).await), ErrorCode::TooManyPeople);
    });
}

#[test]
fn an_audience_is_forgotten_with_its_last_moment_and_not_before() {
    story(async |server| {
        let family = family(&server).await;
        let kept = async || {
            let mut read = server.database.read().await.expect("a connection");
            let sql = "SELECT (SELECT COUNT(*) FROM audiences) + (SELECT COUNT(*) FROM audience_tags)";
            sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut *read).await.expect("a count")
        };
        let purge = async |moment: MomentId| {
            let request = SetDeletedRequest { deleted: true };
            family.fang.call::<SetMomentDeleted>(&moment, &request).await.expect("deleted");
            sweep::sweep(&server.app, Timestamp(clock::now().0 + 60_000)).await.expect("swept");
        };
        let (one, two) = (
            family.post(Audience::Only, family.tagged(None)).await,
            family.post(Audience::Only, family.tagged(None)).await,
        );
        assert_eq!(kept().await, 2, "the same is kept once");
        purge(one.id).await;
        assert_eq!((kept().await, family.see(two.id).await), (2, [true, false]));
        purge(two.id).await;
        assert_eq!(kept().await, 0);
        let again = family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!(family.see(again.id).await, [true, false]);
    });
}

#[test]
fn who_was_reminded_is_not_named_once_the_moment_is_for_others() {
    story(async |server| {
        let family = family(&server).await;
        let (lei, han) = (family.lei.person().id, family.han.person().id);
        let request = PostMomentRequest { text: "look".to_owned(), reminded: vec![lei, han], ..Default::default() };
        let id = family.fang.call::<PostMoment>(&NoArgument, &request).await.expect("posted").id;
        let reminded = async || {
            let moment = family.fang.get::<ReadMoment>(&id).await.expect("my moment");
            moment.reminded.iter().map(|person| person.id).collect::<Vec<_>>()
        };
        assert_eq!(reminded().await, [lei, han]);
        for is_frozen in [true, false] {
            let (moments, audience, chosen) = (vec![id], Audience::Only, family.tagged(Some(is_frozen)));
            let request = ChangeRequest { moments, until: None, audience, chosen, is_dry_run: false };
            family.fang.call::<ChangeAudience>(&NoArgument, &request).await.expect("changed");
            assert_eq!(reminded().await, [lei], "frozen: {is_frozen}");
        }
    });
}
