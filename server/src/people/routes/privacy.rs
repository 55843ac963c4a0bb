//! Handlers for what others may learn of the viewer.

use life_circle_wire::privacy::{Privacy, ReadPrivacy, SetPrivacy};

use crate::http::call::Call;
use crate::people::sql::privacy;
use crate::platform::news::News;
use crate::rules::sight;
use crate::{Error, clock};

pub async fn read_privacy(call: Call<ReadPrivacy>) -> Result<Privacy, Error> {
    privacy::read_privacy(&mut *call.app.database.read().await?, call.viewer()).await
}

pub async fn set_privacy(call: Call<SetPrivacy>) -> Result<Privacy, Error> {
    let viewer = call.viewer();
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0]).await?;
    let before = privacy::read_privacy(&mut write, viewer).await?;
    let after = call.request.applied_to(before);
    privacy::set_privacy(&mut write, viewer, &after).await?;
    let windows = [before.album_window, after.album_window];
    let friends = sight::list_affected(&mut write, viewer, windows, clock::now()).await?;
    sight::tell_friends(&mut write, viewer, friends);
    if before.is_suggested != after.is_suggested {
        write.tell(News::Suggested(viewer));
    }
    write.commit().await?;
    Ok(after)
}
