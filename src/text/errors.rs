//! What an error means to a person.

use life_circle_wire::ErrorCode;

/// The strings of `errors` in one language.
pub struct ErrorsText {
    pub offline: &'static str,
    pub signed_out: &'static str,
    pub malformed: &'static str,
    /// What the API's codes mean to a person.
    pub refused: fn(ErrorCode) -> &'static str,
}

/// The strings in English.
pub const ENGLISH: ErrorsText = ErrorsText {
    offline: "No connection to the server. Try again.",
    signed_out: "You've been signed out. Sign in again.",
    malformed: "Something went wrong. Reload the page.",
    refused: |code| match code {
        ErrorCode::TextEmpty => "Write something first.",
        ErrorCode::TextTooLong => "The text is too long.",
        ErrorCode::PhotoUnreadable => "This photo can't be opened.",
        ErrorCode::PhotoTooLarge => "This photo is over 50 megapixels.",
        ErrorCode::TooManyPhotos => "You can add up to 9 photos.",
        ErrorCode::TooManyReminded => "You can notify up to 10 friends.",
        ErrorCode::PhotosWaiting => "Too many unposted photos. Try again tomorrow.",
        ErrorCode::PhotoGone => "A photo is no longer available. Choose it again.",
        ErrorCode::SelfRequest => "You can't add yourself.",
        ErrorCode::AlreadyFriends => "You're already friends.",
        ErrorCode::TooManyFriends => "One of you has reached the friend limit.",
        ErrorCode::FriendsOnly => "Only friends can like and comment here.",
        ErrorCode::TooManyRequests => "Too many tries. Wait a little and try again.",
        ErrorCode::EditTooLate => "It's too late to edit this moment.",
        ErrorCode::UndoTooLate => "It's too late to undo.",
        ErrorCode::NotFound => "This is no longer available.",
        ErrorCode::SignedOut => "You've been signed out. Sign in again.",
        ErrorCode::Overloaded => "The server is busy. Try again shortly.",
        ErrorCode::TagGone => "A selected tag was deleted. Check who can see this.",
        ErrorCode::BodyTooLarge => "This is too large. Photos can be up to 20 MB each.",
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
        | ErrorCode::Unknown => "Something went wrong on the server. Try again.",
    },
};

/// The strings in Chinese.
pub const CHINESE: ErrorsText = ErrorsText {
    offline: "无法连接服务器，请重试",
    signed_out: "登录已失效，请重新登录",
    malformed: "服务器返回异常，请刷新页面",
    refused: |code| match code {
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
