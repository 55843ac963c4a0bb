//! The order of what waits, and what the storage says of it.

use super::Outgoing;

/// The oldest one that the server hasn't refused: a refused one doesn't hold up the others.
pub(super) fn next_to_send(all: &[Outgoing]) -> Option<&Outgoing> {
    all.iter().find(|outgoing| !outgoing.delivery.is_refused())
}

/// What this tab knows, as the storage has it now, the oldest first. What couldn't be stored stays.
pub(super) fn merge(mut known: Vec<Outgoing>, stored: Vec<Outgoing>) -> Vec<Outgoing> {
    known.retain(|known| !known.is_stored || stored.iter().any(|other| other.key == known.key));
    for mut other in stored {
        other.is_stored = true;
        match known.iter_mut().find(|known| known.key == other.key) {
            Some(known) => *known = other,
            None => known.push(other),
        }
    }
    known.sort_by(|a, b| a.written_at.total_cmp(&b.written_at));
    known
}

#[cfg(test)]
mod tests {
    use life_circle_wire::{ErrorCode, MomentId};

    use super::super::{CommentDraft, Content, Delivery};
    use super::*;
    use crate::data::api::ApiError;

    fn outgoing(key: &str, delivery: Delivery) -> Outgoing {
        Outgoing {
            written_at: 0.0,
            key: key.to_owned(),
            content: Content::Comment(CommentDraft {
                moment: MomentId(1),
                text: String::new(),
                reply_to: None,
            }),
            delivery,
            is_stored: true,
        }
    }

    fn keys(all: &[Outgoing]) -> String {
        all.iter().map(|outgoing| outgoing.key.as_str()).collect()
    }

    #[test]
    fn the_storage_says_what_waits_and_what_it_could_not_take_stays() {
        let at = |key: &str, written_at: f64| Outgoing {
            written_at,
            ..outgoing(key, Delivery::Waiting)
        };
        let unstored = Outgoing {
            is_stored: false,
            ..at("u", 3.0)
        };
        let known = vec![at("a", 1.0), at("b", 2.0), unstored];
        assert_eq!(
            keys(&merge(known.clone(), vec![at("c", 2.5), at("a", 1.0)])),
            "acu"
        );
        assert_eq!(
            keys(&merge(Vec::new(), vec![at("b", 2.0), at("a", 1.0)])),
            "ab"
        );
        let refused = Delivery::Refused(ApiError::Offline);
        let elsewhere = Outgoing {
            delivery: refused.clone(),
            ..at("a", 1.0)
        };
        assert_eq!(merge(known, vec![elsewhere.clone()])[0].delivery, refused);
        let again = merge(vec![elsewhere], vec![at("a", 1.0)]);
        assert_eq!(again[0].delivery, Delivery::Waiting);
        let on_its_way = outgoing("a", Delivery::OnItsWay);
        let there = merge(vec![at("a", 1.0)], vec![on_its_way]);
        assert_eq!(
            there[0].delivery,
            Delivery::OnItsWay,
            "another tab sends it"
        );
    }

    #[test]
    fn the_oldest_goes_first_and_a_refused_one_does_not_hold_up_the_others() {
        let refused = Delivery::Refused(ApiError::Refused {
            code: ErrorCode::TextTooLong,
            field: None,
        });
        let all = [
            outgoing("a", refused),
            outgoing("b", Delivery::TryingAgain),
            outgoing("c", Delivery::Waiting),
        ];
        assert_eq!(
            next_to_send(&all).map(|outgoing| outgoing.key.as_str()),
            Some("b")
        );
        assert_eq!(next_to_send(&all[..1]), None);
    }
}
