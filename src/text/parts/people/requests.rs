//! The strings of friend requests.

/// The strings of `requests` in one language.
pub struct RequestsText {
    pub new_requests: &'static str,
    pub sent_requests: &'static str,
    pub accept: &'static str,
    pub ignore: &'static str,
    pub accept_request_of: fn(&str) -> String,
    pub ignore_request_of: fn(&str) -> String,
    pub withdraw: &'static str,
    pub withdraw_request_to: fn(&str) -> String,
    pub add_friend_named: fn(&str) -> String,
    pub request_message: &'static str,
    pub request_message_hint: &'static str,
    pub send_request: &'static str,
    pub request_accepted: &'static str,
    pub request_sent: &'static str,
    pub now_friends: &'static str,
    pub now_ignored: &'static str,
    pub now_withdrawn: &'static str,
    pub now_gone: &'static str,
}

/// The strings in English.
pub const ENGLISH: RequestsText = RequestsText {
    new_requests: "Friend requests",
    sent_requests: "Sent requests",
    accept: "Accept",
    ignore: "Ignore",
    accept_request_of: |name| format!("Accept {name}'s request"),
    ignore_request_of: |name| format!("Ignore {name}'s request"),
    withdraw: "Cancel request",
    withdraw_request_to: |name| format!("Cancel request to {name}"),
    add_friend_named: |name| format!("Add {name}"),
    request_message: "Message",
    request_message_hint: "Introduce yourself (optional, up to 50 characters).",
    send_request: "Send request",
    request_accepted: "You're now friends.",
    request_sent: "Request sent.",
    now_friends: "Now friends",
    now_ignored: "Ignored",
    now_withdrawn: "Cancelled",
    now_gone: "No longer available",
};

/// The strings in Chinese.
pub const CHINESE: RequestsText = RequestsText {
    new_requests: "朋友申请",
    sent_requests: "已发出的申请",
    accept: "接受",
    ignore: "忽略",
    accept_request_of: |name| format!("接受{name}的申请"),
    ignore_request_of: |name| format!("忽略{name}的申请"),
    withdraw: "撤回",
    withdraw_request_to: |name| format!("撤回给{name}的申请"),
    add_friend_named: |name| format!("添加{name}为朋友"),
    request_message: "验证消息",
    request_message_hint: "介绍一下自己（选填，50 字内）",
    send_request: "发送申请",
    request_accepted: "你们现在是朋友了",
    request_sent: "申请已发出",
    now_friends: "已成为朋友",
    now_ignored: "已忽略",
    now_withdrawn: "已撤回",
    now_gone: "已失效",
};
