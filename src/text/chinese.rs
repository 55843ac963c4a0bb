//! The strings of `Text` in simplified Chinese (简体中文).

use life_circle_wire::ErrorCode;

use super::Text;

/// The strings in simplified Chinese.
pub const CHINESE: Text = Text {
    app_name: "生活圈",
    back: "返回",
    skip_to_content: "跳到内容",
    navigation: "主导航",
    home: "首页",
    friends: "朋友",
    circle: "生活圈",
    me: "我",
    not_found_title: "页面不存在",
    not_found_message: "链接可能有误，或内容已不存在",
    go_home: "回到首页",
    promise_chronological: "按时间排序，不插任何内容，一条不漏",
    share: "发表",
    edited: "已编辑",
    reminded: |names| format!("提醒了{names}"),
    you: "你",
    open_photo: |place, of| format!("第 {place} 张照片，共 {of} 张"),
    audience: "谁可以看",
    audience_friends: "所有朋友",
    audience_some: "部分可见",
    audience_others: "不给谁看",
    old_moments: "以往动态的可见范围",
    audience_only_me: "仅自己",
    characters_over: |over| format!("超出 {over} 字"),
    cancel: "取消",
    close: "关闭",
    full_text: "全文",
    less_text: "收起",
    like: "赞",
    liked: "已赞",
    like_count: |count| format!("{count} 个赞"),
    likes_more: |_, all| format!("等 {all} 人"),
    name_separator: "、",
    colon: "：",
    new_mark: "新",
    like_failed: "点赞失败，请重试",
    like_failed_offline: "网络不可用，点赞未成功",
    comment: "评论",
    all_comments: |count| format!("查看全部 {count} 条评论"),
    comment_placeholder: "写评论…",
    comment_reach: |count, is_exact, is_open| {
        let strangers = if is_open { "，陌生人也可见" } else { "" };
        match (count, is_exact) {
            (0, true) if !is_open => "仅自己可见".to_owned(),
            (_, true) => format!("{count} 位朋友可见{strangers}"),
            (_, false) => format!("你的朋友中最多 {count} 位可见{strangers}"),
        }
    },
    reply: "回复",
    reply_to: |name| format!("回复{name}"),
    replied_to: "回复",
    reply_placeholder: |name| format!("回复{name}…"),
    send: "发送",
    delete: "删除",
    delete_comment_of: |name| format!("删除{name}的评论"),
    comment_deleted: "评论已删除",
    moment_deleted: "动态已删除",
    undo: "撤销",
    delete_failed: "删除失败，请重试",
    undo_failed: "撤销失败，请重试",
    sending: "正在发送…",
    waiting_to_send: "等待发送",
    trying_again: "尚未发出，正在重试…",
    not_sent: "发送失败",
    retry: "重新发送",
    edit: "编辑",
    discard: "放弃",
    seen_everything_since: |when| format!("上次看到这里 · {when}"),
    end_of_feed: "没有更多了",
    end_of_list: "没有更多了",
    feed_empty_title: "圈子里还很安静",
    feed_empty_message: "发表第一条动态，或添加朋友，看看他们的动态",
    my_moments: "我的动态",
    newest_moments: "最新动态",
    see_all_moments: "查看全部动态",
    notifications: "通知",
    find_people: "添加朋友",
    delete_sure: "确定删除？",
    just_now: "刚刚",
    add_friend: "添加朋友",
    share_prompt: "发表动态…",
    new_moment: "发表动态",
    unread_count: |count| {
        if count >= 100 {
            "99+ 条新通知".to_owned()
        } else {
            format!("{count} 条新通知")
        }
    },
    request_count: |count| format!("{count} 个朋友申请"),
    mute: "关闭此动态的通知",
    unmute: "打开此动态的通知",
    action_failed: "操作失败，请重试",
    shortcuts: "快捷功能",
    loading: "加载中…",
    try_again: "重试",
    you_are_offline: "当前没有网络。写下的动态和评论会保留，联网后发送。",
    you_are_behind: "连接已断开，正在重连…",
    unreachable: |address| format!("无法连接 {address}，请检查网络"),
    unreachable_title: "无法连接生活圈",
    malformed: |address| format!("{address} 不是兼容的生活圈服务器，请刷新页面"),
    error_offline: "无法连接服务器，请重试",
    error_signed_out: "登录已失效，请重新登录",
    error_malformed: "服务器返回异常，请刷新页面",
    dismiss: "关闭提示",
    error: |code| match code {
        ErrorCode::TextEmpty => "请先写点什么",
        ErrorCode::TextTooLong => "内容太长了",
        ErrorCode::PhotoUnreadable => "无法打开这张照片",
        ErrorCode::PhotoTooLarge => "这张照片超过 5000 万像素",
        ErrorCode::TooManyPhotos => "一条动态最多 9 张照片",
        ErrorCode::TooManyReminded => "最多提醒 10 位朋友",
        ErrorCode::PhotosWaiting => "未发表的照片太多，请明天再试",
        ErrorCode::PhotoGone => "有照片已失效，请重新选择",
        ErrorCode::SelfRequest => "不能添加自己为朋友",
        ErrorCode::AlreadyFriends => "你们已经是朋友了",
        ErrorCode::TooManyFriends => "其中一方的朋友数已达上限",
        ErrorCode::FriendsOnly => "只有朋友可以点赞和评论",
        ErrorCode::TooManyRequests => "操作太频繁，请稍后再试",
        ErrorCode::EditTooLate => "已超过可编辑的时间",
        ErrorCode::UndoTooLate => "已超过可撤销的时间",
        ErrorCode::NotFound => "内容已不存在",
        ErrorCode::SignedOut => "登录已失效，请重新登录",
        ErrorCode::Overloaded => "服务器繁忙，请稍后再试",
        ErrorCode::TagGone => "选中的标签已被删除，请重新确认谁可以看",
        ErrorCode::BodyTooLarge => "内容过大，照片单张不超过 20 MB",
        ErrorCode::BadRequest
        | ErrorCode::CursorInvalid
        | ErrorCode::KeyMissing
        | ErrorCode::KeyReused
        | ErrorCode::CrossSite
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Internal
        // The following codes only occur in forms; `later` has their texts.
        | ErrorCode::HandleInvalid
        | ErrorCode::HandleTaken
        | ErrorCode::DisplayNameInvalid
        | ErrorCode::PasswordTooShort
        | ErrorCode::PasswordTooLong
        | ErrorCode::PasswordTooCommon
        | ErrorCode::WrongCredentials
        | ErrorCode::TagTaken
        | ErrorCode::TooManyTags
        | ErrorCode::TooManyPeople
        | ErrorCode::TooManyMoments
        | ErrorCode::InvitationNeeded
        | ErrorCode::AccountSuspended
        | ErrorCode::AccountLeaving
        | ErrorCode::LinkGone
        | ErrorCode::TooManyLinks
        | ErrorCode::TooManyPasskeys
        | ErrorCode::TooManyReports
        | ErrorCode::PasskeyRefused
        | ErrorCode::Unknown => "服务器出了问题，请重试",
    },
};
