//! Showing the operator what somebody does.

mod report_button;

pub use report_button::ReportButton;
