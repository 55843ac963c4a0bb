//! Finding people, the list of friends, and blocking.

pub mod friend_settings;
pub mod links;
pub mod reports;
pub mod requests;
pub mod tags;

/// The strings of `people` in one language.
pub struct PeopleText {
    pub find_friend: &'static str,
    pub nobody_found: &'static str,
    pub find_people_placeholder: &'static str,
    pub clear_search: &'static str,
    pub search_results: &'static str,
    pub search_empty: fn(&str) -> String,
    pub more_found: fn(usize) -> String,
    pub friend_count: fn(u32) -> String,
    pub friends_empty_title: &'static str,
    pub friends_empty_message: &'static str,
    pub index: &'static str,
    pub remove_friend: &'static str,
    pub remove_friend_question: fn(&str) -> String,
    pub remove_friend_explained: &'static str,
    pub friend_removed: &'static str,
    pub friends_since: fn(&str) -> String,
    pub common_friends: fn(u32) -> String,
    pub its_you: &'static str,
    pub is_friend: &'static str,
    pub is_requested: &'static str,
    pub is_requesting: &'static str,
    pub suggestions: &'static str,
    pub not_interested_in: fn(&str) -> String,
    pub view_as: &'static str,
    pub add_friends: &'static str,
    pub is_blocked: &'static str,
    pub is_unblocked: &'static str,
    pub block: &'static str,
    pub block_question: fn(&str) -> String,
    pub block_explained: &'static str,
    pub unblock: &'static str,
    pub unblock_named: fn(&str) -> String,
    pub you_blocked_them: &'static str,
    pub blocked_people: &'static str,
    pub nobody_blocked: &'static str,
    pub nobody_blocked_hint: &'static str,
}

/// The strings in English.
pub const ENGLISH: PeopleText = PeopleText {
    find_friend: "Search friends",
    nobody_found: "No friends found.",
    find_people_placeholder: "Search by name or username",
    clear_search: "Clear search",
    search_results: "Search results",
    search_empty: |words| {
        format!("No results for “{words}”. Check the username or send an invite link.")
    },
    more_found: |count| format!("{count} more. Keep typing to narrow it down."),
    friend_count: |count| {
        if count == 1 {
            "1 friend".to_owned()
        } else {
            format!("{count} friends")
        }
    },
    friends_empty_title: "No friends yet",
    friends_empty_message: "Search by name or username to send a request.",
    index: "Jump to a letter",
    remove_friend: "Remove friend",
    remove_friend_question: |name| format!("Remove {name}?"),
    remove_friend_explained: "No one will be notified. You'll no longer see each other's moments. \
        If you become friends again, everything comes back.",
    friend_removed: "Friend removed.",
    friends_since: |date| format!("Friends since {date}"),
    common_friends: |count| {
        if count == 1 {
            "1 mutual friend".to_owned()
        } else {
            format!("{count} mutual friends")
        }
    },
    its_you: "You",
    is_friend: "Friend",
    is_requested: "Request sent",
    is_requesting: "Wants to be friends",
    suggestions: "People you may know",
    not_interested_in: |name| format!("Not interested in {name}"),
    view_as: "What they can see",
    add_friends: "Add friends",
    is_blocked: "Blocked.",
    is_unblocked: "Unblocked.",
    block: "Block",
    block_question: |name| format!("Block {name}?"),
    block_explained: "You won't be able to find, add or see each other. No one will be notified. \
        Unblocking restores everything.",
    unblock: "Unblock",
    unblock_named: |name| format!("Unblock {name}"),
    you_blocked_them: "You've blocked this person. You can't see each other.",
    blocked_people: "Blocked people",
    nobody_blocked: "No blocked people",
    nobody_blocked_hint: "You and people you block can't see each other. You can block someone \
        from their profile.",
};

/// The strings in Chinese.
pub const CHINESE: PeopleText = PeopleText {
    find_friend: "搜索朋友",
    nobody_found: "没有找到相关朋友",
    find_people_placeholder: "搜索名字或账号",
    clear_search: "清除搜索",
    search_results: "搜索结果",
    search_empty: |words| format!("没有找到“{words}”，试试完整账号，或让朋友扫码添加"),
    more_found: |count| format!("还有 {count} 位，继续输入以缩小范围"),
    friend_count: |count| format!("{count} 位朋友"),
    friends_empty_title: "还没有朋友",
    friends_empty_message: "搜索名字或账号，发送朋友申请",
    index: "跳到字母",
    remove_friend: "删除朋友",
    remove_friend_question: |name| format!("删除朋友“{name}”？"),
    remove_friend_explained: "不会有人收到通知。你们将看不到彼此的动态；再次成为朋友后，一切都会恢复。",
    friend_removed: "已删除",
    friends_since: |date| format!("{date}成为朋友"),
    common_friends: |count| format!("{count} 位共同朋友"),
    its_you: "我",
    is_friend: "朋友",
    is_requested: "等待对方接受",
    is_requesting: "想加你为朋友",
    suggestions: "可能认识的人",
    not_interested_in: |name| format!("不感兴趣：{name}"),
    view_as: "对方眼中的我",
    add_friends: "添加朋友",
    is_blocked: "已拉黑",
    is_unblocked: "已解除拉黑",
    block: "拉黑",
    block_question: |name| format!("拉黑“{name}”？"),
    block_explained: "拉黑后，你们无法搜索、添加或看到对方，不会有人收到通知。解除后恢复原样。",
    unblock: "解除拉黑",
    unblock_named: |name| format!("解除拉黑“{name}”"),
    you_blocked_them: "你已拉黑对方，你们互相看不到",
    blocked_people: "黑名单",
    nobody_blocked: "黑名单是空的",
    nobody_blocked_hint: "拉黑后，你们互相看不到对方。可以在对方的主页拉黑。",
};
