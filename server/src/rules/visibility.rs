//! The one visibility rule, in SQL. `life_circle_wire::visibility` has the same rule as a pure
//! model and explains it in words; `tests/prove` checks that both agree.
//!
//! In all fragments `$viewer` is the viewer, `$now` the current time, and `m` the moment. The
//! statement gives the first two their values with `Sql::viewer` and `Sql::now`, and panics if it
//! lacks one. Tables inside a fragment have aliases that begin with `its_`: a caller's column whose
//! table has the same alias would mean the inner table instead.

use std::fmt::{Display, Formatter, Result};
use std::sync::LazyLock;

use life_circle_wire::limits;

use crate::platform::db::{Fragment, fragment};

/// The moments that strangers may look at, without the oldest of them.
const BEFORE_THE_OLDEST: u32 = limits::SHOWN_TO_STRANGERS - 1;

/// A fragment that is put together from others, once.
pub struct Rule(LazyLock<Fragment>);

impl Rule {
    /// The fragment that this function puts together.
    pub const fn of(put_together: fn() -> Fragment) -> Self {
        Self(LazyLock::new(put_together))
    }
}

impl Display for Rule {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        Display::fmt(&*self.0, formatter)
    }
}

/// Whether the viewer can see the moment.
pub static CAN_SEE_MOMENT: Rule =
    Rule::of(|| fragment!("(m.deleted_at IS NULL AND {IS_FOR_VIEWER})"));

/// Whether the viewer can see the moment, or could if it weren't deleted: it is the viewer's own;
/// or it is recent enough, and for the viewer as a friend or as a stranger.
pub static IS_FOR_VIEWER: Rule = Rule::of(|| {
    fragment!(
        "(m.author_id = $viewer OR ({IS_SHOWN} AND ({is_for_friend} OR {is_for_stranger})))",
        is_for_friend = is_for("$viewer"),
        is_for_stranger = is_for_stranger(),
    )
});

/// Whether the moment, deleted or not, is one that its author lets strangers look at.
pub static IS_OPEN: Rule = Rule::of(|| {
    fragment!(
        "{IS_SHOWN} AND {lets_strangers_look}",
        lets_strangers_look = lets_strangers_look(),
    )
});

/// Whether the moment is within the album window of its author.
pub const IS_SHOWN: &str = "NOT EXISTS (SELECT 1 FROM people its_window
    WHERE its_window.id = m.author_id AND its_window.shows_days > 0
        AND m.created_at < $now - its_window.shows_days * 86400000)";

/// Whether the viewer wants in their feed a moment that they can see: not a stranger's, and not one
/// of a friend whose moments they hide.
pub const WANTS_IN_FEED: &str = "(m.author_id = $viewer OR EXISTS (
        SELECT 1 FROM friendships its_near
        WHERE its_near.person_id = $viewer AND its_near.friend_id = m.author_id))
    AND NOT EXISTS (SELECT 1 FROM friend_details its_tired
        WHERE its_tired.person_id = $viewer AND its_tired.friend_id = m.author_id
            AND its_tired.hides_theirs = 1)";

/// Whether the moment, deleted or not, is for `reader` (a column or a parameter): the moment isn't
/// for its author alone, the two are friends, the author doesn't hide moments from the reader, and
/// the audience admits the reader. A friendship with a block on it isn't among the friendships, so
/// it doesn't count.
pub fn is_for(reader: &'static str) -> Fragment {
    fragment!(
        "(m.audience = 'friends' AND {is_friend} AND NOT {is_hidden}
          AND (m.audience_id IS NULL OR {admits}))",
        is_friend = is_friend_of_author(reader),
        is_hidden = is_hidden_from(reader),
        admits = audience_admits(reader),
    )
}

/// Whether `reader` and the author are friends.
fn is_friend_of_author(reader: &'static str) -> Fragment {
    fragment!(
        "EXISTS (SELECT 1 FROM friendships its_own
             WHERE its_own.person_id = {reader} AND its_own.friend_id = m.author_id)",
        reader = reader,
    )
}

/// Whether the author hides all moments from `reader`.
fn is_hidden_from(reader: &'static str) -> Fragment {
    fragment!(
        "EXISTS (SELECT 1 FROM friend_details its_hide
             WHERE its_hide.person_id = m.author_id AND its_hide.hides_mine = 1
                 AND its_hide.friend_id = {reader})",
        reader = reader,
    )
}

/// Whether the moment's audience admits `reader`. A frozen audience is a list of readers. Another
/// one names people and tags: an `only` audience admits those, an `except` audience all others.
fn audience_admits(reader: &'static str) -> Fragment {
    fragment!(
        "EXISTS (SELECT 1 FROM audiences its_audience
             WHERE its_audience.id = m.audience_id AND CASE WHEN its_audience.is_frozen = 1
             THEN EXISTS (SELECT 1 FROM audience_readers its_reader
                  WHERE its_reader.audience_id = its_audience.id
                      AND its_reader.person_id = {reader})
             ELSE (its_audience.kind = 'only') = (
                 EXISTS (SELECT 1 FROM audience_people its_named
                  WHERE its_named.audience_id = its_audience.id
                      AND its_named.person_id = {reader})
                 OR EXISTS (SELECT 1 FROM audience_tags its_aim
                  JOIN tagged its_tag ON its_tag.tag_id = its_aim.tag_id
                  WHERE its_aim.audience_id = its_audience.id
                      AND its_tag.friend_id = {reader})) END)",
        reader = reader,
    )
}

/// Whether the viewer may see the moment as a stranger: its author lets strangers look, the two
/// aren't friends, neither blocks the other, and the author doesn't hide moments from the viewer.
fn is_for_stranger() -> Fragment {
    fragment!(
        "({lets_strangers_look} AND NOT {is_friend}
          AND NOT EXISTS (SELECT 1 FROM blocks its_block
              WHERE (its_block.person_id = $viewer AND its_block.blocked_id = m.author_id)
                  OR (its_block.person_id = m.author_id AND its_block.blocked_id = $viewer))
          AND NOT {is_hidden})",
        lets_strangers_look = lets_strangers_look(),
        is_friend = is_friend_of_author("$viewer"),
        is_hidden = is_hidden_from("$viewer"),
    )
}

/// Whether the moment is one of the newest for all friends, and its author lets strangers look and
/// isn't away.
fn lets_strangers_look() -> Fragment {
    fragment!(
        "(m.audience = 'friends' AND m.audience_id IS NULL
          AND EXISTS (SELECT 1 FROM people its_open
              WHERE its_open.id = m.author_id AND its_open.is_open = 1
                  AND its_open.leaves_at IS NULL AND its_open.suspended_at IS NULL)
          AND m.id >= COALESCE((SELECT its_newest.id FROM moments its_newest
              WHERE its_newest.author_id = m.author_id AND its_newest.deleted_at IS NULL
                  AND its_newest.audience = 'friends' AND its_newest.audience_id IS NULL
              ORDER BY its_newest.id DESC LIMIT 1 OFFSET {BEFORE_THE_OLDEST}), 0))"
    )
}

/// Whether the viewer, who can see the moment, is shown the likes, comments and reminders of
/// `person` (a column) under it: their own, the author's, and those of friends whom the moment is
/// for, too.
pub fn shows_contribution(person: &'static str) -> Fragment {
    fragment!(
        "({person} = $viewer OR {person} = m.author_id OR (
          EXISTS (SELECT 1 FROM friendships its_known
              WHERE its_known.person_id = $viewer AND its_known.friend_id = {person})
          AND {is_for}))",
        person = person,
        is_for = is_for(person),
    )
}

/// Whether the viewer, who can see the moment, is shown the comment `c`: their own, and every
/// comment whose author and target are both shown. If the target was erased, only the moment's
/// author is shown the comment.
pub fn shows_comment() -> Fragment {
    fragment!(
        "(c.author_id = $viewer OR ({author} AND (c.reply_to_id IS NULL OR {target})
          AND (c.target_is_gone = 0 OR m.author_id = $viewer)))",
        author = shows_contribution("c.author_id"),
        target = shows_contribution("c.reply_to_id"),
    )
}
