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
    not_found_title: "Page not found",
    not_found_message: "The link may be wrong, or this page is no longer available.",
    go_home: "Go to Home",
    promise_chronological: "Newest first. Nothing added, nothing skipped.",
    share: "Share",
    edited: "edited",
    reminded: |names| format!("Notified {names}"),
    you: "you",
    open_photo: |place, of| format!("Photo {place} of {of}"),
    audience: "Who can see it",
    audience_only_me: "Only me",
    audience_friends: "All friends",
    audience_some: "Selected friends",
    audience_others: "Friends except…",
    old_moments: "Who can see past moments",
    characters_over: |over| format!("{over} over the limit"),
    cancel: "Cancel",
    close: "Close",
    full_text: "Show more",
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
    like_failed: "Couldn't save your like. Try again.",
    like_failed_offline: "You're offline. Your like wasn't saved.",
    comment: "Comment",
    all_comments: |count| format!("View all {count} comments"),
    comment_placeholder: "Write a comment…",
    comment_reach: |count, is_exact, is_open| {
        let strangers = if is_open { ", and to strangers" } else { "" };
        match (count, is_exact) {
            (0, true) if !is_open => "Only visible to you".to_owned(),
            (1, true) => format!("Visible to 1 friend{strangers}"),
            (_, true) => format!("Visible to {count} friends{strangers}"),
            (_, false) => format!("Visible to at most {count} of your friends{strangers}"),
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
    delete_failed: "Couldn't delete. Try again.",
    undo_failed: "Couldn't undo. Try again.",
    sending: "Sending…",
    waiting_to_send: "Waiting to send",
    trying_again: "Not sent yet. Retrying…",
    not_sent: "Not sent",
    retry: "Retry",
    edit: "Edit",
    discard: "Discard",
    seen_everything_since: |when| format!("You're all caught up · Last visit {when}"),
    end_of_feed: "You've reached the end.",
    end_of_list: "That's everything.",
    feed_empty_title: "Your circle is quiet",
    feed_empty_message: "Share the first moment, or find friends to see theirs.",
    my_moments: "My moments",
    newest_moments: "Latest moments",
    see_all_moments: "See all in Life Circle",
    notifications: "Notifications",
    find_people: "Find friends",
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
    action_failed: "Something went wrong. Try again.",
    shortcuts: "Shortcuts",
    loading: "Loading…",
    try_again: "Try again",
    you_are_offline: "You're offline. Moments and comments will be sent when you're back online.",
    you_are_behind: "Connection lost. Reconnecting…",
    unreachable: |address| format!("Can't reach {address}. Check your connection."),
    unreachable_title: "Can't reach Life Circle",
    malformed: |address| {
        format!("{address} isn't a compatible Life Circle server. Reload the page.")
    },
    error_offline: "No connection to the server. Try again.",
    error_signed_out: "You've been signed out. Sign in again.",
    error_malformed: "Something went wrong. Reload the page.",
    dismiss: "Dismiss",
    error: |code| match code {
        ErrorCode::TextEmpty => "Write something first.",
        ErrorCode::TextTooLong => "The text is too long.",
        ErrorCode::PhotoUnreadable => "This photo can't be opened.",
        ErrorCode::PhotoTooLarge => "This photo is over 50 megapixels.",
        ErrorCode::TooManyPhotos => "You can add up to 9 photos.",
        ErrorCode::TooManyReminded => "You can notify up to 10 friends.",
        ErrorCode::PhotosWaiting => "Too many unposted photos. Try again tomorrow.",
        ErrorCode::PhotoGone => "A photo is no longer available. Choose it again.",
        ErrorCode::SelfRequest => "You can't add yourself.",
        ErrorCode::AlreadyFriends => "You're already friends.",
        ErrorCode::TooManyFriends => "One of you has reached the friend limit.",
        ErrorCode::FriendsOnly => "Only friends can like and comment here.",
        ErrorCode::TooManyRequests => "Too many tries. Wait a little and try again.",
        ErrorCode::EditTooLate => "It's too late to edit this moment.",
        ErrorCode::UndoTooLate => "It's too late to undo.",
        ErrorCode::NotFound => "This is no longer available.",
        ErrorCode::SignedOut => "You've been signed out. Sign in again.",
        ErrorCode::Overloaded => "The server is busy. Try again shortly.",
        ErrorCode::TagGone => "A selected tag was deleted. Check who can see this.",
        ErrorCode::BodyTooLarge => "This is too large. Photos can be up to 20 MB each.",
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
