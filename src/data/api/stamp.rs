//! Orders the page's reads and its confirmed changes.

/// Counts confirmed changes, to compare when a read was started with when something was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(u32);

impl Default for Stamp {
    /// When the page was opened.
    fn default() -> Self {
        Self(1)
    }
}

impl Stamp {
    /// Before the page was opened: when an answer was read that this browser has kept.
    pub const BEFORE: Self = Self(0);

    /// The stamp after one more change.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
