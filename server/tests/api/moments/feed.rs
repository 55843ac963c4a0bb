//! The feed: newest first, nothing inserted, nothing left out.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::events::ReadStatus;
use life_circle_wire::feed::{ReadFeed, SetFeedSeen, SetSeenRequest};
use life_circle_wire::friends::{SetFriendDetails, SetFriendDetailsRequest};
use life_circle_wire::{NoArgument, PageQuery};

use crate::support::{Friend, story};

async fn texts(person: &Friend, limit: u16) -> Vec<String> {
    let mut cursor = None;
    let mut texts = Vec::new();
    loop {
        let page = person
            .read_with::<ReadFeed>(
                &NoArgument,
                &PageQuery {
                    cursor,
                    limit: Some(limit),
                },
            )
            .await
            .expect("a page");
        assert!(page.items.len() <= usize::from(limit));
        texts.extend(page.items.into_iter().map(|item| item.moment.text));
        cursor = page.next;
        if cursor.is_none() {
            return texts;
        }
    }
}

#[test]
fn the_feed_is_in_the_order_it_happened_whatever_the_page() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let mut expected = Vec::new();
        for number in 0..11 {
            let author = if number % 3 == 0 { &fang } else { &lei };
            author.post(&number.to_string()).await;
            expected.insert(0, number.to_string());
        }
        for limit in [1, 2, 3, 5, 50] {
            assert_eq!(texts(&fang, limit).await, expected, "pages of {limit}");
        }
    });
}

#[test]
fn a_page_of_hidden_moments_still_leads_on() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han"]).await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        han.post("old").await;
        for number in 0..12 {
            lei.post(&number.to_string()).await;
        }
        fang.remove_friend(&lei).await;
        assert_eq!(texts(&fang, 2).await, ["old"]);
    });
}

#[test]
fn a_new_friendship_brings_what_was_there_in_its_place_and_not_as_new() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        lei.post("before").await;
        fang.post("mine").await;
        fang.befriend(&lei).await;
        assert_eq!(texts(&fang, 10).await, ["mine", "before"]);
        assert_eq!(fang.status().await.unseen, 0);
        lei.post("after").await;
        let status = fang.status().await;
        assert_eq!(
            (status.unseen, status.newest_author),
            (1, Some(lei.person()))
        );
    });
}

#[test]
fn arrivals_are_numbered_without_gaps_and_looking_goes_only_forward() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        for number in 0..3 {
            lei.post(&number.to_string()).await;
        }
        let look = async || {
            let page = fang.get::<ReadFeed>(&NoArgument).await.expect("a page");
            let new: Vec<bool> = page.items.iter().map(|item| item.is_new).collect();
            (new, page.last_arrival, page.seen_at.is_some())
        };
        let first = look().await;
        assert_eq!(
            first,
            (vec![false; 3], 3, false),
            "all is new, so nothing is"
        );
        let see = async |arrival| {
            fang.call::<SetFeedSeen>(&NoArgument, &SetSeenRequest { arrival })
                .await
                .expect("seen")
        };
        see(2).await;
        assert_eq!(fang.status().await.unseen, 1);
        assert_eq!(look().await, (vec![true, false, false], 3, true));
        see(1).await;
        assert_eq!(look().await.0, [true, false, false], "only forward");
        see(i64::MAX).await;
        assert_eq!(look().await.0, [false; 3]);
        lei.post("one more").await;
        assert_eq!(
            look().await,
            (vec![true, false, false, false], 4, true),
            "what hadn't arrived wasn't seen"
        );
    });
}

#[test]
fn nothing_tells_what_was_opened_later_from_what_arrived() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        lei.post("seen").await;
        let arrival = i64::MAX;
        fang.call::<SetFeedSeen>(&NoArgument, &SetSeenRequest { arrival })
            .await
            .expect("seen");
        let later = lei.post_for("for me at first", Audience::OnlyMe).await.id;
        lei.post("for friends").await;
        lei.change_audience(later, Audience::Friends, Chosen::default())
            .await;
        let page = fang.get::<ReadFeed>(&NoArgument).await.expect("a page");
        let new: Vec<bool> = page.items.iter().map(|item| item.is_new).collect();
        assert_eq!(new, [true, true, false]);
    });
}

#[test]
fn a_moment_posted_while_two_become_friends_reaches_both() {
    story(async |server| {
        for round in 0..8 {
            let fang = server.sign_up(&format!("fang_{round}")).await;
            let lei = server.sign_up(&format!("lei_{round}")).await;
            let posting = {
                let lei = lei.clone();
                tokio::spawn(async move { lei.post("in between").await })
            };
            fang.befriend(&lei).await;
            posting.await.expect("posted");
            assert_eq!(texts(&fang, 10).await, ["in between"], "round {round}");
        }
    });
}

#[test]
fn friends_who_post_to_each_other_at_once_dont_wait_for_each_other() {
    story(async |server| {
        let mut people = Vec::new();
        for number in 0..6 {
            let person = server.sign_up(&format!("person_{number}")).await;
            for other in &people {
                person.befriend(other).await;
            }
            people.push(person);
        }
        let tasks: Vec<_> = people
            .iter()
            .cloned()
            .flat_map(|person| (0..5).map(move |_| person.clone()))
            .map(|person| tokio::spawn(async move { person.post("hello").await }))
            .collect();
        for task in tasks {
            task.await.expect("posted");
        }
        for person in &people {
            let page = person
                .read_with::<ReadFeed>(
                    &NoArgument,
                    &PageQuery {
                        cursor: None,
                        limit: Some(100),
                    },
                )
                .await
                .expect("a page");
            assert_eq!((page.items.len(), page.last_arrival), (30, 30));
        }
    });
}

#[test]
fn nothing_tells_a_friend_of_a_moment_for_its_author_alone() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        lei.post_for("before they were friends", Audience::OnlyMe)
            .await;
        fang.befriend(&lei).await;
        lei.post("for friends").await;
        let look = async || {
            fang.call::<SetFeedSeen>(&NoArgument, &SetSeenRequest { arrival: i64::MAX })
                .await
                .expect("seen");
            let query = PageQuery {
                cursor: None,
                limit: Some(1),
            };
            let page = fang
                .read_with::<ReadFeed>(&NoArgument, &query)
                .await
                .expect("a page");
            (page.items, page.last_arrival, page.next)
        };
        let before = look().await;
        lei.post_for("a diary", Audience::OnlyMe).await;
        assert_eq!(look().await, before, "a counter or a cursor gives it away");
        lei.post("for friends again").await;
        assert_eq!(
            look().await.1,
            before.1 + 1,
            "the count has a gap where the diary is"
        );
    });
}

#[test]
fn a_moment_of_somebody_whom_i_hide_changes_nothing_that_i_read() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        lei.post("before").await;
        let hide = async |hides: bool| {
            let request = SetFriendDetailsRequest {
                hides_theirs: Some(hides),
                ..SetFriendDetailsRequest::default()
            };
            fang.call::<SetFriendDetails>(&lei.handle(), &request)
                .await
                .expect("set");
        };
        hide(true).await;
        let etag = async || {
            let raw = fang.raw::<ReadFeed>(&NoArgument, "", Vec::new(), "").await;
            raw.headers["etag"].clone()
        };
        let before = etag().await;
        let hidden = lei.post("while I hide them").await;
        let status = fang.get::<ReadStatus>(&NoArgument).await.expect("a status");
        assert_eq!((etag().await, status.unseen), (before, 0));
        hide(false).await;
        let feed = fang.get::<ReadFeed>(&NoArgument).await.expect("a feed");
        assert_eq!(feed.items[0].moment.id, hidden, "all of it is there again");
    });
}
