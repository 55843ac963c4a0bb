//! A repeated request has one effect. Long, since each endpoint has its row.
//!
//! Every endpoint that changes something is called again, with another body, twenty times at once,
//! and after the sender has hung up. An endpoint without a row fails the test.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use life_circle_server::platform::db::Sql;
use life_circle_wire::{EndpointInfo, ErrorCode, Method, endpoints};

use crate::everything::circle::{Circle, friend, owner, requester, stranger};
use crate::support::{Friend, Raw, Server, picture, story};

/// A call that changes something.
struct Row {
    endpoint: &'static str,
    /// Picks the caller from the circle.
    who: fn(&Circle) -> &Friend,
    /// The JSON body; `{…}` in it are filled in. `picture` means the bytes of a picture.
    body: &'static str,
    /// A different body, for an endpoint that takes an `Idempotency-Key`.
    other: &'static str,
}

const fn row(endpoint: &'static str, who: fn(&Circle) -> &Friend, body: &'static str) -> Row {
    Row {
        endpoint,
        who,
        body,
        other: "",
    }
}

const ROWS: &[Row] = &[
    Row {
        endpoint: "PostMoment",
        who: owner,
        body: r#"{"text":"hi @{friend} #topic#"}"#,
        other: r#"{"text":"ho"}"#,
    },
    Row {
        endpoint: "PostComment",
        who: friend,
        body: r#"{"text":"hi @{handle}"}"#,
        other: r#"{"text":"ho"}"#,
    },
    Row {
        endpoint: "RequestFriend",
        who: stranger,
        body: r#"{"handle":"owner"}"#,
        other: r#"{"handle":"{friend}"}"#,
    },
    Row {
        endpoint: "UploadPhoto",
        who: owner,
        body: "picture",
        other: "another picture",
    },
    Row {
        endpoint: "CreateLink",
        who: owner,
        body: r#"{"lifetime":"day","people_most":1}"#,
        other: r#"{"lifetime":"hour","people_most":1}"#,
    },
    Row {
        endpoint: "Report",
        who: friend,
        body: r#"{"about":{"moment":"{moment_id}"},"reason":"spam"}"#,
        other: r#"{"about":{"person":"{handle}"},"reason":"spam"}"#,
    },
    row("RevokeLink", owner, ""),
    row("FollowLink", stranger, r#"{"secret":"{secret}"}"#),
    row(
        "RemovePasskey",
        owner,
        r#"{"password":"correct horse battery"}"#,
    ),
    row(
        "SetPasskeyNeeded",
        owner,
        r#"{"password":"correct horse battery","needs_passkey":true}"#,
    ),
    row("SetProfile", owner, r#"{"display_name":"N"}"#),
    row("AnswerFriendRequest", owner, r#"{"answer":"accept"}"#),
    row("WithdrawFriendRequest", requester, ""),
    row(
        "SetFriendDetails",
        friend,
        concat!(
            r#"{"remark":"R","note":"","is_starred":true,"#,
            r#""hides_theirs":false,"hides_mine":false,"tags":[]}"#
        ),
    ),
    Row {
        endpoint: "CreateTag",
        who: owner,
        body: r#"{"name":"N","add":["{friend_id}"]}"#,
        other: r#"{"name":"M"}"#,
    },
    row("ChangeTag", owner, r#"{"name":"N","add":["{friend_id}"]}"#),
    row("DeleteTag", owner, ""),
    row(
        "ChangeAudience",
        owner,
        r#"{"moments":["{moment_id}"],"audience":"only","chosen":{"people":["{friend_id}"]}}"#,
    ),
    row(
        "SetPrivacy",
        owner,
        concat!(
            r#"{"album_window":"month","is_open_to_strangers":false,"#,
            r#""is_suggested":true,"uses_common_friends":true}"#
        ),
    ),
    row("SetBlocked", friend, r#"{"blocked":true}"#),
    row("RemoveFriend", friend, ""),
    row("SetMomentText", owner, r#"{"text":"ho @{friend} #other#"}"#),
    row("SetMomentDeleted", owner, r#"{"deleted":true}"#),
    row("SetLike", friend, r#"{"liked":true}"#),
    row("DeleteComment", owner, ""),
    row("SetFeedSeen", friend, r#"{"arrival":1}"#),
    row("SetNotificationsSeen", owner, r#"{"number":1}"#),
    row("SetMomentMuted", friend, r#"{"muted":true}"#),
    row("DismissSuggestion", stranger, ""),
    row(
        "RevokeDevice",
        owner,
        r#"{"password":"correct horse battery"}"#,
    ),
    row("SignOut", owner, ""),
];

/// Endpoints without a row. They take no key for good reasons
/// (`docs/decisions/sessions-and-passwords.md`), work only once anyway, or change nothing.
const EXEMPT: [&str; 12] = [
    "SignUp",
    "SignIn",
    "PreviewAudience",
    "ReadLink",
    "SetPassword",
    "MakeRecoveryCodes",
    "Recover",
    "BeginPasskey",
    "AddPasskey",
    "BeginPasskeySignIn",
    "SignInWithPasskey",
    "LeaveAccount",
];
const AT_ONCE: usize = 20;
/// How many rows run at the same time.
const THREADS: usize = 4;

/// For each table, the statement that reads all its rows as text.
type Statements = BTreeMap<String, String>;
/// All rows of each table, as text.
type Contents = BTreeMap<String, Vec<String>>;

async fn statements(server: &Server) -> Statements {
    let mut read = server.database.read().await.expect("a connection");
    let columns = if server.is_postgres() {
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM \
            information_schema.columns WHERE table_schema = 'public' ORDER BY ordinal_position"
    } else {
        "SELECT tables.name, columns.name FROM sqlite_master AS tables, \
            pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' AND \
            tables.name NOT LIKE 'sqlite_%' ORDER BY columns.cid"
    };
    let columns: Vec<(String, String)> = Sql::new(columns)
        .fetch_all(&mut read)
        .await
        .expect("columns");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in columns {
        // These columns hold the time of the last look or the last use of a device. A repeat sets
        // them to the new time.
        let is_now = (table == "devices" && column.ends_with("_at")) || column == "seen_at";
        let text = if server.is_postgres() {
            format!("COALESCE(CAST({column} AS TEXT), '-')")
        } else {
            format!("COALESCE(hex({column}), '-')")
        };
        texts
            .entry(table)
            .or_default()
            .extend((!is_now).then_some(text));
    }
    let statement = |(table, texts): (String, Vec<String>)| {
        let line = texts.join(" || '|' || ");
        let sql = format!("SELECT {line} AS line FROM {table} ORDER BY line");
        (table, sql)
    };
    texts.into_iter().map(statement).collect()
}

async fn contents(server: &Server, statements: &Statements) -> Contents {
    let mut read = server.database.read().await.expect("a connection");
    let mut contents = Contents::new();
    for (table, sql) in statements {
        let rows = Sql::new(&*sql.clone().leak())
            .fetch_scalars(&mut read)
            .await
            .expect("rows");
        contents.insert(table.clone(), rows);
    }
    contents
}

/// How many rows each table gained or lost.
fn gained(before: &Contents, after: &Contents) -> BTreeMap<String, i64> {
    let rows = |contents: &Contents, table: &String| {
        i64::try_from(contents[table].len()).expect("few rows")
    };
    let gain = |table: &String| (table.clone(), rows(after, table) - rows(before, table));
    after
        .keys()
        .map(gain)
        .filter(|(_, gain)| *gain != 0)
        .collect()
}

/// A call that is repeated.
struct Repeated<'a> {
    endpoint: &'a EndpointInfo,
    caller: &'a Friend,
    path: String,
    key: String,
}

impl Repeated<'_> {
    async fn send(&self, body: Vec<u8>) -> Raw {
        self.caller
            .raw_path(self.endpoint.method.as_str(), &self.path, body, &self.key)
            .await
    }
}

#[test]
fn what_is_sent_again_has_one_effect() {
    let endpoints = endpoints();
    for endpoint in endpoints
        .iter()
        .filter(|endpoint| endpoint.method != Method::Get)
    {
        let has_row = ROWS.iter().any(|row| row.endpoint == endpoint.name);
        assert!(
            has_row != EXEMPT.contains(&endpoint.name),
            "{} has no row",
            endpoint.name
        );
    }
    // All tables are read again and again, so they must stay small: a server for each row. Rows run
    // at the same time: most of their time they wait for the database.
    let rows = Mutex::new(ROWS.iter());
    let next = || rows.lock().expect("no panic while it is locked").next();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(row) = next() {
                    story(|server| has_one_effect(server, row));
                }
            });
        }
    });
}

/// Repeats a call in each way, in a circle of its own each time.
async fn has_one_effect(server: Server, row: &'static Row) {
    let name = row.endpoint;
    let endpoint = endpoints()
        .into_iter()
        .find(|endpoint| endpoint.name == name)
        .expect("a row of an endpoint");
    let statements = statements(&server).await;
    let contents = async || contents(&server, &statements).await;
    let mut effect = None;
    let ways = ["again", "at once", "lost soon", "lost later"];
    for (number, way) in ways.into_iter().enumerate() {
        let circle = Circle::new(&server, number).await;
        let key = if endpoint.is_keyed {
            server.new_key()
        } else {
            String::new()
        };
        let call = Repeated {
            endpoint: &endpoint,
            caller: (row.who)(&circle),
            path: circle.fill(endpoint.path),
            key,
        };
        let body = body(&circle, row.body);
        let before = contents().await;
        match way {
            "again" => {}
            "at once" => at_once(&call, &body).await,
            "lost soon" => hang_up(&call, &body, Duration::from_micros(300)).await,
            _ => hang_up(&call, &body, Duration::from_millis(3)).await,
        }
        let first = call.send(body.clone()).await;
        let after = contents().await;
        if way == "again" {
            assert_eq!(first.status, 200, "{name}: {}", first.text());
            assert_ne!(before, after, "{name} changes nothing");
        }
        let gained = gained(&before, &after);
        assert_eq!(
            effect.get_or_insert_with(|| gained.clone()),
            &gained,
            "{name}, {way}"
        );
        let again = call.send(body).await;
        assert!(
            !again.status.is_server_error(),
            "{name}, {way}: {}",
            again.text()
        );
        if endpoint.is_keyed {
            assert_eq!(
                (again.status.as_u16(), again.text()),
                (200, first.text()),
                "{name}, {way}"
            );
            let other = call.send(self::body(&circle, row.other)).await;
            assert_eq!(other.error().code, ErrorCode::KeyReused, "{name}, {way}");
        }
        assert_eq!(contents().await, after, "{name}, {way}");
    }
}

fn body(circle: &Circle, body: &str) -> Vec<u8> {
    match body {
        "picture" => picture(40, 30, 1),
        "another picture" => picture(40, 30, 2),
        text => circle.fill(text).into_bytes(),
    }
}

/// Sends the same request twenty times at once. None may cause a server error. With a key, all must
/// get the same answer.
async fn at_once(call: &Repeated<'_>, body: &[u8]) {
    let answers =
        futures_util::future::join_all((0..AT_ONCE).map(|_| call.send(body.to_vec()))).await;
    for answer in &answers {
        assert!(
            !answer.status.is_server_error(),
            "{}: {}",
            call.endpoint.name,
            answer.text()
        );
        if call.endpoint.is_keyed {
            assert_eq!(
                (answer.status.as_u16(), answer.text()),
                (200, answers[0].text()),
                "{}",
                call.endpoint.name
            );
        }
    }
}

/// Sends the request, and hangs up if there is no answer within `patience`.
async fn hang_up(call: &Repeated<'_>, body: &[u8], patience: Duration) {
    // The server may have finished or not. The next request is then a repeat, or the first one.
    let _answer = tokio::time::timeout(patience, call.send(body.to_vec())).await;
}
