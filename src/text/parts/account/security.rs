//! Passwords, recovery codes, passkeys, and deleting the account.

/// The strings of `security` in one language.
pub struct SecurityText {
    pub security: &'static str,
    pub change_password: &'static str,
    pub current_password: &'static str,
    pub password_wrong: &'static str,
    pub new_password: &'static str,
    pub change_password_hint: &'static str,
    pub recovery_codes: &'static str,
    pub recovery_codes_left: fn(u32) -> String,
    pub recovery_codes_hint: &'static str,
    pub make_codes: &'static str,
    pub recovery_codes_keep: &'static str,
    pub copy_codes: &'static str,
    pub save_codes: &'static str,
    pub passkeys: &'static str,
    pub passkeys_hint: &'static str,
    pub no_passkeys: &'static str,
    pub add_passkey: &'static str,
    pub passkey_name: &'static str,
    pub passkey_name_hint: &'static str,
    pub passkey_made: fn(&str) -> String,
    pub passkey_used: fn(&str) -> String,
    pub remove_passkey_of: fn(&str) -> String,
    pub remove_passkey_hint: &'static str,
    pub need_passkey: &'static str,
    pub need_passkey_hint: &'static str,
    pub need_passkey_off: &'static str,
    pub passkeys_unsupported: &'static str,
    pub passkey_cancelled: &'static str,
    pub passkey_known: &'static str,
    pub sign_in_passkey: &'static str,
    pub forgot_password: &'static str,
    pub recover: &'static str,
    pub recovery_code: &'static str,
    pub recovery_code_hint: &'static str,
    pub account_left: fn(&str) -> String,
    pub go_on: &'static str,
    pub codes_lost: &'static str,
    pub proceed: &'static str,
    pub recover_hint: &'static str,
    pub recovery_code_wrong: &'static str,
    pub leave_account: &'static str,
    pub leave_explained: &'static str,
    pub keep_account: &'static str,
}

/// The strings in English.
pub const ENGLISH: SecurityText = SecurityText {
    security: "Account and security",
    change_password: "Change password",
    current_password: "Current password",
    password_wrong: "Wrong password.",
    new_password: "New password",
    change_password_hint: "This signs out your other devices and cancels your recovery codes. \
        Create new ones afterwards.",
    recovery_codes: "Recovery codes",
    recovery_codes_left: |count| {
        if count == 0 {
            "None yet".to_owned()
        } else {
            format!("{count} left")
        }
    },
    recovery_codes_hint: "Use one to reset a forgotten password. New codes replace the old ones.",
    make_codes: "Create recovery codes",
    recovery_codes_keep: "Save these now: they won't be shown again. If you forget your password, \
        any one of them lets you set a new one; the others then stop working.",
    copy_codes: "Copy all",
    save_codes: "Save as file",
    passkeys: "Passkeys",
    passkeys_hint: "Sign in with your fingerprint, face or screen lock instead of a password.",
    no_passkeys: "None yet",
    add_passkey: "Add a passkey",
    passkey_name: "Name",
    passkey_name_hint: "For example “My phone”, so you can tell them apart.",
    passkey_made: |date| format!("Added {date}"),
    passkey_used: |date| format!("Last used {date}"),
    remove_passkey_of: |name| format!("Delete passkey {name}"),
    remove_passkey_hint: "You can't sign in with it any more.",
    need_passkey: "Require a passkey to sign in",
    need_passkey_hint: "Your password alone won't be enough. If you lose your passkeys, a recovery \
        code lets you in.",
    need_passkey_off: "Your password alone will be enough to sign in again.",
    passkeys_unsupported: "This browser doesn't support passkeys.",
    passkey_cancelled: "Cancelled or timed out. Try again.",
    passkey_known: "This device already has a passkey for this account.",
    sign_in_passkey: "Sign in with a passkey",
    forgot_password: "Forgot your password?",
    recover: "Set a new password",
    recovery_code: "Recovery code",
    recovery_code_hint: "One you saved, or one from your administrator.",
    account_left: |date| {
        format!("Your account will be deleted on {date}. Sign in before then to keep it.")
    },
    go_on: "I've saved them",
    codes_lost: "You're signed up, but your recovery codes got lost. Make new ones here.",
    proceed: "Continue",
    recover_hint: "This signs out all devices. Your other recovery codes and your passkeys stop \
        working.",
    recovery_code_wrong: "Wrong username or recovery code.",
    leave_account: "Delete my account",
    leave_explained: "Your account is hidden from everyone at once, and all devices are signed \
        out. Drafts on this device are deleted. After 7 days, or another period set by your \
        administrator, everything is deleted for good. Until then, you can sign in and keep your \
        account.",
    keep_account: "Keep my account and sign in",
};

/// The strings in Chinese.
pub const CHINESE: SecurityText = SecurityText {
    security: "账号与安全",
    change_password: "修改密码",
    current_password: "当前密码",
    password_wrong: "密码错误",
    new_password: "新密码",
    change_password_hint: "其他设备会退出登录，恢复码会失效，之后请重新生成",
    recovery_codes: "恢复码",
    recovery_codes_left: |count| {
        if count == 0 {
            "暂无可用的恢复码".to_owned()
        } else {
            format!("还有 {count} 个可用")
        }
    },
    recovery_codes_hint: "忘记密码时，用一个恢复码设置新密码。重新生成后，旧的全部失效。",
    make_codes: "生成恢复码",
    recovery_codes_keep: "请妥善保存，只显示这一次。忘记密码时，任选一个即可重设密码，其余随即作废。",
    copy_codes: "复制全部",
    save_codes: "保存为文件",
    passkeys: "通行密钥",
    passkeys_hint: "用指纹、面容或锁屏密码登录，不用记密码",
    no_passkeys: "暂未添加",
    add_passkey: "添加通行密钥",
    passkey_name: "名称",
    passkey_name_hint: "比如“我的手机”，方便以后辨认",
    passkey_made: |date| format!("创建于 {date}"),
    passkey_used: |date| format!("上次使用：{date}"),
    remove_passkey_of: |name| format!("删除通行密钥“{name}”"),
    remove_passkey_hint: "删除后无法再用它登录",
    need_passkey: "登录须用通行密钥",
    need_passkey_hint: "仅凭密码将无法登录；如果通行密钥丢失，可用恢复码登录",
    need_passkey_off: "关闭后，仅凭密码即可登录",
    passkeys_unsupported: "此浏览器不支持通行密钥",
    passkey_cancelled: "已取消或超时，请重试",
    passkey_known: "这台设备上已经有这个账号的通行密钥",
    sign_in_passkey: "用通行密钥登录",
    forgot_password: "忘记密码？",
    recover: "设置新密码",
    recovery_code: "恢复码",
    recovery_code_hint: "你自己保存的，或管理员给你的",
    account_left: |date| format!("账号已申请注销，{date} 前登录即可取消注销"),
    go_on: "我已保存好",
    codes_lost: "注册成功，但恢复码在传输中丢失了，请在这里重新生成。",
    proceed: "继续",
    recover_hint: "所有设备会退出登录，其余恢复码和通行密钥全部失效",
    recovery_code_wrong: "账号或恢复码错误",
    leave_account: "注销账号",
    leave_explained: "注销后，他人立即看不到你的任何内容，所有设备退出登录，本机上的草稿随即删除。7 天后（或管理员设定的时间后）全部数据永久删除，在此之前登录可取消注销。",
    keep_account: "取消注销并登录",
};
