//! Routes for moments, comments, feeds and photos.

pub mod comments;
pub mod feed;
pub mod moments;
pub mod photos;

use axum::Router;

use crate::app::App;
use crate::http::mounting::Mount as _;

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(photos::upload_photo)
        .mount(photos::read_photo_quota)
        .mount_raw(photos::read_photo)
        .mount(moments::list_album)
        .mount(moments::read_months)
        .mount_lasting(feed::read_feed)
        .mount(feed::set_feed_seen)
        .mount(moments::post_moment)
        .mount(moments::set_moment_text)
        .mount(moments::read_moment)
        .mount(moments::set_moment_deleted)
        .mount(moments::set_like)
        .mount(moments::list_likes)
        .mount(comments::list_comments)
        .mount(comments::post_comment)
        .mount(comments::read_comment_reach)
        .mount(comments::delete_comment)
        .mount(moments::view_my_album_as)
        .mount(moments::list_topic)
        .mount(moments::search_moments)
}
