//! Statements about audiences, their members, and changes of them.

pub mod audiences;
pub mod changes;
pub mod chosen;
pub mod members;
