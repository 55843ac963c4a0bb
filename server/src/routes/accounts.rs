//! Sign-up, sign-in, and the devices of an account.

use life_circle_wire::accounts::{
    Devices, ListDevices, Me, ReadSession, RevokeDevice, Session, SignIn, SignOut, SignUp, SignedIn,
};
use life_circle_wire::people::Person;
use life_circle_wire::{DeviceId, Endpoint, ErrorCode, Handle, Nothing, PersonId, Refusal, limits};

use crate::auth::passwords::is_common;
use crate::auth::sessions::{self, Token};
use crate::call::{Call, WithCookie};
use crate::db::devices::{self, NewDevice};
use crate::db::people::{self, Account, NewPerson};
use crate::news::News;
use crate::{Error, clock, names};

/// A sign-up whose answer was lost can be repeated for so many milliseconds.
const REPEAT_MS: i64 = 10 * 60 * 1000;

pub async fn sign_up(call: Call<SignUp>) -> Result<WithCookie<SignedIn>, Error> {
    let (app, request) = (&call.app, &call.request);
    app.limits.check_sign_up(call.address)?;
    if is_common(&request.password) {
        return Err(Refusal { code: ErrorCode::PasswordTooCommon, field: "password" }.into());
    }
    let handle: Handle = request.handle.parse()?;
    let existing = people::account_by_handle(&mut *app.database.read().await?, &handle).await?;
    if let Some(account) = existing {
        return repeat_sign_up(&call, account).await;
    }
    let id = PersonId(app.ids.make());
    let person = Person { id, handle, display_name: request.display_name.trim().to_owned(), avatar: None };
    let password_hash = app.passwords.hash(request.password.clone()).await?;
    let created_at = clock::now();
    let sort_key = names::sort_key(&person.display_name);
    let mut write = app.database.write().await?;
    let new = NewPerson { person: &person, sort_key: &sort_key, password_hash: &password_hash, created_at };
    if !people::add(&mut write, &new).await? {
        // Somebody was faster: perhaps the same person, whose first try was still under way.
        let account = people::account_by_handle(&mut write, &person.handle).await?.ok_or_else(handle_taken)?;
        drop(write);
        return repeat_sign_up(&call, account).await;
    }
    write.commit().await?;
    sign_in_device(&call, Me { person, about: String::new(), cover: None, created_at }, request.bearer).await
}

fn handle_taken() -> Error {
    Refusal { code: ErrorCode::HandleTaken, field: "handle" }.into()
}

/// Signs in to an account that was made just now with the same password: its maker didn't get the answer.
async fn repeat_sign_up(call: &Call<SignUp>, account: Account) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    if clock::now().0 - account.created_at > REPEAT_MS {
        return Err(handle_taken());
    }
    app.limits.check_sign_in(call.address, call.request.handle.parse().ok().as_ref())?;
    if !app.passwords.verify(call.request.password.clone(), Some(account.password_hash.clone())).await? {
        return Err(handle_taken());
    }
    sign_in_device(call, account.into_me(), call.request.bearer).await
}

pub async fn sign_in(call: Call<SignIn>) -> Result<WithCookie<SignedIn>, Error> {
    let (app, request) = (&call.app, &call.request);
    let handle = request.handle.trim().parse::<Handle>().ok();
    app.limits.check_sign_in(call.address, handle.as_ref())?;
    let account = match handle {
        Some(handle) => people::account_by_handle(&mut *app.database.read().await?, &handle).await?,
        None => None,
    };
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let is_right = app.passwords.verify(request.password.clone(), hash).await?;
    match account {
        Some(account) if is_right => sign_in_device(&call, account.into_me(), request.bearer).await,
        _ => Err(ErrorCode::WrongCredentials.into()),
    }
}

/// Gives a device a token of its own, new at every sign-in; the one it had before is worth nothing from now on.
async fn sign_in_device<E: Endpoint>(call: &Call<E>, me: Me, bearer: bool) -> Result<WithCookie<SignedIn>, Error> {
    let (app, token) = (&call.app, Token::new());
    let name: String = call.user_agent.chars().take(4 * limits::DEVICE_NAME_MOST).collect();
    let mut write = app.database.write().await?;
    if let Some(before) = call.session_if_any() {
        devices::remove(&mut write, before.person, before.device).await?;
        write.tell(News::SignedOut(before.person, before.device));
    }
    let new = NewDevice {
        id: DeviceId(app.ids.make()),
        person: me.person.id,
        token_hash: &token.hash(),
        name: &device_name(&name),
        created_at: clock::now(),
    };
    devices::add(&mut write, &new).await?;
    devices::keep_newest(&mut write, me.person.id, limits::DEVICES_MOST).await?;
    write.commit().await?;
    let cookie = (!bearer).then(|| token.cookie());
    let token = bearer.then(|| token.into_text());
    Ok(WithCookie { response: SignedIn { me, token }, cookie })
}

/// "Chrome, Android" from what a browser says of itself; its own words where they aren't understood.
fn device_name(user_agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    // Most browsers also claim to be others: the particular names go first.
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
        _ => user_agent.chars().filter(|c| !c.is_control()).take(limits::DEVICE_NAME_MOST).collect(),
    }
}

pub async fn sign_out(call: Call<SignOut>) -> Result<WithCookie<Nothing>, Error> {
    let session = call.session();
    let mut write = call.app.database.write().await?;
    devices::remove(&mut write, session.person, session.device).await?;
    write.tell(News::SignedOut(session.person, session.device));
    write.commit().await?;
    Ok(WithCookie { response: Nothing {}, cookie: Some(sessions::expired_cookie()) })
}

pub async fn read_session(call: Call<ReadSession>) -> Result<Session, Error> {
    let account = match call.session_if_any() {
        Some(session) => people::account(&mut *call.app.database.read().await?, session.person).await?,
        None => None,
    };
    Ok(Session { me: account.map(Account::into_me) })
}

pub async fn list_devices(call: Call<ListDevices>) -> Result<Devices, Error> {
    let session = call.session();
    let items = devices::list(&mut *call.app.database.read().await?, session.person, session.device).await?;
    Ok(Devices { items })
}

pub async fn revoke_device(call: Call<RevokeDevice>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    devices::remove(&mut write, call.viewer(), call.argument).await?;
    write.tell(News::SignedOut(call.viewer(), call.argument));
    write.commit().await?;
    Ok(Nothing {})
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let chrome = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36";
        assert_eq!(device_name(chrome), "Chrome, Android");
        assert_eq!(device_name("curl/8.5.0"), "curl/8.5.0");
    }
}
