//! Searching moments: mine and my friends', on the server, or without a connection among those that
//! this browser has kept.

mod criteria;
mod found_list;
mod kept_moments;
mod marks;
mod months;
mod search_screen;

pub use criteria::provide_search;
pub use months::MonthsButton;
pub use search_screen::SearchScreen;
