//! Posting moments and deleting them.

use life_circle_wire::audience::Audience;
use life_circle_wire::moments::{
    ListAlbum, PostMoment, PostMomentRequest, ReadMoment, SetDeletedRequest, SetLike,
    SetLikeRequest, SetMomentDeleted,
};
use life_circle_wire::{ErrorCode, NoArgument, limits};

use crate::support::{Friend, code, story};

#[test]
fn a_moment_is_posted_once_however_often_it_is_sent() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let request = PostMomentRequest {
            text: "  今天 #西湖#  ".to_owned(),
            ..Default::default()
        };
        let first = fang
            .call_with_key::<PostMoment>(&NoArgument, &request, "the-same-key")
            .await
            .expect("posted");
        let second = fang
            .call_with_key::<PostMoment>(&NoArgument, &request, "the-same-key")
            .await
            .expect("posted already");
        assert_eq!((first.id, first.text.as_str()), (second.id, "今天 #西湖#"));
        assert_eq!(
            fang.get::<ListAlbum>(&fang.handle())
                .await
                .expect("an album")
                .items
                .len(),
            1
        );
        let other = PostMomentRequest {
            text: "something else".to_owned(),
            ..Default::default()
        };
        assert_eq!(
            code(
                fang.call_with_key::<PostMoment>(&NoArgument, &other, "the-same-key")
                    .await
            ),
            ErrorCode::KeyReused
        );
        let lei = server.sign_up("li_lei").await;
        let theirs = lei
            .call_with_key::<PostMoment>(&NoArgument, &request, "the-same-key")
            .await
            .expect("keys are one's own");
        assert_ne!(theirs.id, first.id);
    });
}

#[test]
fn twenty_at_once_with_one_key_make_one_moment() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let fang = fang.clone();
                tokio::spawn(async move {
                    let request = PostMomentRequest {
                        text: "once".to_owned(),
                        ..Default::default()
                    };
                    fang.call_with_key::<PostMoment>(&NoArgument, &request, "the-same-key")
                        .await
                        .expect("posted")
                        .id
                })
            })
            .collect();
        let mut ids = Vec::new();
        for task in tasks {
            ids.push(task.await.expect("it ends"));
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(
            fang.get::<ListAlbum>(&fang.handle())
                .await
                .expect("an album")
                .items
                .len(),
            1
        );
    });
}

#[test]
fn a_moment_for_me_alone_exists_for_nobody_else() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let secret = fang.post_for("日记", Audience::OnlyMe).await.id;
        assert!(fang.get::<ReadMoment>(&secret).await.is_ok());
        assert_eq!(
            code(lei.get::<ReadMoment>(&secret).await),
            ErrorCode::NotFound
        );
        assert_eq!(
            code(
                lei.call::<SetLike>(&secret, &SetLikeRequest { liked: true })
                    .await
            ),
            ErrorCode::NotFound
        );
        assert!(
            lei.get::<ListAlbum>(&fang.handle())
                .await
                .expect("an album")
                .items
                .is_empty()
        );
    });
}

#[test]
fn deleting_hides_from_everybody_and_can_be_undone() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = fang.post("hello").await;
        lei.like(moment).await;
        let set = async |person: &Friend, deleted| {
            person
                .call::<SetMomentDeleted>(&moment, &SetDeletedRequest { deleted })
                .await
        };
        assert_eq!(
            code(set(&lei, true).await),
            ErrorCode::NotFound,
            "it isn't theirs"
        );
        set(&fang, true).await.expect("deleted");
        set(&fang, true).await.expect("deleted already");
        for person in [&fang, &lei] {
            assert_eq!(
                code(person.get::<ReadMoment>(&moment).await),
                ErrorCode::NotFound
            );
        }
        set(&fang, false).await.expect("undone");
        assert_eq!(lei.read_moment(moment).await.likes.count, 1);
    });
}

#[test]
fn an_undo_may_be_five_seconds_under_way() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let moment = fang.post("hello").await;
        let undo_after = async |seconds: u32| {
            fang.delete_moment(moment).await;
            let change = format!("deleted_at = deleted_at - {}", seconds * 1000);
            server.alter_moment(moment, &change).await;
            fang.call::<SetMomentDeleted>(&moment, &SetDeletedRequest { deleted: false })
                .await
        };
        undo_after(limits::UNDO_SECONDS + 3).await.expect("undone");
        assert_eq!(
            code(undo_after(limits::UNDO_ACCEPTED_SECONDS + 1).await),
            ErrorCode::UndoTooLate
        );
    });
}

#[test]
fn who_becomes_a_friend_before_a_deletion_is_undone_has_the_moment_in_the_feed() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let moment = fang.post("hello").await;
        let set = async |deleted| {
            fang.call::<SetMomentDeleted>(&moment, &SetDeletedRequest { deleted })
                .await
                .expect("set");
        };
        set(true).await;
        fang.befriend(&lei).await;
        assert!(lei.feed().await.is_empty());
        set(false).await;
        assert_eq!(lei.feed().await.len(), 1);
    });
}

#[test]
fn a_repeat_of_a_post_that_was_deleted_since_finds_nothing() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let request = PostMomentRequest {
            text: "gone".to_owned(),
            ..Default::default()
        };
        let moment = fang
            .call_with_key::<PostMoment>(&NoArgument, &request, "the-same-key")
            .await
            .expect("posted")
            .id;
        fang.delete_moment(moment).await;
        assert_eq!(
            code(
                fang.call_with_key::<PostMoment>(&NoArgument, &request, "the-same-key")
                    .await
            ),
            ErrorCode::NotFound
        );
    });
}
