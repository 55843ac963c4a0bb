//! The newest comments under each moment of a page.

use std::collections::HashMap;

use life_circle_wire::comments::Comment;
use life_circle_wire::limits::COMMENTS_SHOWN;
use life_circle_wire::moments::CommentsPreview;
use life_circle_wire::person::Person;
use life_circle_wire::{CommentId, MomentId, PersonId};

use crate::platform::db::{Connection, Sql, sql};
use crate::rules::visibility::{shows_comment, shows_contribution};
use crate::{Error, clock};

/// A comment in a preview, without its text.
struct FoundComment {
    id: i64,
    author: PersonId,
    reply_to: Option<PersonId>,
}

/// The newest comments that the viewer is shown under a moment, the newest first.
#[derive(Default)]
pub struct FoundComments {
    count: u32,
    newest: Vec<FoundComment>,
}

impl FoundComments {
    /// The people who wrote them, or whom they reply to.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        let people = |comment: &FoundComment| [Some(comment.author), comment.reply_to];
        self.newest.iter().flat_map(people).flatten()
    }

    /// The comments with the people and the texts, which have been read.
    pub fn with(
        self,
        moment: MomentId,
        people: &HashMap<PersonId, Person>,
        texts: &mut HashMap<i64, String>,
    ) -> CommentsPreview {
        let complete = |found: FoundComment| {
            Some(Comment {
                id: CommentId(found.id),
                moment_id: moment,
                author: people.get(&found.author)?.clone(),
                reply_to: found
                    .reply_to
                    .and_then(|person| people.get(&person).cloned()),
                text: texts.remove(&found.id)?,
                created_at: clock::time_of(found.id),
            })
        };
        CommentsPreview {
            count: self.count,
            newest: self.newest.into_iter().rev().filter_map(complete).collect(),
        }
    }
}

/// The newest comments that the viewer is shown, and their number, for moments that the viewer can
/// see.
pub async fn find_previews(
    connection: &mut Connection,
    viewer: PersonId,
    ids: &[i64],
) -> Result<HashMap<MomentId, FoundComments>, Error> {
    // Without the texts: a moment can have very many comments, and only a few are shown. They are
    // counted here: functions over windows take SQLite three times as long.
    let sql = sql!(
        "SELECT c.moment_id, c.id, c.author_id,
             CASE WHEN c.reply_to_id IS NOT NULL AND {target} THEN c.reply_to_id END
         FROM comments c JOIN moments m ON m.id = c.moment_id
         WHERE c.moment_id IN ($list) AND {comment}
         ORDER BY c.moment_id, c.id DESC",
        target = shows_contribution("c.reply_to_id"),
        comment = shows_comment(),
    );
    let sql = sql.viewer(viewer).list(ids.iter().copied());
    let mut previews: HashMap<MomentId, FoundComments> = HashMap::new();
    let count = |(moment, id, author, reply_to): (i64, i64, i64, Option<i64>)| {
        let preview = previews.entry(MomentId(moment)).or_default();
        preview.count += 1;
        if preview.newest.len() < COMMENTS_SHOWN {
            preview.newest.push(FoundComment {
                id,
                author: PersonId(author),
                reply_to: reply_to.map(PersonId),
            });
        }
    };
    sql.for_each(connection, count).await?;
    Ok(previews)
}

/// The texts of the comments in previews.
pub async fn read_texts(
    connection: &mut Connection,
    previews: impl IntoIterator<Item = &FoundComments>,
) -> Result<HashMap<i64, String>, Error> {
    let newest = previews.into_iter().flat_map(|preview| &preview.newest);
    let ids: Vec<i64> = newest.map(|comment| comment.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = Sql::new("SELECT id, text FROM comments WHERE id IN ($list)").list(ids);
    let texts: Vec<(i64, String)> = sql.fetch_all(connection).await?;
    Ok(texts.into_iter().collect())
}
