//! The strings of `Text` in English.

use life_circle_wire::ErrorCode;

use super::Text;

/// The strings in English.
pub const ENGLISH: Text = Text {
    app_name: "Life Circle",
    back: "Back",
    skip_to_content: "Skip to content",
    navigation: "Main",
    home: "Home",
    friends: "Friends",
    circle: "Life Circle",
    me: "Me",
    not_found_title: "There is nothing here",
    not_found_message: "The link may be wrong, or what it led to isn't there any more.",
    go_home: "Go to Home",
    promise_chronological: "Newest first. Nothing inserted, nothing left out.",
    share: "Share",
    edited: "edited",
    reminded: |names| format!("Reminded {names}"),
    you: "you",
    open_photo: |place, of| format!("Photo {place} of {of}"),
    audience: "Who can see it",
    audience_only_me: "Only me",
    audience_friends: "All friends",
    audience_some: "Only some",
    audience_others: "All but some",
    old_moments: "Who sees my old moments",
    characters_over: |over| format!("{over} too many"),
    cancel: "Cancel",
    close: "Close",
    full_text: "Full text",
    less_text: "Show less",
    like: "Like",
    liked: "Liked",
    like_count: |count| {
        if count == 1 {
            "1 like".to_owned()
        } else {
            format!("{count} likes")
        }
    },
    likes_more: |more, _| format!(" and {more} more"),
    name_separator: ", ",
    colon: ": ",
    new_mark: "New",
    like_failed: "Your like couldn't be saved, so it was taken back.",
    like_failed_offline: "No connection: your like was taken back. Try again when you're online.",
    comment: "Comment",
    all_comments: |count| format!("View all {count} comments"),
    comment_placeholder: "Write a comment…",
    comment_reach: |count, is_exact, is_open| {
        let people = if count == 1 {
            "1 person".to_owned()
        } else {
            format!("{count} people")
        };
        let strangers = if is_open { " and strangers" } else { "" };
        if is_exact {
            format!("{people}{strangers} will see it")
        } else {
            format!(
                "At most {people}{strangers} will see it: friends of yours who can see this moment"
            )
        }
    },
    reply: "Reply",
    reply_to: |name| format!("Reply to {name}"),
    replied_to: "replied to",
    reply_placeholder: |name| format!("Reply to {name}…"),
    send: "Send",
    delete: "Delete",
    delete_comment_of: |name| format!("Delete comment by {name}"),
    comment_deleted: "Comment deleted.",
    moment_deleted: "Moment deleted.",
    undo: "Undo",
    delete_failed: "It couldn't be deleted. Try again.",
    undo_failed: "It couldn't be restored.",
    sending: "Sending…",
    waiting_to_send: "Waiting to be sent",
    trying_again: "Not sent yet. It will be tried again by itself.",
    not_sent: "Not sent",
    retry: "Send again",
    edit: "Edit",
    discard: "Discard",
    seen_everything_since: |when| format!("You have seen everything since {when}"),
    end_of_feed: "That's everything, in the order it happened.",
    end_of_list: "That's everything.",
    feed_empty_title: "Your circle is quiet",
    feed_empty_message: "Share the first moment, or find friends to see theirs.",
    my_moments: "My moments",
    newest_moments: "Newest moments",
    see_all_moments: "See all in Life Circle",
    notifications: "Notifications",
    find_people: "Find people",
    delete_sure: "Delete for good?",
    just_now: "just now",
    add_friend: "Add friend",
    share_prompt: "Share a moment…",
    new_moment: "New moment",
    unread_count: |count| match count {
        1 => "1 new notification".to_owned(),
        100.. => "99+ new notifications".to_owned(),
        count => format!("{count} new notifications"),
    },
    request_count: |count| {
        if count == 1 {
            "1 friend request".to_owned()
        } else {
            format!("{count} friend requests")
        }
    },
    mute: "Mute",
    unmute: "Unmute",
    action_failed: "That didn't work. Try again.",
    shortcuts: "Shortcuts",
    loading: "Loading…",
    try_again: "Try again",
    you_are_offline: "You are offline. Moments and comments that you write are sent when you are back.",
    you_are_behind: "No connection to the server: new moments may be missing. Reconnecting…",
    unreachable: |address| {
        format!("No answer from {address}. Is the server running, and are you online?")
    },
    unreachable_title: "Life Circle can't be reached",
    malformed: |address| {
        format!("What answers at {address} isn't a Life Circle server of this version.")
    },
    error_offline: "No connection to the server. Try again.",
    error_signed_out: "You have been signed out. Sign in again.",
    error_malformed: "The server's answer couldn't be read. Reload the page.",
    dismiss: "Dismiss",
    error: |code| match code {
        ErrorCode::TextEmpty => "Write something first.",
        ErrorCode::TextTooLong => "The text is too long.",
        ErrorCode::PhotoUnreadable => "This file can't be read as a picture.",
        ErrorCode::PhotoTooLarge => "This picture has more than 50 megapixels.",
        ErrorCode::TooManyPhotos => "A moment has at most 9 photos.",
        ErrorCode::TooManyReminded => "A moment reminds at most 10 friends.",
        ErrorCode::PhotosWaiting => "Too many photos wait to be posted. Try again tomorrow.",
        ErrorCode::PhotoGone => "A photo isn't there any more. Choose it again.",
        ErrorCode::SelfRequest => "You can't add yourself.",
        ErrorCode::AlreadyFriends => "You are friends already.",
        ErrorCode::TooManyFriends => "One of you has as many friends as a person can have here.",
        ErrorCode::FriendsOnly => "Only friends like and comment here.",
        ErrorCode::TooManyRequests => "That was a lot at once. Wait a little and try again.",
        ErrorCode::EditTooLate => "It is too late to change this moment.",
        ErrorCode::UndoTooLate => "The ten seconds to undo are over.",
        ErrorCode::NotFound => "It isn't there any more.",
        ErrorCode::SignedOut => "You have been signed out. Sign in again.",
        ErrorCode::Overloaded => "The server is very busy. Try again in a moment.",
        ErrorCode::TagGone => "A tag that was chosen is gone. Look again who sees it.",
        ErrorCode::BodyTooLarge => "That is too much at once: a photo has at most 20 MB.",
        ErrorCode::BadRequest
        | ErrorCode::CursorInvalid
        | ErrorCode::KeyMissing
        | ErrorCode::KeyReused
        | ErrorCode::CrossSite
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Internal
        // The following codes only occur in forms; `later` has their texts.
        | ErrorCode::HandleInvalid
        | ErrorCode::HandleTaken
        | ErrorCode::DisplayNameInvalid
        | ErrorCode::PasswordTooShort
        | ErrorCode::PasswordTooLong
        | ErrorCode::PasswordTooCommon
        | ErrorCode::WrongCredentials
        | ErrorCode::TagTaken
        | ErrorCode::TooManyTags
        | ErrorCode::TooManyPeople
        | ErrorCode::TooManyMoments
        | ErrorCode::InvitationNeeded
        | ErrorCode::AccountSuspended
        | ErrorCode::AccountLeaving
        | ErrorCode::LinkGone
        | ErrorCode::TooManyLinks
        | ErrorCode::TooManyPasskeys
        | ErrorCode::TooManyReports
        | ErrorCode::PasskeyRefused
        | ErrorCode::Unknown => "Something went wrong on the server. Try again.",
    },
};
