//! Notifications' statements.

pub mod notifications;
