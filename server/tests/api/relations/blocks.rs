//! Blocking: neither person finds, asks or sees the other. The friendship returns when the block
//! ends.

use life_circle_wire::blocks::{ListBlocked, SetBlocked, SetBlockedRequest};
use life_circle_wire::moments::{ListAlbum, ReadMoment};
use life_circle_wire::people::{ReadPerson, Relation, SearchPeople, SearchQuery};
use life_circle_wire::requests::{
    AnswerFriendRequest, AnswerRequest, FriendRequestsQuery, ListFriendRequests, RequestDecision,
    RequestFriend, RequestFriendRequest,
};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, PersonId};

use crate::support::{Friend, code, story};

async fn blocked(who: &Friend) -> Vec<PersonId> {
    let page = who.get::<ListBlocked>(&NoArgument).await.expect("a list");
    page.items.iter().map(|person| person.id).collect()
}

/// Asserts that `viewer` doesn't see, find or ask `other`.
async fn is_hidden_from(viewer: &Friend, other: &Friend, moment: MomentId) {
    assert_eq!(
        code(viewer.get::<ReadMoment>(&moment).await),
        ErrorCode::NotFound
    );
    assert_eq!(
        code(viewer.get::<ListAlbum>(&other.handle()).await),
        ErrorCode::NotFound
    );
    let search = SearchQuery {
        q: other.handle().to_string(),
    };
    let found = viewer
        .read_with::<SearchPeople>(&NoArgument, &search)
        .await
        .expect("found");
    assert_eq!(found.items, []);
    let ask = RequestFriendRequest {
        handle: other.handle().to_string(),
        message: String::new(),
    };
    assert_eq!(
        code(viewer.call::<RequestFriend>(&NoArgument, &ask).await),
        ErrorCode::NotFound
    );
}

#[test]
fn a_block_hides_each_from_the_other_and_the_friendship_comes_back_with_its_date() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        fang.befriend(&lei).await;
        for friend in [&fang, &lei] {
            han.befriend(friend).await;
        }
        let since = fang.read_person(&lei).await.friends_since;
        let mine = fang.post("mine").await;
        let theirs = lei.post("theirs").await;
        let common = han.post("common").await;
        lei.comment(common, "hello").await;
        fang.set_blocked(&lei, true).await;
        fang.set_blocked(&lei, true).await;
        assert_eq!(blocked(&fang).await, [lei.person().id]);
        assert_eq!(blocked(&lei).await, [], "nothing tells them");
        for (one, other, moment) in [(&fang, &lei, theirs), (&lei, &fang, mine)] {
            is_hidden_from(one, other, moment).await;
            let friends = one.friends().await;
            assert_eq!(
                friends
                    .iter()
                    .map(|friend| friend.person.id)
                    .collect::<Vec<_>>(),
                [han.person().id]
            );
        }
        assert_eq!(fang.read_moment(common).await.comments.count, 0);
        assert_eq!(
            fang.read_person(&lei).await.relation,
            Relation::Blocked,
            "so that it can end"
        );
        assert_eq!(
            code(lei.get::<ReadPerson>(&fang.handle()).await),
            ErrorCode::NotFound
        );

        let meanwhile = lei.post("meanwhile").await;
        fang.set_blocked(&lei, false).await;
        let again = fang.read_person(&lei).await;
        assert_eq!(
            (again.relation, again.friends_since),
            (Relation::Friend, since)
        );
        for moment in [theirs, meanwhile] {
            fang.read_moment(moment).await;
        }
        assert_eq!(fang.read_moment(common).await.comments.count, 1);
    });
}

#[test]
fn who_is_blocked_finds_nobody_to_block_and_nobody_blocks_themselves() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        fang.set_blocked(&lei, true).await;
        let block = SetBlockedRequest { blocked: true };
        let outcome = lei.call::<SetBlocked>(&fang.handle(), &block).await;
        assert_eq!(
            code(outcome),
            ErrorCode::NotFound,
            "who is blocked finds nobody to block"
        );
        fang.set_blocked(&lei, false).await;
        lei.set_blocked(&fang, true).await;
        assert_eq!(
            code(fang.call::<SetBlocked>(&lei.handle(), &block).await),
            ErrorCode::NotFound
        );
        lei.set_blocked(&fang, false).await;
        assert_eq!(fang.read_person(&lei).await.relation, Relation::Friend);
        assert_eq!(
            code(fang.call::<SetBlocked>(&fang.handle(), &block).await),
            ErrorCode::NotFound,
            "oneself"
        );
    });
}

#[test]
fn a_block_ends_the_requests_between_two() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let ask = RequestFriendRequest {
            handle: fang.handle().to_string(),
            message: "你好".to_owned(),
        };
        lei.call::<RequestFriend>(&NoArgument, &ask)
            .await
            .expect("asked");
        fang.set_blocked(&lei, true).await;
        fang.set_blocked(&lei, false).await;
        let query = FriendRequestsQuery::default();
        let waiting = fang
            .read_with::<ListFriendRequests>(&NoArgument, &query)
            .await
            .expect("requests")
            .items;
        assert_eq!(waiting, []);
        assert_eq!(fang.read_person(&lei).await.relation, Relation::Stranger);
    });
}

#[test]
fn who_was_ignored_cannot_ask_again_by_way_of_a_block() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let ask = RequestFriendRequest {
            handle: fang.handle().to_string(),
            message: "你好".to_owned(),
        };
        let waiting = async || {
            let query = FriendRequestsQuery::default();
            fang.read_with::<ListFriendRequests>(&NoArgument, &query)
                .await
                .expect("requests")
                .items
        };
        lei.call::<RequestFriend>(&NoArgument, &ask)
            .await
            .expect("asked");
        let id = waiting().await[0].id;
        let ignore = AnswerRequest {
            answer: RequestDecision::Ignore,
        };
        fang.call::<AnswerFriendRequest>(&id, &ignore)
            .await
            .expect("ignored");
        lei.set_blocked(&fang, true).await;
        lei.set_blocked(&fang, false).await;
        let seen = lei.read_person(&fang).await;
        assert_eq!(
            seen.relation,
            Relation::Stranger,
            "the block took the request back"
        );
        lei.call::<RequestFriend>(&NoArgument, &ask)
            .await
            .expect("asked again");
        assert_eq!(waiting().await, [], "ignored is ignored");
        assert_eq!(fang.status().await.requests, 0);
    });
}
