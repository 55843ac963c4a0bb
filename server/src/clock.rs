//! The time, and ids that are ordered by it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use life_circle_wire::Timestamp;

/// 2024-01-01 UTC, in milliseconds since 1970: ids count from here.
const EPOCH_MS: i64 = 1_704_067_200_000;
const TIME_BITS: u32 = 41;
const NODE_BITS: u32 = 10;
/// The node number for ids that the operator makes. No server has it.
pub const OPERATOR_NODE: u16 = 1023;
const COUNTER_BITS: u32 = 12;

/// Now, to the millisecond.
pub fn now() -> Timestamp {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(since_1970.as_millis() as i64)
}

/// Converts minutes to milliseconds.
pub const fn minutes_ms(minutes: u32) -> i64 {
    minutes as i64 * 60_000
}

/// Converts hours to milliseconds.
pub const fn hours_ms(hours: u32) -> i64 {
    hours as i64 * 3_600_000
}

/// Converts days to milliseconds.
pub const fn days_ms(days: u32) -> i64 {
    days as i64 * 86_400_000
}

/// The smallest id that anything made at this time can have. Times before the first id, and after
/// the last one in 2093, count as those.
pub fn first_id_at(time: Timestamp) -> i64 {
    let since = time.0.saturating_sub(EPOCH_MS);
    since.clamp(0, (1 << TIME_BITS) - 1) << (NODE_BITS + COUNTER_BITS)
}

/// When the thing with this id was made.
pub const fn time_of(id: i64) -> Timestamp {
    Timestamp((id >> (NODE_BITS + COUNTER_BITS)) + EPOCH_MS)
}

/// Makes ids: 41 bits of time, 10 bits of the server's number, 12 bits of a counter. Ids are unique
/// and always rise, even when the clock goes back.
pub struct IdMaker {
    node: i64,
    last: AtomicI64,
}

impl IdMaker {
    /// `node` is the number of this server among those on one database, 0 to 1023.
    pub fn new(node: u16) -> Self {
        Self {
            node: i64::from(node) << COUNTER_BITS,
            last: AtomicI64::new(0),
        }
    }

    /// The next id.
    pub fn make(&self) -> i64 {
        self.make_at(now())
    }

    /// The next id for something that was made at `time`.
    pub fn make_at(&self, time: Timestamp) -> i64 {
        let earliest = first_id_at(time) | self.node;
        let following = |last: i64| {
            // After 4,096 ids in one millisecond the counter would overflow into the node's bits:
            // use the next millisecond.
            let next = last + 1;
            let is_full = next & ((1 << COUNTER_BITS) - 1) == 0;
            let next = if is_full {
                (((last >> (NODE_BITS + COUNTER_BITS)) + 1) << (NODE_BITS + COUNTER_BITS))
                    | self.node
            } else {
                next
            };
            Some(next.max(earliest))
        };
        let last = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, following);
        let last = last.expect("the closure always gives a next id");
        following(last).expect("as before")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_tell_their_time_and_node() {
        let maker = IdMaker::new(5);
        let time = now();
        let ids: Vec<i64> = (0..10_000).map(|_| maker.make_at(time)).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.iter().all(|id| (id >> COUNTER_BITS) & 1023 == 5));
        assert_eq!(time_of(ids[0]), time);
        assert!(ids[0] >= first_id_at(time));
    }

    #[test]
    fn times_without_ids_count_as_the_first_and_the_last() {
        assert_eq!(first_id_at(Timestamp(-1)), 0);
        assert_eq!(first_id_at(Timestamp(i64::MIN)), 0);
        let last = first_id_at(Timestamp(i64::MAX));
        assert!(last > IdMaker::new(0).make());
        assert_eq!(first_id_at(Timestamp(EPOCH_MS + (1 << TIME_BITS))), last);
    }

    #[test]
    fn units_are_milliseconds() {
        assert_eq!(
            (minutes_ms(2), hours_ms(2), days_ms(2)),
            (120_000, 7_200_000, 172_800_000)
        );
    }

    #[test]
    fn a_new_id_is_of_now() {
        let before = now();
        assert!(
            before > Timestamp(EPOCH_MS),
            "this machine's clock is right"
        );
        let made = time_of(IdMaker::new(5).make());
        assert!(before <= made && made <= now());
        assert_eq!(
            first_id_at(made) >> (NODE_BITS + COUNTER_BITS),
            made.0 - EPOCH_MS
        );
    }

    #[test]
    fn a_full_millisecond_goes_on_in_the_next_with_the_same_node() {
        // An odd number has the bit above the counter's; an even one hasn't.
        for node in [4, 5] {
            let maker = IdMaker::new(node);
            let node = i64::from(node) << COUNTER_BITS;
            let time = Timestamp(EPOCH_MS + 1000);
            let ids: Vec<i64> = (0..4097).map(|_| maker.make_at(time)).collect();
            assert_eq!(ids[0], first_id_at(time) | node);
            assert_eq!(ids[4095], ids[0] + 4095);
            assert_eq!(ids[4096], first_id_at(time.plus_ms(1)) | node);
        }
    }

    #[test]
    fn ids_rise_when_the_clock_goes_back() {
        let maker = IdMaker::new(0);
        let first = maker.make_at(Timestamp(EPOCH_MS + 1000));
        assert!(maker.make_at(Timestamp(EPOCH_MS)) > first);
    }
}
