//! The frame, and the screens shown when nothing else can be.

/// The strings of `shell` in one language.
pub struct ShellText {
    pub skip_to_content: &'static str,
    pub navigation: &'static str,
    pub go_home: &'static str,
    pub shortcuts: &'static str,
    pub you_are_offline: &'static str,
    pub connection_lost: &'static str,
    pub unreachable: fn(&str) -> String,
    pub unreachable_title: &'static str,
    pub malformed: fn(&str) -> String,
    pub new_version: &'static str,
    pub version_waits: &'static str,
    pub update: &'static str,
}

/// The strings in English.
pub const ENGLISH: ShellText = ShellText {
    skip_to_content: "Skip to content",
    navigation: "Main",
    go_home: "Go to Home",
    shortcuts: "Shortcuts",
    you_are_offline: "You're offline. Moments and comments will be sent when you're back online.",
    connection_lost: "Connection lost. Reconnecting…",
    unreachable: |address| format!("Can't reach {address}. Check your connection."),
    unreachable_title: "Can't reach Life Circle",
    malformed: |address| {
        format!("{address} isn't a compatible Life Circle server. Reload the page.")
    },
    new_version: "Life Circle has been updated.",
    version_waits: "A new version is ready.",
    update: "Update",
};

/// The strings in Chinese.
pub const CHINESE: ShellText = ShellText {
    skip_to_content: "跳到内容",
    navigation: "主导航",
    go_home: "回到首页",
    shortcuts: "快捷功能",
    you_are_offline: "当前没有网络。写下的动态和评论会保留，联网后发送。",
    connection_lost: "连接已断开，正在重连…",
    unreachable: |address| format!("无法连接 {address}，请检查网络"),
    unreachable_title: "无法连接生活圈",
    malformed: |address| format!("{address} 不是兼容的生活圈服务器，请刷新页面"),
    new_version: "生活圈已更新",
    version_waits: "新版本已准备好",
    update: "立即更新",
};
