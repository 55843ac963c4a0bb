//! Notifications and events.

mod events;
mod notifications;
