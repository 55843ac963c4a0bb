//! What people do here, a folder each. No feature knows another; screens put them together.

pub mod account;
pub mod friends;
pub mod links;
pub mod moments;
pub mod notifications;
pub mod reports;
pub mod settings;
