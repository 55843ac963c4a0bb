//! Statements about reports and the operator's log.

pub mod log;
pub mod reports;
pub mod restoring;
