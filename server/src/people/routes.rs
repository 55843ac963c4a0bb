//! Routes for people, profiles, privacy settings and suggestions.

pub mod people;
pub mod privacy;
pub mod profile;
pub mod suggestions;

use axum::Router;

use crate::app::App;
use crate::http::mounting::Mount as _;

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(profile::set_profile)
        .mount(people::search_people)
        .mount(people::read_person)
        .mount(people::list_common_friends)
        .mount(privacy::read_privacy)
        .mount(privacy::set_privacy)
        .mount(suggestions::list_suggestions)
        .mount(suggestions::dismiss_suggestion)
}
