//! Marks the words of a search where they stand in a text.

use leptos::prelude::*;
use life_circle_wire::search::marks_of;

use crate::text::fold;

/// A text in which the words of a search are marked.
pub fn marked(text: &str, words: &str) -> AnyView {
    let mut pieces = Vec::new();
    let mut done = 0;
    for (begin, end) in places(text, words, fold) {
        pieces.push(text[done..begin].to_owned().into_any());
        let found = text[begin..end].to_owned();
        pieces.push(view! { <mark>{found}</mark> }.into_any());
        done = end;
    }
    pieces.push(text[done..].to_owned().into_any());
    pieces.collect_view().into_any()
}

/// Where the words stand, as bytes of the text, one after the other.
fn places(text: &str, words: &str, fold: fn(&str) -> String) -> Vec<(usize, usize)> {
    // A folded character may be several, or none: each remembers where it comes from.
    let mut folded = String::new();
    let mut origins = Vec::new();
    for (begin, character) in text.char_indices() {
        let piece = fold(character.encode_utf8(&mut [0; 4]));
        let end = begin + character.len_utf8();
        origins.extend(piece.chars().map(|_| (begin, end)));
        folded.push_str(&piece);
    }
    let mut done = 0;
    let mut places = Vec::new();
    for (from, to) in marks_of(&folded, &fold(words)) {
        let begin = origins[from].0;
        if begin >= done {
            done = origins[to - 1].1;
            places.push((begin, done));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::places;

    fn found<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
        let fold = |text: &str| life_circle_wire::fold(text, str::to_owned);
        let places = places(text, words, fold).into_iter();
        places.map(|(begin, end)| &text[begin..end]).collect()
    }

    #[test]
    fn words_are_marked_as_they_are_written() {
        assert_eq!(found("Straße im WEST, west", "west"), ["WEST", "west"]);
        assert_eq!(found("去西湖边", "西湖"), ["西湖"]);
        assert_eq!(found("湖湖湖", "湖湖"), ["湖湖"]);
        assert_eq!(found("ßtra", "sst"), ["ßt"]);
        assert!(found("去西湖边", "").is_empty());
    }
}
