//! A moment's own page with its comments, albums and topics.

/// The strings of `moment_pages` in one language.
pub struct PagesText {
    pub moment: &'static str,
    pub moment_gone: &'static str,
    pub comments: &'static str,
    pub older_comments: &'static str,
    pub no_comments: &'static str,
    pub album_empty: &'static str,
    pub album_empty_me: &'static str,
    pub album_stranger: &'static str,
    pub moments_of: fn(&str) -> String,
    pub new_moments: fn(usize) -> String,
    pub topic_empty: &'static str,
    pub as_seen_hint: &'static str,
    pub as_seen_empty: &'static str,
    pub as_seen_by: fn(&str) -> String,
    pub circle_entry_new: fn(u32) -> String,
    pub circle_entry_none: &'static str,
}

/// The strings in English.
pub const ENGLISH: PagesText = PagesText {
    moment: "Moment",
    moment_gone: "This moment isn't available.",
    comments: "Comments",
    older_comments: "Older comments",
    no_comments: "No comments yet.",
    album_empty: "No moments to see here yet.",
    album_empty_me: "You haven't shared anything yet.",
    album_stranger: "Only friends can see these moments.",
    moments_of: |name| format!("{name}'s moments"),
    new_moments: |count| {
        if count == 1 {
            "1 new moment".to_owned()
        } else {
            format!("{count} new moments")
        }
    },
    topic_empty: "No moments with this topic yet.",
    as_seen_hint: "Likes and comments aren't shown here: they could reveal who this friend knows.",
    as_seen_empty: "They can't see any of your moments.",
    as_seen_by: |name| format!("What {name} can see"),
    circle_entry_new: |count| match count {
        1 => "1 new moment".to_owned(),
        100.. => "99+ new moments".to_owned(),
        count => format!("{count} new moments"),
    },
    circle_entry_none: "No new moments",
};

/// The strings in Chinese.
pub const CHINESE: PagesText = PagesText {
    moment: "动态",
    moment_gone: "动态不存在或无法查看",
    comments: "评论",
    older_comments: "更早的评论",
    no_comments: "还没有评论",
    album_empty: "这里还没有可看的动态",
    album_empty_me: "你还没有发表过动态",
    album_stranger: "只有朋友能看到这些动态",
    moments_of: |name| format!("{name}的动态"),
    new_moments: |count| format!("{count} 条新动态"),
    topic_empty: "还没有关于这个话题的动态",
    as_seen_hint: "这里不显示赞和评论，以免透露对方认识哪些人",
    as_seen_empty: "对方看不到你的任何动态",
    as_seen_by: |name| format!("{name}眼中的你"),
    circle_entry_new: |count| {
        if count >= 100 {
            "99+ 条新动态".to_owned()
        } else {
            format!("{count} 条新动态")
        }
    },
    circle_entry_none: "没有新动态",
};
