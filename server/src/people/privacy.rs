//! What others may learn of a person: changes these settings, and tells the friends who then see
//! other moments.

use life_circle_wire::PersonId;
use life_circle_wire::privacy::{Privacy, SetPrivacyRequest};

use super::sql::privacy;
use crate::platform::db::Write;
use crate::platform::news::News;
use crate::rules::sight;
use crate::{Error, clock};

/// Changes a person's privacy settings, and returns the new ones. Tells the friends who see other
/// moments than before. Call [`Write::lock_people`] with the person first.
pub async fn change_privacy(
    write: &mut Write,
    person: PersonId,
    request: SetPrivacyRequest,
) -> Result<Privacy, Error> {
    let before = privacy::read_privacy(write, person).await?;
    let after = request.applied_to(before);
    privacy::set_privacy(write, person, &after).await?;
    let windows = [before.album_window, after.album_window];
    let friends = sight::list_affected(write, person, windows, clock::now()).await?;
    sight::tell_friends(write, person, friends);
    if before.is_suggested != after.is_suggested {
        write.tell(News::Suggested(person));
    }
    Ok(after)
}
