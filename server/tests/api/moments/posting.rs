//! Moments, likes and comments. Long, since each story is told whole.

use life_circle_wire::audience::Audience;
use life_circle_wire::comments::{DeleteComment, ListComments, PostComment, PostCommentRequest};
use life_circle_wire::moments::{
    ListAlbum, ListLikes, PostMoment, PostMomentRequest, ReadMoment, SetDeletedRequest, SetLike,
    SetLikeRequest, SetMomentDeleted,
};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, Nothing, PageQuery};

use crate::support::{Friend, code, story};

async fn comment(
    person: &Friend,
    moment: MomentId,
    text: &str,
) -> life_circle_wire::comments::Comment {
    let request = PostCommentRequest {
        text: text.to_owned(),
        reply_to: None,
    };
    person
        .call::<PostComment>(&moment, &request)
        .await
        .expect("commenting works")
}

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

#[test]
fn likes_are_set_not_toggled_and_counted_as_the_reader_may_see_them() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        let moment = fang.post("hello").await;
        for _ in 0..2 {
            assert_eq!(lei.like(moment).await.count, 1);
        }
        assert_eq!(
            han.like(moment).await.count,
            1,
            "Han and Lei don't know each other"
        );
        let likes = fang.read_moment(moment).await.likes;
        assert_eq!(
            (likes.count, likes.is_mine, likes.people),
            (2, false, vec![lei.person(), han.person()])
        );
        let first = fang
            .read_with::<ListLikes>(
                &moment,
                &PageQuery {
                    cursor: None,
                    limit: Some(1),
                },
            )
            .await
            .expect("a page");
        assert_eq!(first.items, [lei.person()]);
        let second = fang
            .read_with::<ListLikes>(&moment, &PageQuery::at(first.next))
            .await
            .expect("a page");
        assert_eq!((second.items, second.next), (vec![han.person()], None));
        let back = lei.unlike(moment).await;
        assert_eq!((back.count, back.is_mine), (0, false));
    });
}

#[test]
fn comments_and_replies_are_shown_to_those_who_know_both() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        let moment = fang.post("hello").await;
        let first = comment(&lei, moment, "早!").await;
        let reply = PostCommentRequest {
            text: "早上好".to_owned(),
            reply_to: Some(first.id),
        };
        let reply = fang
            .call::<PostComment>(&moment, &reply)
            .await
            .expect("a reply");
        assert_eq!(reply.reply_to, Some(lei.person()));
        let texts = async |person: &Friend| {
            let comments = person
                .get::<ListComments>(&moment)
                .await
                .expect("comments")
                .items;
            comments
                .into_iter()
                .map(|comment| comment.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&fang).await, ["早!", "早上好"]);
        assert_eq!(texts(&lei).await, ["早!", "早上好"]);
        assert!(
            texts(&han).await.is_empty(),
            "Han doesn't know Lei: neither the comment nor the reply to it"
        );
        assert_eq!(han.read_moment(moment).await.comments.count, 0);
        han.befriend(&lei).await;
        assert_eq!(texts(&han).await.len(), 2);
        let unseen = PostCommentRequest {
            text: "?".to_owned(),
            reply_to: Some(life_circle_wire::CommentId(1)),
        };
        let refused = han
            .call::<PostComment>(&moment, &unseen)
            .await
            .expect_err("no such comment");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::NotFound, Some("reply_to"))
        );
        han.reply(moment, first.id, "我也早").await;
        han.remove_friend(&lei).await;
        assert_eq!(texts(&han).await, ["我也早"], "what one said oneself stays");
    });
}

#[test]
fn a_comment_is_deleted_by_its_author_or_the_moments_and_replies_stay() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        for other in [&lei, &han] {
            fang.befriend(other).await;
        }
        lei.befriend(&han).await;
        let moment = fang.post("hello").await;
        let first = comment(&lei, moment, "first").await;
        let reply = PostCommentRequest {
            text: "reply".to_owned(),
            reply_to: Some(first.id),
        };
        let reply = han
            .call::<PostComment>(&moment, &reply)
            .await
            .expect("a reply");
        assert_eq!(
            code(han.call::<DeleteComment>(&first.id, &Nothing {}).await),
            ErrorCode::NotFound,
            "neither theirs nor under theirs"
        );
        lei.call::<DeleteComment>(&first.id, &Nothing {})
            .await
            .expect("its author deletes it");
        let left = fang
            .get::<ListComments>(&moment)
            .await
            .expect("comments")
            .items;
        assert_eq!(
            (left.len(), left[0].reply_to.clone()),
            (1, Some(lei.person()))
        );
        fang.call::<DeleteComment>(&reply.id, &Nothing {})
            .await
            .expect("the moment's author deletes it");
        assert_eq!(
            code(fang.call::<DeleteComment>(&reply.id, &Nothing {}).await),
            ErrorCode::NotFound
        );
    });
}

#[test]
fn comments_are_paged_from_the_newest_back() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let moment = fang.post("hello").await;
        for number in 1..=5 {
            comment(&fang, moment, &number.to_string()).await;
        }
        let preview = fang.read_moment(moment).await.comments;
        let newest: Vec<&str> = preview
            .newest
            .iter()
            .map(|comment| comment.text.as_str())
            .collect();
        assert_eq!((preview.count, newest), (5, vec!["3", "4", "5"]));
        let page = fang
            .read_with::<ListComments>(
                &moment,
                &PageQuery {
                    cursor: None,
                    limit: Some(2),
                },
            )
            .await
            .expect("a page");
        let older = fang
            .read_with::<ListComments>(
                &moment,
                &PageQuery {
                    cursor: page.next,
                    limit: Some(9),
                },
            )
            .await
            .expect("a page");
        let texts = |items: &[life_circle_wire::comments::Comment]| {
            items
                .iter()
                .map(|comment| comment.text.clone())
                .collect::<String>()
        };
        assert_eq!(
            (texts(&page.items), texts(&older.items), older.next),
            ("45".to_owned(), "123".to_owned(), None)
        );
    });
}

#[test]
fn unfriending_hides_and_becoming_friends_again_shows_everything_again() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = fang.post("hello").await;
        lei.like(moment).await;
        comment(&lei, moment, "hi").await;
        lei.remove_friend(&fang).await;
        assert_eq!(
            code(lei.get::<ReadMoment>(&moment).await),
            ErrorCode::NotFound
        );
        let seen = fang.read_moment(moment).await;
        assert_eq!((seen.likes.count, seen.comments.count), (0, 0));
        lei.befriend(&fang).await;
        let seen = fang.read_moment(moment).await;
        assert_eq!((seen.likes.count, seen.comments.count), (1, 1));
    });
}
