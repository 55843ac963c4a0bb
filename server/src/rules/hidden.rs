//! The people who are hidden from a viewer: they are away, or one of the two blocks the other.

use super::visibility::Rule;
use crate::platform::db::fragment;

/// Whether `p` is away.
pub(crate) const IS_AWAY: &str = "(p.leaves_at IS NOT NULL OR p.suspended_at IS NOT NULL)";

/// Whether `p` is hidden from `$viewer`: one of them blocks the other, or `p` is away.
pub(crate) static IS_HIDDEN: Rule = Rule::of(|| {
    fragment!(
        "(EXISTS (SELECT 1 FROM blocks b WHERE (b.person_id = $viewer AND b.blocked_id = p.id)
              OR (b.person_id = p.id AND b.blocked_id = $viewer)) OR {IS_AWAY})"
    )
});
