//! What the reader keeps about a friend.

/// The strings of `friend_settings` in one language.
pub struct FriendSettingsText {
    pub friend_settings: &'static str,
    pub unsaved: &'static str,
    pub remark: &'static str,
    pub remark_hint: &'static str,
    pub own_name: fn(&str) -> String,
    pub note: &'static str,
    pub only_you_know: &'static str,
    pub star: &'static str,
    pub star_hint: &'static str,
    pub starred: &'static str,
    pub hide_theirs: &'static str,
    pub hide_theirs_hint: &'static str,
    pub hide_mine: &'static str,
    pub hide_mine_hint: &'static str,
    pub chat_only: &'static str,
    pub chat_only_hint: &'static str,
}

/// The strings in English.
pub const ENGLISH: FriendSettingsText = FriendSettingsText {
    friend_settings: "Nickname, tags, privacy",
    unsaved: "Unsaved changes",
    remark: "Nickname",
    remark_hint: "Only you see it, in place of their name.",
    own_name: |name| format!("Their name: {name}"),
    note: "Note",
    only_you_know: "Only visible to you",
    star: "Starred",
    star_hint: "Shown first in your friends list.",
    starred: "Starred",
    hide_theirs: "Hide their moments",
    hide_theirs_hint: "Hidden from your feed; still on their profile.",
    hide_mine: "Hide my moments from them",
    hide_mine_hint: "They can't see any of your moments. They can still see your comments on \
        mutual friends' moments.",
    chat_only: "Hide both ways",
    chat_only_hint: "Both of the above.",
};

/// The strings in Chinese.
pub const CHINESE: FriendSettingsText = FriendSettingsText {
    friend_settings: "备注、标签与权限",
    unsaved: "尚未保存",
    remark: "备注名",
    remark_hint: "仅自己可见，代替对方的昵称显示",
    own_name: |name| format!("对方的昵称：{name}"),
    note: "描述",
    only_you_know: "仅自己可见",
    star: "星标朋友",
    star_hint: "在列表中排在最前面",
    starred: "星标",
    hide_theirs: "不看对方的动态",
    hide_theirs_hint: "不再出现在你的生活圈，在对方的主页仍能看到",
    hide_mine: "不让对方看我的动态",
    hide_mine_hint: "对方完全看不到你的动态，但仍能看到你在共同朋友动态下的评论",
    chat_only: "互相不看动态",
    chat_only_hint: "以上两项都开启",
};
