//! Bytes of strangers as requests: nothing breaks, and what is refused isn't checked further.

use life_circle_wire::text::{entities, mention_begun, segments};
use life_circle_wire::{Check, Endpoint, Handle, MomentId, Timestamp, Topic, for_each_endpoint};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::from_slice;

/// Reads a request as the server does, and checks it.
fn read<E: Endpoint>(bytes: &[u8]) {
    if let Ok(request) = from_slice::<E::Request>(bytes) {
        request.check(|text| text.chars().count()).ok();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        text.parse::<E::Argument>().ok();
    }
}

/// The JSON of all fields that requests have, so that damage to it reaches each of them. A person's
/// `about` is a text, a report's is a thing.
const FIELDS: [&str; 2] = [
    r#"{"about":"tea","avatar":null,"cover":"11","display_name":"F"}"#,
    r#"{"handle":"fang","display_name":"F","password":"long enough",
"text":"@a #b#","place":"x","photos":[{"id":"1","alt":"y"}],"audience":"only",
"chosen":{"people":["2"],"tags":["3"],"is_frozen":true},"reminded":["4"],"remark":"r","note":"n",
"is_starred":true,"add_tags":["5"],"remove_tags":[],"name":"t","add":["6"],"remove":[],
"until":"2026-11-22T09:10:00.000Z","moments":["7"],"is_dry_run":false,"lifetime":"day",
"people_most":5,"secret":"s","about":{"moment":"8"},"reason":"spam","arrival":9,"number":10,
"deleted":true,"liked":true,"muted":true,"blocked":true,"answer":"accept","album_window":"month",
"avatar":null,"cover":"11","reply_to":"12","code":"c","new_password":"long enough","ceremony":"{}",
"credential":"{}","needs_passkey":true,"keep_account":false,"bearer":true}"#,
];

proptest! {
    #[test]
    fn garbage_is_no_request(
        fields in prop::sample::select(&FIELDS),
        damage: Vec<(Index, u8)>,
        cut: Index,
        garbage: Vec<u8>,
        is_cut: bool,
    ) {
        let mut bytes = fields.as_bytes().to_vec();
        for (at, byte) in damage.iter().take(4) {
            *at.get_mut(&mut bytes) = *byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        macro_rules! read_all {
            ($($endpoint:path),+) => {
                $(read::<$endpoint>(&bytes); read::<$endpoint>(&garbage);)+
            };
        }
        for_each_endpoint!(read_all);
    }

    #[test]
    fn garbage_in_words_is_cut_where_letters_begin(
        text: String,
        hostile in "[@#＃＠/:.a-zé西湖\u{301}\u{200d}\u{202e}😀
]{0,60}",
    ) {
        for text in [&text, &hostile] {
            let joined: String = segments(text).iter().map(|segment| segment.text).collect();
            prop_assert_eq!(&joined, text);
            for entity in entities(text) {
                prop_assert!(text.get(entity.range).is_some_and(|part| !part.is_empty()));
            }
            mention_begun(text);
            text.parse::<Handle>().ok();
            text.parse::<MomentId>().ok();
            text.parse::<Timestamp>().ok();
            text.parse::<Topic>().ok();
        }
    }
}

#[test]
fn the_fields_that_are_damaged_are_those_of_each_request() {
    let mut unread = Vec::new();
    macro_rules! read_all {
        ($($endpoint:path),+) => {
            $(if FIELDS.iter().all(|fields| {
                from_slice::<<$endpoint as Endpoint>::Request>(fields.as_bytes()).is_err()
            }) {
                unread.push(<$endpoint as Endpoint>::NAME);
            })+
        };
    }
    for_each_endpoint!(read_all);
    assert_eq!(
        unread, [""; 0],
        "what refuses these can't be reached by damage to them"
    );
}
