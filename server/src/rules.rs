//! The rules of who sees what, as pieces of SQL.

pub mod hidden;
pub mod naming;
pub mod person;
pub mod sight;
pub mod visibility;
