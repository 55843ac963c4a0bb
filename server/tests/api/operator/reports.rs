//! Reports of what a person sees. Only the operator reads them.

use life_circle_server::operator::sql::reports;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};
use life_circle_wire::{ErrorCode, NoArgument, ReportId};

use crate::support::{code, story};

fn request(about: Reported) -> ReportRequest {
    ReportRequest {
        about,
        reason: Reason::Fraud,
        note: "wants money".to_owned(),
    }
}

#[test]
fn one_reports_what_one_sees_and_the_operator_reads_what_it_said() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let stranger = server.sign_up("stranger").await;
        fang.befriend(&lei).await;
        let moment = lei.post("send me a code").await;
        let comment = lei.comment(moment, "quickly").await;
        for about in [Reported::Moment(moment), Reported::Comment(comment)] {
            let outcome = stranger
                .call::<Report>(&NoArgument, &request(about.clone()))
                .await;
            assert_eq!(code(outcome), ErrorCode::NotFound, "they can't see it");
            fang.call::<Report>(&NoArgument, &request(about))
                .await
                .expect("reported");
        }
        stranger.set_blocked(&lei, true).await;
        for _ in 0..2 {
            // A blocked person can be reported. The second call is the same report.
            stranger
                .call::<Report>(&NoArgument, &request(Reported::Person(lei.handle())))
                .await
                .expect("reported");
        }
        let outcome = lei
            .call::<Report>(&NoArgument, &request(Reported::Person(lei.handle())))
            .await;
        assert_eq!(code(outcome), ErrorCode::NotFound);
        let mut write = server.database.write().await.expect("a transaction");
        let open = reports::list_reports(&mut write, false)
            .await
            .expect("reports");
        let seen: Vec<_> = open
            .iter()
            .map(|row| {
                (
                    row.reporter.as_deref().unwrap_or_default(),
                    row.handle.as_str(),
                    row.text.as_str(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("wang_fang", "li_lei", "send me a code"),
                ("wang_fang", "li_lei", "quickly"),
                ("stranger", "li_lei", "li_lei 名字\n")
            ]
        );
        assert_eq!(
            (open[0].reason.as_str(), open[0].note.as_str()),
            ("fraud", "wants money")
        );
        reports::close_report(
            &mut write,
            ReportId(open[0].id),
            life_circle_server::clock::now(),
        )
        .await
        .expect("closed");
        assert_eq!(
            reports::list_reports(&mut write, false)
                .await
                .expect("reports")
                .len(),
            2
        );
    });
}

#[test]
fn what_is_reported_again_for_another_reason_is_another_report() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let worse = ReportRequest {
            reason: Reason::Harassment,
            ..request(Reported::Person(lei.handle()))
        };
        let told = ReportRequest {
            note: "threatens me".to_owned(),
            ..worse.clone()
        };
        let first = request(Reported::Person(lei.handle()));
        for report in [&first, &worse, &told, &told, &first] {
            fang.call::<Report>(&NoArgument, report)
                .await
                .expect("reported");
        }
        let mut write = server.database.write().await.expect("a transaction");
        let open = reports::list_reports(&mut write, false)
            .await
            .expect("reports");
        let said: Vec<_> = open
            .iter()
            .map(|row| (row.reason.as_str(), row.note.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("fraud", "wants money"),
                ("harassment", "wants money"),
                ("harassment", "threatens me")
            ]
        );
    });
}

#[test]
fn twenty_reports_of_one_person_can_wait() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        for number in 0..20 {
            let moment = lei.post(&format!("spam {number}")).await;
            fang.call::<Report>(&NoArgument, &request(Reported::Moment(moment)))
                .await
                .expect("reported");
        }
        let moment = lei.post("spam again").await;
        let outcome = fang
            .call::<Report>(&NoArgument, &request(Reported::Moment(moment)))
            .await;
        assert_eq!(code(outcome), ErrorCode::TooManyReports);
    });
}
