//! What a route shows: features put together.

mod back_button;
mod circle;
mod cover_picture;
mod frame;
mod friends;
mod home;
mod me;
mod moment;
mod not_found;
mod notifications;
mod person;
mod title;
mod topic;
mod unreachable;
mod welcome;

pub use back_button::BackButton;
pub use circle::CircleScreen;
pub use cover_picture::CoverPicture;
pub use frame::Frame;
pub use friends::FriendsScreen;
pub use home::HomeScreen;
pub use me::MeScreen;
pub use moment::MomentScreen;
pub use not_found::NotFoundScreen;
pub use notifications::NotificationsScreen;
pub use person::PersonScreen;
pub use title::use_title;
pub use topic::TopicScreen;
pub use unreachable::UnreachableScreen;
pub use welcome::{SignInScreen, SignUpScreen};
