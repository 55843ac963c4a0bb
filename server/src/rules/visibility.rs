//! The one visibility rule, in SQL. `life_circle_wire::visibility` has the same rule as a pure
//! model and explains it in words; `tests/prove` checks that both agree.
//!
//! In all fragments `$1` is the viewer, `$2` the current time, and `m` the moment. Tables inside a
//! fragment have aliases that begin with `its_`: a caller's column whose table has the same alias
//! would mean the inner table instead.

use life_circle_wire::limits;

/// Whether the moment, deleted or not, is for a friend of its author. A friendship with a block on
/// it isn't among the friendships, so it doesn't count.
macro_rules! is_for {
    ($person:literal) => {
        concat!(
            "(m.audience = 'friends' \
             AND EXISTS (SELECT 1 FROM friendships its_own WHERE its_own.person_id = ",
            $person,
            " AND its_own.friend_id = m.author_id) \
             AND NOT EXISTS (SELECT 1 FROM friend_details its_hide \
                 WHERE its_hide.person_id = m.author_id AND its_hide.hides_mine = 1 AND \
                 its_hide.friend_id = ",
            $person,
            ") AND (m.audience_id IS NULL OR EXISTS (SELECT 1 FROM audiences its_audience \
                 WHERE its_audience.id = m.audience_id AND CASE WHEN its_audience.is_frozen = 1 \
                 THEN EXISTS \
                     (SELECT 1 FROM audience_readers its_reader \
                      WHERE its_reader.audience_id = its_audience.id AND its_reader.person_id = ",
            $person,
            ") ELSE (its_audience.kind = 'only') = (EXISTS \
                     (SELECT 1 FROM audience_people its_named \
                      WHERE its_named.audience_id = its_audience.id AND its_named.person_id = ",
            $person,
            ") OR EXISTS (SELECT 1 FROM audience_tags its_aim JOIN tagged its_tag ON \
                its_tag.tag_id = its_aim.tag_id \
                      WHERE its_aim.audience_id = its_audience.id AND its_tag.friend_id = ",
            $person,
            ")) END)))"
        )
    };
}

/// Whether the moment is within the album window of its author.
macro_rules! is_shown {
    () => {
        "NOT EXISTS (SELECT 1 FROM people its_window WHERE its_window.id = m.author_id AND \
            its_window.shows_days > 0 \
         AND m.created_at < $2 - its_window.shows_days * 86400000)"
    };
}

/// Whether the viewer can see the moment, or could if it weren't deleted.
macro_rules! is_for_viewer {
    () => {
        concat!(
            "(m.author_id = $1 OR (",
            is_shown!(),
            " AND (",
            is_for!("$1"),
            " OR ",
            is_open!(),
            ")))"
        )
    };
}

/// Whether the moment is one of the newest for all friends, and its author lets strangers look and
/// isn't away.
macro_rules! lets_strangers_look {
    () => {
        "(m.audience = 'friends' AND m.audience_id IS NULL \
         AND EXISTS (SELECT 1 FROM people its_open WHERE its_open.id = m.author_id AND \
         its_open.is_open = 1 \
         AND its_open.leaves_at IS NULL AND its_open.suspended_at IS NULL) \
         AND m.id >= COALESCE((SELECT its_newest.id FROM moments its_newest WHERE \
         its_newest.author_id = m.author_id \
             AND its_newest.deleted_at IS NULL AND its_newest.audience = 'friends' AND \
             its_newest.audience_id IS NULL \
             ORDER BY its_newest.id DESC LIMIT 1 OFFSET 9), 0))"
    };
}

/// Whether the viewer may see the moment as a stranger: they aren't friends, neither blocks the
/// other, and the author doesn't hide moments from the viewer.
macro_rules! is_open {
    () => {
        concat!(
            "(",
            lets_strangers_look!(),
            " AND NOT EXISTS (SELECT 1 FROM friendships its_own \
                 WHERE its_own.person_id = $1 AND its_own.friend_id = m.author_id) \
             AND NOT EXISTS (SELECT 1 FROM blocks its_block \
                 WHERE (its_block.person_id = $1 AND its_block.blocked_id = m.author_id) \
                     OR (its_block.person_id = m.author_id AND its_block.blocked_id = $1)) \
             AND NOT EXISTS (SELECT 1 FROM friend_details its_hide \
                 WHERE its_hide.person_id = m.author_id AND its_hide.friend_id = $1 AND \
                 its_hide.hides_mine = 1))"
        )
    };
}

const _: () = assert!(
    limits::SHOWN_TO_STRANGERS == 10,
    "the offset in is_open is one less"
);

/// Whether the viewer can see the moment, or could if it weren't deleted.
pub const IS_FOR_VIEWER: &str = is_for_viewer!();

/// Whether the viewer can see the moment.
pub const CAN_SEE_MOMENT: &str = concat!("(m.deleted_at IS NULL AND ", is_for_viewer!(), ")");

/// Whether the viewer wants in their feed a moment that they can see: not a stranger's, and not one
/// of a friend whose moments they hide.
pub const WANTS_IN_FEED: &str = "(m.author_id = $1 OR EXISTS (SELECT 1 FROM friendships its_near \
        WHERE its_near.person_id = $1 AND its_near.friend_id = m.author_id)) \
    AND NOT EXISTS (SELECT 1 FROM friend_details its_tired \
        WHERE its_tired.person_id = $1 AND its_tired.friend_id = m.author_id AND \
        its_tired.hides_theirs = 1)";

/// Whether the moment, deleted or not, is one that its author lets strangers look at.
pub const IS_OPEN: &str = concat!(is_shown!(), " AND ", lets_strangers_look!());

/// Whether the moment is within the album window of its author.
pub const IS_SHOWN: &str = is_shown!();

/// Whether the moment, deleted or not, is for `person` (a column), as a friend of its author.
pub fn is_for(person: &str) -> String {
    is_for!("{person}").replace("{person}", person)
}

/// Whether the viewer, who can see the moment, is shown the likes, comments and reminders of
/// `person` (a column) under it.
pub fn shows_contribution(person: &str) -> String {
    format!(
        "({person} = $1 OR {person} = m.author_id OR (\
         EXISTS (SELECT 1 FROM friendships its_known \
             WHERE its_known.person_id = $1 AND its_known.friend_id = {person}) AND {}))",
        is_for(person)
    )
}

/// Whether the viewer, who can see the moment, is shown the comment `c`.
pub fn shows_comment() -> String {
    let (author, target) = (
        shows_contribution("c.author_id"),
        shows_contribution("c.reply_to_id"),
    );
    format!(
        "(c.author_id = $1 OR ({author} AND (c.reply_to_id IS NULL OR {target}) \
         AND (c.target_is_gone = 0 OR m.author_id = $1)))"
    )
}
