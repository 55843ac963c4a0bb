//! Brings moments and comments from the outbox to the server, and shows the result.

use life_circle_wire::comments::PostComment;
use life_circle_wire::moments::PostMoment;
use life_circle_wire::{ErrorCode, NoArgument};

use crate::data::api::{Api, ApiError, use_api};
use crate::data::uploads::{Uploads, use_uploads};
use crate::moments::comments::threads::{Threads, use_threads};
use crate::moments::feed::albums::{Albums, use_albums};
use crate::moments::feed::{Feed, use_feed};
use crate::moments::store::{Moments, use_moments};
use crate::outbox::{CommentDraft, Content, MomentDraft, Outgoing};

/// The server to post to, and the lists that show what was posted.
#[derive(Clone, Copy)]
pub struct Posting {
    api: Api,
    uploads: Uploads,
    moments: Moments,
    feed: Feed,
    albums: Albums,
    threads: Threads,
}

/// The way to post, made of what the contexts hold.
pub fn use_posting() -> Posting {
    Posting {
        api: use_api(),
        uploads: use_uploads(),
        moments: use_moments(),
        feed: use_feed(),
        albums: use_albums(),
        threads: use_threads(),
    }
}

impl Posting {
    /// Posts a moment or a comment, and shows it.
    pub async fn deliver(self, outgoing: Outgoing) -> Result<(), ApiError> {
        match &outgoing.content {
            Content::Moment(moment) => self.post_moment(moment, &outgoing.key).await,
            Content::Comment(comment) => self.post_comment(comment, &outgoing.key).await,
        }
    }

    async fn post_moment(self, moment: &MomentDraft, key: &str) -> Result<(), ApiError> {
        let photos = self.uploads.finish(&moment.photos).await?;
        let request = moment.request(photos);
        let post = async |request| {
            self.api
                .write::<PostMoment>(&NoArgument, request, Some(key))
                .await
        };
        let mut outcome = post(&request).await;
        let is_gone = |error: &ApiError| error.is_refusal(ErrorCode::PhotoGone);
        if outcome.as_ref().is_err_and(is_gone) {
            // The server has deleted the photos, because they were uploaded long before.
            self.uploads.renew(&moment.photos);
            let photos = self.uploads.finish(&moment.photos).await?;
            outcome = post(&moment.request(photos)).await;
        }
        let id = self.moments.put_changed(outcome?);
        self.feed.add_mine(id);
        self.albums.add_mine(id);
        Ok(())
    }

    async fn post_comment(self, comment: &CommentDraft, key: &str) -> Result<(), ApiError> {
        let posted = self
            .api
            .write::<PostComment>(&comment.moment, &comment.request(), Some(key))
            .await?;
        self.threads.add(&posted);
        Ok(())
    }
}
