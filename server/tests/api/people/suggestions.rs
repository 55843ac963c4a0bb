//! Suggestions of people whom somebody may know.

use std::time::Duration;

use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::suggestions::{DismissSuggestion, ListSuggestions, Suggestion};
use life_circle_wire::{NoArgument, Nothing};

use crate::support::{Friend, story};

async fn suggested(person: &Friend) -> Vec<Suggestion> {
    person
        .get::<ListSuggestions>(&NoArgument)
        .await
        .expect("suggestions")
        .items
}

/// Waits until somebody has this many suggestions: the graph in the server's memory follows a
/// little later.
async fn until_suggested(person: &Friend, count: usize) -> Vec<Suggestion> {
    for _ in 0..100 {
        let suggested = suggested(person).await;
        if suggested.len() == count {
            return suggested;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never {count} suggestions: {:?}", suggested(person).await)
}

#[test]
fn friends_of_friends_are_suggested_with_the_reason_and_fresh() {
    story(async |server| {
        let [fang, lei, han, bo] = server
            .sign_up_all(["wang_fang", "li_lei", "han_mei", "bo_bo"])
            .await;
        fang.befriend(&lei).await;
        lei.befriend(&han).await;
        let found = until_suggested(&fang, 1).await;
        assert_eq!(
            (found[0].person.id, found[0].common_friends.count),
            (han.person().id, 1)
        );
        assert_eq!(found[0].common_friends.people, [lei.person()]);
        fang.befriend(&bo).await;
        bo.befriend(&han).await;
        for _ in 0..100 {
            if suggested(&fang).await[0].common_friends.count == 2 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(suggested(&fang).await[0].common_friends.count, 2);
        lei.remove_friend(&han).await;
        bo.remove_friend(&han).await;
        assert!(until_suggested(&fang, 0).await.is_empty());
    });
}

#[test]
fn who_was_put_away_asked_or_asks_is_not_suggested() {
    story(async |server| {
        let middle = server.sign_up("middle").await;
        let me = server.sign_up("me_myself").await;
        middle.befriend(&me).await;
        let mut others = Vec::new();
        for name in ["away", "asked", "asking", "left"] {
            let other = server.sign_up(name).await;
            middle.befriend(&other).await;
            others.push(other);
        }
        until_suggested(&me, 4).await;
        me.call::<DismissSuggestion>(&others[0].handle(), &Nothing {})
            .await
            .expect("put away");
        let ask = |whom: &Friend| RequestFriendRequest {
            handle: whom.handle().to_string(),
            message: String::new(),
        };
        me.call::<RequestFriend>(&NoArgument, &ask(&others[1]))
            .await
            .expect("asked");
        others[2]
            .call::<RequestFriend>(&NoArgument, &ask(&me))
            .await
            .expect("asked");
        let left: Vec<_> = suggested(&me)
            .await
            .into_iter()
            .map(|suggestion| suggestion.person.id)
            .collect();
        assert_eq!(left, [others[3].person().id]);
    });
}
