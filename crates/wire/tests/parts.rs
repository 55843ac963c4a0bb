//! Small functions of the types: queries, names of people, what a change changes, periods.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::callers::{Anyone, Callers, SignedIn};
use life_circle_wire::events::{Event, EventsQuery};
use life_circle_wire::friends::{
    FriendDetails, FriendsQuery, ListFriends, SetFriendDetailsRequest,
};
use life_circle_wire::links::Lifetime;
use life_circle_wire::moments::{Moment, PostMoment, ReadMoment};
use life_circle_wire::people::{PeoplePage, Profile, SearchQuery};
use life_circle_wire::person::Person;
use life_circle_wire::photos::PhotoQuota;
use life_circle_wire::privacy::{AlbumWindow, Privacy};
use life_circle_wire::requests::{Direction, FriendRequestsQuery};
use life_circle_wire::suggestions::Suggestions;
use life_circle_wire::text::{entities, segments};
use life_circle_wire::{
    Caller, Cursor, Endpoint, ErrorCode, MomentId, NoArgument, NoQuery, PersonId, Query, TagId,
    Timestamp, endpoints,
};
use serde_json::{Value, from_value, json};

fn person(name: &str) -> Value {
    json!({"id": "7", "handle": "wang_fang", "display_name": name})
}

fn names(people: Vec<&Person>) -> Vec<&str> {
    people.iter().map(|person| &*person.display_name).collect()
}

#[test]
fn a_query_becomes_the_pairs_of_an_address() {
    let pairs = |query: &dyn Fn() -> Vec<(&'static str, String)>| query();
    let text = |value: &str| value.to_owned();
    assert_eq!(pairs(&|| NoQuery {}.pairs()), []);
    let search = SearchQuery { q: text("王 芳") };
    assert_eq!(search.pairs(), [("q", text("王 芳"))]);
    assert_eq!(
        EventsQuery { after: Some(7) }.pairs(),
        [("after", text("7"))]
    );
    assert_eq!(EventsQuery { after: None }.pairs(), []);
    let requests = FriendRequestsQuery {
        direction: Direction::Outgoing,
        cursor: Some(Cursor(text("next"))),
        limit: Some(5),
    };
    let page = [("cursor", text("next")), ("limit", text("5"))];
    assert_eq!(requests.page().pairs(), page);
    assert_eq!(requests.pairs()[..2], page);
    assert_eq!(requests.pairs()[2], ("direction", text("outgoing")));
    let incoming = FriendRequestsQuery::default();
    assert_eq!(incoming.pairs(), [("direction", text("incoming"))]);
    let friends: FriendsQuery = from_value(json!({"cursor": "next", "limit": 5})).expect("a query");
    assert_eq!(friends.pairs(), page);
    assert_eq!(friends.limit(), 5);
    assert!(FriendsQuery::default().limit() > 1);
}

#[test]
fn an_endpoint_has_a_path_with_its_argument_and_knows_its_people() {
    assert_eq!(ReadMoment::path(&MomentId(7)), "/api/v1/moments/7");
    assert_eq!(PostMoment::path(&NoArgument), "/api/v1/moments");
    assert_eq!(NoArgument.to_string(), "");
    assert_eq!("".parse::<NoArgument>(), Ok(NoArgument));
    let all = endpoints();
    let post = all.iter().find(|endpoint| endpoint.name == "PostMoment");
    let post = post.expect("it is among them");
    assert_eq!(
        (post.path, post.method.as_str()),
        ("/api/v1/moments", "POST")
    );
    let friend = json!({
        "person": person("Fang"), "pinyin": "fang", "initial": "F",
        "since": "2026-11-22T09:10:00.000Z",
    });
    let page = from_value(json!({"items": [friend], "next": null, "total": 1}));
    let page = page.expect("a page of friends");
    assert_eq!(names(ListFriends::people(&page)), ["Fang"]);
}

#[test]
fn all_people_of_an_answer_are_found() {
    let moment: Moment = from_value(json!({
        "id": "1", "author": person("author"), "text": "", "created_at": "2026-11-22T09:10:00.000Z",
        "edit_until": null, "audience": "friends", "reminded": [person("reminded")],
        "likes": {"count": 1, "is_mine": false, "people": [person("liker")]},
        "comments": {"count": 1, "newest": [{
            "id": "2", "moment_id": "1", "author": person("commenter"), "text": "",
            "reply_to": person("replied"), "created_at": "2026-11-22T09:10:00.000Z",
        }]},
    }))
    .expect("a moment");
    let all = ["author", "reminded", "liker", "commenter", "replied"];
    assert_eq!(names(moment.people()), all);
    assert_eq!(
        names(moment.comments.newest[0].people()),
        ["commenter", "replied"]
    );
    let page: PeoplePage =
        from_value(json!({"items": [person("a"), person("b")], "next": null})).expect("a page");
    assert_eq!(names(page.people()), ["a", "b"]);
    let suggestions: Suggestions = from_value(json!({"items": [{
        "person": person("a"), "common_friends": {"count": 1, "people": [person("b")]},
    }]}))
    .expect("suggestions");
    assert_eq!(names(suggestions.people()), ["a", "b"]);
    let whom: Person = from_value(person("whom")).expect("a person");
    let blocked = Profile::blocked(whom);
    assert_eq!(names(blocked.people()), ["whom"]);
}

#[test]
fn a_person_has_the_name_that_i_gave_them_and_is_found_by_each() {
    let nfkc = str::to_owned;
    let mut fang: Person = from_value(person("Wang Fang")).expect("a person");
    assert_eq!(fang.name(), "Wang Fang");
    fang.remark = "阿芳".to_owned();
    assert_eq!(fang.name(), "阿芳");
    for begun in ["wang_f", "fang", "阿芳"] {
        assert!(fang.is_called(begun, nfkc), "{begun}");
    }
    for other in ["_fang", "li", "阿里"] {
        assert!(!fang.is_called(other, nfkc), "{other}");
    }
}

#[test]
fn a_change_names_only_what_is_different_and_gives_it_back() {
    let before = FriendDetails {
        tags: vec![TagId(1), TagId(2)],
        ..FriendDetails::default()
    };
    let after = FriendDetails {
        remark: "R".to_owned(),
        note: "N".to_owned(),
        is_starred: true,
        hides_theirs: true,
        hides_mine: true,
        tags: vec![TagId(2), TagId(3)],
    };
    let change = after.changed_from(&before);
    assert_eq!(
        (&*change.add_tags, &*change.remove_tags),
        (&[TagId(3)][..], &[TagId(1)][..])
    );
    let applied = change.applied_to(&before);
    assert_eq!(
        FriendDetails {
            tags: after.tags.clone(),
            ..applied
        },
        after
    );
    assert_eq!(
        after.changed_from(&after),
        SetFriendDetailsRequest::default()
    );
    assert_eq!(SetFriendDetailsRequest::default().applied_to(&after), after);
    let usual = Privacy::default();
    let other = Privacy {
        album_window: AlbumWindow::Month,
        is_open_to_strangers: true,
        is_suggested: false,
        uses_common_friends: false,
    };
    assert_eq!(other.changed_from(usual).applied_to(usual), other);
    assert_eq!(usual.changed_from(other).applied_to(other), usual);
    let nothing = json!(usual.changed_from(usual));
    assert!(
        nothing
            .as_object()
            .is_some_and(|fields| fields.values().all(Value::is_null))
    );
}

#[test]
fn periods_are_as_long_as_their_names() {
    assert_eq!(Lifetime::ALL.map(Lifetime::hours), [1, 24, 168, 720]);
    assert_eq!(AlbumWindow::EACH.map(AlbumWindow::days), [0, 183, 30, 3]);
    let now = Timestamp(1_000_000_000_000);
    assert_eq!(AlbumWindow::All.begins_at(now), None);
    let three_days_ago = Timestamp(now.0 - 3 * 24 * 3600 * 1000);
    assert_eq!(AlbumWindow::ThreeDays.begins_at(now), Some(three_days_ago));
}

#[test]
fn a_choice_counts_only_for_the_audiences_that_name_somebody() {
    let people = Chosen {
        people: vec![PersonId(1)],
        ..Chosen::default()
    };
    let tags = Chosen {
        tags: vec![TagId(1)],
        ..Chosen::default()
    };
    for (chosen, is_empty) in [(&Chosen::default(), true), (&people, false), (&tags, false)] {
        assert_eq!(chosen.is_empty(), is_empty);
        assert_eq!(chosen.names_nobody(), is_empty);
        assert_eq!(chosen.of(Audience::Only), *chosen);
        assert_eq!(chosen.of(Audience::Except), *chosen);
        assert!(chosen.of(Audience::Friends).is_empty() && chosen.of(Audience::OnlyMe).is_empty());
    }
    let each = [
        Audience::Friends,
        Audience::OnlyMe,
        Audience::Only,
        Audience::Except,
    ];
    let is_frozen = |is_frozen| {
        let chosen = Chosen {
            is_frozen,
            ..Chosen::default()
        };
        each.map(|audience| chosen.is_frozen(audience))
    };
    assert_eq!(is_frozen(None), [false, false, true, true]);
    assert_eq!(is_frozen(Some(true)), [true, false, true, true]);
    assert_eq!(is_frozen(Some(false)), [false; 4]);
    assert!(
        !Chosen {
            is_frozen: Some(true),
            ..Chosen::default()
        }
        .is_empty()
    );
}

#[test]
fn a_caller_is_written_and_read_in_the_same_way() {
    for (caller, text) in [
        (Caller::Page, "page"),
        (Caller::Program, "1"),
        (Caller::Person(PersonId(77)), "77"),
    ] {
        assert_eq!(caller.to_string(), text);
        assert_eq!(text.parse(), Ok(caller));
    }
    assert!("somebody".parse::<Caller>().is_err());
    assert_eq!(Anyone::admit(None::<u8>), Ok(None));
    assert_eq!(Anyone::admit(Some(7)), Ok(Some(7)));
    assert_eq!(SignedIn::admit(Some(7)), Ok(7));
    assert_eq!(SignedIn::admit(None::<u8>), Err(ErrorCode::SignedOut));
}

#[test]
fn an_event_has_the_name_that_browsers_listen_to() {
    assert_eq!(Event::Friends {}.name(), "friends");
    assert_eq!(Event::Resync {}.name(), "resync");
    assert!(Event::NAMES.contains(&Event::Friends {}.name()));
}

#[test]
fn no_photo_fits_once_the_photos_or_the_bytes_are_used_up() {
    let quota = PhotoQuota {
        photos: 4,
        photos_most: 5,
        bytes: 8,
        bytes_most: 9,
    };
    let photos = 5;
    let bytes = 9;
    assert!(!quota.is_full());
    assert!(PhotoQuota { photos, ..quota }.is_full());
    assert!(PhotoQuota { bytes, ..quota }.is_full());
}

#[test]
fn the_limits_are_listed_as_the_code_has_them() {
    let limits = life_circle_wire::limits::all();
    let of = |name| limits.iter().find(|(other, _)| *other == name);
    assert_eq!(of("HANDLE"), Some(&("HANDLE", "3..=30".to_owned())));
}

#[test]
fn a_text_of_entities_alone_has_no_empty_pieces() {
    let texts: Vec<&str> = segments("@fang").iter().map(|piece| piece.text).collect();
    assert_eq!(texts, ["@fang"]);
    let texts: Vec<&str> = segments("@fang @lei")
        .iter()
        .map(|piece| piece.text)
        .collect();
    assert_eq!(texts, ["@fang", " ", "@lei"]);
}

#[test]
fn what_goes_on_after_a_name_or_before_a_topic_is_neither() {
    for text in ["@fang@x", "@fang＠x", "@fang\u{e9}", "@fang://x"] {
        let found = entities(text);
        let has_mention = found.iter().any(|entity| entity.range.start == 0);
        assert!(!has_mention, "{text}: {found:?}");
    }
    for text in ["&#tea", "a#tea", "##tea", "＃#tea", "#＃tea"] {
        assert_eq!(entities(text), [], "{text}");
    }
}
