//! The numbers that the server enforces and the page explains.

use std::ops::RangeInclusive;

/// Letters of a handle.
pub const HANDLE: RangeInclusive<usize> = 3..=30;
/// Graphemes of a display name.
pub const DISPLAY_NAME: RangeInclusive<usize> = 1..=40;
/// Characters (Unicode scalar values) of a password.
pub const PASSWORD: RangeInclusive<usize> = 10..=256;
/// Graphemes of a moment's text.
pub const MOMENT_TEXT_MOST: usize = 2000;
/// Minutes in which a moment's text can be changed, unless the operator sets another number.
pub const EDIT_MINUTES: u32 = 15;
/// Graphemes of a place's name.
pub const PLACE_MOST: usize = 40;
/// Photos of a moment.
pub const PHOTOS_MOST: usize = 9;
/// Bytes of an uploaded photo.
pub const PHOTO_BYTES_MOST: usize = 20 * 1024 * 1024;
/// Pixels of an uploaded photo.
pub const PHOTO_PIXELS_MOST: u64 = 50_000_000;
/// Graphemes of the words for who can't see a photo.
pub const ALT_MOST: usize = 1500;
/// Photos of one person that wait to be used.
pub const PHOTOS_WAITING_MOST: u32 = 100;
/// Hours after which a photo that isn't used is forgotten.
pub const PHOTO_WAITS_HOURS: u32 = 24;
/// Graphemes of the line that people say of themselves.
pub const ABOUT_MOST: usize = 80;
/// Graphemes of a comment.
pub const COMMENT_TEXT_MOST: usize = 500;
/// Graphemes of the name that somebody gives a friend for themselves.
pub const REMARK_MOST: usize = 40;
/// Graphemes of what somebody notes of a friend.
pub const NOTE_MOST: usize = 500;
/// Graphemes of the name of a tag.
pub const TAG_NAME_MOST: usize = 20;
/// Tags of one person.
pub const TAGS_MOST: u32 = 50;
/// Graphemes of the message with a friend request.
pub const REQUEST_MESSAGE_MOST: usize = 50;
/// Graphemes of a device's name; a longer one is cut.
pub const DEVICE_NAME_MOST: usize = 80;
/// Devices that one person can be signed in on; the one that signed in first is signed out for one more.
pub const DEVICES_MOST: u32 = 50;
/// Bytes a grapheme may weigh on average, so that a few of them can't carry a book.
pub const BYTES_PER_GRAPHEME_MOST: usize = 16;
/// Letters of a search.
pub const SEARCH_MOST: usize = 60;
/// Friends of one person, unless the operator sets another number.
pub const FRIENDS_MOST: u32 = 5000;
/// Days until a friend request lapses, unless the operator sets another number.
pub const REQUEST_DAYS: u32 = 30;
/// Passkeys of one person.
pub const PASSKEYS_MOST: usize = 20;
/// Graphemes of what somebody calls a passkey.
pub const PASSKEY_NAME_MOST: usize = 40;
/// Recovery codes that are made at once.
pub const RECOVERY_CODES: usize = 10;
/// Days after which an account whose owner left is deleted, unless the operator sets another number.
pub const LEAVING_DAYS: u32 = 7;
/// Reports of one person that wait for the operator.
pub const REPORTS_MOST: u32 = 20;
/// Graphemes of what somebody says to a report.
pub const REPORT_NOTE_MOST: usize = 500;
/// People who can follow one link.
pub const LINK_PEOPLE: RangeInclusive<u32> = 1..=100;
/// Links of one person that can be followed.
pub const LINKS_MOST: u32 = 20;
/// The newest moments of who lets strangers look.
pub const SHOWN_TO_STRANGERS: u32 = 10;
/// Moments whose audience is changed at once, unless it is all.
pub const MOMENTS_CHANGED_MOST: usize = 1000;
/// Seconds in which a deletion can be undone.
pub const UNDO_SECONDS: u32 = 10;
/// Items of a page that doesn't say how many.
pub const PAGE_USUAL: u16 = 20;
/// Items of the longest page.
pub const PAGE_MOST: u16 = 100;
/// Friends of the longest page: an index from A to Z needs them all.
pub const FRIENDS_PAGE_MOST: u16 = 1000;
/// People named as likers within a moment.
pub const LIKERS_SHOWN: usize = 20;
/// Comments shown within a moment of a list: the newest.
pub const COMMENTS_SHOWN: usize = 3;
/// Common friends named on a person's page.
pub const COMMON_FRIENDS_SHOWN: usize = 3;
/// A friend's moments of so many days stand in the feed from the first day of the friendship.
pub const BACKFILL_DAYS: u32 = 183;
/// At most so many moments of a new friend come into the feed.
pub const BACKFILL_MOST: u32 = 1000;
/// Friends whom a moment can call, by their handle in its text or in its list.
pub const MENTIONS_MOST: usize = 10;
/// People who are suggested at once.
pub const SUGGESTIONS_MOST: usize = 20;
/// Characters of a topic.
pub const TOPIC_MOST: usize = 50;
/// New moments are counted up to here; then it says "99+".
pub const UNSEEN_MOST: u32 = 100;
