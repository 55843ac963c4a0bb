//! Folds text, so that words count as the same however they are typed: `ＡＢＣ` and `abc`, `ｶﾞ` and
//! `ガ`, `ΟΔΟΣ` and `οδος`. Only comparing and looking up use the folded text; people see what was
//! written.

/// A function that brings a text to the Unicode form NFKC. The page uses the browser's, the server
/// a library's.
pub type Normalize = fn(&str) -> String;

/// A text in the form in which texts are compared: NFKC, without differences of case, and without
/// characters that nobody sees.
pub fn fold(text: &str, nfkc: Normalize) -> String {
    // Most names and words, when thousands are looked through between two frames.
    if text.chars().all(is_plain) {
        return text.to_ascii_lowercase();
    }
    let visible: String = text.chars().filter(|c| !is_ignorable(*c)).collect();
    nfkc(&fold_case(&nfkc(&visible)))
}

/// Turns letters into small ones by way of the capitals: `ß` becomes `ss`, and all three forms of
/// sigma become one.
fn fold_case(text: &str) -> String {
    // `ẞ` is small first, or it would be `ß` at the end.
    let small = text.chars().flat_map(char::to_lowercase);
    let capitals = small.flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase).collect()
}

/// Whether NFKC leaves this character as it is, whatever stands next to it.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a character only changes how others are joined or drawn: soft hyphens, joiners,
/// selectors of variants.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    fn fold(text: &str) -> String {
        super::fold(text, |text| text.nfkc().collect())
    }

    #[test]
    fn words_are_the_same_however_they_are_typed() {
        for (one, other) in [
            ("ABC", "abc"),
            ("ＡＢＣ", "abc"),
            ("cafe\u{301}", "CAFÉ"),
            ("ﾊﾝｶｸ", "ハンカク"),
            ("ｶﾞ", "カ\u{3099}"),
            ("か\u{3099}", "が"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδος", "οδοσ"),
            ("Straße", "STRASSE"),
            ("ﬁn", "fin"),
            ("①", "1"),
            ("İstanbul", "i\u{307}stanbul"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("❤\u{fe0f}", "❤"),
            ("金\u{e0100}", "金"),
            ("ĲSSEL", "ijssel"),
            ("Ω", "\u{2126}"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (one, other) in [
            ("cafe", "café"),
            ("か", "が"),
            ("西湖", "西壶"),
            ("a b", "ab"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn a_folded_text_stays_as_it_is() {
        for text in [
            "Straße", "ΟΔΟΣ", "ｶﾞ", "İ", "ﬃ", "\u{1e9e}", "ŉ", "\u{fb05}", "\u{3f4}",
        ] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
