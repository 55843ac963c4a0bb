//! What was written and is not sent yet.

/// The strings of `outbox` in one language.
pub struct OutboxText {
    pub waiting_to_send: &'static str,
    pub trying_again: &'static str,
    pub not_sent: &'static str,
    pub discard: &'static str,
}

/// The strings in English.
pub const ENGLISH: OutboxText = OutboxText {
    waiting_to_send: "Waiting to send",
    trying_again: "Not sent yet. Retrying…",
    not_sent: "Not sent",
    discard: "Discard",
};

/// The strings in Chinese.
pub const CHINESE: OutboxText = OutboxText {
    waiting_to_send: "等待发送",
    trying_again: "尚未发出，正在重试…",
    not_sent: "发送失败",
    discard: "放弃",
};
