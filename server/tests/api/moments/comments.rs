//! Comments and replies: seen by those who know both, deleted, and listed page by page.

use life_circle_server::clock;
use life_circle_server::platform::db::Sql;
use life_circle_wire::comments::{DeleteComment, ListComments, PostComment, PostCommentRequest};
use life_circle_wire::moments::ReadMoment;
use life_circle_wire::{ErrorCode, Nothing, PageQuery};

use crate::support::{Friend, code, story};

#[test]
fn comments_and_replies_are_shown_to_those_who_know_both() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        let moment = fang.post("hello").await;
        let first = lei.comment(moment, "早!").await;
        let reply = PostCommentRequest {
            text: "早上好".to_owned(),
            reply_to: Some(first),
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
        han.reply(moment, first, "我也早").await;
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
        let first = lei.comment(moment, "first").await;
        let reply = han.reply(moment, first, "reply").await;
        assert_eq!(
            code(han.call::<DeleteComment>(&first, &Nothing {}).await),
            ErrorCode::NotFound,
            "neither theirs nor under theirs"
        );
        lei.call::<DeleteComment>(&first, &Nothing {})
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
        fang.call::<DeleteComment>(&reply, &Nothing {})
            .await
            .expect("the moment's author deletes it");
        assert_eq!(
            code(fang.call::<DeleteComment>(&reply, &Nothing {}).await),
            ErrorCode::NotFound
        );
    });
}

#[test]
fn nobody_confirms_the_words_of_a_deleted_comment() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let moment = fang.post("hello").await;
        let request = |text: &str| PostCommentRequest {
            text: text.to_owned(),
            reply_to: None,
        };
        let key = server.new_key();
        let comment = fang
            .call_with_key::<PostComment>(&moment, &request("a secret"), &key)
            .await
            .expect("a comment");
        let hashes = async || -> i64 {
            let sql = "SELECT COUNT(*) FROM idempotency_keys WHERE request_hash <> ''";
            let mut read = server.database.read().await.expect("a connection");
            Sql::new(sql)
                .fetch_scalar(&mut read)
                .await
                .expect("a count")
        };
        assert_eq!(hashes().await, 2);
        fang.call::<DeleteComment>(&comment.id, &Nothing {})
            .await
            .expect("deleted");
        assert_eq!(hashes().await, 1, "the moment's");
        let guess = request("a guess");
        let repeat = fang.call_with_key::<PostComment>(&moment, &guess, &key);
        assert_eq!(code(repeat.await), ErrorCode::NotFound, "whatever it says");
        server.sweep_after(clock::days_ms(2)).await;
        assert_eq!(hashes().await, 0);
    });
}

#[test]
fn comments_are_paged_from_the_newest_back() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let moment = fang.post("hello").await;
        for number in 1..=5 {
            fang.comment(moment, &number.to_string()).await;
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
        lei.comment(moment, "hi").await;
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
