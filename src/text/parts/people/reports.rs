//! Reports to the operator.

/// The strings of `reports` in one language.
pub struct ReportsText {
    pub report: &'static str,
    pub report_title: &'static str,
    pub report_hint: &'static str,
    pub report_what: &'static str,
    pub report_choose: &'static str,
    pub report_note: &'static str,
    pub report_sent: &'static str,
    pub reason_spam: &'static str,
    pub reason_fraud: &'static str,
    pub reason_harassment: &'static str,
    pub reason_indecency: &'static str,
    pub reason_self_harm: &'static str,
    pub reason_other: &'static str,
}

/// The strings in English.
pub const ENGLISH: ReportsText = ReportsText {
    report: "Report",
    report_title: "Report",
    report_hint: "They won't be told. Your administrator will see what you report and what you \
        write.",
    report_what: "What's wrong?",
    report_choose: "Choose a reason.",
    report_note: "Details (optional)",
    report_sent: "Reported. Thank you.",
    reason_spam: "Spam or ads",
    reason_fraud: "Scam or impersonation",
    reason_harassment: "Harassment or threats",
    reason_indecency: "Nudity or violence",
    reason_self_harm: "Risk of self-harm",
    reason_other: "Something else",
};

/// The strings in Chinese.
pub const CHINESE: ReportsText = ReportsText {
    report: "举报",
    report_title: "举报",
    report_hint: "对方不会知道。管理员会看到被举报的内容和你写的话。",
    report_what: "举报原因",
    report_choose: "请先选择原因",
    report_note: "补充说明（选填）",
    report_sent: "已举报，谢谢你",
    reason_spam: "广告或刷屏",
    reason_fraud: "诈骗或冒充",
    reason_harassment: "辱骂或威胁",
    reason_indecency: "色情或暴力",
    reason_self_harm: "可能伤害自己",
    reason_other: "其他",
};
