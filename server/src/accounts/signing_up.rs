//! Signing up: making an account, and repeating this if the answer was lost.

use life_circle_wire::accounts::{Me, SignUp, SignUpRequest, SignedIn};
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, Handle, PersonId, Refusal};

use crate::accounts::recovery;
use crate::accounts::signing_in::{Proof, VerifiedBy, sign_in_device};
use crate::accounts::sql::security;
use crate::app::App;
use crate::http::call::{Call, WithCookie};
use crate::people::names;
use crate::people::sql::people;
use crate::people::sql::people::{Account, NewPerson};
use crate::relations::following;
use crate::relations::sql::departures;
use crate::relations::sql::links::FoundLink;
use crate::{Error, clock};

/// Milliseconds in which a sign-up can be repeated, in case its answer was lost.
const REPEAT_MS: i64 = clock::minutes_ms(10);

/// The outcome of making an account.
enum CreationOutcome {
    /// The account is there: the proof signs its owner in, and the recovery codes are for them.
    Made(Proof, Vec<String>),
    /// This account got the handle meanwhile, perhaps by the first try of the same person.
    Taken(Account),
}

/// Makes an account with this handle and signs its owner in. If the account is there already,
/// repeats the sign-up.
pub async fn sign_up(call: &Call<SignUp>, handle: Handle) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let mut read = app.database.read().await?;
    let existing = people::find_account_by_handle(&mut read, &handle).await?;
    let is_retired = departures::is_retired(&mut read, &handle).await?;
    drop(read);
    let invitation = open_invitation(app, &call.request.invitation).await;
    if let Some(account) = existing {
        let repeated = repeat(call, account).await;
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
    match make_account(app, &call.request, handle, invitation).await? {
        CreationOutcome::Made(proof, recovery_codes) => {
            let mut signed_in = sign_in_device(call, proof).await?;
            signed_in.response.recovery_codes = recovery_codes;
            Ok(signed_in)
        }
        CreationOutcome::Taken(account) => repeat(call, account).await,
    }
}

/// The link that somebody signs up with; `None` if they give none and the server needs none. Fails
/// with `InvitationNeeded` or `LinkGone`.
async fn open_invitation(app: &App, secret: &str) -> Result<Option<FoundLink>, Error> {
    if !secret.is_empty() {
        return following::find_open_link(app, secret).await.map(Some);
    }
    if app.config.by_invitation {
        return Err(ErrorCode::InvitationNeeded.into());
    }
    Ok(None)
}

fn handle_taken() -> Error {
    Refusal {
        code: ErrorCode::HandleTaken,
        field: "handle",
    }
    .into()
}

/// Adds the account with its recovery codes, and makes its owner a friend of the link's owner.
async fn make_account(
    app: &App,
    request: &SignUpRequest,
    handle: Handle,
    invitation: Option<FoundLink>,
) -> Result<CreationOutcome, Error> {
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
    let new = NewPerson {
        person: &person,
        sort_key: &names::sort_key(&person.display_name),
        password_hash: &password_hash,
        created_at,
    };
    let mut write = app.database.write().await?;
    let owner = invitation.and_then(|link| link.owner_id);
    // Becoming friends needs these locks, and locks come before anything else in a transaction.
    write
        .lock_people(&owner.map_or_else(|| vec![id.0], |owner| vec![owner, id.0]))
        .await?;
    if !people::insert_person(&mut write, &new).await? {
        let account = people::find_account_by_handle(&mut write, &person.handle).await?;
        return account.map(CreationOutcome::Taken).ok_or_else(handle_taken);
    }
    if let Some(link) = invitation {
        following::befriend_owner(&mut write, app, id, link).await?;
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
        by: VerifiedBy::Password(password_hash),
        keep_account: false,
        bearer: request.bearer,
    };
    Ok(CreationOutcome::Made(proof, codes.codes))
}

/// Signs in to an account that was made within `REPEAT_MS` with the same password: the answer to
/// the first sign-up was lost. Otherwise fails with `HandleTaken`.
async fn repeat(call: &Call<SignUp>, account: Account) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let request = &call.request;
    if clock::now().0 - account.created_at > REPEAT_MS {
        return Err(handle_taken());
    }
    app.rate_limits
        .check_sign_in(call.address, request.handle.parse().ok().as_ref())?;
    let hash = account.password_hash.clone();
    let is_right = app
        .passwords
        .verify(request.password.clone(), Some(hash.clone()))
        .await?;
    if !is_right {
        return Err(handle_taken());
    }
    let proof = Proof {
        me: account.into_me(),
        by: VerifiedBy::Password(hash),
        keep_account: false,
        bearer: request.bearer,
    };
    sign_in_device(call, proof).await
}
