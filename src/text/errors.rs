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
    refused: |code| refused(code).english,
};

/// The strings in Chinese.
pub const CHINESE: ErrorsText = ErrorsText {
    offline: "无法连接服务器，请重试",
    signed_out: "登录已失效，请重新登录",
    malformed: "服务器返回异常，请刷新页面",
    refused: |code| refused(code).chinese,
};

/// A string in both languages.
pub struct Both {
    /// The string in English.
    pub english: &'static str,
    /// The string in Chinese.
    pub chinese: &'static str,
}

/// Makes `refused`, `refused_in_form` and `is_general` from one list that names each code once. If
/// the list lacks a code, it doesn't compile. The strings `in_forms` are loaded later, since only a
/// part that is loaded later calls `refused_in_form`.
macro_rules! error_texts {
    (
        anywhere { $($code:ident: $english:literal, $chinese:literal;)+ }
        in_forms { $($form_code:ident: $form_english:literal, $form_chinese:literal;)+ }
        general { $($general_code:ident),+: $general_english:literal, $general_chinese:literal; }
    ) => {
        /// The meaning of a code outside of forms.
        const fn refused(code: ErrorCode) -> Both {
            match code {
                $(ErrorCode::$code => Both { english: $english, chinese: $chinese },)+
                $(| ErrorCode::$form_code)+ $(| ErrorCode::$general_code)+ => Both {
                    english: $general_english,
                    chinese: $general_chinese,
                },
            }
        }

        /// Whether a code means no more than "something went wrong" outside of forms.
        pub const fn is_general(code: ErrorCode) -> bool {
            matches!(
                code,
                $(ErrorCode::$form_code)|+ $(| ErrorCode::$general_code)+
            )
        }

        /// The meaning of a code in a form.
        pub const fn refused_in_form(code: ErrorCode) -> Both {
            match code {
                $(ErrorCode::$form_code => Both {
                    english: $form_english,
                    chinese: $form_chinese,
                },)+
                $(| ErrorCode::$code)+ $(| ErrorCode::$general_code)+ => refused(code),
            }
        }
    };
}

error_texts! {
    anywhere {
        TextEmpty: "Write something first.", "请先写点什么";
        TextInvalid:
            "There's a hidden character here that can't be saved. Delete the text and retype it.",
            "文字中有无法保存的隐藏字符，请删除后重新输入";
        TextTooLong: "The text is too long.", "内容太长了";
        SelfRequest: "You can't add yourself.", "不能添加自己为朋友";
        AlreadyFriends: "You're already friends.", "你们已经是朋友了";
        TooManyFriends: "One of you has reached the friend limit.", "其中一方的朋友数已达上限";
        FriendsOnly: "Only friends can like and comment here.", "只有朋友可以点赞和评论";
        TooManyRequests: "Too many tries. Wait a little and try again.", "操作太频繁，请稍后再试";
        EditTooLate: "It's too late to edit this moment.", "已超过可编辑的时间";
        UndoTooLate: "It's too late to undo.", "已超过可撤销的时间";
        NotFound: "This is no longer available.", "内容已不存在";
        SignedOut: "You've been signed out. Sign in again.", "登录已失效，请重新登录";
        Overloaded: "The server is busy. Try again shortly.", "服务器繁忙，请稍后再试";
        StorageFull: "The server has run out of space. Try again later.", "服务器空间不足，请稍后再试";
        TagGone: "A selected tag was deleted. Check who can see this.", "选中的标签已被删除，请重新确认谁可以看";
    }
    in_forms {
        PhotoUnreadable: "This photo can't be opened.", "无法打开这张照片";
        PhotoTooLarge: "This photo is over 50 megapixels.", "这张照片超过 5000 万像素";
        TooManyPhotos: "You can add up to 9 photos.", "一条动态最多 9 张照片";
        TooManyReminded: "You can notify up to 10 friends.", "最多提醒 10 位朋友";
        PhotosWaiting: "Too many unposted photos. Try again tomorrow.", "未发表的照片太多，请明天再试";
        PhotoQuotaFull:
            "Your photo storage is full. Delete moments with photos to make room.",
            "你的照片空间已满，删除一些带照片的动态即可腾出空间";
        PhotoGone: "A photo is no longer available. Choose it again.", "有照片已失效，请重新选择";
        BodyTooLarge: "This is too large. Photos can be up to 20 MB each.", "内容过大，照片单张不超过 20 MB";
        HandleInvalid: "Usernames have 3–30 letters (a–z), numbers or _.", "账号须为 3–30 位小写字母、数字或下划线";
        HandleTaken: "This username is taken. Choose another one.", "这个账号已被使用，请换一个";
        DisplayNameInvalid: "Enter a name of 1 to 40 visible characters.", "昵称须为 1 到 40 个可见字符";
        PasswordTooShort: "Use at least 10 characters.", "密码至少 10 个字符";
        PasswordTooLong: "Use at most 256 characters.", "密码最多 256 个字符";
        PasswordTooCommon: "This password is too common. Choose another one.", "这个密码太常见了，请换一个";
        WrongCredentials: "Wrong username or password.", "账号或密码错误";
        TagTaken: "You already have a tag with this name.", "已有同名标签";
        TooManyTags: "You can have up to 50 tags.", "最多可以有 50 个标签";
        TooManyPeople: "That's more people than the friend limit.", "人数超过朋友上限";
        TooManyMoments: "You can select up to 1,000 moments at once.", "一次最多选择 1000 条动态";
        InvitationNeeded:
            "Sign-up is by invitation only. Open the link your friend sent you.",
            "仅限受邀注册，请打开朋友发给你的链接";
        AccountSuspended: "Your administrator has suspended this account.", "这个账号已被管理员停用";
        AccountLeaving: "This account is scheduled for deletion.", "这个账号正在注销";
        LinkGone: "This link no longer works. Ask your friend for a new one.", "这个链接已失效，请向朋友要一个新的";
        TooManyLinks: "You already have 20 active links. Revoke one first.", "有效链接已达 20 个，请先撤销一个";
        TooManyReports:
            "You have 20 reports waiting for review. Try again later.",
            "你有 20 条举报待处理，请稍后再提交";
        TooManyPasskeys: "You can have up to 20 passkeys.", "最多可以有 20 个通行密钥";
        PasskeyNeeded:
            "This account needs its passkey. Use “Sign in with a passkey” below.",
            "这个账号须用通行密钥登录，请点下方的通行密钥登录";
        PasskeyMissing: "Add a passkey first.", "请先添加通行密钥";
        PasskeyRefused:
            "This passkey isn't valid here, or it timed out. Try again.",
            "通行密钥无效或已超时，请重试";
    }
    general {
        BadRequest, CursorInvalid, KeyMissing, KeyReused, CrossSite, MethodNotAllowed, Internal,
        Unknown:
            "Something went wrong on the server. Try again.",
            "服务器出了问题，请重试";
    }
}
