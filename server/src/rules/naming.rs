//! The rule of common friends: the people whom the server may name as one.
//!
//! Everybody decides in their privacy settings whether they may be suggested and named
//! (`is_suggested`). A viewer looks at another person, and the two have a common friend. The friend
//! is named and counted only if both the friend and the other person allow it.

/// Whether `p` may be named as a common friend with `$looked_at`, the person whom the viewer looks
/// at (`Sql::looked_at`).
pub(crate) const MAY_BE_NAMED: &str = "p.is_suggested = 1
    AND EXISTS (SELECT 1 FROM people other WHERE other.id = $looked_at AND other.is_suggested = 1)";
