//! Passwords, recovery codes and passkeys. Long, since each story is told whole.
//!
//! The answers of a real authenticator are tested in a browser.

use life_circle_server::accounts::recovery;
use life_circle_server::accounts::sql::{passkeys, security};
use life_circle_wire::accounts::{Device, ListDevices, PasswordRequest, SignIn};
use life_circle_wire::security::{
    AddPasskey, AddPasskeyRequest, BeginPasskey, BeginPasskeySignIn, MakeRecoveryCodes, Passkey,
    PasskeySignInRequest, ReadSecurity, Recover, RecoverRequest, RecoveryCodes, RemovePasskey,
    SetPasskeyNeeded, SetPasskeyNeededRequest, SetPassword, SetPasswordRequest, SignInWithPasskey,
};
use life_circle_wire::{ErrorCode, NoArgument, Nothing, PasskeyId, Timestamp};

use crate::accounts::signing_in::sign_in_request;
use crate::support::{Friend, PASSWORD, Server, code, story};

const OTHER: &str = "another horse battery";

/// Signs in on one more device.
async fn also(server: &Server, who: &Friend) -> Friend {
    let request = sign_in_request(who.handle().as_str(), PASSWORD);
    let signed_in = server
        .nobody()
        .call::<SignIn>(&NoArgument, &request)
        .await
        .expect("signed in");
    Friend {
        token: signed_in.token,
        ..who.clone()
    }
}

async fn devices(who: &Friend) -> Vec<Device> {
    who.get::<ListDevices>(&NoArgument)
        .await
        .expect("devices")
        .items
}

#[test]
fn another_password_signs_the_other_devices_out() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let elsewhere = also(&server, &fang).await;
        let set = |password: &str, new_password: &str| SetPasswordRequest {
            password: password.to_owned(),
            new_password: new_password.to_owned(),
        };
        let outcome = fang
            .call::<SetPassword>(&NoArgument, &set("a wrong guess", OTHER))
            .await
            .map(drop)
            .expect_err("refused");
        assert_eq!(outcome.code, ErrorCode::WrongCredentials);
        assert_eq!(outcome.field.as_deref(), Some("password"));
        for (new, expected) in [
            ("short", ErrorCode::PasswordTooShort),
            ("1234567890", ErrorCode::PasswordTooCommon),
        ] {
            let outcome = fang
                .call::<SetPassword>(&NoArgument, &set(PASSWORD, new))
                .await
                .map(drop)
                .expect_err("refused");
            assert_eq!(
                (outcome.code, outcome.field.as_deref()),
                (expected, Some("new_password"))
            );
        }
        assert_eq!(devices(&elsewhere).await.len(), 2, "nothing has changed");
        let codes_left = async |who: &Friend| {
            let security = who.get::<ReadSecurity>(&NoArgument).await;
            security.expect("security").recovery_codes
        };
        assert_eq!(codes_left(&fang).await, 10, "of sign-up");
        let renewed = fang
            .call::<SetPassword>(&NoArgument, &set(PASSWORD, OTHER))
            .await
            .expect("set");
        assert_eq!(
            code(fang.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut,
            "a stolen token is of no use any more"
        );
        let fang = Friend {
            token: renewed.token,
            ..fang.clone()
        };
        assert_eq!(codes_left(&fang).await, 0);
        assert_eq!(
            code(elsewhere.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
        assert_eq!(devices(&fang).await.len(), 1);
        let nobody = server.nobody();
        let outcome = nobody
            .call::<SignIn>(&NoArgument, &sign_in_request("wang_fang", PASSWORD))
            .await;
        assert_eq!(code(outcome), ErrorCode::WrongCredentials);
        nobody
            .call::<SignIn>(&NoArgument, &sign_in_request("wang_fang", OTHER))
            .await
            .expect("signed in");
    });
}

fn with_password(password: &str) -> PasswordRequest {
    PasswordRequest {
        password: password.to_owned(),
    }
}

async fn codes(who: &Friend) -> RecoveryCodes {
    let request = with_password(PASSWORD);
    who.call::<MakeRecoveryCodes>(&NoArgument, &request)
        .await
        .expect("codes")
}

fn recover(handle: &str, code: &str) -> RecoverRequest {
    RecoverRequest {
        handle: handle.to_owned(),
        code: code.to_owned(),
        new_password: OTHER.to_owned(),
        keep_account: false,
        bearer: true,
    }
}

#[test]
fn a_recovery_code_lets_its_owner_in_once() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let wrong = with_password("a wrong guess");
        assert_eq!(
            code(fang.call::<MakeRecoveryCodes>(&NoArgument, &wrong).await),
            ErrorCode::WrongCredentials
        );
        let first = codes(&fang).await;
        let made = codes(&fang).await;
        assert_eq!(made.codes.len(), 10);
        let nobody = server.nobody();
        for (handle, word) in [
            ("wang_fang", first.codes[0].as_str()),
            ("li_lei", made.codes[0].as_str()),
            ("nobody_at_all", made.codes[0].as_str()),
            ("wang_fang", ""),
        ] {
            let outcome = nobody
                .call::<Recover>(&NoArgument, &recover(handle, word))
                .await;
            assert_eq!(
                code(outcome),
                ErrorCode::WrongCredentials,
                "{handle} {word}"
            );
        }
        let typed = made.codes[0].to_lowercase().replace('-', " ");
        let signed_in = nobody
            .call::<Recover>(&NoArgument, &recover("Wang_Fang", &typed))
            .await
            .expect("let in");
        assert_eq!(
            code(fang.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut,
            "all devices are out"
        );
        let fang = Friend {
            token: signed_in.token,
            ..fang
        };
        let left = fang
            .get::<ReadSecurity>(&NoArgument)
            .await
            .expect("security");
        assert_eq!(
            (left.recovery_codes, left.passkeys),
            (0, Vec::new()),
            "whoever had the account keeps no way in"
        );
        let outcome = nobody
            .call::<Recover>(&NoArgument, &recover("wang_fang", &made.codes[0]))
            .await;
        assert_eq!(code(outcome), ErrorCode::WrongCredentials, "once");
        let outcome = nobody
            .call::<Recover>(&NoArgument, &recover("wang_fang", &made.codes[1]))
            .await;
        assert_eq!(
            code(outcome),
            ErrorCode::WrongCredentials,
            "the others end with it"
        );
        nobody
            .call::<SignIn>(&NoArgument, &sign_in_request("wang_fang", OTHER))
            .await
            .expect("the other password");
        assert_eq!(devices(&lei).await.len(), 1);
    });
}

#[test]
fn the_operator_s_code_lapses() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let mut write = server.database.write().await.expect("a transaction");
        let late = recovery::new_code();
        let good = recovery::new_code();
        for (word, lapses_at) in [(&late, 1), (&good, i64::MAX)] {
            let hash = recovery::hash(word);
            security::insert_recovery_code(
                &mut write,
                fang.person().id,
                &hash,
                Some(Timestamp(lapses_at)),
            )
            .await
            .expect("a code");
        }
        write.commit().await.expect("committed");
        assert_eq!(
            fang.get::<ReadSecurity>(&NoArgument)
                .await
                .expect("security")
                .recovery_codes,
            10,
            "their own alone"
        );
        let nobody = server.nobody();
        let outcome = nobody
            .call::<Recover>(&NoArgument, &recover("wang_fang", &late))
            .await;
        assert_eq!(code(outcome), ErrorCode::WrongCredentials);
        nobody
            .call::<Recover>(&NoArgument, &recover("wang_fang", &good))
            .await
            .expect("let in");
    });
}

#[test]
fn a_passkey_needs_the_password_and_an_answer_of_its_own_ceremony() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let wrong = with_password("a wrong guess");
        assert_eq!(
            code(fang.call::<BeginPasskey>(&NoArgument, &wrong).await),
            ErrorCode::WrongCredentials
        );
        let begun = fang
            .call::<BeginPasskey>(&NoArgument, &with_password(PASSWORD))
            .await
            .expect("begun");
        for word in [
            "\"residentKey\":\"required\"",
            "\"userVerification\":\"required\"",
            "\"id\":\"localhost\"",
        ] {
            assert!(begun.options.contains(word), "{word} in {}", begun.options);
        }
        let add = AddPasskeyRequest {
            ceremony: begun.ceremony,
            credential: "{}".to_owned(),
            name: "phone".to_owned(),
        };
        for who in [&lei, &fang] {
            assert_eq!(
                code(who.call::<AddPasskey>(&NoArgument, &add).await),
                ErrorCode::PasskeyRefused
            );
        }
        let nobody = server.nobody();
        let begun = nobody
            .call::<BeginPasskeySignIn>(&NoArgument, &Nothing {})
            .await
            .expect("begun");
        let answer = PasskeySignInRequest {
            ceremony: begun.ceremony,
            credential: "{\"id\":\"\"}".to_owned(),
            keep_account: false,
            bearer: true,
        };
        assert_eq!(
            code(nobody.call::<SignInWithPasskey>(&NoArgument, &answer).await),
            ErrorCode::PasskeyRefused
        );
        assert_eq!(passkeys(&fang).await, []);
    });
}

#[test]
fn a_ceremony_is_for_one_person_and_one_try() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let now = Timestamp(1000);
        let of = Some(fang.person().id);
        let mut write = server.database.write().await.expect("a transaction");
        for (hash, lapses_at) in [("theirs", 2000), ("once", 2000), ("late", 1000)] {
            security::insert_ceremony(&mut write, hash, of, "state", Timestamp(lapses_at))
                .await
                .expect("kept");
        }
        for (hash, who, expected) in [
            ("theirs", Some(lei.person().id), None),
            ("once", of, Some("state")),
            ("once", of, None),
            ("late", of, None),
        ] {
            let taken = security::take_ceremony(&mut write, hash, who, now)
                .await
                .expect("asked");
            assert_eq!(taken.as_deref(), expected, "{hash}");
        }
    });
}

#[test]
fn passkeys_are_few_and_only_their_owner_removes_them() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        add_passkeys(&fang, 20).await;
        let right = with_password(PASSWORD);
        assert_eq!(
            code(fang.call::<BeginPasskey>(&NoArgument, &right).await),
            ErrorCode::TooManyPasskeys
        );
        lei.call::<RemovePasskey>(&PasskeyId(1), &right)
            .await
            .expect("nothing of theirs");
        let guess = with_password("a wrong guess");
        assert_eq!(
            code(fang.call::<RemovePasskey>(&PasskeyId(2), &guess).await),
            ErrorCode::WrongCredentials
        );
        fang.call::<RemovePasskey>(&PasskeyId(2), &right)
            .await
            .expect("removed");
        let left = passkeys(&fang).await;
        assert_eq!((left.len(), left[0].id), (19, PasskeyId(1)));
    });
}

async fn passkeys(who: &Friend) -> Vec<Passkey> {
    who.get::<ReadSecurity>(&NoArgument)
        .await
        .expect("security")
        .passkeys
}

/// Adds passkeys with the ids 1, 2, 3 and so on. No authenticator has them.
async fn add_passkeys(who: &Friend, count: i64) {
    let mut write = who.server.database.write().await.expect("a transaction");
    for id in 1..=count {
        let row = passkeys::PasskeyRow {
            id,
            person_id: who.person().id.0,
            credential_id: format!("credential{id}"),
            credential: "{}".to_owned(),
            name: "phone".to_owned(),
            created_at: 0,
            used_at: None,
        };
        let added = passkeys::insert_passkey(&mut write, &row).await;
        assert!(added.expect("a passkey"));
    }
    write.commit().await.expect("committed");
}

#[test]
fn an_account_that_needs_a_passkey_opens_for_no_password_alone() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let need = async |password: &str, needs_passkey| {
            let request = SetPasskeyNeededRequest {
                password: password.to_owned(),
                needs_passkey,
            };
            fang.call::<SetPasskeyNeeded>(&NoArgument, &request).await
        };
        let sign_in = async |password| {
            let request = sign_in_request("wang_fang", password);
            server.nobody().call::<SignIn>(&NoArgument, &request).await
        };
        assert_eq!(code(need(PASSWORD, true).await), ErrorCode::PasskeyMissing);
        add_passkeys(&fang, 2).await;
        assert_eq!(
            code(need("a wrong guess", true).await),
            ErrorCode::WrongCredentials
        );
        need(PASSWORD, true).await.expect("set");
        assert_eq!(code(sign_in(PASSWORD).await), ErrorCode::PasskeyNeeded);
        assert_eq!(
            code(sign_in("a wrong guess").await),
            ErrorCode::WrongCredentials
        );
        need(PASSWORD, false).await.expect("set");
        sign_in(PASSWORD).await.expect("signed in");
        need(PASSWORD, true).await.expect("set");
        let right = with_password(PASSWORD);
        for id in [1, 2] {
            assert_eq!(code(sign_in(PASSWORD).await), ErrorCode::PasskeyNeeded);
            let removed = fang.call::<RemovePasskey>(&PasskeyId(id), &right).await;
            removed.expect("removed");
        }
        sign_in(PASSWORD).await.expect("no passkey is left");
        add_passkeys(&fang, 1).await;
        need(PASSWORD, true).await.expect("set");
        let code = codes(&fang).await.codes.remove(0);
        let recovered = recover("wang_fang", &code);
        let nobody = server.nobody();
        let outcome = nobody.call::<Recover>(&NoArgument, &recovered).await;
        outcome.expect("whoever lost the passkey gets in");
        sign_in(OTHER).await.expect("and the need is over");
    });
}
