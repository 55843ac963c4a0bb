//! What an error means in a form.

use life_circle_wire::ErrorCode;

/// The strings of `form_errors` in one language.
pub struct FormErrorsText {
    /// The meaning of an error code in a form.
    pub refused: fn(ErrorCode) -> &'static str,
}

/// The strings in English.
pub const ENGLISH: FormErrorsText = FormErrorsText {
    refused: |code| match code {
        ErrorCode::HandleInvalid => "Usernames have 3–30 letters (a–z), numbers or _.",
        ErrorCode::HandleTaken => "This username is taken. Choose another one.",
        ErrorCode::DisplayNameInvalid => "Enter a name of 1 to 40 characters.",
        ErrorCode::PasswordTooShort => "Use at least 10 characters.",
        ErrorCode::PasswordTooLong => "Use at most 256 characters.",
        ErrorCode::PasswordTooCommon => "This password is too common. Choose another one.",
        ErrorCode::WrongCredentials => "Wrong username or password.",
        ErrorCode::TagTaken => "You already have a tag with this name.",
        ErrorCode::TooManyTags => "You can have up to 50 tags.",
        ErrorCode::TooManyPeople => "That's more people than the friend limit.",
        ErrorCode::TooManyMoments => "You can select up to 1,000 moments at once.",
        ErrorCode::InvitationNeeded => {
            "Sign-up is by invitation only. Open the link your friend sent you."
        }
        ErrorCode::AccountSuspended => "Your administrator has suspended this account.",
        ErrorCode::AccountLeaving => "This account is scheduled for deletion.",
        ErrorCode::LinkGone => "This link no longer works. Ask your friend for a new one.",
        ErrorCode::TooManyLinks => "You already have 20 active links. Revoke one first.",
        ErrorCode::TooManyReports => "You have 20 reports waiting for review. Try again later.",
        ErrorCode::TooManyPasskeys => "You can have up to 20 passkeys.",
        ErrorCode::PasskeyRefused => "This passkey isn't valid here, or it timed out. Try again.",
        ErrorCode::TextEmpty
        | ErrorCode::TextTooLong
        | ErrorCode::PhotoUnreadable
        | ErrorCode::PhotoTooLarge
        | ErrorCode::TooManyPhotos
        | ErrorCode::TooManyReminded
        | ErrorCode::PhotosWaiting
        | ErrorCode::PhotoGone
        | ErrorCode::SelfRequest
        | ErrorCode::AlreadyFriends
        | ErrorCode::TooManyFriends
        | ErrorCode::FriendsOnly
        | ErrorCode::TooManyRequests
        | ErrorCode::EditTooLate
        | ErrorCode::UndoTooLate
        | ErrorCode::NotFound
        | ErrorCode::SignedOut
        | ErrorCode::Overloaded
        | ErrorCode::TagGone
        | ErrorCode::BodyTooLarge
        | ErrorCode::BadRequest
        | ErrorCode::CursorInvalid
        | ErrorCode::KeyMissing
        | ErrorCode::KeyReused
        | ErrorCode::CrossSite
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Internal
        | ErrorCode::Unknown => (crate::text::errors::ENGLISH.refused)(code),
    },
};

/// The strings in Chinese.
pub const CHINESE: FormErrorsText = FormErrorsText {
    refused: |code| match code {
        ErrorCode::HandleInvalid => "账号须为 3–30 位小写字母、数字或下划线",
        ErrorCode::HandleTaken => "这个账号已被使用，请换一个",
        ErrorCode::DisplayNameInvalid => "昵称须为 1 到 40 个字",
        ErrorCode::PasswordTooShort => "密码至少 10 个字符",
        ErrorCode::PasswordTooLong => "密码最多 256 个字符",
        ErrorCode::PasswordTooCommon => "这个密码太常见了，请换一个",
        ErrorCode::WrongCredentials => "账号或密码错误",
        ErrorCode::TagTaken => "已有同名标签",
        ErrorCode::TooManyTags => "最多可以有 50 个标签",
        ErrorCode::TooManyPeople => "人数超过朋友上限",
        ErrorCode::TooManyMoments => "一次最多选择 1000 条动态",
        ErrorCode::InvitationNeeded => "仅限受邀注册，请打开朋友发给你的链接",
        ErrorCode::AccountSuspended => "这个账号已被管理员停用",
        ErrorCode::AccountLeaving => "这个账号正在注销",
        ErrorCode::LinkGone => "这个链接已失效，请向朋友要一个新的",
        ErrorCode::TooManyLinks => "有效链接已达 20 个，请先撤销一个",
        ErrorCode::TooManyReports => "你有 20 条举报待处理，请稍后再提交",
        ErrorCode::TooManyPasskeys => "最多可以有 20 个通行密钥",
        ErrorCode::PasskeyRefused => "通行密钥无效或已超时，请重试",
        ErrorCode::TextEmpty
        | ErrorCode::TextTooLong
        | ErrorCode::PhotoUnreadable
        | ErrorCode::PhotoTooLarge
        | ErrorCode::TooManyPhotos
        | ErrorCode::TooManyReminded
        | ErrorCode::PhotosWaiting
        | ErrorCode::PhotoGone
        | ErrorCode::SelfRequest
        | ErrorCode::AlreadyFriends
        | ErrorCode::TooManyFriends
        | ErrorCode::FriendsOnly
        | ErrorCode::TooManyRequests
        | ErrorCode::EditTooLate
        | ErrorCode::UndoTooLate
        | ErrorCode::NotFound
        | ErrorCode::SignedOut
        | ErrorCode::Overloaded
        | ErrorCode::TagGone
        | ErrorCode::BodyTooLarge
        | ErrorCode::BadRequest
        | ErrorCode::CursorInvalid
        | ErrorCode::KeyMissing
        | ErrorCode::KeyReused
        | ErrorCode::CrossSite
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Internal
        | ErrorCode::Unknown => (crate::text::errors::CHINESE.refused)(code),
    },
};
