//! What happened that is about me.

mod group_row;
mod groups;
mod notification_list;
mod waiting_card;

pub use notification_list::NotificationList;
pub use waiting_card::WaitingCard;
