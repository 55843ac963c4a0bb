//! The people who are hidden from a viewer: they are away, or one of the two blocks the other.

/// Whether `p` is away.
macro_rules! is_away {
    () => {
        "(p.leaves_at IS NOT NULL OR p.suspended_at IS NOT NULL)"
    };
}
/// The same condition as the macro, as a constant.
pub(crate) const IS_AWAY: &str = is_away!();

/// Whether `p` is hidden from the viewer `$1`: one of them blocks the other, or `p` is away.
pub(crate) const IS_HIDDEN: &str = concat!(
    "(EXISTS (SELECT 1 FROM blocks b WHERE (b.person_id = $1 AND b.blocked_id = p.id) \
    OR (b.person_id = p.id AND b.blocked_id = $1)) OR ",
    is_away!(),
    ")"
);
