//! The list of notifications.

/// The strings of `notifications` in one language.
pub struct NotificationsText {
    pub notifications_empty_title: &'static str,
    pub notifications_empty_message: &'static str,
    pub liked_your_moment: &'static str,
    pub commented_on_your_moment: &'static str,
    pub replied_to_you: &'static str,
    pub mentioned_you: &'static str,
    pub wants_to_be_friends: &'static str,
    pub accepted_your_request: &'static str,
    pub show_all: fn(usize) -> String,
}

/// The strings in English.
pub const ENGLISH: NotificationsText = NotificationsText {
    notifications_empty_title: "No notifications yet",
    notifications_empty_message: "Likes, comments and mentions will appear here.",
    liked_your_moment: "liked your moment",
    commented_on_your_moment: "commented on your moment",
    replied_to_you: "replied to you",
    mentioned_you: "mentioned you",
    wants_to_be_friends: "wants to be friends",
    accepted_your_request: "accepted your friend request",
    show_all: |count| format!("Show all {count}"),
};

/// The strings in Chinese.
pub const CHINESE: NotificationsText = NotificationsText {
    notifications_empty_title: "还没有通知",
    notifications_empty_message: "收到的赞、评论和 @ 会显示在这里",
    liked_your_moment: "赞了你的动态",
    commented_on_your_moment: "评论了你的动态",
    replied_to_you: "回复了你",
    mentioned_you: "提到了你",
    wants_to_be_friends: "想加你为朋友",
    accepted_your_request: "接受了你的朋友申请",
    show_all: |count| format!("显示全部 {count} 条"),
};
