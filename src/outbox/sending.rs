//! Sends what waits in the outbox, one after the other.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use life_circle_wire::comments::{PostComment, PostCommentRequest};
use life_circle_wire::moments::{PostMoment, PostMomentRequest};
use life_circle_wire::{ErrorCode, NoArgument};

use super::letter::{Draft, Letter, Sending};
use super::{Outbox, next_to_send};
use crate::data::api::ApiError;
use crate::data::storage;

/// Sends until nothing can be sent; see [`crate::outbox::SendLetters`].
pub fn send_letters(outbox: &Outbox) -> Pin<Box<dyn Future<Output = Result<(), ApiError>>>> {
    let outbox = *outbox;
    Box::pin(async move {
        outbox.take_up();
        while let Some(letter) = outbox
            .letters
            .with_untracked(|letters| next_to_send(letters).cloned())
        {
            outbox.set(&letter.key, Sending::OnItsWay);
            let Err(error) = outbox.deliver(&letter).await else {
                outbox.failures.set_value(0);
                outbox.discard(&letter.key);
                continue;
            };
            outbox.session.notice(&error);
            let is_passing = error.is_passing() || error == ApiError::SignedOut;
            outbox.set(
                &letter.key,
                if is_passing {
                    Sending::TryingAgain
                } else {
                    Sending::Refused(error)
                },
            );
            if is_passing {
                outbox.work_later();
                break;
            }
        }
        Ok(())
    })
}

impl Outbox {
    /// Reads, once, the letters that this person wrote before the page was loaded. Another tab may
    /// send the same letter; because of its key it is created once.
    fn take_up(&self) {
        if self.has_taken_up.get_value() {
            return;
        }
        self.has_taken_up.set_value(true);
        let known = self.letters.get_untracked();
        let names = storage::names(&self.name(""));
        let mut letters: Vec<Letter> = names
            .iter()
            .filter_map(|name| storage::read_value(name))
            .collect();
        letters.retain(|letter| known.iter().all(|other| other.key != letter.key));
        letters.extend(known);
        letters.sort_by(|a, b| a.written_at.total_cmp(&b.written_at));
        self.letters.set(letters);
    }

    async fn deliver(&self, letter: &Letter) -> Result<(), ApiError> {
        let key = Some(letter.key.as_str());
        match &letter.draft {
            Draft::Moment {
                text,
                place,
                photos: attachments,
                audience,
                chosen,
                reminded,
            } => {
                let photos = self.uploads.finish(attachments).await?;
                let reminded = reminded.iter().map(|person| person.id).collect();
                let (text, place) = (text.clone(), place.clone());
                let (audience, chosen) = (*audience, chosen.clone());
                let mut request = PostMomentRequest {
                    text,
                    place,
                    photos,
                    audience,
                    chosen,
                    reminded,
                };
                let mut outcome = self
                    .api
                    .write::<PostMoment>(&NoArgument, &request, key)
                    .await;
                if outcome
                    .as_ref()
                    .is_err_and(|error| error.is_refusal(ErrorCode::PhotoGone))
                {
                    // The server has deleted the photos, because they were uploaded long before.
                    self.uploads.renew(attachments);
                    request.photos = self.uploads.finish(attachments).await?;
                    outcome = self
                        .api
                        .write::<PostMoment>(&NoArgument, &request, key)
                        .await;
                }
                let moment = outcome?;
                let id = self.entities.put_written(moment);
                self.lists.add_mine(id);
            }
            Draft::Comment {
                moment,
                text,
                reply_to,
            } => {
                let reply_to = reply_to.as_ref().map(|comment| comment.id);
                let request = PostCommentRequest {
                    text: text.clone(),
                    reply_to,
                };
                let comment = self.api.write::<PostComment>(moment, &request, key).await?;
                self.threads.add(&comment);
            }
        }
        Ok(())
    }
}
