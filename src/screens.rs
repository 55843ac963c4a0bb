//! Screens that put several domains together. Screens of one domain are in its folder.

mod friends;
mod home;
mod me;
mod person;

pub use friends::FriendsScreen;
pub use home::HomeScreen;
pub use me::MeScreen;
pub use person::PersonScreen;
