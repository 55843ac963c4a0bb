//! A moment's place, and changes of its text.

use life_circle_wire::moments::{
    ListTopic, PostMoment, PostMomentRequest, SetMomentText, SetTextRequest,
};
use life_circle_wire::notifications::{ListNotifications, NotificationKind};
use life_circle_wire::{ErrorCode, NoArgument, Topic};

use crate::support::{Friend, code, story};

#[test]
fn a_text_can_be_changed_for_a_while_and_keeps_its_reactions() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = fang.post("hello #west# @li_lei").await;
        lei.like(moment).await;
        lei.comment(moment, "hi").await;
        let set = async |person: &Friend, text: &str| {
            let text = text.to_owned();
            person
                .call::<SetMomentText>(&moment, &SetTextRequest { text })
                .await
        };
        assert_eq!(
            code(set(&lei, "mine now").await),
            ErrorCode::NotFound,
            "it isn't theirs"
        );
        assert_eq!(
            code(set(&fang, "  ").await),
            ErrorCode::TextEmpty,
            "it has no photo"
        );
        assert_eq!(
            code(set(&fang, &"长".repeat(2001)).await),
            ErrorCode::TextTooLong
        );
        let before = lei.read_moment(moment).await;
        assert!(!before.is_edited && before.edit_until.is_none());
        let mine = set(&fang, " hello #east# @li_lei ").await.expect("changed");
        assert!(mine.is_edited && mine.edit_until > Some(mine.created_at));
        let after = lei.read_moment(moment).await;
        assert_eq!(
            (after.text.as_str(), after.is_edited, after.edit_until),
            ("hello #east# @li_lei", true, None)
        );
        assert_eq!((after.likes.count, after.comments.count), (1, 1));
        let with = async |topic: &str| {
            lei.get::<ListTopic>(&Topic::of(topic))
                .await
                .expect("a topic")
                .items
                .len()
        };
        assert_eq!((with("west").await, with("east").await), (0, 1));
        let told = lei
            .get::<ListNotifications>(&NoArgument)
            .await
            .expect("notifications")
            .items;
        let mentions = told
            .iter()
            .filter(|item| item.kind == NotificationKind::Mention);
        assert_eq!(
            mentions.count(),
            1,
            "who was mentioned before isn't mentioned again"
        );

        let late = "edit_until = created_at - 1";
        server.alter_moment(moment, late).await;
        assert_eq!(code(set(&fang, "too late").await), ErrorCode::EditTooLate);
        assert!(
            set(&fang, "hello #east# @li_lei").await.is_ok(),
            "what is sent again changes nothing"
        );
        fang.delete_moment(moment).await;
        assert_eq!(code(set(&fang, "gone").await), ErrorCode::NotFound);
    });
}

#[test]
fn a_place_is_named_on_one_line() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let post = async |place: &str| {
            let request = PostMomentRequest {
                text: "hello".to_owned(),
                place: place.to_owned(),
                ..Default::default()
            };
            fang.call::<PostMoment>(&NoArgument, &request).await
        };
        assert_eq!(
            post(" 西湖 \n 断桥 ").await.expect("posted").place,
            "西湖 断桥"
        );
        let refused = post(&"湖".repeat(41)).await.expect_err("too long");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::TextTooLong, Some("place"))
        );
    });
}
