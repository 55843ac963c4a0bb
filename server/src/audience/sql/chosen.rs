//! What an audience names, and how its kind is stored.

use std::collections::HashMap;

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::{PersonId, TagId};

use crate::Error;
use crate::platform::db::{Connection, Sql, decode_enum, encode_enum};

/// Whether an audience is all friends, including later ones. Strangers can see only such moments.
pub fn is_for_all(audience: Audience, chosen: &Chosen) -> bool {
    audience == Audience::Friends && !chosen.is_frozen(audience)
}

/// The text in a moment's own column. It tells only whether the moment is for its author alone: the
/// kind of a narrower audience is stored with that audience.
pub fn encode_audience(audience: Audience) -> String {
    encode_enum(match audience {
        Audience::OnlyMe => Audience::OnlyMe,
        Audience::Friends | Audience::Only | Audience::Except => Audience::Friends,
    })
}

/// The audience that two columns say together: the moment's own column, and the kind of the
/// audience that narrows it, if there is one.
pub fn decode_audience(of_moment: &str, kind: Option<&str>) -> Result<Audience, Error> {
    let of_moment: Audience = decode_enum(of_moment)?;
    match kind {
        Some(kind) if of_moment != Audience::OnlyMe => decode_enum(kind),
        _ => Ok(of_moment),
    }
}

/// The people and tags that each audience names, and whether it is frozen.
pub async fn list_chosen(
    connection: &mut Connection,
    ids: &[i64],
) -> Result<HashMap<i64, Chosen>, Error> {
    let mut all: HashMap<i64, Chosen> = HashMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let ids = || ids.iter().copied();
    let sql = Sql::new("SELECT id, is_frozen FROM audiences WHERE id IN ($list)");
    let audiences: Vec<(i64, i64)> = sql.list(ids()).fetch_all(connection).await?;
    for (id, is_frozen) in audiences {
        let chosen = all.entry(id).or_default();
        chosen.is_frozen = Some(is_frozen == 1);
    }
    let sql = Sql::new(
        "SELECT audience_id, person_id FROM audience_people
         WHERE audience_id IN ($list)
         ORDER BY person_id",
    );
    let people: Vec<(i64, i64)> = sql.list(ids()).fetch_all(connection).await?;
    for (id, person) in people {
        all.entry(id).or_default().people.push(PersonId(person));
    }
    let sql = Sql::new(
        "SELECT audience_id, tag_id FROM audience_tags
         WHERE audience_id IN ($list)
         ORDER BY tag_id",
    );
    let tags: Vec<(i64, i64)> = sql.list(ids()).fetch_all(connection).await?;
    for (id, tag) in tags {
        all.entry(id).or_default().tags.push(TagId(tag));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_columns_say_the_audience_again() {
        for audience in [
            Audience::Friends,
            Audience::OnlyMe,
            Audience::Only,
            Audience::Except,
        ] {
            let kind = (audience != Audience::OnlyMe).then(|| encode_enum(audience));
            let of_moment = encode_audience(audience);
            let decoded = decode_audience(&of_moment, kind.as_deref());
            assert_eq!(decoded.expect("both names are known"), audience);
        }
        assert_eq!(encode_audience(Audience::Except), "friends");
        assert_eq!(encode_audience(Audience::OnlyMe), "only_me");
        let decoded = decode_audience("friends", None);
        assert_eq!(decoded.expect("the name is known"), Audience::Friends);
    }

    #[test]
    fn an_unknown_audience_is_refused_instead_of_shown_to_all_friends() {
        assert!(decode_audience("friends", Some("cousins")).is_err());
        assert!(decode_audience("cousins", None).is_err());
    }
}
