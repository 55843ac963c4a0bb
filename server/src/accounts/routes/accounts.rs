//! Sign-up, sign-in, and the devices of an account.
//! Long, and not divided yet.

use life_circle_wire::accounts::{
    Devices, ListDevices, Me, ReadSession, RevokeDevice, Session, SignIn, SignOut, SignUp, SignedIn,
};
use life_circle_wire::person::Person;
use life_circle_wire::{DeviceId, Endpoint, ErrorCode, Handle, Nothing, PersonId, Refusal, limits};

use crate::accounts::passwords::is_common;
use crate::accounts::recovery;
use crate::accounts::sql::devices::NewDevice;
use crate::accounts::sql::{devices, security};
use crate::app::App;
use crate::http::call::{Call, WithCookie};
use crate::http::sessions;
use crate::http::sessions::Token;
use crate::people::names;
use crate::people::sql::people;
use crate::people::sql::people::{Account, NewPerson};
use crate::platform::news::News;
use crate::relations::routes::links;
use crate::relations::sql::departures;
use crate::relations::sql::departures::Absence;
use crate::relations::sql::links::FoundLink;
use crate::{Error, clock, relations};

/// Milliseconds in which a sign-up can be repeated, in case its answer was lost.
const REPEAT_MS: i64 = 10 * 60 * 1000;

pub async fn sign_up(call: Call<SignUp>) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let request = &call.request;
    app.limits.check_sign_up(call.address)?;
    if is_common(&request.password) {
        return Err(Refusal {
            code: ErrorCode::PasswordTooCommon,
            field: "password",
        }
        .into());
    }
    let handle: Handle = request.handle.parse()?;
    let mut read = app.database.read().await?;
    let existing = people::find_account_by_handle(&mut read, &handle).await?;
    let is_retired = departures::is_retired(&mut read, &handle).await?;
    drop(read);
    let invitation = invitation(&call).await;
    if let Some(account) = existing {
        let repeated = repeat_sign_up(&call, account).await;
        // If the repeat fails, an error of the invitation goes first: nobody learns without an
        // invitation that a handle is taken. A repeat that succeeds needs no link, since the first
        // sign-up may have used it up.
        return if repeated.is_err() {
            invitation.and(repeated)
        } else {
            repeated
        };
    }
    let invitation = invitation?;
    if is_retired {
        return Err(handle_taken());
    }
    let id = PersonId(app.ids.make());
    let person = Person {
        id,
        handle,
        display_name: request.display_name.trim().to_owned(),
        remark: String::new(),
        avatar: None,
    };
    let password_hash = app.passwords.hash(request.password.clone()).await?;
    let created_at = clock::now();
    let sort_key = names::sort_key(&person.display_name);
    let mut write = app.database.write().await?;
    let owner = invitation.and_then(|link| link.owner_id);
    write
        .lock_people(&owner.map_or_else(|| vec![id.0], |owner| vec![owner, id.0]))
        .await?;
    let new = NewPerson {
        person: &person,
        sort_key: &sort_key,
        password_hash: &password_hash,
        created_at,
    };
    if !people::insert_person(&mut write, &new).await? {
        // The handle was taken meanwhile, perhaps by the first try of the same person.
        let account = people::find_account_by_handle(&mut write, &person.handle)
            .await?
            .ok_or_else(handle_taken)?;
        drop(write);
        return repeat_sign_up(&call, account).await;
    }
    if let Some(link) = invitation {
        links::befriend_owner(app, &mut write, id, link).await?;
    }
    let codes = recovery::new_codes();
    security::set_recovery_codes(&mut write, id, &codes.hashes).await?;
    write.commit().await?;
    let me = Me {
        person,
        about: String::new(),
        cover: None,
        created_at,
    };
    let proof = Proof {
        me,
        by: By::Password(password_hash),
        keep_account: false,
        bearer: request.bearer,
    };
    let mut signed_in = sign_in_device(&call, proof).await?;
    signed_in.response.recovery_codes = codes.codes;
    Ok(signed_in)
}

/// The link that somebody signs up with; `None` if they give none and the server needs none. Fails
/// with `InvitationNeeded` or `LinkGone`.
async fn invitation(call: &Call<SignUp>) -> Result<Option<FoundLink>, Error> {
    let app = &call.app;
    let secret = &call.request.invitation;
    if secret.is_empty() {
        let is_needed = app.config.by_invitation;
        return if is_needed {
            Err(ErrorCode::InvitationNeeded.into())
        } else {
            Ok(None)
        };
    }
    links::open(app, secret).await.map(Some)
}

fn handle_taken() -> Error {
    Refusal {
        code: ErrorCode::HandleTaken,
        field: "handle",
    }
    .into()
}

/// Signs in to an account that was made within `REPEAT_MS` with the same password: the answer to
/// the first sign-up was lost. Otherwise fails with `HandleTaken`.
async fn repeat_sign_up(
    call: &Call<SignUp>,
    account: Account,
) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    if clock::now().0 - account.created_at > REPEAT_MS {
        return Err(handle_taken());
    }
    app.limits
        .check_sign_in(call.address, call.request.handle.parse().ok().as_ref())?;
    if !app
        .passwords
        .verify(
            call.request.password.clone(),
            Some(account.password_hash.clone()),
        )
        .await?
    {
        return Err(handle_taken());
    }
    let by = By::Password(account.password_hash.clone());
    let proof = Proof {
        me: account.into_me(),
        by,
        keep_account: false,
        bearer: call.request.bearer,
    };
    sign_in_device(call, proof).await
}

pub async fn sign_in(call: Call<SignIn>) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let request = &call.request;
    let handle = request
        .handle
        .trim()
        .trim_start_matches('@')
        .parse::<Handle>()
        .ok();
    app.limits.check_sign_in(call.address, handle.as_ref())?;
    let account = match handle {
        Some(handle) => {
            people::find_account_by_handle(&mut *app.database.read().await?, &handle).await?
        }
        None => None,
    };
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let is_right = app.passwords.verify(request.password.clone(), hash).await?;
    match account {
        Some(account) if is_right => {
            let by = By::Password(account.password_hash.clone());
            let keep_account = request.keep_account;
            let bearer = request.bearer;
            sign_in_device(
                &call,
                Proof {
                    me: account.into_me(),
                    by,
                    keep_account,
                    bearer,
                },
            )
            .await
        }
        _ => Err(ErrorCode::WrongCredentials.into()),
    }
}

/// A person who has proved who they are.
pub struct Proof {
    /// The person who signs in.
    pub me: Me,
    /// The password or passkey that was verified.
    pub by: By,
    /// `true` keeps an account that is about to be deleted.
    pub keep_account: bool,
    /// `true` puts the token into the answer instead of a cookie.
    pub bearer: bool,
}

/// What was verified. It is checked again in the transaction, since it may be revoked meanwhile.
pub enum By {
    /// The password, by its hash.
    Password(String),
    /// The passkey, by its id, and its updated credential to store.
    Passkey(i64, String),
}

/// Keeps an account whose owner comes back before it is deleted.
async fn come_back(app: &App, person: PersonId) -> Result<(), Error> {
    let mut write = app.database.write().await?;
    write.lock_everybody().await?;
    let absence = departures::read_absence(&mut write, person).await?;
    // A suspended person can't sign in, so the deletion goes on.
    if absence.leaves_at.is_some() && absence.suspended_at.is_none() {
        relations::set_absence(
            &mut write,
            person,
            Absence {
                leaves_at: None,
                ..absence
            },
            clock::now(),
        )
        .await?;
    }
    write.commit().await
}

/// Gives a device a new token at every sign-in, and signs out the device that sent the request.
/// Every way to sign in ends here: the same transaction checks that the account may be used and
/// that what was verified still holds.
pub async fn sign_in_device<E: Endpoint>(
    call: &Call<E>,
    proof: Proof,
) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let token = Token::new();
    let Proof {
        me,
        by,
        keep_account,
        bearer,
    } = proof;
    let person = me.person.id;
    let now = clock::now();
    let name: String = call
        .user_agent
        .chars()
        .take(4 * limits::DEVICE_NAME_MOST)
        .collect();
    if keep_account {
        come_back(app, person).await?;
    }
    let mut write = app.database.write().await?;
    write.lock_people(&[person.0]).await?;
    let absence = departures::read_absence(&mut write, person).await?;
    if absence.suspended_at.is_some() {
        return Err(ErrorCode::AccountSuspended.into());
    }
    if absence.leaves_at.is_some() {
        return Err(ErrorCode::AccountLeaving.into());
    }
    match by {
        By::Password(hash) if !security::is_password(&mut write, person, &hash).await? => {
            return Err(ErrorCode::WrongCredentials.into());
        }
        By::Passkey(id, credential)
            if !security::set_passkey_used(&mut write, id, &credential, now).await? =>
        {
            return Err(ErrorCode::PasskeyRefused.into());
        }
        By::Password(_) | By::Passkey(..) => {}
    }
    if let Some(before) = call.session_if_any() {
        devices::delete_device(&mut write, before.person, before.device).await?;
        write.tell(News::SignedOut(before.person, before.device));
    }
    let new = NewDevice {
        id: DeviceId(app.ids.make()),
        person: me.person.id,
        token_hash: &token.hash(),
        name: &device_name(&name),
        created_at: now,
    };
    devices::insert_device(&mut write, &new).await?;
    devices::delete_older_devices(&mut write, me.person.id, limits::DEVICES_MOST).await?;
    write.commit().await?;
    let cookie = (!bearer).then(|| token.cookie());
    let token = bearer.then(|| token.into_text());
    Ok(WithCookie {
        response: SignedIn {
            me,
            token,
            recovery_codes: Vec::new(),
        },
        cookie,
    })
}

/// A name such as "Chrome, Android" from the `User-Agent` header. A header that isn't understood is
/// the name itself.
fn device_name(user_agent: &str) -> String {
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

pub async fn sign_out(call: Call<SignOut>) -> Result<WithCookie<Nothing>, Error> {
    let session = call.session();
    let mut write = call.app.database.write().await?;
    devices::delete_device(&mut write, session.person, session.device).await?;
    write.tell(News::SignedOut(session.person, session.device));
    write.commit().await?;
    Ok(WithCookie {
        response: Nothing {},
        cookie: Some(sessions::expired_cookie()),
    })
}

pub async fn read_session(call: Call<ReadSession>) -> Result<Session, Error> {
    let account = match call.session_if_any() {
        Some(session) => {
            people::find_account(&mut *call.app.database.read().await?, session.person).await?
        }
        None => None,
    };
    Ok(Session {
        me: account.map(Account::into_me),
        is_by_invitation: call.app.config.by_invitation,
    })
}

pub async fn list_devices(call: Call<ListDevices>) -> Result<Devices, Error> {
    let session = call.session();
    let items = devices::list_devices(
        &mut *call.app.database.read().await?,
        session.person,
        session.device,
    )
    .await?;
    Ok(Devices { items })
}

pub async fn revoke_device(call: Call<RevokeDevice>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    devices::delete_device(&mut write, call.viewer(), call.argument).await?;
    write.tell(News::SignedOut(call.viewer(), call.argument));
    write.commit().await?;
    Ok(Nothing {})
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
