//! Previews of audiences. Long, since each story is told whole.
//!
//! A preview is of a new moment, of a posted one, of my album as a friend sees it, or of a change.

use life_circle_wire::audience::{
    Audience, AudienceChange, Because, ChangeAudience, ChangeRequest, Chosen, PreviewAudience,
    PreviewRequest, ReadAudience,
};
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::moments::{SetDeletedRequest, SetMomentDeleted, ViewMyAlbumAs};
use life_circle_wire::notifications::{SetMomentMuted, SetMomentMutedRequest};
use life_circle_wire::privacy::{AlbumWindow, SetPrivacyRequest};
use life_circle_wire::tags::ListTags;
use life_circle_wire::{ErrorBody, ErrorCode, MomentId, NoArgument, PersonId};

use crate::audience::family::{Family, family};
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
        let tag = Some(family.tag);
        let friend = (true, Because::Friend, None);
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
        family.fang.set_hides_mine(&family.han, true).await;
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

/// Reads for Fang whether strangers see a moment, and why Lei and Han do or don't. Asserts that it
/// is so for the two.
async fn read_audience(family: &Family, moment: MomentId) -> (bool, Because, Because) {
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
        let read = async |moment| read_audience(&family, moment).await;
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
fn the_author_reads_whether_strangers_see_a_moment_and_whether_a_change_alters_it() {
    story(async |server| {
        let family = family(&server).await;
        let frozen = family.post(Audience::Only, family.tagged(None)).await.id;
        let all = family.post(Audience::Friends, Chosen::default()).await.id;
        let diary = family.post(Audience::OnlyMe, Chosen::default()).await.id;
        let read = async |moment| read_audience(&family, moment).await;
        family.fang.open_to_strangers().await;
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
            let request = dry_run(change_of(&[moment], audience, chosen));
            change(&family, &request).await.expect("a dry run").is_open
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
        server.make_older(all, 31).await;
        let month = SetPrivacyRequest {
            album_window: Some(AlbumWindow::Month),
            ..Default::default()
        };
        family.fang.set_privacy(&month).await;
        assert_eq!(read(all).await, (false, Because::TooOld, Because::TooOld));
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
        family.lei.set_details(&family.fang, &remark).await;
        family.lei.like(all).await;
        family
            .lei
            .call::<SetMomentMuted>(&all, &SetMomentMutedRequest { muted: true })
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

/// A change of the audience of these moments. If there are none: of all moments until now.
fn change_of(moments: &[MomentId], audience: Audience, chosen: Chosen) -> ChangeRequest {
    ChangeRequest {
        moments: moments.to_vec(),
        audience,
        chosen,
        ..Default::default()
    }
}

/// The same change, only to see what it would do.
fn dry_run(request: ChangeRequest) -> ChangeRequest {
    ChangeRequest {
        is_dry_run: true,
        ..request
    }
}

async fn change(family: &Family, request: &ChangeRequest) -> Result<AudienceChange, ErrorBody> {
    family
        .fang
        .call::<ChangeAudience>(&NoArgument, request)
        .await
}

#[test]
fn old_moments_get_another_audience_and_a_dry_run_says_what_that_means() {
    story(async |server| {
        let family = family(&server).await;
        let lei = family.lei.person().id;
        let han = family.han.person().id;
        let all = family.post(Audience::Friends, Chosen::default()).await.id;
        let posted = family.post(Audience::OnlyMe, Chosen::default()).await;
        let diary = posted.id;
        let seen = async || (family.see(all).await, family.see(diary).await);
        let old = ChangeRequest {
            until: Some(posted.created_at),
            ..change_of(&[], Audience::Only, family.tagged(None))
        };
        let said = change(&family, &dry_run(old.clone()))
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
        assert_eq!(seen().await, ([true, true], [false, false]));
        let done = change(&family, &old).await.expect("changed");
        assert_eq!(done, said);
        assert_eq!(seen().await, ([true, false], [false, false]));
        let named = change_of(&[diary], Audience::Only, family.tagged(None));
        let named = change(&family, &named).await.expect("changed");
        assert_eq!((named.gaining, named.losing), (vec![lei], vec![]));
        assert_eq!((named.opened, named.closed), (1, 0));
        let swapped = Chosen {
            people: vec![han],
            ..Chosen::default()
        };
        let both = dry_run(change_of(&[all, diary], Audience::Only, swapped));
        let both = change(&family, &both).await.expect("a dry run");
        assert_eq!(
            (both.opened, both.closed),
            (2, 2),
            "each is for somebody else than before"
        );
        assert_eq!(family.see(diary).await, [true, false]);
        let unseen = family.lei.status().await.unseen;
        assert_eq!(unseen, 1, "what was a diary isn't new");
        let back = change_of(&[all], Audience::Friends, Chosen::default());
        change(&family, &back).await.expect("changed back");
        assert_eq!(seen().await, ([true, true], [true, false]));
    });
}

#[test]
fn a_change_of_audience_is_done_as_a_whole_and_covers_what_was_just_deleted() {
    story(async |server| {
        let family = family(&server).await;
        let all = family.post(Audience::Friends, Chosen::default()).await.id;
        let theirs = family.lei.post("theirs").await;
        let halves = change_of(&[all, theirs], Audience::OnlyMe, Chosen::default());
        assert_eq!(code(change(&family, &halves).await), ErrorCode::NotFound);
        assert_eq!(
            family.see(all).await,
            [true, true],
            "nothing is done by halves"
        );
        let twice = change_of(&[all, all], Audience::Friends, Chosen::default());
        let twice = change(&family, &twice).await.expect("changed");
        assert_eq!(twice.moments, 1, "named twice, it is one");
        family.fang.delete_moment(all).await;
        let nobody = change_of(&[], Audience::OnlyMe, Chosen::default());
        change(&family, &nobody).await.expect("changed");
        family
            .fang
            .call::<SetMomentDeleted>(&all, &SetDeletedRequest { deleted: false })
            .await
            .expect("undone");
        assert_eq!(
            family.see(all).await,
            [false, false],
            "what was just deleted, and comes back, was meant, too"
        );
        let many = dry_run(change_of(&[all; 1001], Audience::OnlyMe, Chosen::default()));
        assert_eq!(
            code(change(&family, &many).await),
            ErrorCode::TooManyMoments
        );
        let crowd = Chosen {
            people: vec![PersonId(1); 5001],
            ..Chosen::default()
        };
        let for_crowd = dry_run(change_of(&[all], Audience::Only, crowd));
        assert_eq!(
            code(change(&family, &for_crowd).await),
            ErrorCode::TooManyPeople
        );
    });
}
