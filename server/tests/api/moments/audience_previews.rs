//! Previews of audiences: of a new moment, of a posted one, of my album as a friend sees it, and of
//! a change.
//! Long, since each story is told whole.

use life_circle_server::clock;
use life_circle_wire::audience::{
    Audience, Because, ChangeAudience, ChangeRequest, Chosen, PreviewAudience, PreviewRequest,
    ReadAudience,
};
use life_circle_wire::events::ReadStatus;
use life_circle_wire::friends::{SetFriendDetails, SetFriendDetailsRequest};
use life_circle_wire::moments::{
    SetDeletedRequest, SetLike, SetLikeRequest, SetMomentDeleted, ViewMyAlbumAs,
};
use life_circle_wire::notifications::{SetMuted, SetMutedRequest};
use life_circle_wire::privacy::{AlbumWindow, SetPrivacy, SetPrivacyRequest};
use life_circle_wire::tags::ListTags;
use life_circle_wire::{ErrorCode, MomentId, NoArgument, PersonId, Timestamp};

use crate::people::family::family;
use crate::support::{Friend, code, story};

#[test]
fn a_preview_says_who_will_see_it_and_why() {
    story(async |server| {
        let family = family(&server).await;
        let preview = async |audience, chosen| {
            let request = PreviewRequest { audience, chosen };
            let preview = family
                .fang
                .call::<PreviewAudience>(&NoArgument, &request)
                .await
                .expect("a preview");
            let of = |friend: &Friend| {
                let member = preview
                    .friends
                    .iter()
                    .find(|member| member.person == friend.person().id);
                let member = member.expect("every friend");
                (member.sees, member.because, member.tag)
            };
            (preview.count, of(&family.lei), of(&family.han))
        };
        let (tag, friend) = (Some(family.tag), (true, Because::Friend, None));
        assert_eq!(
            preview(Audience::Friends, Chosen::default()).await,
            (2, friend, friend)
        );
        let nobody = (false, Because::OnlyMe, None);
        assert_eq!(
            preview(Audience::OnlyMe, Chosen::default()).await,
            (0, nobody, nobody)
        );
        assert_eq!(
            preview(Audience::Only, family.tagged(None)).await,
            (
                1,
                (true, Because::Tagged, tag),
                (false, Because::NotChosen, None)
            )
        );
        let hide = SetFriendDetailsRequest {
            hides_mine: Some(true),
            ..Default::default()
        };
        family
            .fang
            .call::<SetFriendDetails>(&family.han.handle(), &hide)
            .await
            .expect("hidden");
        assert_eq!(
            preview(Audience::Except, family.tagged(None)).await,
            (
                0,
                (false, Because::Tagged, tag),
                (false, Because::Hidden, None)
            )
        );
    });
}

#[test]
fn the_author_reads_who_sees_a_moment_now_and_why() {
    story(async |server| {
        let family = family(&server).await;
        let frozen = family.post(Audience::Only, family.tagged(None)).await.id;
        let live = family
            .post(Audience::Except, family.tagged(Some(false)))
            .await
            .id;
        let all = family.post(Audience::Friends, Chosen::default()).await.id;
        let diary = family.post(Audience::OnlyMe, Chosen::default()).await.id;
        let read = async |moment: MomentId| {
            let audience = family
                .fang
                .get::<ReadAudience>(&moment)
                .await
                .expect("an audience");
            let of = |friend: &Friend| {
                let member = audience
                    .friends
                    .iter()
                    .find(|member| member.person == friend.person().id);
                member
                    .map(|member| (member.sees, member.because))
                    .expect("every friend")
            };
            let seen = family.see(moment).await;
            assert_eq!([of(&family.lei).0, of(&family.han).0], seen, "it is so");
            (audience.is_open, of(&family.lei).1, of(&family.han).1)
        };
        assert_eq!(
            read(frozen).await,
            (false, Because::Tagged, Because::NotChosen)
        );
        assert_eq!(read(live).await, (false, Because::Tagged, Because::Friend));
        family.put_tag_on(&family.han, true).await;
        family.put_tag_on(&family.lei, false).await;
        assert_eq!(
            read(frozen).await,
            (false, Because::Frozen, Because::Frozen),
            "whatever the tag does"
        );
        assert_eq!(read(live).await, (false, Because::Friend, Because::Tagged));
        assert_eq!(read(all).await, (false, Because::Friend, Because::Friend));
        assert_eq!(read(diary).await, (false, Because::OnlyMe, Because::OnlyMe));
        let open = SetPrivacyRequest {
            is_open_to_strangers: Some(true),
            ..Default::default()
        };
        family
            .fang
            .call::<SetPrivacy>(&NoArgument, &open)
            .await
            .expect("set");
        assert_eq!(
            (read(all).await.0, read(frozen).await.0),
            (true, false),
            "strangers see what is for all friends"
        );
        let preview = async |audience| {
            let request = PreviewRequest {
                audience,
                chosen: Chosen::default(),
            };
            family
                .fang
                .call::<PreviewAudience>(&NoArgument, &request)
                .await
                .expect("a preview")
                .is_open
        };
        assert_eq!(
            (
                preview(Audience::Friends).await,
                preview(Audience::Except).await
            ),
            (true, false)
        );
        let would_change = async |moment, audience, is_frozen| {
            let chosen = Chosen {
                is_frozen,
                ..Chosen::default()
            };
            let request = ChangeRequest {
                moments: vec![moment],
                until: None,
                audience,
                chosen,
                is_dry_run: true,
            };
            family
                .fang
                .call::<ChangeAudience>(&NoArgument, &request)
                .await
                .expect("a dry run")
                .is_open
        };
        let changes = [
            would_change(all, Audience::Friends, None).await,
            would_change(all, Audience::OnlyMe, None).await,
            would_change(all, Audience::Friends, Some(true)).await,
            would_change(diary, Audience::Except, None).await,
            would_change(diary, Audience::Friends, None).await,
        ];
        assert_eq!(
            changes,
            [false, true, true, false, true],
            "what strangers see changes with what is for all friends"
        );
        let month_ago = Timestamp(clock::now().0 - clock::days_ms(31));
        let mut write = server.database.write().await.expect("a transaction");
        sqlx::query("UPDATE moments SET created_at = $1 WHERE id = $2")
            .bind(month_ago.0)
            .bind(all.0)
            .execute(&mut *write)
            .await
            .expect("made older");
        write.commit().await.expect("committed");
        let month = SetPrivacyRequest {
            album_window: Some(AlbumWindow::Month),
            ..Default::default()
        };
        family
            .fang
            .call::<SetPrivacy>(&NoArgument, &month)
            .await
            .expect("set");
        assert_eq!(read(all).await, (false, Because::TooOld, Because::TooOld));
        for other in [&family.lei, &family.han] {
            assert_eq!(
                code(other.get::<ReadAudience>(&frozen).await),
                ErrorCode::NotFound,
                "the author alone"
            );
        }
    });
}

#[test]
fn a_tag_says_how_many_moments_follow_it() {
    story(async |server| {
        let family = family(&server).await;
        let moments = async || {
            family
                .fang
                .get::<ListTags>(&NoArgument)
                .await
                .expect("tags")
                .items[0]
                .moments
        };
        assert_eq!(moments().await, 0);
        family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!(moments().await, 0, "what is frozen doesn't follow");
        let live = family
            .post(Audience::Only, family.tagged(Some(false)))
            .await
            .id;
        family
            .post(Audience::Except, family.tagged(Some(false)))
            .await;
        assert_eq!(moments().await, 2);
        let request = SetDeletedRequest { deleted: true };
        family
            .fang
            .call::<SetMomentDeleted>(&live, &request)
            .await
            .expect("deleted");
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
        let remark = SetFriendDetailsRequest {
            remark: Some("my boss".to_owned()),
            ..Default::default()
        };
        family
            .lei
            .call::<SetFriendDetails>(&family.fang.handle(), &remark)
            .await
            .expect("kept");
        family
            .lei
            .call::<SetLike>(&all, &SetLikeRequest { liked: true })
            .await
            .expect("liked");
        family
            .lei
            .call::<SetMuted>(&all, &SetMutedRequest { muted: true })
            .await
            .expect("muted");
        let seen = async |friend: &Friend| {
            let page = family
                .fang
                .get::<ViewMyAlbumAs>(&friend.handle())
                .await
                .expect("an album");
            for moment in &page.items {
                let told = (
                    moment.author.remark.as_str(),
                    moment.is_muted,
                    moment.likes.count,
                    moment.audience,
                );
                assert_eq!(told, ("", false, 0, Audience::Friends));
            }
            page.items
                .iter()
                .map(|moment| moment.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (seen(&family.lei).await, seen(&family.han).await),
            (vec![all, only], vec![all])
        );
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
            let request = ChangeRequest {
                moments: moments.to_vec(),
                until,
                audience,
                chosen,
                is_dry_run,
            };
            family
                .fang
                .call::<ChangeAudience>(&NoArgument, &request)
                .await
        };
        let said = change(&[], Audience::Only, family.tagged(None), true)
            .await
            .expect("a dry run");
        assert_eq!(
            (said.moments, said.before, said.after),
            (1, 2, 1),
            "a diary is for nobody unless it is named"
        );
        assert_eq!(
            (said.gaining.clone(), said.losing.clone()),
            (vec![], vec![han])
        );
        assert_eq!((said.opened, said.closed), (0, 1));
        assert_eq!(
            (family.see(all.id).await, family.see(diary.id).await),
            ([true, true], [false, false])
        );
        let done = change(&[], Audience::Only, family.tagged(None), false)
            .await
            .expect("changed");
        assert_eq!(done, said);
        assert_eq!(
            (family.see(all.id).await, family.see(diary.id).await),
            ([true, false], [false, false])
        );
        let named = change(&[diary.id], Audience::Only, family.tagged(None), false)
            .await
            .expect("changed");
        assert_eq!((named.gaining, named.losing), (vec![lei], vec![]));
        assert_eq!((named.opened, named.closed), (1, 0));
        let swapped = Chosen {
            people: vec![han],
            ..Chosen::default()
        };
        let both = change(&[all.id, diary.id], Audience::Only, swapped, true)
            .await
            .expect("a dry run");
        assert_eq!(
            (both.opened, both.closed),
            (2, 2),
            "each is for somebody else than before"
        );
        assert_eq!(family.see(diary.id).await, [true, false]);
        let unseen = family
            .lei
            .get::<ReadStatus>(&NoArgument)
            .await
            .expect("a status")
            .unseen;
        assert_eq!(unseen, 1, "what was a diary isn't new");
        change(&[all.id], Audience::Friends, Chosen::default(), false)
            .await
            .expect("changed back");
        assert_eq!(
            (family.see(all.id).await, family.see(diary.id).await),
            ([true, true], [true, false])
        );
        let theirs = family.lei.post("theirs").await;
        let refused = change(
            &[all.id, theirs],
            Audience::OnlyMe,
            Chosen::default(),
            false,
        )
        .await;
        assert_eq!(code(refused), ErrorCode::NotFound);
        assert_eq!(
            family.see(all.id).await,
            [true, true],
            "nothing is done by halves"
        );
        let twice = change(
            &[all.id, all.id],
            Audience::Friends,
            Chosen::default(),
            false,
        )
        .await
        .expect("changed");
        assert_eq!(twice.moments, 1, "named twice, it is one");
        let delete = async |deleted| {
            let request = SetDeletedRequest { deleted };
            family
                .fang
                .call::<SetMomentDeleted>(&all.id, &request)
                .await
                .expect("set");
        };
        delete(true).await;
        change(&[], Audience::OnlyMe, Chosen::default(), false)
            .await
            .expect("changed");
        delete(false).await;
        assert_eq!(
            family.see(all.id).await,
            [false, false],
            "what was just deleted, and comes back, was meant, too"
        );
        let crowd = vec![all.id; 1001];
        assert_eq!(
            code(change(&crowd, Audience::OnlyMe, Chosen::default(), true).await),
            ErrorCode::TooManyMoments
        );
        let crowd = Chosen {
            people: vec![PersonId(1); 5001],
            ..Chosen::default()
        };
        assert_eq!(
            code(change(&[all.id], Audience::Only, crowd, true).await),
            ErrorCode::TooManyPeople
        );
    });
}
