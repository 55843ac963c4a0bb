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
    not_found_title: "这里什么也没有",
    not_found_message: "链接可能有误，或者内容已经不在了。",
    go_home: "回到首页",
    promise_chronological: "最新的在最前，不插入，不遗漏。",
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
    like_failed: "点赞没有保存成功，已撤回。",
    like_failed_offline: "没有网络，点赞已撤回。联网后请再试。",
    comment: "评论",
    all_comments: |count| format!("查看全部 {count} 条评论"),
    comment_placeholder: "写评论…",
    comment_reach: |count, is_exact, is_open| {
        let strangers = if is_open { "和陌生人" } else { "" };
        if is_exact {
            format!("{count} 人{strangers}会看到")
        } else {
            format!("最多 {count} 人{strangers}会看到：你的朋友中能看到这条动态的人")
        }
    },
    reply: "回复",
    reply_to: |name| format!("回复 {name}"),
    replied_to: "回复",
    reply_placeholder: |name| format!("回复 {name}…"),
    send: "发送",
    delete: "删除",
    delete_comment_of: |name| format!("删除 {name} 的评论"),
    comment_deleted: "评论已删除。",
    moment_deleted: "动态已删除。",
    undo: "撤销",
    delete_failed: "删除失败，请再试一次。",
    undo_failed: "无法恢复。",
    sending: "正在发送…",
    waiting_to_send: "等待发送",
    trying_again: "还没有发出，会自动重试。",
    not_sent: "没有发出",
    retry: "重新发送",
    edit: "编辑",
    discard: "丢弃",
    seen_everything_since: |when| format!("{when} 以来的动态都看过了"),
    end_of_feed: "就这些了，都按发生的先后。",
    end_of_list: "就这些了。",
    feed_empty_title: "圈子里还很安静",
    feed_empty_message: "分享第一条动态，或者找到朋友，看看他们的。",
    my_moments: "我的动态",
    newest_moments: "最新动态",
    see_all_moments: "到生活圈看全部",
    notifications: "消息",
    find_people: "找人",
    delete_sure: "确定删除？",
    just_now: "刚刚",
    add_friend: "加朋友",
    share_prompt: "分享此刻…",
    new_moment: "发动态",
    unread_count: |count| {
        if count >= 100 {
            "99+ 条新消息".to_owned()
        } else {
            format!("{count} 条新消息")
        }
    },
    request_count: |count| format!("{count} 个朋友申请"),
    mute: "不再提醒",
    unmute: "恢复提醒",
    action_failed: "操作没有成功，请再试一次。",
    shortcuts: "快捷功能",
    loading: "加载中…",
    try_again: "重试",
    you_are_offline: "当前没有网络。写下的动态和评论会保留，联网后发送。",
    you_are_behind: "与服务器的连接中断，可能有新动态没有显示，正在重连…",
    unreachable: |address| format!("{address} 没有应答。服务器在运行吗？网络正常吗？"),
    unreachable_title: "连不上生活圈",
    malformed: |address| format!("{address} 上的服务不是这个版本的生活圈。"),
    error_offline: "连不上服务器，请重试。",
    error_signed_out: "登录已失效，请重新登录。",
    error_malformed: "无法读取服务器的应答，请刷新页面。",
    dismiss: "关闭提示",
    error: |code| match code {
        ErrorCode::TextEmpty => "请先写点什么。",
        ErrorCode::TextTooLong => "内容太长了。",
        ErrorCode::PhotoUnreadable => "无法读取这个图片文件。",
        ErrorCode::PhotoTooLarge => "这张图片超过了 5000 万像素。",
        ErrorCode::TooManyPhotos => "一条动态最多 9 张照片。",
        ErrorCode::TooManyReminded => "一条动态最多提醒 10 位朋友。",
        ErrorCode::PhotosWaiting => "等待发表的照片太多了，请明天再试。",
        ErrorCode::PhotoGone => "有照片已经不在了，请重新选择。",
        ErrorCode::SelfRequest => "不能加自己为朋友。",
        ErrorCode::AlreadyFriends => "你们已经是朋友了。",
        ErrorCode::TooManyFriends => "其中一方的朋友数已达上限。",
        ErrorCode::FriendsOnly => "只有朋友才能赞和评论。",
        ErrorCode::TooManyRequests => "操作太频繁了，请稍等再试。",
        ErrorCode::EditTooLate => "已过可修改的时间。",
        ErrorCode::UndoTooLate => "十秒的撤销时间已过。",
        ErrorCode::NotFound => "内容已经不在了。",
        ErrorCode::SignedOut => "登录已失效，请重新登录。",
        ErrorCode::Overloaded => "服务器很忙，请稍后再试。",
        ErrorCode::TagGone => "选中的标签已被删除，请重新确认谁能看到。",
        ErrorCode::BodyTooLarge => "内容太大了：一张照片最多 20 MB。",
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
        | ErrorCode::Unknown => "服务器出了问题，请重试。",
    },
};
