//! How long to wait before the next try.

use std::time::Duration;

/// Waits that are doubled after each failure. Each is a random value between half and all of that:
/// a server that comes back doesn't get the requests of all pages at once.
#[derive(Clone, Copy)]
pub struct Backoff {
    /// The longest wait after the first failure, in milliseconds.
    pub first_ms: u32,
    /// The longest wait after any number of failures, in milliseconds.
    pub longest_ms: u32,
}

impl Backoff {
    /// How long to wait after this many failures.
    pub fn wait(self, failures: u32) -> Duration {
        Duration::from_millis(self.wait_ms(failures, js_sys::Math::random()).into())
    }

    /// `random` is from 0 to 1.
    fn wait_ms(self, failures: u32, random: f64) -> u32 {
        let longest = self
            .first_ms
            .saturating_mul(1 << failures.saturating_sub(1).min(16))
            .min(self.longest_ms);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between half and all of a u32"
        )]
        let wait = (f64::from(longest) * (0.5 + random / 2.0)) as u32;
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_minute() {
        let backoff = Backoff {
            first_ms: 1000,
            longest_ms: 60_000,
        };
        let waits: Vec<u32> = [1, 2, 3, 4, 100]
            .iter()
            .map(|&failures| backoff.wait_ms(failures, 1.0))
            .collect();
        assert_eq!(waits, [1000, 2000, 4000, 8000, 60_000]);
        assert_eq!(backoff.wait_ms(1, 0.0), 500);
    }
}
