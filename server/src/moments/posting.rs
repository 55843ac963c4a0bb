//! Posting a moment: everything that happens once it has an id and an audience.

use std::collections::BTreeSet;

use life_circle_wire::PersonId;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::search::words_of_moment;

use super::sql::writing::NewMoment;
use super::sql::{feed, photos, topics, words, writing};
use crate::inbox::notifying::{WrittenText, tell_of_moment};
use crate::platform::db::Write;
use crate::{Error, fold};

/// Adds a moment with its photos and topics, puts it into the feeds, and notifies the people whom
/// it reminds or mentions. Call [`Write::lock_people`] with the author first.
pub async fn post(
    write: &mut Write,
    new: &NewMoment<'_>,
    uses: &[PhotoUse],
    reminded: &[PersonId],
) -> Result<(), Error> {
    writing::insert_moment(write, new).await?;
    photos::use_photos_in_moment(write, new.author, new.id, uses).await?;
    topics::set_topics(write, new.id, new.text).await?;
    let words = words_of_moment(new.text, new.place, fold);
    words::set_words(write, new.author, new.id, &BTreeSet::new(), &words).await?;
    feed::deliver_moment(write, new).await?;
    let written = WrittenText {
        author: new.author,
        moment: new.id,
        comment: None,
        text: new.text,
        at: new.created_at,
    };
    tell_of_moment(write, &written, reminded).await
}
