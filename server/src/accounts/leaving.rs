//! Leaving: the owner of an account begins its deletion.

use life_circle_wire::security::{Departure, LeaveAccount};

use crate::accounts::confirming::{check_still_in, confirm};
use crate::accounts::sql::devices;
use crate::http::call::Call;
use crate::relations::sql::departures::Absence;
use crate::{Error, clock, relations};

/// Hides the viewer's account at once, and signs all devices out. The sweep deletes the account
/// later. Fails with `WrongCredentials`.
pub async fn leave(call: &Call<LeaveAccount>) -> Result<Departure, Error> {
    let app = &call.app;
    let viewer = call.viewer();
    let now = clock::now();
    confirm(call, &call.request.password).await?;
    let leaves_at = now.plus_ms(clock::days_ms(app.config.leaving_days));
    let mut write = app.database.write().await?;
    // The operator may have suspended the account meanwhile: this is kept.
    let leave = |absence: Absence| Absence {
        leaves_at: Some(leaves_at.0),
        ..absence
    };
    relations::change_absence(&mut write, viewer, now, leave).await?;
    // The change holds its locks: nobody signs this device out after this check. An error undoes
    // the change.
    check_still_in(call, &mut write).await?;
    devices::delete_other_devices(&mut write, viewer, None).await?;
    write.commit().await?;
    Ok(Departure { leaves_at })
}
