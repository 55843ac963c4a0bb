//! The screen to search moments in.

/// The strings of `moment_search` in one language.
pub struct SearchText {
    pub placeholder: &'static str,
    pub hint: &'static str,
    pub nothing_found: &'static str,
    pub only_kept: &'static str,
    pub author: &'static str,
    pub anyone: &'static str,
    pub with_photos: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub by_month: &'static str,
    pub month_with_count: fn(&str, u32) -> String,
}

/// The strings in English.
pub const ENGLISH: SearchText = SearchText {
    placeholder: "Words, #topic or place",
    hint: "Search what you and your friends have shared.",
    nothing_found: "Nothing found.",
    only_kept: "You're offline. Only what this device has kept was searched.",
    author: "Shared by",
    anyone: "Anyone",
    with_photos: "With photos",
    from: "From",
    to: "To",
    by_month: "By month",
    month_with_count: |month, count| match count {
        1 => format!("{month}, 1 moment"),
        _ => format!("{month}, {count} moments"),
    },
};

/// The strings in Chinese.
pub const CHINESE: SearchText = SearchText {
    placeholder: "文字、#话题或地点",
    hint: "搜索自己和朋友发表过的动态",
    nothing_found: "没有找到相关动态",
    only_kept: "当前没有网络，只搜索了本机保存的内容",
    author: "作者",
    anyone: "所有人",
    with_photos: "有照片",
    from: "从",
    to: "到",
    by_month: "按月查看",
    month_with_count: |month, count| format!("{month}，{count} 条动态"),
};
