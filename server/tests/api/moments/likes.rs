//! Likes: set, counted, and named to those who may see them.

use life_circle_wire::PageQuery;
use life_circle_wire::moments::ListLikes;

use crate::support::story;

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
