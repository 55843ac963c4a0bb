//! What happened that concerns me: notifications, and the counts on the badges.

mod group_row;
mod groups;
mod notification_list;
mod notifications_screen;
mod waiting_card;

pub use notifications_screen::NotificationsScreen;
pub use waiting_card::WaitingCard;
