//! Statements about notifications.

pub mod notifications;
