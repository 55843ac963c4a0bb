//! The operator's command, used while the server runs.

use std::path::Path;
use std::process::Command;

use life_circle_server::{clock, sweep};
use life_circle_wire::accounts::{ListDevices, SignIn, SignInRequest, SignUp};
use life_circle_wire::links::{LinkSecret, ReadLink};
use life_circle_wire::moments::{
    PostMoment, PostMomentRequest, ReadMoment, SetDeletedRequest, SetMomentDeleted,
};
use life_circle_wire::people::ReadPerson;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};
use life_circle_wire::security::{Recover, RecoverRequest};
use life_circle_wire::{ErrorCode, NoArgument, Timestamp};

use crate::support::{Friend, PASSWORD, Server, code, story};

/// Runs the command. Returns what it prints, or its error.
fn operator(server: &Server, words: &[&str]) -> Result<String, String> {
    let folder = server.folder.to_str().expect("UTF-8");
    let mut command = Command::new(env!("CARGO_BIN_EXE_life-circle-server"));
    let output = command
        .arg("operator")
        .args(["--data", folder])
        .args(words)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").trim().to_owned();
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        Err(text(output.stderr))
    }
}

#[test]
fn an_operator_invites_helps_and_acts_on_reports_and_all_of_it_is_logged() {
    story(async |server| {
        // Only `SQLite` is tested: the command opens `PostgreSQL` by its URL in the same way.
        if server.is_postgres() {
            return;
        }
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        fang.befriend(&lei).await;
        let link = operator(&server, &["invite", "--people", "2"]).expect("a link");
        let (_, secret) = link
            .lines()
            .next()
            .and_then(|line| line.split_once("/link#"))
            .expect("a link of the page");
        let secret = LinkSecret {
            secret: secret.to_owned(),
        };
        server
            .nobody()
            .call::<ReadLink>(&NoArgument, &secret)
            .await
            .expect("it leads in");

        let said = operator(
            &server,
            &["reset-password", "@Wang_Fang", "--note", "met in person"],
        )
        .expect("a code");
        let recover = RecoverRequest {
            handle: "wang_fang".to_owned(),
            code: said.lines().next().expect("a code").to_owned(),
            new_password: "another horse battery".to_owned(),
            keep_account: false,
            bearer: true,
        };
        server
            .nobody()
            .call::<Recover>(&NoArgument, &recover)
            .await
            .expect("let in");

        let moment = lei.post("send me a code").await;
        let invites = operator(&server, &["invites"]).expect("a list");
        assert!(invites.contains("0 of 2 people"), "{invites}");
        let invite = invites
            .split_whitespace()
            .next()
            .expect("a number")
            .to_owned();
        operator(&server, &["revoke-invite", &invite]).expect("revoked");
        assert_eq!(
            operator(&server, &["invites"]).expect("a list"),
            "no invitation of yours is good now"
        );
        assert_eq!(
            code(server.nobody().call::<ReadLink>(&NoArgument, &secret).await),
            ErrorCode::LinkGone
        );
        operator(&server, &["revoke-invite", &invite]).expect_err("twice");
        operator(&server, &["invite", "--public-url", "circle.example"]).expect_err("no address");

        let report = ReportRequest {
            about: Reported::Moment(moment),
            reason: Reason::Fraud,
            note: "wants money".to_owned(),
        };
        let han = server.sign_up("han_mei").await;
        han.befriend(&lei).await;
        han.call::<Report>(&NoArgument, &report)
            .await
            .expect("reported");
        let listed = operator(&server, &["reports"]).expect("a list");
        assert!(
            listed.contains("fraud") && listed.contains("@li_lei"),
            "{listed}"
        );
        let number = listed
            .split_whitespace()
            .next()
            .expect("a number")
            .to_owned();
        let shown = operator(&server, &["report", &number]).expect("a report");
        for part in ["@han_mei", "wants money", "send me a code"] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
        operator(
            &server,
            &["remove-moment", &moment.to_string(), "--note", "fraud"],
        )
        .expect("removed");
        for friend in [&han, &lei] {
            assert_eq!(
                code(friend.get::<ReadMoment>(&moment).await),
                ErrorCode::NotFound
            );
        }
        operator(&server, &["suspend", "li_lei", "--note", "fraud"]).expect("suspended");
        assert_eq!(
            code(lei.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
        assert_eq!(
            code(han.get::<ReadPerson>(&lei.handle()).await),
            ErrorCode::NotFound
        );
        let error = operator(&server, &["suspend", "li_lei"]).expect_err("twice");
        assert!(error.contains("suspended already"), "{error}");
        operator(&server, &["restore", "li_lei"]).expect("restored");
        let sign_in = SignInRequest {
            handle: "li_lei".to_owned(),
            password: PASSWORD.to_owned(),
            keep_account: false,
            bearer: true,
        };
        server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in)
            .await
            .expect("signed in");
        han.get::<ReadPerson>(&lei.handle())
            .await
            .expect("there again");
        operator(&server, &["close", &number]).expect("closed");
        assert_eq!(
            operator(&server, &["reports"]).expect("a list"),
            "no open reports"
        );
        assert!(
            operator(&server, &["close", &number])
                .expect_err("twice")
                .contains("closed already")
        );
        assert!(
            operator(&server, &["reports", "--closed"])
                .expect("a list")
                .contains(&number)
        );
        let error = operator(&server, &["suspend", "nobody_here"]).expect_err("nobody");
        assert!(
            error.contains("nobody has the handle nobody_here"),
            "{error}"
        );
        let log = operator(&server, &["log"]).expect("a log");
        let acts: Vec<&str> = log
            .lines()
            .filter_map(|line| line.split("  ").nth(1))
            .collect();
        assert_eq!(
            acts,
            [
                "invite",
                "reset password",
                "revoke invite",
                "remove moment",
                "suspend",
                "restore",
                "close"
            ]
        );
        assert!(
            log.contains("met in person") && log.contains(&number) && log.contains("of @li_lei"),
            "{log}"
        );
        let again = crate::account::accounts::sign_up_request("zhang_wei", PASSWORD);
        server
            .nobody()
            .call::<SignUp>(&NoArgument, &again)
            .await
            .expect("the server goes on");
    });
}

#[test]
fn the_photos_of_what_is_reported_are_kept_until_the_report_is_closed() {
    story(async |server| {
        if server.is_postgres() {
            return;
        }
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        lei.befriend(&fang).await;
        lei.befriend(&han).await;
        let photos = vec![PhotoUse {
            id: lei.upload_picture(7).await,
            alt: String::new(),
        }];
        let request = PostMomentRequest {
            photos,
            ..Default::default()
        };
        let moment = lei
            .call::<PostMoment>(&NoArgument, &request)
            .await
            .expect("posted");
        let report = async |reporter: &Friend, about: Reported| {
            let request = ReportRequest {
                about,
                reason: Reason::Indecency,
                note: String::new(),
            };
            reporter
                .call::<Report>(&NoArgument, &request)
                .await
                .expect("reported");
            let listed = operator(&server, &["reports"]).expect("a list");
            let line = listed.lines().last().expect("a report");
            line.split_whitespace().next().expect("a number").to_owned()
        };
        let number = report(&fang, Reported::Moment(moment.id)).await;
        let request = SetDeletedRequest { deleted: true };
        lei.call::<SetMomentDeleted>(&moment.id, &request)
            .await
            .expect("deleted");
        let sweep = async || {
            sweep::sweep(&server.app, Timestamp(clock::now().0 + 60_000))
                .await
                .expect("swept");
        };
        sweep().await;
        let folder = server.folder.to_str().expect("UTF-8");
        let shown = operator(&server, &["report", &number, "--photos", folder]).expect("a report");
        assert!(shown.contains("photos: 1"), "{shown}");
        let file = server.folder.join(format!("report-{number}-1.jpg"));
        assert!(image::open(file).is_ok(), "a picture that can be looked at");
        operator(&server, &["close", &number]).expect("closed");
        sweep().await;
        let files = walk(&server.folder.join("media"));
        assert_eq!(files, 0, "nobody has it any more");
        let person = report(&han, Reported::Person(lei.handle())).await;
        let shown = operator(&server, &["report", &person]).expect("a report");
        assert!(shown.contains(&lei.person().display_name), "{shown}");
    });
}

/// The number of files in a folder and its sub-folders.
fn walk(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| if path.is_dir() { walk(&path) } else { 1 })
        .sum()
}
