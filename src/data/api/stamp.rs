//! Orders the page's reads and its confirmed changes.

/// Counts confirmed changes, to compare when a read was started with when something was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(u32);

impl Stamp {
    /// The stamp after one more change.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
