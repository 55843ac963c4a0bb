//! Cursors: opaque texts for clients, made from a few values.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::{Cursor, ErrorCode, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// Makes a cursor from the position where the next page begins.
pub fn encode(position: &impl Serialize) -> Cursor {
    let json = serde_json::to_vec(position).expect("numbers and strings are JSON");
    Cursor(URL_SAFE_NO_PAD.encode(json))
}

/// The position where the requested page begins; `start` without a cursor. Fails with
/// `CursorInvalid`.
pub fn decode<T: DeserializeOwned>(cursor: Option<&Cursor>, start: T) -> Result<T, Error> {
    let Some(Cursor(text)) = cursor else {
        return Ok(start);
    };
    let invalid = || {
        Error::from(Refusal {
            code: ErrorCode::CursorInvalid,
            field: "cursor",
        })
    };
    let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
    // PostgreSQL can't store a text with a zero character.
    if json.windows(6).any(|escape| escape == br"\u0000") {
        return Err(invalid());
    }
    serde_json::from_slice(&json).map_err(|_| invalid())
}

/// Cuts a list to a page of `limit` items. The list was read with one item more, which shows
/// whether there is a next page. The cursor is the `position` of the page's last item.
pub fn cut_by<T, P: Serialize>(
    mut items: Vec<T>,
    limit: usize,
    position: impl FnOnce(&T) -> &P,
) -> (Vec<T>, Option<Cursor>) {
    let is_more = items.len() > limit;
    items.truncate(limit);
    let next = items
        .last()
        .filter(|_| is_more)
        .map(|last| encode(position(last)));
    (items, next)
}

/// Like [`cut_by`], for items that were read with their positions.
pub fn cut<T, P: Serialize>(items: Vec<(T, P)>, limit: usize) -> (Vec<T>, Option<Cursor>) {
    let (items, next) = cut_by(items, limit, |(_, position)| position);
    (items.into_iter().map(|(item, _)| item).collect(), next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn garbage_is_no_cursor(text: String, json in "[\\[\\]{}0-9a-z\":,.\\\\-]{0,40}") {
            for text in [text, URL_SAFE_NO_PAD.encode(json)] {
                let cursor = Cursor(text);
                // What happens to be a position leads somewhere, as any other.
                decode(Some(&cursor), 0_i64).ok();
                decode(Some(&cursor), (0_i64, 0_i64)).ok();
                decode(Some(&cursor), (String::new(), 0_i64)).ok();
            }
        }
    }

    #[test]
    fn a_page_has_a_next_one_if_an_item_more_was_read() {
        let read = |count: i64| (0..count).map(|at| (format!("{at}"), at)).collect();
        let (items, next) = cut(read(3), 2);
        assert_eq!(items, ["0", "1"]);
        assert_eq!(decode(next.as_ref(), 9_i64).ok(), Some(1));
        assert_eq!(cut(read(2), 2).1, None);
        assert_eq!(cut(read(0), 2), (Vec::<String>::new(), None));
    }

    #[test]
    fn a_position_with_a_zero_character_is_refused() {
        let hidden = encode(&("a\0b", 7));
        assert!(decode(Some(&hidden), (String::new(), 0)).is_err());
    }

    #[test]
    fn a_position_comes_back_from_its_cursor() {
        let position = ("wang fang".to_owned(), 7_i64);
        let cursor = encode(&position);
        let start = (String::new(), 0);
        assert_eq!(decode(Some(&cursor), start.clone()).ok(), Some(position));
        assert_eq!(decode(None, start.clone()).ok(), Some(start));
        assert!(decode(Some(&cursor), 0_i64).is_err());
    }
}
