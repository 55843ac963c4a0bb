//! Live events: what reaches a person's stream. Long, since each story is told whole.

use axum::http::StatusCode;
use life_circle_wire::accounts::{SignIn, SignInRequest, SignOut};
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::{DeleteComment, PostComment, PostCommentRequest};
use life_circle_wire::events::{Event, ReadEvents};
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::moments::{SetMomentText, SetTextRequest};
use life_circle_wire::privacy::{AlbumWindow, SetPrivacyRequest};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, Nothing, limits};

use crate::audience::family::{Family, family};
use crate::support::{Friend, PASSWORD, Stream, story};

/// The next event that isn't a status.
async fn next(stream: &mut Stream) -> Event {
    loop {
        match stream.next().await {
            Event::Status(_) => {}
            other => return other,
        }
    }
}

async fn change_text(author: &Friend, moment: MomentId) {
    let request = SetTextRequest {
        text: "changed".to_owned(),
    };
    author
        .call::<SetMomentText>(&moment, &request)
        .await
        .expect("changed");
}

fn is_change_of(event: &Event, moment: MomentId) -> bool {
    matches!(event, Event::Changed(changed) if changed.moment_id == moment)
}

#[test]
fn a_friends_moment_and_the_reactions_to_it_come_by_themselves() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let mut stream = fang.open_stream(None).await;
        // The event about the new friendship may still be on its way.
        let first = stream.rest().await;
        assert!(
            matches!(first.first(), Some(Event::Status(status)) if status.unseen == 0),
            "what waits comes first"
        );
        let moment = lei.post("hello").await;
        let Event::Arrived(arrived) = next(&mut stream).await else {
            panic!("a moment arrives")
        };
        assert_eq!(
            (arrived.moment_id, arrived.author, arrived.arrival),
            (moment, lei.person(), 1)
        );
        lei.like(moment).await;
        assert!(is_change_of(&next(&mut stream).await, moment));
        lei.comment(moment, "hi").await;
        assert!(is_change_of(&next(&mut stream).await, moment));
        change_text(&lei, moment).await;
        assert!(is_change_of(&next(&mut stream).await, moment));
        lei.delete_moment(moment).await;
        assert!(is_change_of(&next(&mut stream).await, moment));
        lei.remove_friend(&fang).await;
        assert_eq!(next(&mut stream).await, Event::Friends {});
    });
}

/// Most streams of one network, and of one person.
const STREAMS_MOST: (usize, usize) = (400, 8);

#[test]
fn one_network_cannot_take_every_stream() {
    story(async |server| {
        let (of_network, of_person) = STREAMS_MOST;
        let mut streams = Vec::new();
        for number in 0..of_network / of_person {
            let person = server.sign_up(&format!("person_{number}")).await;
            for _ in 0..of_person {
                streams.push(person.open_stream(None).await);
            }
        }
        let late = server.sign_up("late").await;
        let open = async || {
            late.raw::<ReadEvents>(&NoArgument, "", Vec::new(), "")
                .await
        };
        let refused = open().await;
        assert_eq!(refused.error().code, ErrorCode::Overloaded);
        assert!(refused.headers.contains_key("retry-after"));
        streams.pop();
        assert_eq!(open().await.status, StatusCode::OK, "there is room again");
    });
}

#[test]
fn my_own_moment_arrives_on_my_other_devices() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let mut stream = fang.open_stream(None).await;
        stream.rest().await;
        let moment = fang.post("from the phone").await;
        let Event::Arrived(arrived) = next(&mut stream).await else {
            panic!("the moment arrives")
        };
        assert_eq!((arrived.moment_id, arrived.arrival), (moment, 1));
        let later = stream.rest().await;
        assert!(later.is_empty(), "it is nothing new to me: {later:?}");
    });
}

#[test]
fn what_arrived_meanwhile_comes_when_a_stream_is_opened_again() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let mut stream = fang.open_stream(None).await;
        stream.rest().await;
        let first = lei.post("first").await;
        assert!(
            matches!(next(&mut stream).await, Event::Arrived(arrived) if arrived.moment_id == first)
        );
        let last_id = stream.last_id.clone();
        drop(stream);
        lei.post("second").await;
        lei.post("third").await;
        let mut stream = fang.open_stream(Some(&last_id)).await;
        assert_eq!(
            next(&mut stream).await,
            Event::Resync {},
            "the page reads again what it may have missed"
        );
        assert_eq!(stream.last_id, "3");
        // A list of what arrived would tell what didn't, and can be seen by now.
        let told = stream.rest().await;
        assert!(
            !told.iter().any(|event| matches!(event, Event::Arrived(_))),
            "{told:?}"
        );
    });
}

#[test]
fn nothing_comes_of_what_may_not_be_seen() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        let stranger = server.sign_up("stranger").await;
        let moment = fang.post("for friends").await;
        let mut leis = lei.open_stream(None).await;
        let mut strangers = stranger.open_stream(None).await;
        leis.rest().await;
        strangers.rest().await;
        // Han and Lei aren't friends: Lei doesn't see what Han does under Fang's moment.
        han.like(moment).await;
        han.comment(moment, "unseen").await;
        fang.post_for("a diary", Audience::OnlyMe).await;
        let secret = fang.post_for("another", Audience::OnlyMe).await.id;
        change_text(&fang, secret).await;
        fang.delete_moment(secret).await;
        fang.post("for friends again").await;
        let seen = leis.rest().await;
        assert!(
            matches!(
                seen.as_slice(),
                [Event::Arrived(arrived), Event::Status(_)] if arrived.arrival == 2
            ),
            "only the last moment: {seen:?}"
        );
        assert_eq!(strangers.rest().await, []);
    });
}

#[test]
fn what_an_author_changes_is_told_to_those_alone_for_whom_it_changes_something() {
    story(async |server| {
        let family = family(&server).await;
        let Family { fang, lei, han, .. } = &family;
        family
            .post(Audience::Only, family.tagged(Some(false)))
            .await;
        let frozen = family.post(Audience::Only, family.tagged(None)).await.id;
        let mut leis = lei.open_stream(None).await;
        let mut hans = han.open_stream(None).await;
        let mut told = async || {
            let is_told = |events: Vec<Event>| events.contains(&Event::Resync {});
            [is_told(leis.rest().await), is_told(hans.rest().await)]
        };
        told().await;
        let star = SetFriendDetailsRequest {
            is_starred: Some(true),
            ..Default::default()
        };
        fang.set_details(lei, &star).await;
        fang.set_hides_mine(han, true).await;
        assert_eq!(
            told().await,
            [false, false],
            "Han saw nothing that is hidden now"
        );
        fang.set_hides_mine(han, false).await;
        fang.set_hides_mine(lei, true).await;
        assert_eq!(told().await, [true, false]);
        fang.set_hides_mine(lei, false).await;
        told().await;
        family.put_tag_on(han, true).await;
        assert_eq!(told().await, [false, true]);
        family.put_tag_on(han, true).await;
        assert_eq!(told().await, [false, false], "she has it already");
        let for_lei = Chosen {
            people: vec![lei.person().id],
            ..Default::default()
        };
        fang.change_audience(frozen, Audience::Only, for_lei).await;
        assert_eq!(told().await, [false, false], "it was for Lei alone before");
        let privacy = SetPrivacyRequest {
            album_window: Some(AlbumWindow::ThreeDays),
            is_suggested: Some(false),
            ..Default::default()
        };
        fang.set_privacy(&privacy).await;
        assert_eq!(told().await, [false, false], "nothing of hers is as old");
        han.remove_friend(lei).await;
        assert_eq!(
            leis.rest().await,
            [],
            "who is no friend stays none, and isn't told"
        );
    });
}

#[test]
fn a_deleted_reply_is_told_to_those_who_could_see_it() {
    story(async |server| {
        let [fang, lei, han, wei] = server
            .sign_up_all(["wang_fang", "li_lei", "han_mei", "zhang_wei"])
            .await;
        for friend in [&lei, &han, &wei] {
            fang.befriend(friend).await;
        }
        lei.befriend(&han).await;
        lei.befriend(&wei).await;
        let moment = fang.post("for friends").await;
        let comment = async |who: &Friend, reply_to| {
            let request = PostCommentRequest {
                text: "hello".to_owned(),
                reply_to,
            };
            who.call::<PostComment>(&moment, &request)
                .await
                .expect("commented")
                .id
        };
        let reply = comment(&lei, Some(comment(&han, None).await)).await;
        lei.remove_friend(&han).await;
        let mut fangs = fang.open_stream(None).await;
        let mut weis = wei.open_stream(None).await;
        fangs.rest().await;
        weis.rest().await;
        lei.call::<DeleteComment>(&reply, &Nothing {})
            .await
            .expect("deleted");
        assert!(is_change_of(&next(&mut fangs).await, moment));
        assert_eq!(
            weis.rest().await,
            [],
            "Wei doesn't know Han, to whom it was"
        );
    });
}

#[test]
fn a_stream_ends_with_its_session() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let mut stream = fang.open_stream(None).await;
        stream.rest().await;
        assert_eq!(server.app.live.count(), 1);
        fang.call::<SignOut>(&NoArgument, &Nothing {})
            .await
            .expect("signed out");
        assert!(stream.ends().await);
        drop(stream);
        assert_eq!(server.app.live.count(), 0);
    });
}

#[test]
fn a_stream_ends_when_its_device_gives_way_to_newer_ones() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let mut stream = fang.open_stream(None).await;
        stream.rest().await;
        let handle = fang.handle().to_string();
        for _ in 0..limits::DEVICES_MOST {
            let sign_in = SignInRequest {
                handle: handle.clone(),
                password: PASSWORD.to_owned(),
                keep_account: false,
                bearer: true,
            };
            server
                .nobody()
                .call::<SignIn>(&NoArgument, &sign_in)
                .await
                .expect("signed in");
        }
        assert!(stream.ends().await);
    });
}

#[test]
fn what_is_taken_back_no_longer_waits() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = fang.post("hello").await;
        let mut stream = fang.open_stream(None).await;
        let unread = async |stream: &mut Stream| {
            let statuses = stream
                .rest()
                .await
                .into_iter()
                .filter_map(|event| match event {
                    Event::Status(status) => Some(status.unread),
                    _ => None,
                });
            statuses.fold(None, |_, unread| Some(unread))
        };
        let before = unread(&mut stream).await.expect("a status at once");
        lei.like(moment).await;
        assert_eq!(unread(&mut stream).await, Some(before + 1));
        lei.unlike(moment).await;
        assert_eq!(unread(&mut stream).await, Some(before));
        let arrived = lei.post("oops").await;
        stream.rest().await;
        lei.delete_moment(arrived).await;
        let unseen = stream
            .rest()
            .await
            .into_iter()
            .find_map(|event| match event {
                Event::Status(status) => Some(status.unseen),
                _ => None,
            });
        assert_eq!(unseen, Some(0));
    });
}

#[test]
fn somebody_who_opens_ever_more_streams_closes_their_first() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let mut streams = Vec::new();
        for _ in 0..10 {
            streams.push(fang.open_stream(None).await);
        }
        assert_eq!(server.app.live.count(), 8);
        streams[0].rest().await;
        assert!(streams[0].ends().await);
    });
}

#[test]
fn another_window_is_told_to_those_friends_who_see_other_moments_through_it() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        let hide = SetFriendDetailsRequest {
            hides_mine: Some(true),
            ..SetFriendDetailsRequest::default()
        };
        fang.set_details(&han, &hide).await;
        let old = fang.post("old").await;
        fang.post("new").await;
        let mut streams = [lei.open_stream(None).await, han.open_stream(None).await];
        let mut who_is_told = async |album_window| {
            for stream in &mut streams {
                stream.rest().await;
            }
            let window = SetPrivacyRequest {
                album_window: Some(album_window),
                ..SetPrivacyRequest::default()
            };
            fang.set_privacy(&window).await;
            let mut told = Vec::new();
            for stream in &mut streams {
                told.push(stream.rest().await.contains(&Event::Resync {}));
            }
            told
        };
        assert_eq!(
            who_is_told(AlbumWindow::HalfYear).await,
            [false, false],
            "both moments are newer"
        );
        server.make_older(old, 31).await;
        assert_eq!(who_is_told(AlbumWindow::Month).await, [true, false]);
        assert_eq!(
            who_is_told(AlbumWindow::Month).await,
            [false, false],
            "it is the same window"
        );
        assert_eq!(who_is_told(AlbumWindow::All).await, [true, false]);
    });
}
