//! The handler for the viewer's own profile.

use life_circle_wire::accounts::Me;
use life_circle_wire::profile::SetProfile;

use crate::Error;
use crate::http::call::Call;
use crate::people::profiles;

pub async fn set_profile(call: Call<SetProfile>) -> Result<Me, Error> {
    let viewer = call.viewer();
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0]).await?;
    let me = profiles::set_profile(&mut write, viewer, &call.request).await?;
    write.commit().await?;
    Ok(me)
}
