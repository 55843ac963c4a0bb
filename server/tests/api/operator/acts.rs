//! The operator's command, used while the server runs. Long: each act has its story.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use life_circle_server::clock;
use life_circle_wire::accounts::{ListDevices, SignIn, SignUp};
use life_circle_wire::links::{LinkSecret, ReadLink};
use life_circle_wire::moments::{
    PostMomentRequest, ReadMoment, SetDeletedRequest, SetMomentDeleted,
};
use life_circle_wire::people::ReadPerson;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};
use life_circle_wire::security::{Recover, RecoverRequest};
use life_circle_wire::{ErrorCode, NoArgument};

use super::operator;
use crate::accounts::signing_in::{sign_in_request, sign_up_request};
use crate::support::{Friend, PASSWORD, Server, code, story};

/// The first word of a line that the command prints: the number of what the line tells of.
fn number(line: &str) -> String {
    let word = line.split_whitespace().next();
    word.expect("a number").to_owned()
}

/// Reports something. Returns the number that the operator gives to close the report.
async fn report(server: &Server, reporter: &Friend, request: &ReportRequest) -> String {
    reporter
        .call::<Report>(&NoArgument, request)
        .await
        .expect("reported");
    let listed = operator(&server.place, &["reports"]).expect("a list");
    number(listed.lines().last().expect("a report"))
}

/// The operator's log, and the names of the acts in it, the oldest first.
fn log(server: &Server) -> (String, Vec<String>) {
    let log = operator(&server.place, &["log"]).expect("a log");
    let acts = log
        .lines()
        .filter_map(|line| line.split("  ").nth(1))
        .map(str::to_owned)
        .collect();
    (log, acts)
}

#[test]
fn an_operator_invites_people_and_revokes_the_link() {
    story(async |server| {
        // Only `SQLite` is tested: the command opens `PostgreSQL` by its URL in the same way.
        let link = operator(&server.place, &["invite", "--people", "2"]).expect("a link");
        let (_, secret) = link
            .lines()
            .next()
            .and_then(|line| line.split_once("/link#"))
            .expect("a link of the page");
        let secret = LinkSecret {
            secret: secret.to_owned(),
        };
        let read = async || server.nobody().call::<ReadLink>(&NoArgument, &secret).await;
        read().await.expect("it leads in");
        let invites = operator(&server.place, &["invites"]).expect("a list");
        assert!(invites.contains("0 of 2 people"), "{invites}");
        let invite = number(&invites);
        operator(&server.place, &["revoke-invite", &invite]).expect("revoked");
        assert_eq!(
            operator(&server.place, &["invites"]).expect("a list"),
            "no invitation of yours is good now"
        );
        assert_eq!(code(read().await), ErrorCode::LinkGone);
        operator(&server.place, &["revoke-invite", &invite]).expect_err("twice");
        operator(&server.place, &["invite", "--public-url", "circle.example"])
            .expect_err("no address");
        assert_eq!(log(&server).1, ["invite", "revoke invite"]);
    });
}

#[test]
fn an_operator_helps_somebody_in_who_forgot_the_password() {
    story(async |server| {
        server.sign_up("wang_fang").await;
        let words = ["reset-password", "@Wang_Fang", "--note", "met in person"];
        let said = operator(&server.place, &words).expect("a code");
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
        let (log, acts) = log(&server);
        assert_eq!(acts, ["reset password"]);
        assert!(log.contains("met in person"), "{log}");
    });
}

#[test]
fn an_operator_reads_reports_and_closes_them() {
    story(async |server| {
        let [lei, han] = server.sign_up_all(["li_lei", "han_mei"]).await;
        han.befriend(&lei).await;
        let request = ReportRequest {
            about: Reported::Moment(lei.post("send me a code").await),
            reason: Reason::Fraud,
            note: "wants money".to_owned(),
        };
        let number = report(&server, &han, &request).await;
        let listed = operator(&server.place, &["reports"]).expect("a list");
        assert!(
            listed.contains("fraud") && listed.contains("@li_lei"),
            "{listed}"
        );
        let shown = operator(&server.place, &["report", &number]).expect("a report");
        for part in ["@han_mei", "wants money", "send me a code"] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
        operator(&server.place, &["close", &number]).expect("closed");
        assert_eq!(
            operator(&server.place, &["reports"]).expect("a list"),
            "no open reports"
        );
        assert!(
            operator(&server.place, &["close", &number])
                .expect_err("twice")
                .contains("closed already")
        );
        assert!(
            operator(&server.place, &["reports", "--closed"])
                .expect("a list")
                .contains(&number)
        );
        let (log, acts) = log(&server);
        assert_eq!(acts, ["close"]);
        assert!(log.contains(&number), "{log}");
    });
}

#[test]
fn an_operator_removes_moments_and_suspends_and_restores_people() {
    story(async |server| {
        let [lei, han] = server.sign_up_all(["li_lei", "han_mei"]).await;
        han.befriend(&lei).await;
        let moment = lei.post("send me a code").await;
        operator(
            &server.place,
            &["remove-moment", &moment.to_string(), "--note", "fraud"],
        )
        .expect("removed");
        for friend in [&han, &lei] {
            assert_eq!(
                code(friend.get::<ReadMoment>(&moment).await),
                ErrorCode::NotFound
            );
        }
        let undo = SetDeletedRequest { deleted: false };
        assert_eq!(
            code(lei.call::<SetMomentDeleted>(&moment, &undo).await),
            ErrorCode::UndoTooLate
        );
        operator(&server.place, &["suspend", "li_lei", "--note", "fraud"]).expect("suspended");
        assert_eq!(
            code(lei.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
        assert_eq!(
            code(han.get::<ReadPerson>(&lei.handle()).await),
            ErrorCode::NotFound
        );
        let error = operator(&server.place, &["suspend", "li_lei"]).expect_err("twice");
        assert!(error.contains("suspended already"), "{error}");
        operator(&server.place, &["unsuspend", "li_lei"]).expect("back");
        server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in_request("li_lei", PASSWORD))
            .await
            .expect("signed in");
        han.read_person(&lei).await;
        let error = operator(&server.place, &["suspend", "nobody_here"]).expect_err("nobody");
        assert!(
            error.contains("nobody has the handle nobody_here"),
            "{error}"
        );
        let (log, acts) = log(&server);
        assert_eq!(acts, ["remove moment", "suspend", "unsuspend"]);
        assert!(log.contains("of @li_lei"), "{log}");
        server
            .nobody()
            .call::<SignUp>(&NoArgument, &sign_up_request("zhang_wei", PASSWORD))
            .await
            .expect("the server goes on");
    });
}

#[test]
fn the_photos_of_what_is_reported_are_kept_until_the_report_is_closed() {
    story(async |server| {
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
        let moment = lei.post_moment(&request).await;
        let indecent = |about| ReportRequest {
            about,
            reason: Reason::Indecency,
            note: String::new(),
        };
        let number = report(&server, &fang, &indecent(Reported::Moment(moment.id))).await;
        lei.delete_moment(moment.id).await;
        let sweep = async || server.sweep_after(clock::minutes_ms(1)).await;
        sweep().await;
        let folder = server.place.folder.to_str().expect("UTF-8");
        let shown =
            operator(&server.place, &["report", &number, "--photos", folder]).expect("a report");
        assert!(shown.contains("photos: 1"), "{shown}");
        let file = server.place.folder.join(format!("report-{number}-1.jpg"));
        let mode = std::fs::metadata(&file).expect("the photo").permissions();
        assert_eq!(mode.mode() & 0o777, 0o600, "for the operator alone");
        assert!(image::open(file).is_ok(), "a picture that can be looked at");
        operator(&server.place, &["close", &number]).expect("closed");
        sweep().await;
        let files = walk(&server.place.folder.join("media"));
        assert_eq!(files, 0, "nobody has it any more");
        let person = report(&server, &han, &indecent(Reported::Person(lei.handle()))).await;
        let shown = operator(&server.place, &["report", &person]).expect("a report");
        assert!(shown.contains(&lei.person().display_name), "{shown}");
        server.sweep_after(clock::days_ms(181)).await;
        let closed = operator(&server.place, &["report", &number]).expect_err("no report");
        assert!(closed.contains("there is no report"), "{closed}");
        operator(&server.place, &["report", &person]).expect("an open one stays");
    });
}

#[test]
fn an_operator_erases_an_account_also_one_that_is_suspended() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = fang.post("hello").await;
        lei.comment(moment, "hi").await;
        operator(&server.place, &["suspend", "wang_fang"]).expect("suspended");
        let erased = operator(
            &server.place,
            &["erase", "@wang_fang", "--note", "they asked"],
        );
        assert!(erased.expect("erased").contains("erased @wang_fang"));
        assert_eq!(
            code(lei.get::<ReadPerson>(&fang.handle()).await),
            ErrorCode::NotFound
        );
        let again = sign_up_request("wang_fang", PASSWORD);
        assert_eq!(
            code(server.nobody().call::<SignUp>(&NoArgument, &again).await),
            ErrorCode::HandleTaken,
            "nobody pretends to be them"
        );
        assert!(log(&server).1.contains(&"erase".to_owned()));
        operator(&server.place, &["erase", "wang_fang"]).expect_err("nobody is left");
    });
}

#[test]
fn acts_refuse_a_database_of_another_version() {
    story(async |server| {
        server
            .run_sql("DELETE FROM _sqlx_migrations WHERE version > 10")
            .await;
        let refused = operator(&server.place, &["invite"]).expect_err("another version");
        assert!(refused.contains("another version"), "{refused}");
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
