//! What counts as a word. Long only together with its tests.
//!
//! Server and page find the same words: the server keeps them for each moment, and the page marks
//! what was found and searches by itself without a connection.

use std::collections::BTreeSet;

use crate::text::{EntityKind, entities};

/// Brings a text to the form in which texts are compared: [`fold`](crate::fold) with a normaliser.
pub type Fold = fn(&str) -> String;

/// The longest word that is kept, in characters. What follows isn't searched.
const WORD_MOST: usize = 32;
/// Before a word of a place, to look for places alone.
const OF_PLACE: char = '@';
/// Before a topic.
const OF_TOPIC: char = '#';
/// Not before any character of a word.
const LAST: char = char::MAX;

/// A part of what is searched: the words from `from` to `to`, as bytes are ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first word that counts.
    pub from: String,
    /// The last word that counts.
    pub to: String,
}

impl Term {
    /// A word as it is.
    fn exact(word: String) -> Self {
        Self {
            to: word.clone(),
            from: word,
        }
    }

    /// A word by its beginning.
    fn beginning(word: String) -> Self {
        Self {
            to: format!("{word}{LAST}"),
            from: word,
        }
    }

    /// Whether a word counts.
    fn has(&self, word: &str) -> bool {
        (self.from.as_str()..=self.to.as_str()).contains(&word)
    }
}

/// The words by which a moment is found: those of its text, its topics, and its place.
pub fn words_of_moment(text: &str, place: &str, fold: Fold) -> BTreeSet<String> {
    let topics = entities(text)
        .into_iter()
        .filter_map(|entity| match entity.kind {
            EntityKind::Topic(topic) => Some(fold(&topic)),
            EntityKind::Mention(_) | EntityKind::Link(_) => None,
        });
    let topics: Vec<String> = topics.collect();
    words_of(&fold(text), &topics, &fold(place))
}

/// All arguments are folded, and `topics` are without `#`.
fn words_of(text: &str, topics: &[String], place: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for run in runs(text).chain(runs(place)) {
        words.extend(run.words());
    }
    for run in runs(place) {
        words.extend(run.words().into_iter().map(|word| marked(OF_PLACE, &word)));
    }
    words.extend(topics.iter().map(|topic| marked(OF_TOPIC, topic)));
    words
}

/// What the words of a search ask for.
pub struct Finder {
    /// What must be among the words of a moment.
    pub terms: Vec<Term>,
    /// Pieces of the search that must stand in the text or the place as they are: Chinese is kept
    /// in pairs of characters, and pairs from several places aren't what was looked for.
    phrases: Vec<String>,
}

impl Finder {
    /// The finder for the words of a search, and for words of the place alone.
    pub fn new(words: &str, place: &str, fold: Fold) -> Self {
        let words = fold(words);
        let place = fold(place);
        let dense = runs(&words).chain(runs(&place)).filter(|run| run.is_dense);
        Self {
            terms: terms_of(&words, &place),
            phrases: dense.map(|run| run.text.to_owned()).collect(),
        }
    }

    /// Whether it finds a moment with this text and place.
    pub fn finds(&self, text: &str, place: &str, fold: Fold) -> bool {
        let whole = fold(&format!("{text}\n{place}"));
        let has_phrases = self.phrases.iter().all(|phrase| whole.contains(phrase));
        has_phrases && is_found(&words_of_moment(text, place, fold), &self.terms)
    }
}

/// What must be among the words of a moment that is found.
fn terms_of(search: &str, place: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for piece in search.split_whitespace() {
        match piece.strip_prefix(OF_TOPIC) {
            Some(topic) if topic.chars().any(is_of_word) => {
                let topic = topic.trim_end_matches(OF_TOPIC);
                terms.push(Term::beginning(marked(OF_TOPIC, topic)));
            }
            _ => terms.extend(runs(piece).flat_map(|run| run.terms())),
        }
    }
    let of_place = runs(place).flat_map(|run| run.terms()).map(|term| Term {
        from: marked(OF_PLACE, &term.from),
        to: marked(OF_PLACE, &term.to),
    });
    terms.extend(of_place);
    terms.dedup();
    terms
}

/// Whether a moment with these words is found.
fn is_found(words: &BTreeSet<String>, terms: &[Term]) -> bool {
    let has = |term: &Term| words.iter().any(|word| term.has(word));
    terms.iter().all(has)
}

/// What to mark in a folded text: every piece of the folded search, as characters from and to.
pub fn marks_of(text: &str, search: &str) -> Vec<(usize, usize)> {
    let mut marks = Vec::new();
    let wanted: Vec<Run<'_>> = runs(search).collect();
    for run in runs(text) {
        for piece in wanted.iter().filter(|piece| piece.is_dense == run.is_dense) {
            let at = |(byte, found): (usize, &str)| {
                let begin = run.begin + run.text[..byte].chars().count();
                (begin, begin + found.chars().count())
            };
            if run.is_dense {
                marks.extend(run.text.match_indices(piece.text).map(at));
            } else if run.text.starts_with(piece.text) {
                marks.push(at((0, piece.text)));
            }
        }
    }
    marks.sort_unstable();
    marks
}

fn marked(sign: char, word: &str) -> String {
    format!("{sign}{}", shortened(word))
}

fn shortened(word: &str) -> &str {
    let end = word.char_indices().nth(WORD_MOST);
    end.map_or(word, |(end, _)| &word[..end])
}

/// Characters that belong together: a word, or a piece of a text that has no spaces.
struct Run<'t> {
    text: &'t str,
    /// The number of characters before it.
    begin: usize,
    /// Whether its script is written without spaces.
    is_dense: bool,
}

impl Run<'_> {
    /// Its words: itself, or every pair of neighbours and the last character.
    fn words(&self) -> Vec<String> {
        if !self.is_dense {
            return vec![shortened(self.text).to_owned()];
        }
        let last = self.text.chars().last().map(String::from);
        pairs(self.text).chain(last).collect()
    }

    /// What a search for it looks for.
    fn terms(&self) -> Vec<Term> {
        let pairs: Vec<Term> = pairs(self.text).map(Term::exact).collect();
        if self.is_dense && !pairs.is_empty() {
            pairs
        } else {
            vec![Term::beginning(shortened(self.text).to_owned())]
        }
    }
}

fn pairs(text: &str) -> impl Iterator<Item = String> + '_ {
    let seconds = text.chars().skip(1);
    text.chars().zip(seconds).map(|(a, b)| format!("{a}{b}"))
}

/// The runs of a text.
fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut ends_at = 0;
    for (number, (at, character)) in text.char_indices().enumerate() {
        let end = at + character.len_utf8();
        if !is_of_word(character) {
            continue;
        }
        let is_dense = is_dense(character);
        match runs.last_mut() {
            Some(run) if ends_at == at && run.is_dense == is_dense => {
                let begin = end - run.text.len() - character.len_utf8();
                run.text = &text[begin..end];
            }
            _ => runs.push(Run {
                text: &text[at..end],
                begin: number,
                is_dense,
            }),
        }
        ends_at = end;
    }
    runs.into_iter()
}

/// Whether a character is part of a word: a letter, a digit, or an emoji.
pub(super) fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_emoji(character)
}

/// Whether the script of a character is written without spaces. An emoji stands for itself, too.
fn is_dense(character: char) -> bool {
    let code = u32::from(character);
    is_emoji(character)
        || [
            // Thai, Lao, Burmese, Khmer; kana; Chinese characters, also the rare ones.
            0x0e00..=0x0eff,
            0x1000..=0x109f,
            0x1780..=0x17ff,
            0x3040..=0x30ff,
            0x3400..=0x9fff,
            0xf900..=0xfaff,
            0x2_0000..=0x3_ffff,
        ]
        .iter()
        .any(|script| script.contains(&code))
}

fn is_emoji(character: char) -> bool {
    matches!(u32::from(character), 0x2600..=0x27bf | 0x1_f000..=0x1_faff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_there(text: &str, search: &str) -> bool {
        let folded = |text: &str| crate::fold(text, str::to_owned);
        let words = words_of(&folded(text), &[folded("West Lake")], &folded("断桥 Café"));
        is_found(&words, &terms_of(&folded(search), ""))
    }

    #[test]
    fn words_are_found_by_their_beginning_and_chinese_by_any_characters() {
        let text = "Walked around 西湖边 in the rain 🎉🎉";
        for search in [
            "walk",
            "RAIN",
            "in the rain",
            "西湖",
            "湖边",
            "湖",
            "边",
            "西",
            "rain 湖边",
            "断桥",
            "#west",
            "🎉",
            "caf",
        ] {
            assert!(is_there(text, search), "{search}");
        }
        for search in ["alked", "湖西", "snow", "rain snow", "#lake", "西边"] {
            assert!(!is_there(text, search), "{search}");
        }
    }

    #[test]
    fn pairs_from_several_places_are_no_match() {
        let fold: Fold = |text| crate::fold(text, str::to_owned);
        let finds = |words: &str, text: &str| Finder::new(words, "", fold).finds(text, "", fold);
        assert!(finds("西湖边 WEST", "去西湖边, west"));
        assert!(!finds("西湖边", "西湖, 湖边"));
        assert!(finds("#tea", "a cup of #Tea# now"));
    }

    #[test]
    fn a_place_is_found_as_words_and_alone() {
        let words = words_of("tea at home", &[], "龙井村");
        assert!(is_found(&words, &terms_of("龙井", "")));
        assert!(is_found(&words, &terms_of("", "井村")));
        assert!(is_found(&words, &terms_of("tea", "龙")));
        assert!(!is_found(&words, &terms_of("", "home")));
    }

    #[test]
    fn what_was_found_is_marked_where_it_stands() {
        assert_eq!(
            marks_of("去西湖, west western", "西湖 west"),
            [(1, 3), (5, 9), (10, 14)]
        );
        assert_eq!(marks_of("湖湖湖", "湖"), [(0, 1), (1, 2), (2, 3)]);
        assert!(marks_of("go west", "est").is_empty());
    }

    #[test]
    fn long_words_are_cut_alike_on_both_sides() {
        let long = "a".repeat(100);
        let words = words_of(&long, std::slice::from_ref(&long), "");
        assert!(
            words
                .iter()
                .all(|word| word.chars().count() <= WORD_MOST + 1)
        );
        assert!(is_found(&words, &terms_of(&long, "")));
        assert!(is_found(&words, &terms_of(&format!("#{long}"), "")));
    }
}
