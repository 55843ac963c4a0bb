//! The server does what its `OpenAPI` document says. schemathesis makes requests from the document,
//! valid and invalid ones, and compares each answer with it.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::process::Stdio;

use life_circle_server::server;
use life_circle_wire::{EndpointInfo, endpoints};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::process::Command;

use crate::everything::circle::{Circle, Owned, ask, make_link};
use crate::support::{PASSWORD, Server, story_with};

/// The variable with the path of schemathesis. `cargo xtask test` sets it.
const PROGRAM: &str = "LIFE_CIRCLE_SCHEMATHESIS";
/// Seeds of random numbers, and the phases of schemathesis that depend on them.
const SEEDS: [(usize, &str); 3] = [
    (1, "coverage,fuzzing,stateful"),
    (2, "fuzzing,stateful"),
    (3, "fuzzing,stateful"),
];
/// A deletion takes one away, so there are enough.
const OF_EVERYTHING: usize = 15;
/// They would end the test: the session, or a stream that never ends.
const LEFT_OUT: &[&str] = &["SignOut", "ReadEvents"];
/// With the right password they would end the session or the account.
const WITH_A_WRONG_PASSWORD: &[&str] = &["LeaveAccount", "SetPassword", "RevokeDevice"];
/// They end the session with which they are called, and begin another. So nobody is signed in.
const SIGN_INS: &[&str] = &["SignUp", "SignIn", "SignInWithPasskey", "Recover"];
/// No request of schemathesis can be right: they need an authenticator, or a secret code.
const NEVER_RIGHT: &[&str] = &["AddPasskey", "SignInWithPasskey", "Recover"];
/// What has an owner, by the names of parameters and fields.
const OWNED: &[(&str, &str)] = &[
    ("path.moment_id", "{moment_id}"),
    ("path.comment_id", "{comment_id}"),
    ("path.photo_file", "{photo_file}"),
    ("path.tag_id", "{tag_id}"),
    ("path.device_id", "{device_id}"),
    ("path.link_id", "{link_id}"),
    ("path.passkey_id", "{passkey_id}"),
    ("body.moments.[*]", "{moment_id}"),
    ("body.chosen.tags.[*]", "{tag_id}"),
    ("body.add_tags.[*]", "{tag_id}"),
];
/// The statuses that a valid request can get, too: it is about somebody or something that isn't
/// there any more, or it breaks a rule that the document has in words.
const REFUSALS: &[u16] = &[304, 401, 403, 404, 409, 410, 413, 422];

#[test]
fn the_server_does_what_its_document_says() {
    let Some(program) = std::env::var_os(PROGRAM) else {
        println!("skipped: {PROGRAM} is not set");
        return;
    };
    story_with(&["--photos-most", "100000"], async |server| {
        let address = listen(&server).await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("schemathesis.toml");
        let mut answers = Answers::new();
        for (seed, phases) in SEEDS {
            let circle = Circle::new(&server, seed).await;
            let things = things(&server, &circle, seed).await;
            let left_out = [LEFT_OUT, SIGN_INS].concat();
            for (token, flag, endpoints) in [
                (
                    circle.owner.token.as_deref(),
                    "--exclude-operation-id",
                    &*left_out,
                ),
                (None, "--include-operation-id", SIGN_INS),
            ] {
                std::fs::write(&file, settings(token, &things)).expect("the settings are written");
                let run = Command::new(&program)
                    .arg("--config-file")
                    .arg(&file)
                    .args([
                        "run",
                        "--no-color",
                        "--phases",
                        phases,
                        "--seed",
                        &seed.to_string(),
                    ])
                    .args(endpoints.iter().flat_map(|endpoint| [flag, endpoint]))
                    .arg(format!("http://{address}/api/v1/openapi.json"))
                    .current_dir(folder.path())
                    .stdin(Stdio::null())
                    .output()
                    .await
                    .expect("schemathesis starts");
                let said = String::from_utf8_lossy(&run.stdout);
                assert!(run.status.success(), "with the seed {seed}: {said}");
                let report = std::fs::read_to_string(folder.path().join("report"));
                note_answers(&report.expect("a report"), &mut answers);
            }
        }
        // Where nothing succeeds, only refusals are compared with the document.
        for EndpointInfo {
            name, method, path, ..
        } in endpoints()
        {
            let is_exempt = [LEFT_OUT, WITH_A_WRONG_PASSWORD, NEVER_RIGHT]
                .concat()
                .contains(&name);
            let statuses = answers.get(&format!("{} {path}", method.as_str()));
            let has_succeeded = statuses.is_some_and(|all| all.range(200..300).next().is_some());
            assert!(has_succeeded || is_exempt, "{name}: {statuses:?}");
        }
    });
}

/// The statuses of all answers to an operation, by its method and path.
type Answers = BTreeMap<String, BTreeSet<u64>>;

/// Adds the answers that a report of schemathesis tells of, one event a line.
fn note_answers(report: &str, answers: &mut Answers) {
    for line in report.lines() {
        let event: Value = serde_json::from_str(line).expect("JSON");
        let recorder = &event["ScenarioFinished"]["recorder"];
        let (Some(label), Some(interactions)) = (
            recorder["label"].as_str(),
            recorder["interactions"].as_object(),
        ) else {
            continue;
        };
        // It tries other methods, too.
        let statuses = interactions
            .values()
            .filter(|interaction| {
                let method = interaction["request"]["method"].as_str();
                method.is_some_and(|method| label.starts_with(method))
            })
            .filter_map(|interaction| interaction["response"]["status_code"].as_u64());
        answers
            .entry(label.to_owned())
            .or_default()
            .extend(statuses);
    }
}

/// Serves on a free port until the test ends.
async fn listen(server: &Server) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(server::serve(
        server.app.clone(),
        listener,
        None,
        std::future::pending(),
    ));
    address
}

/// The values of parameters and fields that lead to something, by their names in schemathesis's
/// settings.
type Things = BTreeMap<&'static str, Vec<String>>;

/// Makes enough of everything for the owner of this circle.
async fn things(server: &Server, circle: &Circle, seed: usize) -> Things {
    let mut things = Things::new();
    let mut add = |name, value: String| things.entry(name).or_default().push(value);
    let owner = &circle.owner;
    for number in seed * 100..seed * 100 + OF_EVERYTHING {
        let sign_up = async |name: &str| server.sign_up(&format!("{name}_{number}")).await;
        let friend = sign_up("a").await;
        let requester = sign_up("b").await;
        let asked = sign_up("c").await;
        let stranger = sign_up("d").await;
        owner.befriend(&friend).await;
        add("path.handle", friend.handle().to_string());
        add("body.handle", stranger.handle().to_string());
        add("body.about.person", friend.handle().to_string());
        add(
            "body.about.moment",
            friend.post("a friend's moment").await.to_string(),
        );
        add("body.chosen.people.[*]", friend.person().id.to_string());
        add("body.reminded.[*]", friend.person().id.to_string());
        for request in [ask(&requester, owner).await, ask(owner, &asked).await] {
            add("path.friend_request_id", request.to_string());
        }
        add("body.secret", make_link(&stranger).await.secret);
        add(
            "body.photos.[*].id",
            owner.upload_picture(1).await.to_string(),
        );
        let owned = Owned::new(owner, number).await;
        for (name, argument) in OWNED {
            add(name, owned.fill(argument));
        }
    }
    add("path.topic", "owner".to_owned());
    add("body.password", PASSWORD.to_owned());
    add("header.x-life-circle", "1".to_owned());
    things
}

/// What schemathesis must know: how to sign in, what exists, and what is expected.
fn settings(token: Option<&str>, things: &Things) -> String {
    let statuses: Vec<String> = REFUSALS.iter().map(u16::to_string).collect();
    let mut settings = format!(
        "[auth]\nauto-signup = false\n\
         [reports.ndjson]\npath = \"report\"\n\
         [warnings]\nfail-on = [\"unmatched_filter\", \"dictionary_mismatch\"]\n\
         [generation]\nmax-examples = 6\nwith-security-parameters = false\n\
         [checks.positive_data_acceptance]\nexpected-statuses = [\"2xx\", {}]\n",
        statuses.join(", "),
    );
    if let Some(token) = token {
        settings += &format!("[auth.openapi]\nbearer = {{ bearer = {token:?} }}\n");
    }
    for endpoint in WITH_A_WRONG_PASSWORD {
        settings += &format!("[[operations]]\ninclude-operation-id = {endpoint:?}\n");
        settings += "parameters = { \"body.password\" = \"a wrong password\" }\n";
    }
    for (name, values) in things {
        settings += &format!("[dictionaries.\"{name}\"]\nvalues = {values:?}\n");
    }
    settings += "[parameters]\n";
    for name in things.keys() {
        let binding = format!("{{ dictionary = {name:?}, probability = 0.95 }}");
        settings += &format!("{name:?} = {binding}\n");
    }
    settings
}
