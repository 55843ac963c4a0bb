//! The numbers that the server enforces and the page explains.

use std::fmt::Debug;
use std::ops::RangeInclusive;

/// Declares the limits, and a list of their names and values.
macro_rules! limits {
    ($($(#[doc = $doc:literal])+ pub const $name:ident: $type:ty = $value:expr;)+) => {
        $($(#[doc = $doc])+ pub const $name: $type = $value;)+

        /// All limits, each with its name and its value as in Rust: `2000` or `3..=30`. The API's
        /// documentation shows the values in place of the names.
        pub fn all() -> Vec<(&'static str, String)> {
            vec![$((stringify!($name), in_rust($name))),+]
        }
    };
}

fn in_rust(value: impl Debug) -> String {
    format!("{value:?}")
}

limits! {
    /// Letters of a handle.
    pub const HANDLE: RangeInclusive<usize> = 3..=30;
    /// Graphemes of a display name.
    pub const DISPLAY_NAME: RangeInclusive<usize> = 1..=40;
    /// Characters (Unicode scalar values) of a password.
    pub const PASSWORD: RangeInclusive<usize> = 10..=256;
    /// How many of the commonest passwords nobody may choose. The server's list of them,
    /// `server/src/accounts/passwords/common.txt`, is made from as many: change both.
    pub const COMMON_PASSWORDS: u32 = 20_000;
    /// Graphemes of a moment's text.
    pub const MOMENT_TEXT_MOST: usize = 2000;
    /// Minutes within which a moment's text can be changed, unless the operator sets another
    /// number.
    pub const EDIT_MINUTES: u32 = 15;
    /// Graphemes of a place's name.
    pub const PLACE_MOST: usize = 40;
    /// Photos of a moment.
    pub const PHOTOS_MOST: usize = 9;
    /// Bytes of an uploaded photo.
    pub const PHOTO_BYTES_MOST: usize = 20 * 1024 * 1024;
    /// Pixels of an uploaded photo.
    pub const PHOTO_PIXELS_MOST: u64 = 50_000_000;
    /// Graphemes of a photo's description for people who can't see it.
    pub const ALT_MOST: usize = 1500;
    /// Photos of one person that are uploaded but not used yet.
    pub const PHOTOS_WAITING_MOST: u32 = 100;
    /// Hours after which a photo that isn't used is deleted.
    pub const PHOTO_WAITS_HOURS: u32 = 24;
    /// Graphemes of a person's line about themselves.
    pub const ABOUT_MOST: usize = 80;
    /// Graphemes of a comment.
    pub const COMMENT_TEXT_MOST: usize = 500;
    /// Graphemes of a remark, the private name that somebody gives a friend.
    pub const REMARK_MOST: usize = 40;
    /// Graphemes of a private note about a friend.
    pub const NOTE_MOST: usize = 500;
    /// Graphemes of the name of a tag.
    pub const TAG_NAME_MOST: usize = 20;
    /// Tags of one person.
    pub const TAGS_MOST: u32 = 50;
    /// Graphemes of the message with a friend request.
    pub const REQUEST_MESSAGE_MOST: usize = 50;
    /// Graphemes of a device's name; a longer one is cut.
    pub const DEVICE_NAME_MOST: usize = 80;
    /// Devices that one person can be signed in on. One more signs out the device that signed in
    /// first.
    pub const DEVICES_MOST: u32 = 50;
    /// Bytes per grapheme, on average. Without this limit a few graphemes of many code points could
    /// carry a book.
    pub const BYTES_PER_GRAPHEME_MOST: usize = 16;
    /// Letters of a search.
    pub const SEARCH_MOST: usize = 60;
    /// Friends of one person, unless the operator sets another number.
    pub const FRIENDS_MOST: u32 = 5000;
    /// Days until a friend request expires, unless the operator sets another number.
    pub const REQUEST_DAYS: u32 = 30;
    /// Passkeys of one person.
    pub const PASSKEYS_MOST: usize = 20;
    /// Graphemes of a passkey's name.
    pub const PASSKEY_NAME_MOST: usize = 40;
    /// Recovery codes that are made at once.
    pub const RECOVERY_CODES: usize = 10;
    /// Days from leaving an account until it is deleted, unless the operator sets another number.
    pub const LEAVING_DAYS: u32 = 7;
    /// Open reports that one person may have sent.
    pub const REPORTS_MOST: u32 = 20;
    /// Graphemes of the note in a report.
    pub const REPORT_NOTE_MOST: usize = 500;
    /// People who can follow one link.
    pub const LINK_PEOPLE: RangeInclusive<u32> = 1..=100;
    /// Links of one person that can be followed.
    pub const LINKS_MOST: u32 = 20;
    /// Moments that strangers see of an author who lets them look: the newest.
    pub const SHOWN_TO_STRANGERS: u32 = 10;
    /// Moments that a change of audience can name.
    pub const MOMENTS_CHANGED_MOST: usize = 1000;
    /// Seconds for which a client offers to undo a deletion.
    pub const UNDO_SECONDS: u32 = 10;
    /// Seconds for which the server accepts an undo: five more, for both ways of the network.
    pub const UNDO_ACCEPTED_SECONDS: u32 = UNDO_SECONDS + 5;
    /// Items of a page if the request sets no limit.
    pub const PAGE_USUAL: u16 = 20;
    /// Items of the longest page.
    pub const PAGE_MOST: u16 = 100;
    /// Friends of the longest page: an index from A to Z needs them all.
    pub const FRIENDS_PAGE_MOST: u16 = 1000;
    /// People named as likers within a moment.
    pub const LIKERS_SHOWN: usize = 20;
    /// Comments that are shown under a moment in a list: the newest.
    pub const COMMENTS_SHOWN: usize = 3;
    /// Common friends named on a person's page.
    pub const COMMON_FRIENDS_SHOWN: usize = 3;
    /// Age in days of the oldest moments that a new friend brings into the feed.
    pub const BACKFILL_DAYS: u32 = 183;
    /// Older moments that a new friend brings into the feed, at most.
    pub const BACKFILL_MOST: u32 = 1000;
    /// Friends whom a moment can remind; also friends whom the handles in one text can mention. The
    /// two are counted separately.
    pub const MENTIONS_MOST: usize = 10;
    /// People who are suggested at once.
    pub const SUGGESTIONS_MOST: usize = 20;
    /// Characters of a topic.
    pub const TOPIC_MOST: usize = 50;
    /// Unseen moments, unread notifications and open requests are counted up to this number, shown
    /// as "99+".
    pub const UNSEEN_MOST: u32 = 100;
}
