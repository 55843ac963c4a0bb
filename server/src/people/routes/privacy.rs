//! Handlers for what others may learn of the viewer.

use life_circle_wire::privacy::{Privacy, ReadPrivacy, SetPrivacy};

use crate::Error;
use crate::http::call::Call;
use crate::people::privacy::change_privacy;
use crate::people::sql::privacy;

pub async fn read_privacy(call: Call<ReadPrivacy>) -> Result<Privacy, Error> {
    privacy::read_privacy(&mut call.app.database.read().await?, call.viewer()).await
}

pub async fn set_privacy(call: Call<SetPrivacy>) -> Result<Privacy, Error> {
    let viewer = call.viewer();
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0]).await?;
    let after = change_privacy(&mut write, viewer, call.request).await?;
    write.commit().await?;
    Ok(after)
}
