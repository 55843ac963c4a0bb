//! What the requests refuse, at their limits and one over them: page and server check the same.

use life_circle_wire::accounts::SignUpRequest;
use life_circle_wire::audience::{ChangeRequest, PreviewRequest};
use life_circle_wire::comments::PostCommentRequest;
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::links::CreateLinkRequest;
use life_circle_wire::moments::{PostMomentRequest, SetTextRequest};
use life_circle_wire::profile::SetProfileRequest;
use life_circle_wire::reports::ReportRequest;
use life_circle_wire::requests::RequestFriendRequest;
use life_circle_wire::security::{AddPasskeyRequest, RecoverRequest, SetPasswordRequest};
use life_circle_wire::tags::TagRequest;
use life_circle_wire::{Check, ErrorCode, Refusal};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What the request with this JSON refuses. `None` if nothing.
fn refusal<T: Check + DeserializeOwned>(request: Value) -> Option<(ErrorCode, &'static str)> {
    let request: T = serde_json::from_value(request).expect("the request can be read");
    // Counts letters, of which these texts have no stacked ones.
    let outcome = request.check(|text| text.chars().count());
    outcome.err().map(|Refusal { code, field }| (code, field))
}

/// Sets a field of a request to texts around its limits, and compares what is refused.
fn bounds_text<T: Check + DeserializeOwned>(
    field: &'static str,
    least: usize,
    most: usize,
    with: &Value,
) {
    let refusal_of = |text: String| {
        let mut request = with.clone();
        request[field] = json!(text);
        refusal::<T>(request)
    };
    let named = |code| Some((code, field));
    assert_eq!(refusal_of("字".repeat(most)), None, "{field} at its limit");
    assert_eq!(
        refusal_of("字".repeat(most + 1)),
        named(ErrorCode::TextTooLong)
    );
    assert_eq!(refusal_of("a\0b".to_owned()), named(ErrorCode::TextInvalid));
    for blank in ["", " \n\u{3000}"] {
        let expected = if least > 0 {
            named(ErrorCode::TextEmpty)
        } else {
            None
        };
        assert_eq!(refusal_of(blank.to_owned()), expected, "{field}: {blank:?}");
    }
}

#[test]
fn each_text_has_its_limits() {
    let none = json!({});
    bounds_text::<PostMomentRequest>("text", 1, 2000, &none);
    bounds_text::<PostMomentRequest>("text", 0, 2000, &json!({"photos": [{"id": "1"}]}));
    bounds_text::<PostMomentRequest>("place", 0, 40, &json!({"text": "a"}));
    bounds_text::<SetTextRequest>("text", 0, 2000, &none);
    bounds_text::<PostCommentRequest>("text", 1, 500, &none);
    bounds_text::<SetFriendDetailsRequest>("remark", 0, 40, &none);
    bounds_text::<SetFriendDetailsRequest>("note", 0, 500, &none);
    bounds_text::<TagRequest>("name", 1, 20, &none);
    bounds_text::<RequestFriendRequest>("message", 0, 50, &json!({"handle": "wang_fang"}));
    bounds_text::<ReportRequest>(
        "note",
        0,
        500,
        &json!({"about": {"moment": "1"}, "reason": "spam"}),
    );
    bounds_text::<AddPasskeyRequest>("name", 1, 40, &json!({"ceremony": "", "credential": ""}));
}

/// A text is as long as its graphemes, and as heavy as its bytes.
#[test]
fn a_text_is_counted_in_graphemes_and_bounded_in_bytes() {
    let request = PostCommentRequest {
        text: "字".repeat(2666),
        reply_to: None,
    };
    let check = |graphemes| request.check(graphemes).map_err(|refusal| refusal.code);
    // 7,998 bytes are at most 16 for each of 500 letters.
    assert_eq!(check(|_| 500), Ok(()));
    assert_eq!(check(|_| 501), Err(ErrorCode::TextTooLong));
    let heavier = PostCommentRequest {
        text: "字".repeat(2667),
        reply_to: None,
    };
    let refused = heavier.check(|_| 500).map_err(|refusal| refusal.code);
    assert_eq!(refused, Err(ErrorCode::TextTooLong));
    let full = PostCommentRequest {
        text: "a".repeat(8000),
        reply_to: None,
    };
    assert_eq!(full.check(|_| 500), Ok(()));
}

#[test]
fn each_password_has_its_limits() {
    let sign_up =
        |password: &str| json!({"handle": "fang", "display_name": "F", "password": password});
    let change = |password: &str| json!({"password": "x", "new_password": password});
    let recover = |password: &str| json!({"handle": "fang", "code": "x", "new_password": password});
    let refusals = |password: &str| {
        [
            refusal::<SignUpRequest>(sign_up(password)),
            refusal::<SetPasswordRequest>(change(password)),
            refusal::<RecoverRequest>(recover(password)),
        ]
    };
    let fields = ["password", "new_password", "new_password"];
    for (password, code) in [
        ("字".repeat(9), Some(ErrorCode::PasswordTooShort)),
        ("字".repeat(10), None),
        ("字".repeat(256), None),
        ("字".repeat(257), Some(ErrorCode::PasswordTooLong)),
    ] {
        let expected = fields.map(|field| code.map(|code| (code, field)));
        assert_eq!(
            refusals(&password),
            expected,
            "{} letters",
            password.chars().count()
        );
    }
}

#[test]
fn a_name_can_be_seen_and_turns_nothing_around() {
    let sign_up = |name: &str| {
        refusal::<SignUpRequest>(json!({
            "handle": "fang", "display_name": name, "password": "long enough",
        }))
    };
    let profile = |name: &str| refusal::<SetProfileRequest>(json!({ "display_name": name }));
    for name in ["F", " 王芳 ", &"字".repeat(40), "क्‍ष", "a\u{200d}b", "👩🏽"] {
        assert_eq!(sign_up(name), None, "{name:?}");
        assert_eq!(profile(name), None, "{name:?}");
    }
    let refused = Some((ErrorCode::DisplayNameInvalid, "display_name"));
    for name in [
        "",
        " ",
        "\u{200b}",
        "\u{3164} \u{feff}",
        "a\nb",
        "a\0b",
        "a\u{202e}b",
        "a\u{2067}b",
        "a\u{200f}b",
        &"字".repeat(41),
    ] {
        assert_eq!(sign_up(name), refused, "{name:?}");
        assert_eq!(profile(name), refused, "{name:?}");
    }
    // 40 letters of 16 bytes each.
    let heavy = |bytes: usize| {
        let request = SetProfileRequest {
            display_name: "a".repeat(bytes),
            about: String::new(),
            avatar: None,
            cover: None,
        };
        request.check(|_| 40).is_ok()
    };
    assert!(heavy(640) && !heavy(641));
}

#[test]
fn a_line_about_oneself_is_one_line() {
    let about =
        |text: &str| refusal::<SetProfileRequest>(json!({"display_name": "F", "about": text}));
    assert_eq!(about(&"字".repeat(80)), None);
    assert_eq!(
        about(&"字".repeat(81)),
        Some((ErrorCode::TextTooLong, "about"))
    );
    assert_eq!(about("a\nb"), Some((ErrorCode::TextInvalid, "about")));
}

#[test]
fn a_handle_is_checked_where_one_is_chosen_or_asked() {
    let sign_up = json!({"handle": "a", "display_name": "F", "password": "long enough"});
    let expected = Some((ErrorCode::HandleInvalid, "handle"));
    assert_eq!(refusal::<SignUpRequest>(sign_up), expected);
    assert_eq!(
        refusal::<RequestFriendRequest>(json!({"handle": "no one"})),
        expected
    );
}

#[test]
fn each_list_has_its_limit() {
    let ids = |count: usize| json!(vec!["1"; count]);
    let people = Some((ErrorCode::TooManyPeople, "chosen"));
    for (field, most) in [("people", 5000), ("tags", 50)] {
        for (count, expected) in [(most, None), (most + 1, people)] {
            let chosen = json!({"audience": "only", "chosen": {field: ids(count)}});
            assert_eq!(
                refusal::<PreviewRequest>(chosen.clone()),
                expected,
                "{count} {field}"
            );
            assert_eq!(
                refusal::<ChangeRequest>(chosen),
                expected,
                "{count} {field}"
            );
            let moment = json!({"text": "a", "chosen": {field: ids(count)}});
            assert_eq!(
                refusal::<PostMomentRequest>(moment),
                expected,
                "{count} {field}"
            );
        }
    }
    let over = |code, field| Some((code, field));
    let changed =
        |count| refusal::<ChangeRequest>(json!({"audience": "friends", "moments": ids(count)}));
    assert_eq!(changed(1000), None);
    assert_eq!(changed(1001), over(ErrorCode::TooManyMoments, "moments"));
    let reminded =
        |count| refusal::<PostMomentRequest>(json!({"text": "a", "reminded": ids(count)}));
    assert_eq!(reminded(10), None);
    assert_eq!(reminded(11), over(ErrorCode::TooManyReminded, "reminded"));
    for field in ["add", "remove"] {
        let tagged = |count| refusal::<TagRequest>(json!({"name": "a", field: ids(count)}));
        assert_eq!(tagged(5000), None);
        assert_eq!(tagged(5001), over(ErrorCode::TooManyPeople, field));
    }
    for field in ["add_tags", "remove_tags"] {
        let tagged = |count| refusal::<SetFriendDetailsRequest>(json!({ field: ids(count) }));
        assert_eq!(tagged(50), None);
        assert_eq!(tagged(51), over(ErrorCode::TooManyTags, field));
    }
}

#[test]
fn a_link_is_for_1_to_100_people() {
    let link = |people: u32| {
        refusal::<CreateLinkRequest>(json!({"lifetime": "day", "people_most": people}))
    };
    let refused = Some((ErrorCode::TooManyPeople, "people_most"));
    assert_eq!([0, 1, 100, 101].map(link), [refused, None, None, refused]);
}

#[test]
fn a_photo_has_a_short_description_and_a_moment_nine_photos() {
    let with = |count: usize, letters: usize| {
        let photo = json!({"id": "1", "alt": "字".repeat(letters)});
        refusal::<PostMomentRequest>(json!({"text": "", "photos": vec![photo; count]}))
    };
    assert_eq!(with(9, 1500), None);
    assert_eq!(
        with(10, 0).map(|(code, _)| code),
        Some(ErrorCode::TooManyPhotos)
    );
    assert_eq!(
        with(1, 1501).map(|(code, _)| code),
        Some(ErrorCode::TextTooLong)
    );
}
