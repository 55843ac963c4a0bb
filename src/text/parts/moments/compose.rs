//! Writing a moment.

/// The strings of `compose` in one language.
pub struct ComposeText {
    pub place: &'static str,
    pub place_placeholder: &'static str,
    pub moment_text: &'static str,
    pub moment_placeholder: &'static str,
    pub mention: &'static str,
    pub friends_offered: fn(usize) -> String,
    pub topic_add: &'static str,
    pub remind: &'static str,
    pub remind_hint: &'static str,
    pub remind_most: &'static str,
    pub remind_nobody: &'static str,
    pub drafts: &'static str,
    pub put_aside: &'static str,
    pub drafts_full: &'static str,
    pub shared: &'static str,
    pub photos: fn(usize) -> String,
    pub add_shared: &'static str,
    pub characters_left: fn(usize) -> String,
}

/// The strings in English.
pub const ENGLISH: ComposeText = ComposeText {
    place: "Place",
    place_placeholder: "Where are you? (optional)",
    moment_text: "Moment text",
    moment_placeholder: "What's on your mind?",
    mention: "Mention a friend",
    friends_offered: |count| match count {
        1 => "1 friend to choose from".to_owned(),
        _ => format!("{count} friends to choose from"),
    },
    topic_add: "Add a topic",
    remind: "Notify friends",
    remind_hint: "Only you and they will know",
    remind_most: "You can notify up to 10 friends.",
    remind_nobody: "Choose who can see it first. Only they can be notified.",
    shared: "Shared from another app",
    photos: |count| match count {
        1 => "1 photo".to_owned(),
        _ => format!("{count} photos"),
    },
    add_shared: "Add",
    drafts: "Drafts",
    put_aside: "Save as draft",
    drafts_full: "This browser has no room for another draft. Share or discard this one first.",
    characters_left: |left| format!("{left} left"),
};

/// The strings in Chinese.
pub const CHINESE: ComposeText = ComposeText {
    place: "所在位置",
    place_placeholder: "所在位置（选填）",
    moment_text: "动态内容",
    moment_placeholder: "这一刻的想法…",
    mention: "提到朋友",
    friends_offered: |count| format!("有 {count} 位朋友可选"),
    topic_add: "添加话题",
    remind: "提醒谁看",
    remind_hint: "对方会收到通知，其他人不会知道",
    remind_most: "最多提醒 10 位朋友",
    remind_nobody: "请先选择谁可以看，能看到的朋友才能提醒",
    shared: "来自其他应用的分享",
    photos: |count| format!("{count} 张照片"),
    add_shared: "添加",
    drafts: "草稿",
    put_aside: "存为草稿",
    drafts_full: "浏览器空间不足，存不下更多草稿，请先发表或放弃这一条",
    characters_left: |left| format!("还可写 {left} 字"),
};
