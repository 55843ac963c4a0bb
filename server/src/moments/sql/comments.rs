//! Comments: reads, adds and deletes them.

use life_circle_wire::comments::Comment;
use life_circle_wire::person::Person;
use life_circle_wire::{CommentId, MomentId, PersonId};
use serde::Deserialize;

use crate::platform::db::{Connection, Fragment, NAMED_MOST, Sql, erasures, fragment, sql};
use crate::rules::person::{PERSON, PersonRow};
use crate::rules::visibility::{
    CAN_SEE_MOMENT, IS_SHOWN, is_for, shows_comment, shows_contribution,
};
use crate::{Error, clock};

#[derive(Deserialize)]
struct CommentRow {
    id: i64,
    moment_id: i64,
    author: PersonRow,
    reply_to_id: Option<i64>,
    reply_to_handle: Option<String>,
    reply_to_name: Option<String>,
    reply_to_avatar: Option<i64>,
    reply_to_remark: Option<String>,
    text: String,
}

impl From<CommentRow> for Comment {
    fn from(row: CommentRow) -> Self {
        let reply_to = match (row.reply_to_id, row.reply_to_handle, row.reply_to_name) {
            (Some(person_id), Some(handle), Some(display_name)) => Some(
                PersonRow {
                    person_id,
                    handle,
                    display_name,
                    avatar_id: row.reply_to_avatar,
                    remark: row.reply_to_remark,
                }
                .into(),
            ),
            _ => None,
        };
        Self {
            id: CommentId(row.id),
            moment_id: MomentId(row.moment_id),
            author: Person::from(row.author),
            reply_to,
            text: row.text,
            created_at: clock::time_of(row.id),
        }
    }
}

/// The columns of a [`CommentRow`].
fn comment_columns() -> Fragment {
    fragment!(
        "c.id, c.moment_id, {PERSON}, target.id AS reply_to_id, target.handle AS reply_to_handle,
         target.display_name AS reply_to_name, target.avatar_id AS reply_to_avatar,
         (
             SELECT named.remark FROM friend_details named
             WHERE named.person_id = $viewer AND named.friend_id = target.id) AS reply_to_remark,
         c.text"
    )
}

/// Comments `c` on moments `m`, with the author `p` and the person whom they reply to, `target`. If
/// the viewer replied to somebody whom they no longer see, the reply stays, without the name.
fn comments_with_people() -> Fragment {
    fragment!(
        "FROM comments c JOIN moments m ON m.id = c.moment_id JOIN people p ON p.id = c.author_id
         LEFT JOIN people target ON target.id = c.reply_to_id AND {target}",
        target = shows_contribution("target.id"),
    )
}

/// Up to `limit` comments with ids below `before` of a moment that the viewer can see, the newest
/// first.
pub async fn list_comments(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
    before: i64,
    limit: usize,
) -> Result<Vec<Comment>, Error> {
    let sql = sql!(
        "SELECT {columns} {people}
         WHERE {comment} AND c.moment_id = $2 AND c.id < $3
         ORDER BY c.id DESC LIMIT $4",
        columns = comment_columns(),
        people = comments_with_people(),
        comment = shows_comment(),
    );
    let sql = sql.viewer(viewer).bind(moment.0).bind(before);
    let rows: Vec<CommentRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    Ok(rows.into_iter().map(Comment::from).collect())
}

/// A comment, if the viewer can see it and its moment.
pub async fn find_comment(
    connection: &mut Connection,
    viewer: PersonId,
    id: CommentId,
) -> Result<Option<Comment>, Error> {
    let sql = sql!(
        "SELECT {columns} {people} WHERE {comment} AND c.id = $3 AND {CAN_SEE_MOMENT}",
        columns = comment_columns(),
        people = comments_with_people(),
        comment = shows_comment(),
    );
    let sql = sql.viewer(viewer).now(clock::now()).bind(id.0);
    let row: Option<CommentRow> = sql.fetch_optional(connection).await?;
    Ok(row.map(Comment::from))
}

/// How many friends can see one of the viewer's own moments, and so what the viewer writes under
/// it.
pub async fn count_readers(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
) -> Result<u32, Error> {
    let sql = sql!(
        "SELECT COUNT(*) FROM moments m
         JOIN friendships f ON f.person_id = m.author_id
         WHERE m.author_id = $viewer AND m.id = $3 AND m.deleted_at IS NULL AND {IS_SHOWN}
             AND {is_reader}",
        is_reader = is_for("f.friend_id"),
    );
    let sql = sql.viewer(viewer).now(clock::now()).bind(moment.0);
    let count: i64 = sql.fetch_scalar(connection).await?;
    Ok(count as u32)
}

/// A new comment.
pub struct NewComment<'a> {
    /// The comment's id.
    pub id: CommentId,
    /// The moment that is commented on.
    pub moment: MomentId,
    /// The author of that moment.
    pub moment_author: PersonId,
    /// The author of the comment.
    pub author: PersonId,
    /// The person whom it replies to, if any.
    pub reply_to: Option<PersonId>,
    /// The text of the comment.
    pub text: &'a str,
}

/// Inserts a new comment.
pub async fn insert_comment(
    connection: &mut Connection,
    new: &NewComment<'_>,
) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO comments (id, moment_id, moment_author_id, author_id, reply_to_id, text)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.id.0)
    .bind(new.moment.0)
    .bind(new.moment_author.0)
    .bind(new.author.0)
    .bind(new.reply_to.map(|person| person.0))
    .bind(new.text)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes a comment if the viewer wrote it, or wrote the moment; `false` if it deleted nothing.
/// The caller checks that the viewer can see the comment.
pub async fn delete_comment(
    connection: &mut Connection,
    viewer: PersonId,
    id: CommentId,
) -> Result<bool, Error> {
    let sql = "DELETE FROM comments WHERE id = $2 AND (author_id = $1 OR moment_author_id = $1)";
    let removed = Sql::new(sql)
        .bind(viewer.0)
        .bind(id.0)
        .execute(connection)
        .await?;
    if removed > 0 {
        erasures::record_erased(connection, &[id.0]).await?;
    }
    Ok(removed > 0)
}

/// Deletes comments, whoever wrote them.
pub async fn delete_comments(connection: &mut Connection, ids: &[i64]) -> Result<(), Error> {
    for ids in ids.chunks(NAMED_MOST) {
        let sql = Sql::new("DELETE FROM comments WHERE id IN ($list)");
        sql.list(ids.iter().copied()).execute(connection).await?;
    }
    erasures::record_erased(connection, ids).await
}

/// The person whom a comment replies to.
pub enum ReplyTarget {
    /// It isn't a reply.
    Nobody,
    /// It replies to this person.
    Person(PersonId),
    /// It replies to an account that was deleted: only its author and the moment's author see it.
    Gone,
}

/// The person whom a comment replies to; `Gone` if there is no such comment.
pub async fn find_reply_target(
    connection: &mut Connection,
    id: CommentId,
) -> Result<ReplyTarget, Error> {
    let sql = "SELECT reply_to_id FROM comments WHERE id = $1 AND target_is_gone = 0";
    let target: Option<Option<i64>> = Sql::new(sql)
        .bind(id.0)
        .fetch_optional_scalar(connection)
        .await?;
    Ok(match target {
        Some(Some(person)) => ReplyTarget::Person(PersonId(person)),
        Some(None) => ReplyTarget::Nobody,
        None => ReplyTarget::Gone,
    })
}

/// Deletes a comment, whoever wrote it, for the operator. Returns its author's handle; `None` if
/// there is no such comment.
pub async fn delete_comment_by_operator(
    connection: &mut Connection,
    id: CommentId,
) -> Result<Option<String>, Error> {
    let sql = "DELETE FROM comments WHERE id = $1
               RETURNING (SELECT p.handle FROM people p WHERE p.id = comments.author_id)";
    let author = Sql::new(sql)
        .bind(id.0)
        .fetch_optional_scalar(connection)
        .await?;
    if author.is_some() {
        erasures::record_erased(connection, &[id.0]).await?;
    }
    Ok(author)
}
