//! Answers that a client has already: 304 as long as nothing has changed, and not a moment longer.

use std::sync::atomic::Ordering;
use std::time::Duration;

use life_circle_server::clock;
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::privacy::{AlbumWindow, SetPrivacyRequest};

use crate::support::{Friend, story};

/// The texts of the moments in a person's feed, as their client shows it.
async fn texts(person: &Friend) -> Vec<String> {
    let feed = person.feed().await.into_iter();
    feed.map(|item| item.moment.text).collect()
}

#[test]
fn what_is_unchanged_is_not_sent_again_and_each_change_is_seen_at_once() {
    story(async |server| {
        let server = server.with_kept_answers();
        let twin = server.twin().await;
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        fang.post("spring").await;
        let on_twin = Friend {
            server: twin.clone(),
            ..lei.clone()
        };
        for reader in [&lei, &on_twin] {
            assert_eq!(texts(reader).await, ["spring"]);
            let before = server.still_right.load(Ordering::Relaxed);
            assert_eq!(texts(reader).await, ["spring"]);
            assert_eq!(server.still_right.load(Ordering::Relaxed), before + 1);
        }
        let see = async |expected: &[&str]| {
            for reader in [&lei, &on_twin] {
                assert_eq!(texts(reader).await, expected);
            }
        };
        let hide = async |hides_mine| {
            let details = SetFriendDetailsRequest {
                hides_mine: Some(hides_mine),
                ..SetFriendDetailsRequest::default()
            };
            fang.set_details(&lei, &details).await;
        };
        hide(true).await;
        see(&[]).await;
        hide(false).await;
        see(&["spring"]).await;
        server.run_sql("UPDATE moments SET text = 'summer'").await;
        see(&["summer"]).await;
    });
}

#[test]
fn a_moment_that_leaves_the_window_of_its_author_is_gone_from_kept_answers() {
    story(async |server| {
        let server = server.with_kept_answers();
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let three_days = SetPrivacyRequest {
            album_window: Some(AlbumWindow::ThreeDays),
            ..SetPrivacyRequest::default()
        };
        fang.set_privacy(&three_days).await;
        let moment = fang.post("spring").await;
        let leaves_at = clock::now().plus_ms(1500);
        let created_at = leaves_at.plus_ms(-clock::days_ms(3));
        server
            .alter_moment(moment, &format!("created_at = {}", created_at.0))
            .await;
        assert_eq!(texts(&lei).await, ["spring"]);
        while clock::now() <= leaves_at {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(texts(&lei).await.len(), 0);
    });
}
