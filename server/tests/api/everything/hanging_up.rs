//! A client that hangs up at any moment leaves the server as it would be after an answer, or as if
//! it had never called.

use std::collections::BTreeSet;
use std::time::Duration;

use life_circle_server::clock;
use life_circle_wire::friends::RemoveFriend;
use life_circle_wire::people::{ReadPerson, Relation};
use life_circle_wire::suggestions::ListSuggestions;
use life_circle_wire::{NoArgument, Nothing, PersonId};
use tokio::time::{sleep, timeout};

use crate::support::{Friend, Server, hang_up_after, photo_files, picture, story};

/// The friends of somebody, as the server has them in memory.
async fn friends_in_memory(server: &Server, person: &Friend) -> BTreeSet<PersonId> {
    let id = person.person().id;
    let graph = &server.app.graph;
    graph.with(|graph| graph.friends(id).collect()).await
}

#[test]
fn who_hangs_up_while_a_friendship_ends_is_told_of_no_friends_of_theirs() {
    story(async |server| {
        for polls in 0.. {
            let name = |role: &str| format!("{role}_{polls}");
            let [ann, bob, cat] = [name("ann"), name("bob"), name("cat")];
            let [ann, bob, cat] = server.sign_up_all([&ann, &bob, &cat]).await;
            ann.befriend(&bob).await;
            let handle = bob.handle();
            let remove = ann.call::<RemoveFriend>(&handle, &Nothing {});
            let answer = hang_up_after(polls, remove).await;
            // What was begun is finished without the client.
            sleep(Duration::from_millis(50)).await;
            let agree = async {
                loop {
                    let seen = ann.get::<ReadPerson>(&handle).await.expect("bob");
                    let are_friends = seen.relation == Relation::Friend;
                    let in_memory = friends_in_memory(&server, &ann).await;
                    if in_memory.contains(&bob.person().id) == are_friends {
                        return are_friends;
                    }
                    sleep(Duration::from_millis(20)).await;
                }
            };
            let agreed = timeout(Duration::from_secs(10), agree).await;
            let are_friends = agreed.unwrap_or_else(|_| panic!("after {polls} polls"));
            if !are_friends {
                bob.befriend(&cat).await;
                let told = ann.get::<ListSuggestions>(&NoArgument).await;
                assert_eq!(told.expect("suggestions").items, [], "after {polls} polls");
            }
            if answer.is_some() {
                return;
            }
        }
    });
}

#[test]
fn a_photo_whose_sender_hangs_up_leaves_no_file() {
    story(async |server| {
        let author = server.sign_up("author").await;
        for polls in 0..=u8::MAX {
            let photo = picture(64, 48, polls);
            let key = server.new_key();
            let answer = hang_up_after(polls.into(), author.upload(photo, &key)).await;
            if answer.is_some() {
                break;
            }
        }
        // The last files may still be written.
        sleep(Duration::from_millis(500)).await;
        server.sweep_after(clock::hours_ms(25)).await;
        let left = photo_files(&server.app.config.media());
        assert!(left.is_empty(), "{left:?}");
    });
}

#[test]
fn what_is_sent_again_after_hanging_up_happens_once() {
    story(async |server| {
        let [ann, bob] = server.sign_up_all(["ann", "bob"]).await;
        ann.befriend(&bob).await;
        // In every change from now on.
        server.set_hang_ups(1);
        for number in 1..=20 {
            let moment = ann.post(&number.to_string()).await;
            bob.like(moment).await;
            bob.comment(moment, "hello").await;
            let seen = ann.read_moment(moment).await;
            assert_eq!((seen.likes.count, seen.comments.count), (1, 1), "{number}");
        }
        assert_eq!(bob.feed().await.len(), 20);
        ann.remove_friend(&bob).await;
        assert!(bob.feed().await.is_empty());
        // The news is on its way to the graph.
        let forgotten = async {
            while !friends_in_memory(&server, &bob).await.is_empty() {
                sleep(Duration::from_millis(10)).await;
            }
        };
        let forgotten = timeout(Duration::from_secs(10), forgotten).await;
        assert!(forgotten.is_ok(), "the graph knows them for friends");
    });
}
