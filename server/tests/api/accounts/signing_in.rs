//! Sign-up, sign-in, and devices. Long, since each story is told whole.

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use life_circle_server::clock;
use life_circle_server::platform::db::Sql;
use life_circle_wire::accounts::{
    ListDevices, PasswordRequest, ReadSession, RevokeDevice, SignIn, SignInRequest, SignOut,
    SignUp, SignUpRequest,
};
use life_circle_wire::{ErrorCode, NoArgument};

use crate::support::{Friend, PASSWORD, code, story};

pub fn sign_up_request(handle: &str, password: &str) -> SignUpRequest {
    SignUpRequest {
        handle: handle.to_owned(),
        display_name: "王芳".to_owned(),
        password: password.to_owned(),
        invitation: String::new(),
        bearer: true,
    }
}

pub fn sign_in_request(handle: &str, password: &str) -> SignInRequest {
    SignInRequest {
        handle: handle.to_owned(),
        password: password.to_owned(),
        keep_account: false,
        bearer: true,
    }
}

#[test]
fn somebody_signs_up_and_in_on_a_second_device_in_capitals() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        assert_eq!(
            fang.get::<ReadSession>(&NoArgument)
                .await
                .expect("it answers")
                .me
                .expect("signed in")
                .person,
            fang.person()
        );
        let second = server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in_request(" Wang_Fang ", PASSWORD))
            .await
            .expect("signed in");
        assert_eq!(second.me.person, fang.person());
        assert_ne!(
            second.token, fang.token,
            "each device has a token of its own"
        );
    });
}

#[test]
fn wrong_name_and_wrong_password_get_the_same_answer() {
    story(async |server| {
        server.sign_up("wang_fang").await;
        for (handle, password) in [
            ("wang_fang", "another password"),
            ("nobody_here", PASSWORD),
            ("not a handle", PASSWORD),
        ] {
            let refused = server
                .nobody()
                .call::<SignIn>(&NoArgument, &sign_in_request(handle, password))
                .await
                .map(drop)
                .expect_err("refused");
            assert_eq!(
                (refused.code, refused.field),
                (ErrorCode::WrongCredentials, None)
            );
        }
    });
}

#[test]
fn a_handle_belongs_to_one_person() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let refused = server
            .nobody()
            .call::<SignUp>(
                &NoArgument,
                &sign_up_request("Wang_Fang", "another password"),
            )
            .await
            .map(drop)
            .expect_err("taken");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::HandleTaken, Some("handle"))
        );
        let again = server
            .nobody()
            .call::<SignUp>(&NoArgument, &sign_up_request("wang_fang", PASSWORD))
            .await;
        assert_eq!(
            again
                .expect("a repeat after a lost answer signs in")
                .me
                .person,
            fang.person()
        );
    });
}

#[test]
fn what_is_wrong_with_a_sign_up_is_said_beside_its_field() {
    story(async |server| {
        let long = "长".repeat(41);
        let cases = [
            (
                sign_up_request("ab", PASSWORD),
                ErrorCode::HandleInvalid,
                "handle",
            ),
            (
                sign_up_request("wang_fang", "too short"),
                ErrorCode::PasswordTooShort,
                "password",
            ),
            (
                sign_up_request("wang_fang", &"x".repeat(257)),
                ErrorCode::PasswordTooLong,
                "password",
            ),
            (
                sign_up_request("wang_fang", "qwertyuiop"),
                ErrorCode::PasswordTooCommon,
                "password",
            ),
            (
                SignUpRequest {
                    display_name: long,
                    ..sign_up_request("wang_fang", PASSWORD)
                },
                ErrorCode::DisplayNameInvalid,
                "display_name",
            ),
            (
                SignUpRequest {
                    display_name: " ".to_owned(),
                    ..sign_up_request("wang_fang", PASSWORD)
                },
                ErrorCode::DisplayNameInvalid,
                "display_name",
            ),
            (
                SignUpRequest {
                    display_name: "a\u{202e}b".to_owned(),
                    ..sign_up_request("wang_fang", PASSWORD)
                },
                ErrorCode::DisplayNameInvalid,
                "display_name",
            ),
        ];
        for (request, expected, field) in cases {
            let refused = server
                .nobody()
                .call::<SignUp>(&NoArgument, &request)
                .await
                .map(drop)
                .expect_err("refused");
            assert_eq!(
                (refused.code, refused.field.as_deref()),
                (expected, Some(field))
            );
        }
    });
}

/// The same person, signed in once more.
async fn on_another_device(person: &Friend) -> Friend {
    let request = sign_in_request(person.handle().as_str(), PASSWORD);
    let nobody = person.server.nobody();
    let signed_in = nobody.call::<SignIn>(&NoArgument, &request).await;
    Friend {
        token: signed_in.expect("signed in").token,
        ..person.clone()
    }
}

#[test]
fn a_signed_out_device_is_out_and_the_others_stay() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let phone = on_another_device(&fang).await;
        let raw = phone
            .raw::<SignOut>(&NoArgument, "", b"{}".to_vec(), "")
            .await;
        assert_eq!(
            (
                &raw.headers["clear-site-data"],
                &raw.headers["cache-control"]
            ),
            (
                &HeaderValue::from_static("\"cache\""),
                &HeaderValue::from_static("no-store")
            ),
            "nothing stays in the browser"
        );
        assert_eq!(
            code(phone.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
        assert!(fang.get::<ListDevices>(&NoArgument).await.is_ok());
    });
}

/// What is logged while a call is answered.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_wrong_password_is_logged_with_its_address_and_nobodys_name() {
    story(async |server| {
        server.sign_up("wang_fang").await;
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        let logged = tracing::subscriber::set_default(subscriber);
        let wrong = sign_in_request("wang_fang", "a wrong guess");
        let refused = server.nobody().call::<SignIn>(&NoArgument, &wrong).await;
        assert_eq!(code(refused), ErrorCode::WrongCredentials);
        drop(logged);
        let log = log.0.lock().expect("the log").clone();
        let log = String::from_utf8(log).expect("UTF-8");
        assert!(
            log.contains("wrong credentials address=127.0.0.1 "),
            "{log}"
        );
        assert!(
            !log.contains("wang_fang") && !log.contains("guess"),
            "{log}"
        );
    });
}

#[test]
fn a_device_signs_in_again_after_a_year_however_often_it_is_used() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let used = async |created_at: i64| {
            let mut write = server.database.write().await.expect("a transaction");
            Sql::new("UPDATE devices SET created_at = $1")
                .bind(created_at)
                .execute(&mut write)
                .await
                .expect("an older device");
            write.commit().await.expect("committed");
            server.sweep_after(0).await;
            fang.get::<ListDevices>(&NoArgument).await
        };
        let now = clock::now().0;
        used(now - clock::days_ms(364)).await.expect("still in");
        let out = used(now - clock::days_ms(366)).await;
        assert_eq!(code(out), ErrorCode::SignedOut);
    });
}

#[test]
fn a_device_can_be_revoked_from_another_but_not_by_somebody_else() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let phone = on_another_device(&fang).await;
        let devices = fang
            .get::<ListDevices>(&NoArgument)
            .await
            .expect("devices")
            .items;
        let other = devices
            .iter()
            .find(|device| !device.is_current)
            .expect("two devices");
        assert_eq!(devices.len(), 2);
        let with = |password: &str| PasswordRequest {
            password: password.to_owned(),
        };
        lei.call::<RevokeDevice>(&other.id, &with(PASSWORD))
            .await
            .expect("says nothing of others' devices");
        let guess = with("a wrong guess");
        assert_eq!(
            code(fang.call::<RevokeDevice>(&other.id, &guess).await),
            ErrorCode::WrongCredentials
        );
        assert!(
            phone.get::<ListDevices>(&NoArgument).await.is_ok(),
            "somebody else's word counts for nothing"
        );
        fang.call::<RevokeDevice>(&other.id, &with(PASSWORD))
            .await
            .expect("revoked");
        assert_eq!(
            code(phone.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
    });
}

#[test]
fn a_browser_gets_a_cookie_that_scripts_cant_read_and_no_token() {
    story(async |server| {
        let body = serde_json::to_vec(&SignUpRequest {
            bearer: false,
            ..sign_up_request("wang_fang", PASSWORD)
        })
        .expect("JSON");
        let request = Request::post("/api/v1/accounts")
            .header("x-life-circle", "1")
            .header("content-type", "application/json");
        let answer = server
            .send(request.body(Body::from(body)).expect("a request"))
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.text().contains("token"), "{}", answer.text());
        let cookie = answer.headers["set-cookie"]
            .to_str()
            .expect("text")
            .to_owned();
        assert!(cookie.starts_with("__Host-life-circle="), "{cookie}");
        for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.contains(attribute), "{cookie} lacks {attribute}");
        }
        let pair = cookie.split(';').next().expect("a pair").to_owned();
        let me = server
            .send(
                Request::get("/api/v1/devices")
                    .header("cookie", &pair)
                    .body(Body::empty())
                    .expect("a request"),
            )
            .await;
        assert_eq!(me.status, StatusCode::OK);
        // Browsers send the cookie with requests of other sites, too. Such requests must be
        // refused.
        let forged = Request::delete("/api/v1/sessions/current")
            .header("cookie", &pair)
            .header("x-life-circle", "1");
        let forged = forged
            .header("sec-fetch-site", "cross-site")
            .body(Body::empty())
            .expect("a request");
        assert_eq!(server.send(forged).await.error().code, ErrorCode::CrossSite);
    });
}

#[test]
fn signing_in_again_ends_the_session_that_the_browser_had() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let again = fang
            .call::<SignIn>(&NoArgument, &sign_in_request("wang_fang", PASSWORD))
            .await
            .expect("signed in");
        assert_eq!(
            code(fang.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut,
            "the old token is worth nothing"
        );
        let now = Friend {
            token: again.token,
            ..fang
        };
        assert_eq!(
            now.get::<ListDevices>(&NoArgument)
                .await
                .expect("devices")
                .items
                .len(),
            1
        );
    });
}

#[test]
fn what_a_page_sends_for_somebody_else_is_refused() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let send = async |named: String| {
            let request = Request::post("/api/v1/moments")
                .header(
                    "authorization",
                    format!("Bearer {}", fang.token.clone().expect("a token")),
                )
                .header("content-type", "application/json")
                .header("idempotency-key", server.new_key())
                .header("x-life-circle", named)
                .body(Body::from("{\"text\": \"hello\"}"));
            server.send(request.expect("a request")).await.status
        };
        assert_eq!(
            send(lei.person().id.to_string()).await,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(send(fang.person().id.to_string()).await, StatusCode::OK);
        assert_eq!(send("1".to_owned()).await, StatusCode::OK);
    });
}

#[test]
fn the_cookie_of_a_browser_in_use_is_renewed() {
    story(async |server| {
        server.sign_up("wang_fang").await;
        let body = serde_json::to_vec(&SignInRequest {
            bearer: false,
            ..sign_in_request("wang_fang", PASSWORD)
        });
        let raw = server
            .nobody()
            .raw::<SignIn>(&NoArgument, "", body.expect("JSON"), "")
            .await;
        let cookie = raw.headers["set-cookie"].to_str().expect("text").to_owned();
        let (pair, _) = cookie.split_once(';').expect("a cookie with attributes");
        let ask = async || {
            let request = Request::get("/api/v1/devices")
                .header("cookie", pair)
                .body(Body::empty());
            server
                .send(request.expect("a request"))
                .await
                .headers
                .get("set-cookie")
                .cloned()
        };
        assert_eq!(ask().await, None, "it is new");
        let mut write = server.database.write().await.expect("a transaction");
        Sql::new("UPDATE devices SET last_seen_at = last_seen_at - 3600000")
            .execute(&mut write)
            .await
            .expect("an hour passes");
        write.commit().await.expect("committed");
        let renewed = ask().await.expect("it is sent again");
        assert_eq!(renewed.to_str().expect("text"), cookie);
    });
}

#[test]
fn a_name_that_nobody_could_see_is_refused() {
    story(async |server| {
        for name in [
            "\u{200b}",
            "\u{3164} \u{feff}",
            "a\u{200f}b",
            "\u{202e}name",
        ] {
            let request = SignUpRequest {
                display_name: name.to_owned(),
                ..sign_up_request("wang_fang", PASSWORD)
            };
            let outcome = server
                .nobody()
                .call::<SignUp>(&NoArgument, &request)
                .await
                .map(drop);
            assert_eq!(code(outcome), ErrorCode::DisplayNameInvalid, "{name:?}");
        }
    });
}

#[test]
fn two_sign_ups_of_the_same_person_at_once_both_sign_in() {
    story(async |server| {
        let sign_up = || {
            let nobody = server.nobody();
            tokio::spawn(async move {
                nobody
                    .call::<SignUp>(&NoArgument, &sign_up_request("wang_fang", PASSWORD))
                    .await
                    .map(|signed_in| signed_in.me)
            })
        };
        let first = sign_up();
        let second = sign_up();
        let first = first.await.expect("it ran");
        let second = second.await.expect("it ran");
        assert_eq!(
            first.expect("one makes the account"),
            second.expect("the other finds it made")
        );
    });
}
