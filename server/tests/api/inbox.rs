//! Notifications.

mod notifications;
