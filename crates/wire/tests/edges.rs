//! The edges of what is recognised: web addresses, topics and times.

use life_circle_wire::text::{EntityKind, entities};
use life_circle_wire::{Timestamp, Topic};

/// The web addresses in a text.
fn links(text: &str) -> Vec<String> {
    let link = |kind| match kind {
        EntityKind::Link(address) => Some(address),
        _ => None,
    };
    let found = entities(text).into_iter();
    found.filter_map(|entity| link(entity.kind)).collect()
}

#[test]
fn a_host_has_two_labels_of_letters_digits_and_signs_within() {
    for host in [
        "example.com",
        "a-b.example.com",
        "a_b.example.com",
        "a.xn--p1ai",
        "1.co",
    ] {
        let address = format!("http://{host}/x");
        assert_eq!(links(&address), [address.as_str()]);
    }
    for host in [
        "com", "a.c", "a..com", ".com", "-a.com", "a-.com", "_a.com", "a_.com", "a_b.com",
        "a+b.com", "a.c0m", "a.b.c", "a.-com", "a.com-", "xn--a",
    ] {
        assert_eq!(links(&format!("http://{host}/x")), [""; 0], "{host}");
    }
}

#[test]
fn an_address_begins_a_word_and_ends_before_the_sentence_does() {
    for text in [
        "ahttp://a.com",
        "9http://a.com",
        "@http://a.com",
        "＠http://a.com",
        "$http://a.com",
    ] {
        assert_eq!(links(text), [""; 0], "{text}");
    }
    for (text, address) in [
        ("看http://a.com/b。", "http://a.com/b"),
        ("[http://a.com/b]", "http://a.com/b"),
        ("http://a.com/[b]", "http://a.com/[b]"),
        ("http://a.com/[b]]", "http://a.com/[b]"),
        ("http://a.com/b[", "http://a.com/b"),
        ("(http://a.com/(b))", "http://a.com/(b)"),
        ("http://a.com/b?!,", "http://a.com/b"),
    ] {
        assert_eq!(links(text), [address], "{text}");
    }
}

#[test]
fn a_topic_has_the_words_that_were_written() {
    assert_eq!(Topic::of("# West Lake＃").as_str(), "West Lake");
}

#[test]
fn a_time_is_read_only_in_the_form_that_is_written() {
    let read = |text: &str| text.parse::<Timestamp>().ok().map(|time| time.to_string());
    for (text, written) in [
        ("2000-02-29T00:00:00.000Z", "2000-02-29T00:00:00.000Z"),
        ("2000-02-29T23:59:59Z", "2000-02-29T23:59:59.000Z"),
        ("1999-12-31T23:59:59.999Z", "1999-12-31T23:59:59.999Z"),
        ("2000-03-01T00:00:00Z", "2000-03-01T00:00:00.000Z"),
    ] {
        assert_eq!(read(text).as_deref(), Some(written));
    }
    for text in [
        "1900-02-29T00:00:00Z",
        "2026-11-30T24:00:00Z",
        "2026-11-30T10:60:00Z",
        "2026-11-30T10:00:60Z",
        "2026-11-30T10:00:00z",
        "2026-11-30T10:00:00+",
        "2026-11-30T10:00:00,000Z",
        "2026-11-30T10:00:00.000z",
        "2026-11-30T10:00:00.000+",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
