//! Reports to the server's operator about a person, a moment or a comment.

use serde::{Deserialize, Serialize};

use crate::errors::{Refusal, check_text};
use crate::{Check, CommentId, Graphemes, Handle, MomentId, limits};

endpoint! {
    /// Reports a person, or something that I see, to the server's operator.
    ///
    /// Nobody else learns of it.
    Report: Post "/api/v1/reports",
    keyed: true,
    request: ReportRequest,
    errors: [NotFound, TextInvalid, TextTooLong, TooManyReports, KeyMissing, KeyReused],
}

/// A new report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportRequest {
    /// What it is about.
    pub about: Reported,
    /// What is wrong.
    pub reason: Reason,
    /// In the reporter's own words, at most `limits::REPORT_NOTE_MOST` characters.
    #[serde(default)]
    pub note: String,
}

impl Check for ReportRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.note, 0, limits::REPORT_NOTE_MOST, "note", graphemes)
    }
}

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reported {
    /// Somebody, by their handle.
    Person(Handle),
    /// A moment, by its id.
    Moment(MomentId),
    /// A comment, by its id.
    Comment(CommentId),
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Advertisements, or the same thing again and again.
    Spam,
    /// Somebody pretends to be somebody else, or wants money.
    Fraud,
    /// Insults, threats, hate.
    Harassment,
    /// Nakedness or violence.
    Indecency,
    /// Somebody may harm themselves.
    SelfHarm,
    /// None of the other reasons.
    Other,
}

impl Reason {
    /// All reasons, in the order in which the page shows them.
    pub const ALL: [Self; 6] = [
        Self::Spam,
        Self::Fraud,
        Self::Harassment,
        Self::Indecency,
        Self::SelfHarm,
        Self::Other,
    ];
}
