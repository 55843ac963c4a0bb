//! Friend requests: sent, answered, ignored and taken back.

use life_circle_wire::friends::ListFriends;
use life_circle_wire::people::Relation;
use life_circle_wire::requests::{
    AnswerFriendRequest, AnswerRequest, Direction, FriendRequest, FriendRequestsQuery,
    ListFriendRequests, RequestDecision, RequestFriend, RequestFriendRequest,
    WithdrawFriendRequest,
};
use life_circle_wire::{ErrorCode, NoArgument, Nothing};

use crate::support::{Friend, code, story, story_with};

async fn ask(asker: &Friend, asked: &Friend) -> Option<FriendRequest> {
    let request = RequestFriendRequest {
        handle: asked.handle().to_string(),
        message: "你好".to_owned(),
    };
    asker
        .call::<RequestFriend>(&NoArgument, &request)
        .await
        .expect("asking works")
        .request
}

async fn requests(person: &Friend, direction: Direction) -> Vec<FriendRequest> {
    let query = FriendRequestsQuery {
        direction,
        ..FriendRequestsQuery::default()
    };
    person
        .read_with::<ListFriendRequests>(&NoArgument, &query)
        .await
        .expect("requests")
        .items
}

/// How `person` is related to `viewer`.
pub async fn relation(viewer: &Friend, person: &Friend) -> Relation {
    viewer.read_person(person).await.relation
}

#[test]
fn a_request_is_sent_seen_and_accepted() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let sent = ask(&fang, &lei).await.expect("it waits");
        assert_eq!(
            (sent.direction, sent.message.as_str()),
            (Direction::Outgoing, "你好")
        );
        assert_eq!(
            (relation(&fang, &lei).await, relation(&lei, &fang).await),
            (Relation::Requested, Relation::Requesting)
        );
        let seen = requests(&lei, Direction::Incoming)
            .await
            .pop()
            .expect("it came");
        assert_eq!((seen.id, seen.person), (sent.id, fang.person()));
        lei.call::<AnswerFriendRequest>(
            &sent.id,
            &AnswerRequest {
                answer: RequestDecision::Accept,
            },
        )
        .await
        .expect("accepted");
        for (person, friend) in [(&fang, &lei), (&lei, &fang)] {
            let friends = person
                .get::<ListFriends>(&NoArgument)
                .await
                .expect("friends");
            assert_eq!(
                (friends.total, &friends.items[0].person),
                (1, &friend.person())
            );
            assert_eq!(relation(person, friend).await, Relation::Friend);
        }
        assert!(
            requests(&lei, Direction::Incoming).await.is_empty()
                && requests(&fang, Direction::Outgoing).await.is_empty()
        );
    });
}

#[test]
fn crossing_requests_make_a_friendship_at_once() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        ask(&fang, &lei).await.expect("it waits");
        assert_eq!(ask(&lei, &fang).await, None, "they are friends");
        assert_eq!(relation(&fang, &lei).await, Relation::Friend);
    });
}

#[test]
fn an_ignored_request_goes_on_waiting_for_its_sender_and_asking_back_makes_a_friendship() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let sent = ask(&fang, &lei).await.expect("it waits");
        lei.call::<AnswerFriendRequest>(
            &sent.id,
            &AnswerRequest {
                answer: RequestDecision::Ignore,
            },
        )
        .await
        .expect("ignored");
        assert!(requests(&lei, Direction::Incoming).await.is_empty());
        assert_eq!(
            requests(&fang, Direction::Outgoing).await.len(),
            1,
            "the sender can't tell"
        );
        assert_eq!(
            (relation(&fang, &lei).await, relation(&lei, &fang).await),
            (Relation::Requested, Relation::Stranger)
        );
        assert_eq!(ask(&fang, &lei).await.expect("it still waits").id, sent.id);
        assert_eq!(ask(&lei, &fang).await, None);
        assert_eq!(relation(&fang, &lei).await, Relation::Friend);
    });
}

#[test]
fn a_request_can_be_taken_back() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let sent = ask(&fang, &lei).await.expect("it waits");
        assert_eq!(
            code(
                lei.call::<WithdrawFriendRequest>(&sent.id, &Nothing {})
                    .await
            ),
            ErrorCode::NotFound,
            "it isn't theirs"
        );
        fang.call::<WithdrawFriendRequest>(&sent.id, &Nothing {})
            .await
            .expect("taken back");
        let late = lei
            .call::<AnswerFriendRequest>(
                &sent.id,
                &AnswerRequest {
                    answer: RequestDecision::Accept,
                },
            )
            .await;
        assert_eq!(code(late), ErrorCode::NotFound);
        assert_eq!(relation(&fang, &lei).await, Relation::Stranger);
    });
}

#[test]
fn taking_back_and_asking_again_does_not_undo_that_somebody_ignored_it() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let first = ask(&fang, &lei).await.expect("it waits");
        lei.call::<AnswerFriendRequest>(
            &first.id,
            &AnswerRequest {
                answer: RequestDecision::Ignore,
            },
        )
        .await
        .expect("ignored");
        fang.call::<WithdrawFriendRequest>(&first.id, &Nothing {})
            .await
            .expect("taken back");
        assert_eq!(relation(&fang, &lei).await, Relation::Stranger);
        assert_eq!(requests(&fang, Direction::Outgoing).await, []);
        let twice = fang
            .call::<WithdrawFriendRequest>(&first.id, &Nothing {})
            .await;
        assert_eq!(code(twice), ErrorCode::NotFound);
        let second = ask(&fang, &lei).await.expect("it looks like any other");
        assert_eq!(requests(&fang, Direction::Outgoing).await, [second]);
        assert_eq!(
            requests(&lei, Direction::Incoming).await,
            [],
            "what was ignored doesn't come back"
        );
        assert_eq!(ask(&lei, &fang).await, None, "unless they ask themselves");
        assert_eq!(relation(&lei, &fang).await, Relation::Friend);
    });
}

#[test]
fn nobody_answers_for_somebody_else() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        let sent = ask(&fang, &lei).await.expect("it waits");
        for stranger in [&han, &fang] {
            let answered = stranger
                .call::<AnswerFriendRequest>(
                    &sent.id,
                    &AnswerRequest {
                        answer: RequestDecision::Accept,
                    },
                )
                .await;
            assert_eq!(code(answered), ErrorCode::NotFound);
        }
    });
}

#[test]
fn requests_that_make_no_sense_are_refused_beside_their_field() {
    story_with(&["--friends-most", "1"], async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        let ask = async |handle: &str, message: &str| {
            let request = RequestFriendRequest {
                handle: handle.to_owned(),
                message: message.to_owned(),
            };
            let refused = fang
                .call::<RequestFriend>(&NoArgument, &request)
                .await
                .expect_err("refused");
            (refused.code, refused.field.unwrap_or_default())
        };
        assert_eq!(
            ask("wang_fang", "").await,
            (ErrorCode::SelfRequest, "handle".to_owned())
        );
        assert_eq!(
            ask("nobody", "").await,
            (ErrorCode::NotFound, "handle".to_owned())
        );
        assert_eq!(
            ask("no handle", "").await,
            (ErrorCode::HandleInvalid, "handle".to_owned())
        );
        assert_eq!(
            ask("li_lei", &"长".repeat(51)).await,
            (ErrorCode::TextTooLong, "message".to_owned())
        );
        fang.befriend(&lei).await;
        assert_eq!(
            ask("li_lei", "").await,
            (ErrorCode::AlreadyFriends, "handle".to_owned())
        );
        let request = RequestFriendRequest {
            handle: "wang_fang".to_owned(),
            message: String::new(),
        };
        let sent = han
            .call::<RequestFriend>(&NoArgument, &request)
            .await
            .expect("it waits")
            .request
            .expect("a request");
        let accepted = fang
            .call::<AnswerFriendRequest>(
                &sent.id,
                &AnswerRequest {
                    answer: RequestDecision::Accept,
                },
            )
            .await;
        assert_eq!(code(accepted), ErrorCode::TooManyFriends);
    });
}
