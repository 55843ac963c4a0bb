//! The rules of who sees what, as pieces of SQL.

pub mod sight;
pub mod visibility;
