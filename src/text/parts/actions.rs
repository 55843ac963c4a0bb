//! What buttons in several forms say.

/// The strings of `actions` in one language.
pub struct ActionsText {
    pub save: &'static str,
    pub see_all: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub saved: &'static str,
}

/// The strings in English.
pub const ENGLISH: ActionsText = ActionsText {
    save: "Save",
    see_all: "See all",
    copied: "Copied",
    not_copied: "Couldn't copy. Select the text and copy it.",
    saved: "Saved.",
};

/// The strings in Chinese.
pub const CHINESE: ActionsText = ActionsText {
    save: "保存",
    see_all: "查看全部",
    copied: "已复制",
    not_copied: "复制失败，请手动复制",
    saved: "已保存",
};
