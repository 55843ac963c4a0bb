//! Routes for friends, requests, blocks, links and tags.

pub mod blocks;
pub mod friends;
pub mod links;
pub mod requests;
pub mod tags;

use axum::Router;

use crate::app::App;
use crate::http::mounting::Mount as _;

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(friends::list_friends)
        .mount(friends::set_friend_details)
        .mount(friends::remove_friend)
        .mount(tags::list_tags)
        .mount(tags::create_tag)
        .mount(tags::change_tag)
        .mount(tags::delete_tag)
        .mount(blocks::list_blocked)
        .mount(blocks::set_blocked)
        .mount(links::list_links)
        .mount(links::create_link)
        .mount(links::revoke_link)
        .mount(links::read_link)
        .mount(links::follow_link)
        .mount(requests::list_friend_requests)
        .mount(requests::request_friend)
        .mount(requests::answer_friend_request)
        .mount(requests::withdraw_friend_request)
}
