//! Tests that need a browser's own functions. `cargo xtask test wasm` runs them in a browser.

#![cfg(target_arch = "wasm32")]

use life_circle::for_browser_tests::{Language, date_text, graphemes, json, read_draft};
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::Comment;
use life_circle_wire::moments::{Likes, Moment};
use life_circle_wire::person::Person;
use life_circle_wire::photos::Photo;
use life_circle_wire::{
    Check as _, CommentId, ErrorCode, MomentId, PersonId, PhotoId, TagId, Timestamp,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn moment() -> Moment {
    let author = Person {
        id: PersonId(i64::MAX),
        handle: "wang_fang".parse().unwrap(),
        display_name: "王芳 😀".to_owned(),
        remark: "芳".to_owned(),
        avatar: None,
    };
    Moment {
        id: MomentId(i64::MAX - 1),
        likes: Likes {
            count: u32::MAX,
            is_mine: true,
            people: vec![author.clone()],
        },
        author,
        text: "\"quoted\" \\ \u{2028} 今天".to_owned(),
        photos: vec![Photo {
            id: PhotoId(i64::MAX - 2),
            width: 2048,
            height: 1,
            thumb_hash: "3OcRJYB4d3h/iIeHeEh3eIhw+j2w".to_owned(),
            alt: "一条船".to_owned(),
        }],
        audience: Audience::Only,
        is_of_stranger: true,
        chosen: Chosen {
            people: vec![PersonId(3)],
            tags: vec![TagId(7)],
            is_frozen: Some(true),
        },
        place: "断桥".to_owned(),
        reminded: Vec::new(),
        is_muted: true,
        created_at: Timestamp(1_795_339_200_123),
        is_edited: true,
        edit_until: Some(Timestamp(1_795_339_200_124)),
        comments: Default::default(),
    }
}

#[wasm_bindgen_test]
fn a_moment_comes_back_from_the_browsers_json_with_every_digit_of_its_ids() {
    let json_text = json::write(&moment()).unwrap();
    assert!(json_text.contains("\"9223372036854775806\""), "{json_text}");
    assert_eq!(json::parse::<Moment>(&json_text).unwrap(), moment());
}

#[wasm_bindgen_test]
fn a_comment_that_a_browser_keeps_from_before_is_still_read() {
    let storage = web_sys::window().unwrap().local_storage();
    let storage = storage.unwrap().unwrap();
    let reply_to = Comment {
        id: CommentId(3),
        moment_id: MomentId(7),
        author: moment().author,
        reply_to: None,
        text: "ho".to_owned(),
        created_at: Timestamp(0),
    };
    storage.set_item("draft-1-7", "\"hi\"").unwrap();
    storage
        .set_item("draft-1-7-to", &json::write(&reply_to).unwrap())
        .unwrap();
    // Read from its two old names first, and then from the new one.
    for _ in 0..2 {
        let draft = read_draft(PersonId(1), MomentId(7)).unwrap();
        assert_eq!((draft.moment, draft.text.as_str()), (MomentId(7), "hi"));
        assert_eq!(draft.reply_to.as_ref(), Some(&reply_to));
        assert_eq!(storage.get_item("draft-1-7").unwrap(), None);
        assert_eq!(storage.get_item("draft-1-7-to").unwrap(), None);
    }
    assert_eq!(read_draft(PersonId(2), MomentId(7)), None);
}

#[wasm_bindgen_test]
fn an_optional_field_may_be_null_missing_or_there() {
    use life_circle_wire::{ErrorEnvelope, accounts::Session};
    assert_eq!(json::parse::<Session>("{\"me\": null}").unwrap().me, None);
    let error = json::parse::<ErrorEnvelope>(
        "{\"error\": {\"code\": \"text_too_long\", \"message\": \"\", \"request_id\": \"\"}}",
    )
    .unwrap()
    .error;
    assert_eq!((error.code, error.field), (ErrorCode::TextTooLong, None));
    let newer = json::parse::<ErrorEnvelope>(
        "{\"error\": {\"code\": \"of_a_newer_server\", \"message\": \"\", \"request_id\": \"\"}}",
    )
    .unwrap();
    assert_eq!(newer.error.code, ErrorCode::Unknown);
}

#[wasm_bindgen_test]
fn what_is_no_json_is_an_error_and_no_trap() {
    assert!(json::parse::<Moment>("<html>").is_err());
    assert!(json::parse::<Moment>("{\"id\": 7}").is_err());
}

#[wasm_bindgen_test]
fn the_browser_counts_characters_as_people_do() {
    assert_eq!(
        ["abc", "王芳", "👩‍👩‍👧‍👦", "é", ""].map(graphemes),
        [3, 2, 1, 1, 0]
    );
    let request = life_circle_wire::moments::PostMomentRequest {
        text: "👩‍👩‍👧‍👦".repeat(600),
        ..Default::default()
    };
    assert_eq!(
        request.check(graphemes),
        Ok(()),
        "six hundred families are six hundred characters"
    );
}

#[wasm_bindgen_test]
fn dates_are_in_the_readers_language() {
    let time = Timestamp(1_795_339_200_000);
    assert_eq!(date_text(time, Language::Chinese), "2026年11月22日");
    assert!(date_text(time, Language::English).contains("2026"));
}
