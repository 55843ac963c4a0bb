//! Finds `@handles`, `#topics` and links in texts. Long only together with its tests.
//!
//! The rules for what may stand before and after a name are those of twitter-text. Three things
//! differ. A handle has 3 to 30 letters. A topic may be closed with a second `#`, as on Chinese
//! services (`#two words#`). A link needs its scheme, because a list of top-level domains would
//! become outdated.

use std::ops::Range;

use crate::handle::is_handle_byte;
use crate::{Handle, limits};

/// A mention, a topic or a link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its position in the text in bytes, including the `@` or `#`.
    pub range: Range<usize>,
    /// What the entity leads to.
    pub kind: EntityKind,
}

/// Where an entity leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// To a person.
    Mention(Handle),
    /// To a topic; the words without `#`.
    Topic(String),
    /// To a web address that begins with `http://` or `https://`.
    Link(String),
}

/// A piece of a text: plain, or an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The piece as it was written.
    pub text: &'a str,
    /// What the piece leads to; `None` if it is plain text.
    pub kind: Option<EntityKind>,
}

/// Cuts a text into plain pieces and entities; joined, they are the text again.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut at = 0;
    for Entity { range, kind } in entities(text) {
        if at < range.start {
            segments.push(Segment {
                text: &text[at..range.start],
                kind: None,
            });
        }
        at = range.end;
        segments.push(Segment {
            text: &text[range],
            kind: Some(kind),
        });
    }
    if at < text.len() {
        segments.push(Segment {
            text: &text[at..],
            kind: None,
        });
    }
    segments
}

/// The entities of a text, in their order; they don't overlap.
pub fn entities(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut before = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let entity = match c {
            '@' | '＠' => mention(text, at, before),
            '#' | '＃' => topic(text, at, before),
            'h' | 'H' => link(text, at, before),
            _ => None,
        };
        let end = entity
            .as_ref()
            .map_or(at + c.len_utf8(), |entity| entity.range.end);
        before = text[at..end].chars().next_back();
        at = end;
        found.extend(entity);
    }
    found
}

/// The handle or name that somebody is typing: everything after the last `@` of `text`, which ends
/// at the cursor. `None` if that `@` can't begin a mention, or if what follows contains a space or
/// is too long for a name.
pub fn mention_begun(text: &str) -> Option<&str> {
    let (before, begun) = text.rsplit_once(['@', '＠'])?;
    let is_name = !begun.contains(char::is_whitespace)
        && begun.chars().count() <= *limits::DISPLAY_NAME.end();
    (is_name && !before.chars().next_back().is_some_and(blocks_mention)).then_some(begun)
}

/// Whether an `@` directly after this character can't begin a mention.
fn blocks_mention(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_!#$%&*@＠".contains(c)
}

fn mention(text: &str, at: usize, before: Option<char>) -> Option<Entity> {
    if before.is_some_and(blocks_mention) {
        return None;
    }
    let name = &text[at + text[at..].chars().next()?.len_utf8()..];
    let length = name
        .bytes()
        .take_while(|byte| is_handle_byte(byte.to_ascii_lowercase()))
        .count();
    let rest = &name[length..];
    let is_accented = |c: char| ('\u{c0}'..='\u{24f}').contains(&c);
    if rest.starts_with(['@', '＠']) || rest.starts_with(is_accented) || rest.starts_with("://") {
        return None;
    }
    let handle: Handle = name[..length].parse().ok()?;
    debug_assert!(limits::HANDLE.contains(&length));
    Some(Entity {
        range: at..text.len() - rest.len(),
        kind: EntityKind::Mention(handle),
    })
}

fn topic(text: &str, at: usize, before: Option<char>) -> Option<Entity> {
    // Chinese has no space before a topic. In other scripts a `#` after a letter is part of a word.
    let is_blocked =
        |c: char| (is_topic_letter(c) && !is_ideograph(c)) || c == '&' || c == '#' || c == '＃';
    if before.is_some_and(is_blocked) {
        return None;
    }
    let words = &text[at + text[at..].chars().next()?.len_utf8()..];
    let entity = |topic: &str, closing: usize| {
        let end = text.len() - words.len() + topic.len() + closing;
        let kind = EntityKind::Topic(topic.to_owned());
        let is_short = topic.chars().count() <= limits::TOPIC_MOST;
        is_short.then_some(Entity {
            range: at..end,
            kind,
        })
    };
    if let Some(topic) = closed_topic(words) {
        return entity(topic, words[topic.len()..].chars().next()?.len_utf8());
    }
    let length = words.find(|c| !is_topic_letter(c)).unwrap_or(words.len());
    let (topic, rest) = words.split_at(length);
    let has_letter = topic.chars().any(char::is_alphabetic);
    let is_cut = rest.starts_with(['#', '＃']) || rest.starts_with("://");
    if has_letter && !is_cut {
        entity(topic, 0)
    } else {
        None
    }
}

/// The words of `#words#`, if a second `#` closes them on the same line. A letter after it can only
/// be of a script that writes without spaces: `#西湖#真美` is about 西湖, `#a#b` is none. A digit is of
/// the script before it.
fn closed_topic(words: &str) -> Option<&str> {
    let end = words.find(['#', '＃', '\n'])?;
    let (topic, rest) = words.split_at(end);
    let mut rest = rest.chars();
    let goes_on = |c: char| match c {
        '0'..='9' => topic.ends_with(is_of_spaced_script),
        _ => is_of_spaced_script(c),
    };
    let is_closed = rest.next() != Some('\n') && !rest.next().is_some_and(goes_on);
    // `#one #two` are two open topics: a closed topic has no space at its ends.
    let has_letter = topic.chars().any(char::is_alphabetic);
    (is_closed && has_letter && topic.trim() == topic && !topic.contains("://")).then_some(topic)
}

/// Whether a character is a letter of a script that has spaces between words.
fn is_of_spaced_script(c: char) -> bool {
    // Thai and Lao, Burmese, Khmer, Japanese.
    let has_no_spaces = matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
    );
    is_topic_letter(c) && !is_ideograph(c) && !has_no_spaces
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether an open topic may contain this character: letters, digits, `_`, and the marks that
/// scripts put on or between letters.
fn is_topic_letter(c: char) -> bool {
    let is_between = matches!(
        c,
        '\u{200c}' | '\u{200d}' | '々' | '〻' | '゛' | '゜' | 'ー' | '\u{b7}' | '・' | '～' | '〜'
    );
    c.is_alphanumeric() || c == '_' || is_between || is_mark(c)
}

/// Whether a character is a mark on the one before it. The standard library doesn't know: these are
/// the ranges of the scripts in use. Source: the general categories Mn, Mc and Me of Unicode 15.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
            | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
            | '\u{711}'..='\u{7f3}'
            | '\u{816}'..='\u{82d}'
            | '\u{859}'..='\u{85b}'
            | '\u{898}'..='\u{8e1}' | '\u{8e3}'..='\u{963}'
            | '\u{966}'..='\u{dff}'
            | '\u{e31}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}'
            | '\u{eb1}'..='\u{ece}'
            | '\u{f18}' | '\u{f19}' | '\u{f35}' | '\u{f37}' | '\u{f39}'
            | '\u{f3e}'..='\u{f84}' | '\u{f86}'..='\u{fbc}' | '\u{fc6}'
            | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{109d}'
            | '\u{135d}'..='\u{135f}'
            | '\u{1712}'..='\u{1734}' | '\u{1752}'..='\u{17d3}' | '\u{17dd}'
            | '\u{180b}'..='\u{180d}' | '\u{180f}'..='\u{193b}'
            | '\u{1a17}'..='\u{1a1b}' | '\u{1a55}'..='\u{1a7f}' | '\u{1ab0}'..='\u{1b44}'
            | '\u{1b6b}'..='\u{1b73}' | '\u{1b80}'..='\u{1bf3}' | '\u{1c24}'..='\u{1c37}'
            | '\u{1cd0}'..='\u{1cd2}' | '\u{1cd4}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20f0}'
            | '\u{2de0}'..='\u{2dff}'
            | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
            | '\u{a66f}'..='\u{a672}' | '\u{a674}'..='\u{a67d}' | '\u{a69e}'..='\u{a6f1}'
            | '\u{a802}'..='\u{a827}' | '\u{a880}'..='\u{a8c5}' | '\u{a8e0}'..='\u{a8f1}'
            | '\u{a926}'..='\u{a92d}' | '\u{a947}'..='\u{a953}' | '\u{a980}'..='\u{a9c0}'
            | '\u{a9e5}'..='\u{aa4d}' | '\u{aa7b}'..='\u{aac1}' | '\u{aaeb}'..='\u{aaef}'
            | '\u{abe3}'..='\u{abea}' | '\u{abec}' | '\u{abed}'
            | '\u{fb1e}' | '\u{fe20}'..='\u{fe2f}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

fn link(text: &str, at: usize, before: Option<char>) -> Option<Entity> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || "@＠#＃$_".contains(c)) {
        return None;
    }
    let rest = &text[at..];
    let has_scheme = |scheme: &str| {
        rest.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| has_scheme(scheme))?;
    let end = rest
        .find(|c: char| !is_link_letter(c))
        .unwrap_or(rest.len());
    let link = trim_link(&rest[..end]);
    let host = link
        .get(scheme.len()..)?
        .split(['/', '?', '#', ':'])
        .next()?;
    is_host(host).then(|| Entity {
        range: at..at + link.len(),
        kind: EntityKind::Link(link.to_owned()),
    })
}

/// Whether a host is a domain name: two or more labels, none of which begins or ends with `-` or
/// `_`. The last label has only letters, or begins with `xn--`; the one before it has no `_`.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.rsplit('.').collect();
    let is_label = |label: &&str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !label.is_empty()
            && !label.starts_with(['-', '_'])
            && !label.ends_with(['-', '_'])
            && label.chars().all(is_letter)
    };
    let is_top_level =
        |label: &str| label.starts_with("xn--") || label.chars().all(|c| c.is_ascii_alphabetic());
    let is_domain =
        |top: &str, name: &str| top.len() >= 2 && is_top_level(top) && !name.contains('_');
    labels.iter().all(is_label)
        && matches!(labels.as_slice(), [top, name, ..] if is_domain(top, name))
}

/// Whether a link may contain this character. It must be ASCII: a Chinese sentence goes on directly
/// after a link, without a space.
fn is_link_letter(c: char) -> bool {
    c.is_ascii_graphic() && !"\"<>\\^`{}".contains(c)
}

/// Removes from the end of a link the punctuation of the sentence around it, and a closing bracket
/// that was opened before it.
fn trim_link(mut link: &str) -> &str {
    loop {
        let count = |bracket: char| link.matches(bracket).count();
        let is_outside = match link.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '@' | '$' | '[') => {
                true
            }
            Some(')') => count(')') > count('('),
            Some(']') => count(']') > count('['),
            _ => false,
        };
        if !is_outside {
            return link;
        }
        link = &link[..link.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> Vec<&str> {
        entities(text)
            .into_iter()
            .map(|entity| &text[entity.range])
            .collect()
    }

    #[test]
    fn names_topics_and_links_are_found_within_chinese() {
        let text = "和@wang_fang去看#西湖 的秋天#，路线：https://example.com/a(b)。还有#断桥 很美";
        assert_eq!(
            written(text),
            [
                "@wang_fang",
                "#西湖 的秋天#",
                "https://example.com/a(b)",
                "#断桥"
            ]
        );
    }

    #[test]
    fn an_address_of_mail_is_no_mention() {
        assert!(written("write to lilei@example.com or @ab").is_empty());
    }

    #[test]
    fn a_mention_is_begun_by_its_sign_and_ends_with_a_space() {
        assert_eq!(
            ["@", "和@王", "hi @wang_f"].map(mention_begun),
            [Some(""), Some("王"), Some("wang_f")]
        );
        assert_eq!(
            ["", "lilei@exa", "@li ", "@@"].map(mention_begun),
            [None; 4]
        );
    }

    #[test]
    fn a_topic_ends_where_a_reader_of_its_script_would_end_it() {
        for topic in [
            "#か\u{3099}くせい",
            "#cafe\u{301}s",
            "#שָׁלוֹם",
            "#مُحَمَّد",
            "#हिन्दी",
            "#ภาษาไทย",
            "#မြန်မာ",
            "#ខ្មែរ",
            "#བོད་".trim_end_matches('་'),
            "#தமிழ்",
            "#葛\u{e0100}城",
            "#Việt_Nam",
        ] {
            for after in [" x", "。", ", x", "!", "\n"] {
                assert_eq!(written(&format!("{topic}{after}")), [topic], "{topic}");
            }
        }
    }

    #[test]
    fn a_closed_topic_needs_no_space_where_nobody_writes_one() {
        for (text, topic) in [
            ("去#西湖#玩", "#西湖#"),
            ("去#西湖#玩，#断桥#真美", "#西湖#"),
            ("#断桥 残雪#真美", "#断桥 残雪#"),
            ("今日は #東京タワー#へ", "#東京タワー#"),
            ("ไป #ทะเล#กัน", "#ทะเล#"),
            ("#Kyoto#的秋天", "#Kyoto#"),
            ("去#西湖#3天", "#西湖#"),
        ] {
            assert_eq!(written(text).first(), Some(&topic), "{text}");
        }
        assert!(written("a#b#c, #b#c, #b#3").is_empty());
    }

    #[test]
    fn a_number_is_no_topic() {
        assert!(written("we are #1, and 5#6").is_empty());
    }

    #[test]
    fn a_link_leaves_the_sentence_its_punctuation() {
        assert_eq!(
            written("(see https://a.example/x.)"),
            ["https://a.example/x"]
        );
        assert!(written("javascript:alert(1) http:// https://nohost").is_empty());
    }

    proptest! {
        #[test]
        fn the_segments_of_any_text_joined_are_the_text(text in "[a@＠#＃hH:/._ \
            王\\n(é)]{0,60}|\\PC{0,60}") {
            let joined: String = segments(&text).iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
