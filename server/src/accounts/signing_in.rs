//! Signing a device in, once a person has proved who they are.

use life_circle_wire::accounts::{Me, SignedIn};
use life_circle_wire::callers::Anyone;
use life_circle_wire::{DeviceId, Endpoint, ErrorCode, Handle, PersonId, Timestamp, limits};

use crate::accounts::sql::devices::NewDevice;
use crate::accounts::sql::{devices, passkeys, security};
use crate::app::App;
use crate::http::call::{Call, WithCookie};
use crate::http::sessions::Token;
use crate::platform::db::Write;
use crate::relations::sql::departures;
use crate::relations::sql::departures::Absence;
use crate::{Error, clock, fold, relations};

/// A person who has proved who they are.
pub struct Proof {
    /// The person who signs in.
    pub me: Me,
    /// The password or passkey that proves it.
    pub by: VerifiedBy,
    /// `true` keeps an account that is about to be deleted.
    pub keep_account: bool,
    /// `true` puts the token into the answer instead of a cookie.
    pub bearer: bool,
}

/// A password or passkey that was verified. It is checked again in the transaction, since it may be
/// revoked meanwhile.
pub enum VerifiedBy {
    /// The password, by its hash.
    Password(String),
    /// The passkey, by its id, and its updated credential to store.
    Passkey(i64, String),
}

/// The handle that somebody typed, with or without `@`; `None` if nobody can have it.
pub fn typed_handle(text: &str) -> Option<Handle> {
    fold(text).trim().trim_start_matches('@').parse().ok()
}

/// Gives a device a new token at every sign-in, and signs out the device that sent the request.
/// Every way to sign in ends here: the same transaction checks that the account may be used and
/// that what was verified still holds.
pub async fn sign_in_device<E: Endpoint<Callers = Anyone>>(
    call: &Call<E>,
    proof: Proof,
) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let token = Token::new();
    let person = proof.me.person.id;
    let now = clock::now();
    if proof.keep_account {
        come_back(app, person).await?;
    }
    let mut write = app.database.write().await?;
    write.lock_people(&[person.0]).await?;
    check_present(departures::read_absence(&mut write, person).await?)?;
    check_holds(&mut write, person, &proof.by, now).await?;
    if let Some(before) = call.session {
        devices::delete_device(&mut write, before.person, before.device).await?;
    }
    let new = NewDevice {
        id: DeviceId(app.ids.make()),
        person,
        token_hash: &token.hash(),
        name: &device_name(&call.user_agent),
        created_at: now,
    };
    devices::insert_device(&mut write, &new).await?;
    devices::delete_older_devices(&mut write, person, limits::DEVICES_MOST).await?;
    write.commit().await?;
    let given = token.give(!proof.bearer);
    Ok(WithCookie {
        response: SignedIn {
            me: proof.me,
            token: given.token,
            recovery_codes: Vec::new(),
        },
        cookie: given.cookie,
    })
}

/// Keeps an account whose owner comes back before it is deleted.
async fn come_back(app: &App, person: PersonId) -> Result<(), Error> {
    let mut write = app.database.write().await?;
    // A suspended person can't sign in, so the deletion goes on.
    let stay = |absence: Absence| Absence {
        leaves_at: absence.leaves_at.filter(|_| absence.suspended_at.is_some()),
        ..absence
    };
    relations::change_absence(&mut write, person, clock::now(), stay).await?;
    write.commit().await
}

/// Fails with `AccountSuspended` or `AccountLeaving` if the account is away.
pub fn check_present(absence: Absence) -> Result<(), Error> {
    if absence.suspended_at.is_some() {
        return Err(ErrorCode::AccountSuspended.into());
    }
    if absence.leaves_at.is_some() {
        return Err(ErrorCode::AccountLeaving.into());
    }
    Ok(())
}

/// Checks that what was verified wasn't revoked meanwhile and is enough, and notes the use of a
/// passkey. Fails with `WrongCredentials`, `PasskeyNeeded` or `PasskeyRefused`.
async fn check_holds(
    write: &mut Write,
    person: PersonId,
    by: &VerifiedBy,
    now: Timestamp,
) -> Result<(), Error> {
    let refusal = match by {
        VerifiedBy::Password(hash) if !security::is_password(write, person, hash).await? => {
            ErrorCode::WrongCredentials
        }
        VerifiedBy::Password(_) if passkeys::needs_passkey(write, person).await? => {
            ErrorCode::PasskeyNeeded
        }
        VerifiedBy::Passkey(id, credential)
            if !passkeys::set_passkey_used(write, *id, credential, now).await? =>
        {
            ErrorCode::PasskeyRefused
        }
        VerifiedBy::Password(_) | VerifiedBy::Passkey(..) => return Ok(()),
    };
    Err(refusal.into())
}

/// A name such as "Chrome, Android" from the `User-Agent` header. A header that isn't understood is
/// the name itself.
fn device_name(user_agent: &str) -> String {
    let user_agent: String = user_agent
        .chars()
        .take(4 * limits::DEVICE_NAME_MOST)
        .collect();
    let find = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| user_agent.contains(mark))
            .map(|(_, name)| *name)
    };
    // Most browsers also name other browsers, so the most specific names come first.
    let browser = find(&[
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        _ => user_agent
            .chars()
            .filter(|c| !c.is_control())
            .take(limits::DEVICE_NAME_MOST)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let chrome = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like \
            Gecko) Chrome/156.0.0.0 Mobile Safari/537.36";
        assert_eq!(device_name(chrome), "Chrome, Android");
        assert_eq!(device_name("curl/8.5.0"), "curl/8.5.0");
    }
}
