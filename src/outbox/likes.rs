//! Likes that the server hasn't confirmed: the newest wish for each moment.

use life_circle_wire::MomentId;

use super::Outbox;
use crate::data::storage;

impl Outbox {
    /// Keeps that this person likes a moment, or no longer likes it, until [`Self::forget_like`].
    pub fn keep_like(&self, moment: MomentId, liked: bool) {
        storage::keep_value(&format!("{}{moment}", self.like_prefix()), &liked);
    }

    /// The server has it, or has refused it.
    pub fn forget_like(&self, moment: MomentId) {
        storage::keep(&format!("{}{moment}", self.like_prefix()), None);
    }

    /// The kept wish for a moment.
    pub fn kept_like(&self, moment: MomentId) -> Option<bool> {
        storage::read_value(&format!("{}{moment}", self.like_prefix()))
    }

    /// What was kept before the page was loaded.
    pub fn kept_likes(&self) -> Vec<(MomentId, bool)> {
        let prefix = self.like_prefix();
        let like = |name: String| {
            let moment = name.strip_prefix(&prefix)?.parse().ok()?;
            Some((moment, storage::read_value(&name)?))
        };
        self.like_names().into_iter().filter_map(like).collect()
    }

    /// The names of the likes in the storage.
    pub(super) fn like_names(&self) -> Vec<String> {
        storage::names(&self.like_prefix())
    }

    /// It contains the person's id: nobody else who signs in here sends the like.
    fn like_prefix(&self) -> String {
        format!("like-{}-", self.person_id())
    }
}
