//! The one visibility rule, in SQL. `life_circle_wire::visibility` is the same rule as a pure model, and says it in
//! words; `tests/visibility.rs` holds one against the other.
//!
//! In all fragments `$1` is the viewer and `m` the moment.

/// Whether the viewer can see the moment.
pub const CAN_SEE_MOMENT: &str = "(m.deleted_at IS NULL AND (m.author_id = $1 OR (m.audience = 'friends' AND EXISTS \
    (SELECT 1 FROM friendships own WHERE own.person_id = $1 AND own.friend_id = m.author_id))))";

/// Whether the viewer, who can see the moment, is shown what `person` (a column) contributes to it.
pub fn shows(person: &str) -> String {
    format!(
        "({person} = $1 OR {person} = m.author_id OR (m.audience = 'friends' \
         AND EXISTS (SELECT 1 FROM friendships known WHERE known.person_id = $1 AND known.friend_id = {person}) \
         AND EXISTS (SELECT 1 FROM friendships theirs WHERE theirs.person_id = {person} AND theirs.friend_id = m.author_id)))"
    )
}

/// Whether the viewer, who can see the moment, is shown the comment `c`.
pub fn shows_comment() -> String {
    let (author, target) = (shows("c.author_id"), shows("c.reply_to_id"));
    format!("(c.author_id = $1 OR ({author} AND (c.reply_to_id IS NULL OR {target})))")
}
