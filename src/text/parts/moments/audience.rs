//! The strings of audiences.

/// The strings of `audience` in one language.
pub struct AudienceText {
    pub for_friends_hint: &'static str,
    pub for_some_hint: &'static str,
    pub for_others_hint: &'static str,
    pub for_me_hint: &'static str,
    pub follow: &'static str,
    pub follow_hint: &'static str,
    pub choose_somebody: &'static str,
    pub who_sees_it: &'static str,
    pub who_sees_it_now: &'static str,
    pub strangers_see_it: &'static str,
    pub they_see_it: &'static str,
    pub they_dont: &'static str,
    pub because_only_me: &'static str,
    pub because_friend: &'static str,
    pub because_chosen: &'static str,
    pub because_tagged: &'static str,
    pub because_tag: fn(&str) -> String,
    pub because_not_chosen: &'static str,
    pub because_hidden: &'static str,
    pub because_frozen: &'static str,
    pub because_too_old: &'static str,
    pub seen_by: fn(u32, usize) -> String,
    /// Appended to the number of friends who see the moment.
    pub and_strangers: &'static str,
    pub strangers_change: &'static str,
    pub change_now: &'static str,
    pub see_what_changes: &'static str,
    pub change_all_hint: &'static str,
    pub gaining: &'static str,
    pub losing: &'static str,
    pub change_all: &'static str,
    /// Arguments: how many friends see the moment before and after the change.
    pub seen_by_others: fn(u32, u32) -> String,
    /// Arguments: the number of moments, how many of them more friends will see, and how many fewer
    /// friends will see.
    pub what_changes: fn(u32, u32, u32) -> String,
    pub nothing_changes: &'static str,
}

/// The strings in English.
pub const ENGLISH: AudienceText = AudienceText {
    for_friends_hint: "All your friends, including new ones.",
    for_some_hint: "Only the people and tags you choose.",
    for_others_hint: "All friends except the people and tags you choose.",
    for_me_hint: "Only you can see it.",
    follow: "Keep audience up to date",
    follow_hint: "On: later changes to your tags and friends change who can see it. Off: the list \
        stays as it is now.",
    choose_somebody: "Choose who can see it.",
    who_sees_it: "Preview audience",
    who_sees_it_now: "Who can see it now",
    strangers_see_it: "Strangers can see it too. You can turn this off in Privacy.",
    they_see_it: "Can see it",
    they_dont: "Can't see it",
    because_only_me: "Only you can see it",
    because_friend: "Friend",
    because_chosen: "Selected",
    because_tagged: "By tag",
    because_tag: |name| format!("Tag {name}"),
    because_not_chosen: "Not selected",
    because_hidden: "You hide your moments from them",
    because_frozen: "List was fixed when this was set",
    because_too_old: "Older than friends can see",
    seen_by: |count, all| {
        format!(
            "{count} of {all} {}",
            if all == 1 { "friend" } else { "friends" }
        )
    },
    and_strangers: ", plus strangers",
    strangers_change: "Strangers can see your 10 latest moments for all friends, so which ones \
        they see may change too.",
    change_now: "Confirm",
    see_what_changes: "Review changes",
    change_all_hint: "Applies to all your moments so far. Moments only you can see stay that way; \
        you can change each one by itself.",
    gaining: "Gain access",
    losing: "Lose access",
    change_all: "Change who can see past moments…",
    seen_by_others: |before, after| format!("Friends who can see it: {before} → {after}"),
    what_changes: |moments, opened, closed| {
        let all = if moments == 1 {
            "1 moment".to_owned()
        } else {
            format!("{moments} moments")
        };
        match (opened, closed) {
            (opened, 0) => format!("More friends will see {opened} of {all}."),
            (0, closed) => format!("Fewer friends will see {closed} of {all}."),
            (opened, closed) => {
                format!("Of {all}, more friends will see {opened} and fewer will see {closed}.")
            }
        }
    },
    nothing_changes: "Nobody gains or loses access.",
};

/// The strings in Chinese.
pub const CHINESE: AudienceText = AudienceText {
    for_friends_hint: "所有朋友可见，包括以后添加的",
    for_some_hint: "仅选中的人和标签可以看",
    for_others_hint: "选中的人和标签看不到，其他朋友都能看到",
    for_me_hint: "只有你自己能看到",
    follow: "自动更新可见范围",
    follow_hint: "开启：以后标签或朋友有变动，谁能看到也随之改变；关闭：保持现在的名单",
    choose_somebody: "请选择谁可以看",
    who_sees_it: "预览可见的人",
    who_sees_it_now: "现在谁能看到",
    strangers_see_it: "陌生人也能看到（可在隐私中关闭）",
    they_see_it: "能看到",
    they_dont: "看不到",
    because_only_me: "仅自己可见",
    because_friend: "朋友",
    because_chosen: "已选中",
    because_tagged: "按标签",
    because_tag: |name| format!("标签“{name}”"),
    because_not_chosen: "未选中",
    because_hidden: "你不让对方看你的动态",
    because_frozen: "名单在设置时已固定",
    because_too_old: "超出可查看的时间",
    seen_by: |count, all| format!("{count}/{all} 位朋友可见"),
    and_strangers: "，陌生人也可见",
    strangers_change: "陌生人能看到所有朋友可见的最新十条动态，具体是哪些也可能变化",
    change_now: "确认修改",
    see_what_changes: "预览变更",
    change_all_hint: "一次修改到目前为止的所有动态。“仅自己”的动态不变，需要逐条修改。",
    gaining: "将能看到",
    losing: "将看不到",
    change_all: "修改以往动态的可见范围…",
    seen_by_others: |before, after| format!("{before} → {after} 位朋友可见"),
    what_changes: |moments, opened, closed| match (opened, closed) {
        (opened, 0) => format!("{moments} 条动态中，{opened} 条能看到的人会增加"),
        (0, closed) => format!("{moments} 条动态中，{closed} 条能看到的人会减少"),
        (opened, closed) => {
            format!("{moments} 条动态中，{opened} 条能看到的人会增加，{closed} 条能看到的人会减少")
        }
    },
    nothing_changes: "能看到的人没有变化",
};
