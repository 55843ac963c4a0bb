//! Privacy settings. Long, since each story is told whole.
//!
//! They say how far back others see, what strangers see, and who is suggested.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::{PostComment, PostCommentRequest, ReadCommentReach};
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::moments::{
    ListAlbum, PostMomentRequest, ReadMoment, SetLike, SetLikeRequest,
};
use life_circle_wire::notifications::{ListNotifications, NotificationKind};
use life_circle_wire::people::ListCommonFriends;
use life_circle_wire::privacy::{AlbumWindow, Privacy, ReadPrivacy, SetPrivacy, SetPrivacyRequest};
use life_circle_wire::suggestions::ListSuggestions;
use life_circle_wire::{ErrorCode, MomentId, NoArgument, PersonId};

use crate::support::{Friend, code, story};

async fn set(person: &Friend, privacy: Privacy) {
    let before = person.get::<ReadPrivacy>(&NoArgument).await.expect("read");
    let kept = person
        .call::<SetPrivacy>(&NoArgument, &privacy.changed_from(before))
        .await
        .expect("set");
    assert_eq!(
        (
            kept,
            person.get::<ReadPrivacy>(&NoArgument).await.expect("read")
        ),
        (privacy, privacy)
    );
}

async fn album(viewer: &Friend, author: &Friend) -> Vec<MomentId> {
    let page = viewer
        .get::<ListAlbum>(&author.handle())
        .await
        .expect("an album");
    page.items.iter().map(|moment| moment.id).collect()
}

#[test]
fn what_is_older_than_the_window_exists_for_its_author_alone() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let old = fang.post("old").await;
        let new = fang.post("new").await;
        lei.like(old).await;
        let comment = PostCommentRequest {
            text: "nice".to_owned(),
            reply_to: None,
        };
        let theirs = lei
            .call::<PostComment>(&old, &comment)
            .await
            .expect("commented");
        server.make_older(old, 31).await;
        set(
            &fang,
            Privacy {
                album_window: AlbumWindow::Month,
                ..Privacy::default()
            },
        )
        .await;
        assert_eq!(
            (album(&lei, &fang).await, album(&fang, &fang).await),
            (vec![new], vec![new, old])
        );
        assert_eq!(code(lei.get::<ReadMoment>(&old).await), ErrorCode::NotFound);
        assert_eq!(lei.feed().await.len(), 1);
        let mine = fang.read_moment(old).await;
        assert_eq!(
            mine.likes.count, 1,
            "what friends wrote stays for the author"
        );
        let replies = async || {
            let told = lei
                .get::<ListNotifications>(&NoArgument)
                .await
                .expect("notifications")
                .items;
            told.iter()
                .filter(|item| item.kind == NotificationKind::Reply)
                .count()
        };
        fang.reply(old, theirs.id, "so long ago").await;
        assert_eq!(replies().await, 0, "for them it doesn't exist");
        set(
            &fang,
            Privacy {
                album_window: AlbumWindow::HalfYear,
                ..Privacy::default()
            },
        )
        .await;
        assert_eq!(album(&lei, &fang).await, [new, old]);
        assert_eq!(
            replies().await,
            1,
            "what they can see again they are told of"
        );
    });
}

#[test]
fn strangers_see_the_newest_ten_of_who_lets_them_and_only_look() {
    story(async |server| {
        let [fang, stranger] = server.sign_up_all(["wang_fang", "stranger"]).await;
        let mut posted = Vec::new();
        for number in 0..12 {
            posted.insert(0, fang.post(&format!("moment {number}")).await);
        }
        assert_eq!(album(&stranger, &fang).await, []);
        set(
            &fang,
            Privacy {
                is_open_to_strangers: true,
                ..Privacy::default()
            },
        )
        .await;
        assert_eq!(album(&stranger, &fang).await, posted[..10]);
        assert_eq!(
            code(stranger.get::<ReadMoment>(&posted[10]).await),
            ErrorCode::NotFound
        );
        fang.post_for("a diary", Audience::OnlyMe).await;
        fang.post_for("for some", Audience::Only).await;
        assert_eq!(
            album(&stranger, &fang).await,
            posted[..10],
            "what isn't for all friends isn't counted"
        );
        let gone = fang.post("gone").await;
        fang.delete_moment(gone).await;
        assert_eq!(
            album(&stranger, &fang).await,
            posted[..10],
            "nor what is deleted"
        );
        assert!(stranger.read_moment(posted[0]).await.is_of_stranger);
        assert!(!fang.read_moment(posted[0]).await.is_of_stranger);
        let like = stranger
            .call::<SetLike>(&posted[0], &SetLikeRequest { liked: true })
            .await;
        assert_eq!(code(like), ErrorCode::FriendsOnly);
        let comment = PostCommentRequest {
            text: "hello".to_owned(),
            reply_to: None,
        };
        assert_eq!(
            code(stranger.call::<PostComment>(&posted[0], &comment).await),
            ErrorCode::FriendsOnly
        );
        assert_eq!(stranger.feed().await, [], "their feed is for friends");
        set(&fang, Privacy::default()).await;
        assert_eq!(album(&stranger, &fang).await, []);
    });
}

#[test]
fn who_will_see_a_comment_is_said_exactly_under_ones_own_moments_and_at_most_elsewhere() {
    story(async |server| {
        let [fang, lei, han, mei] = server
            .sign_up_all(["wang_fang", "li_lei", "han_mei", "mei"])
            .await;
        for friend in [&lei, &han, &mei] {
            fang.befriend(friend).await;
        }
        lei.befriend(&han).await;
        let moment = fang.post("hello").await;
        let reach =
            async |who: &Friend| who.get::<ReadCommentReach>(&moment).await.expect("a reach");
        let mine = reach(&fang).await;
        assert_eq!((mine.count, mine.is_exact, mine.is_open), (3, true, false));
        let theirs = reach(&lei).await;
        assert_eq!((theirs.count, theirs.is_exact), (2, false), "fang and han");
        assert_eq!(reach(&mei).await.count, 1, "fang alone");
        fang.set_hides_mine(&mei, true).await;
        assert_eq!(reach(&fang).await.count, 2);
        assert_eq!(
            reach(&lei).await,
            theirs,
            "nothing tells of whom the author hides from"
        );
        fang.open_to_strangers().await;
        assert!(reach(&fang).await.is_open);
        assert_eq!(reach(&lei).await, theirs, "nor whom the author lets look");
        let unnamed = SetPrivacyRequest {
            is_suggested: Some(false),
            ..SetPrivacyRequest::default()
        };
        han.set_privacy(&unnamed).await;
        assert_eq!(
            reach(&lei).await,
            theirs,
            "nor who doesn't want to be named"
        );
        let stranger = server.sign_up("zhao").await;
        lei.befriend(&stranger).await;
        assert_eq!(
            reach(&lei).await.count,
            3,
            "and nothing that a friend is a stranger to fang"
        );
        assert_eq!(
            reach(&stranger).await.count,
            2,
            "lei, and fang who lets strangers look"
        );
        let narrowed = PostMomentRequest {
            text: "for lei".to_owned(),
            audience: Audience::Only,
            chosen: Chosen {
                people: vec![lei.person().id],
                ..Chosen::default()
            },
            ..Default::default()
        };
        let narrowed = fang.post_moment(&narrowed).await.id;
        let under_it = lei
            .get::<ReadCommentReach>(&narrowed)
            .await
            .expect("a reach");
        assert_eq!(under_it.count, 3, "nothing tells that there is a list");
    });
}

#[test]
fn what_a_page_leaves_out_stays_as_another_device_set_it() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = fang.post("mine").await;
        let set = async |details: SetFriendDetailsRequest| fang.set_details(&lei, &details).await;
        set(SetFriendDetailsRequest {
            hides_mine: Some(true),
            ..Default::default()
        })
        .await;
        let kept = set(SetFriendDetailsRequest {
            remark: Some("Lei".to_owned()),
            ..Default::default()
        })
        .await;
        assert_eq!((kept.remark.as_str(), kept.hides_mine), ("Lei", true));
        assert_eq!(
            code(lei.get::<ReadMoment>(&moment).await),
            ErrorCode::NotFound
        );
        let set = async |change: SetPrivacyRequest| fang.set_privacy(&change).await;
        set(SetPrivacyRequest {
            album_window: Some(AlbumWindow::Month),
            ..Default::default()
        })
        .await;
        let kept = set(SetPrivacyRequest {
            is_suggested: Some(false),
            ..Default::default()
        })
        .await;
        assert_eq!(
            (kept.album_window, kept.is_suggested),
            (AlbumWindow::Month, false)
        );
        assert_eq!(set(SetPrivacyRequest::default()).await, kept);
    });
}

/// Waits until somebody is suggested exactly these people, with these numbers of common friends.
/// The graph in the server's memory follows a little later.
async fn suggested(person: &Friend, expected: &[(PersonId, u32)]) {
    let mut shown = Vec::new();
    for _ in 0..200 {
        let items = person
            .get::<ListSuggestions>(&NoArgument)
            .await
            .expect("suggestions")
            .items;
        shown = items
            .iter()
            .map(|item| (item.person.id, item.common_friends.count))
            .collect();
        if shown == expected {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(shown, expected);
}

#[test]
fn who_opts_out_is_neither_suggested_nor_named_nor_counted() {
    story(async |server| {
        let [fang, lei, han, mei] = server
            .sign_up_all(["wang_fang", "li_lei", "han_mei", "mei"])
            .await;
        for friend in [&lei, &han] {
            fang.befriend(friend).await;
            mei.befriend(friend).await;
        }
        let unseen = Privacy {
            is_suggested: false,
            ..Privacy::default()
        };
        suggested(&fang, &[(mei.person().id, 2)]).await;
        set(&lei, unseen).await;
        suggested(&fang, &[(mei.person().id, 1)]).await;
        let common = fang.read_person(&mei).await.common_friends;
        assert_eq!((common.count, common.people), (1, vec![han.person()]));
        assert_eq!(
            fang.get::<ListCommonFriends>(&mei.handle())
                .await
                .expect("a list")
                .items,
            [han.person()]
        );
        set(&lei, Privacy::default()).await;
        suggested(&fang, &[(mei.person().id, 2)]).await;
        set(&mei, unseen).await;
        suggested(&fang, &[]).await;
        let common = fang.read_person(&mei).await.common_friends;
        assert_eq!(
            (common.count, common.people),
            (0, vec![]),
            "neither of the two may have opted out"
        );
        set(&mei, Privacy::default()).await;
        set(
            &fang,
            Privacy {
                uses_common_friends: false,
                ..Privacy::default()
            },
        )
        .await;
        suggested(&fang, &[]).await;
        suggested(&mei, &[(fang.person().id, 2)]).await;
    });
}
