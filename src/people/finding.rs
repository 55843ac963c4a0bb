//! Finding people: the search, suggestions, and what can be done about somebody.

mod people_list;
mod people_search;
mod relation_action;
mod suggestion_list;

pub use people_list::PeopleList;
pub use people_search::PeopleSearch;
pub use relation_action::RelationAction;
pub use suggestion_list::SuggestionList;
