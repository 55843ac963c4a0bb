//! What others learn of me.

use life_circle_wire::privacy::{Privacy, ReadPrivacy, SetPrivacy};

use crate::Error;
use crate::call::Call;
use crate::db::privacy;
use crate::news::News;

pub async fn read_privacy(call: Call<ReadPrivacy>) -> Result<Privacy, Error> {
    privacy::of(&mut *call.app.database.read().await?, call.viewer()).await
}

pub async fn set_privacy(call: Call<SetPrivacy>) -> Result<Privacy, Error> {
    let mut write = call.app.database.write().await?;
    privacy::set(&mut write, call.viewer(), &call.request).await?;
    write.tell(News::Sight(call.viewer()));
    write.commit().await?;
    Ok(call.request)
}
