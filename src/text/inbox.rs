//! The counts of what is unread.

/// The strings of `inbox` in one language.
pub struct InboxText {
    pub unread_count: fn(u32) -> String,
    pub request_count: fn(u32) -> String,
}

/// The strings in English.
pub const ENGLISH: InboxText = InboxText {
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
};

/// The strings in Chinese.
pub const CHINESE: InboxText = InboxText {
    unread_count: |count| {
        if count >= 100 {
            "99+ 条新通知".to_owned()
        } else {
            format!("{count} 条新通知")
        }
    },
    request_count: |count| format!("{count} 个朋友申请"),
};
