//! Blocking: neither person finds, asks or sees the other. The friendship returns when the block
//! ends.

use life_circle_wire::blocks::{ListBlocked, SetBlocked, SetBlockedRequest};
use life_circle_wire::comments::{PostComment, PostCommentRequest};
use life_circle_wire::events::ReadStatus;
use life_circle_wire::friends::ListFriends;
use life_circle_wire::moments::{ListAlbum, ReadMoment};
use life_circle_wire::people::{ReadPerson, Relation, SearchPeople, SearchQuery};
use life_circle_wire::requests::{
    AnswerFriendRequest, AnswerRequest, FriendRequestsQuery, ListFriendRequests, RequestDecision,
    RequestFriend, RequestFriendRequest,
};
use life_circle_wire::{ErrorCode, NoArgument, PersonId};

use crate::support::{Friend, code, story};

async fn set_blocked(who: &Friend, whom: &Friend, blocked: bool) {
    who.call::<SetBlocked>(&whom.handle(), &SetBlockedRequest { blocked })
        .await
        .expect("set");
}

async fn blocked(who: &Friend) -> Vec<PersonId> {
    let page = who.get::<ListBlocked>(&NoArgument).await.expect("a list");
    page.items.iter().map(|person| person.id).collect()
}

#[test]
fn a_block_hides_each_from_the_other_and_the_friendship_comes_back_with_its_date() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        fang.befriend(&lei).await;
        for friend in [&fang, &lei] {
            han.befriend(friend).await;
        }
        let since = fang
            .get::<ReadPerson>(&lei.handle())
            .await
            .expect("a person")
            .friends_since;
        let (mine, theirs, common) = (
            fang.post("mine").await,
            lei.post("theirs").await,
            han.post("common").await,
        );
        let comment = PostCommentRequest {
            text: "hello".to_owned(),
            reply_to: None,
        };
        lei.call::<PostComment>(&common, &comment)
            .await
            .expect("commented");
        set_blocked(&fang, &lei, true).await;
        set_blocked(&fang, &lei, true).await;
        assert_eq!(blocked(&fang).await, [lei.person().id]);
        assert_eq!(blocked(&lei).await, [], "nothing tells them");
        for (one, other, moment) in [(&fang, &lei, theirs), (&lei, &fang, mine)] {
            assert_eq!(
                code(one.get::<ReadMoment>(&moment).await),
                ErrorCode::NotFound
            );
            assert_eq!(
                code(one.get::<ListAlbum>(&other.handle()).await),
                ErrorCode::NotFound
            );
            let friends = one
                .get::<ListFriends>(&NoArgument)
                .await
                .expect("friends")
                .items;
            assert_eq!(
                friends
                    .iter()
                    .map(|friend| friend.person.id)
                    .collect::<Vec<_>>(),
                [han.person().id]
            );
            let search = SearchQuery {
                q: other.handle().to_string(),
            };
            assert_eq!(
                one.read_with::<SearchPeople>(&NoArgument, &search)
                    .await
                    .expect("found")
                    .items,
                []
            );
            let ask = RequestFriendRequest {
                handle: other.handle().to_string(),
                message: String::new(),
            };
            assert_eq!(
                code(one.call::<RequestFriend>(&NoArgument, &ask).await),
                ErrorCode::NotFound
            );
        }
        assert_eq!(
            fang.get::<ReadMoment>(&common)
                .await
                .expect("common")
                .comments
                .count,
            0
        );
        assert_eq!(
            fang.get::<ReadPerson>(&lei.handle())
                .await
                .expect("so that it can end")
                .relation,
            Relation::Blocked
        );
        assert_eq!(
            code(lei.get::<ReadPerson>(&fang.handle()).await),
            ErrorCode::NotFound
        );

        let meanwhile = lei.post("meanwhile").await;
        set_blocked(&fang, &lei, false).await;
        let again = fang
            .get::<ReadPerson>(&lei.handle())
            .await
            .expect("a person");
        assert_eq!(
            (again.relation, again.friends_since),
            (Relation::Friend, since)
        );
        for moment in [theirs, meanwhile] {
            fang.get::<ReadMoment>(&moment).await.expect("seen again");
        }
        assert_eq!(
            fang.get::<ReadMoment>(&common)
                .await
                .expect("common")
                .comments
                .count,
            1
        );
    });
}

#[test]
fn who_is_blocked_finds_nobody_to_block_and_nobody_blocks_themselves() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        fang.befriend(&lei).await;
        set_blocked(&fang, &lei, true).await;
        let block = SetBlockedRequest { blocked: true };
        let outcome = lei.call::<SetBlocked>(&fang.handle(), &block).await;
        assert_eq!(
            code(outcome),
            ErrorCode::NotFound,
            "who is blocked finds nobody to block"
        );
        set_blocked(&fang, &lei, false).await;
        set_blocked(&lei, &fang, true).await;
        assert_eq!(
            code(fang.call::<SetBlocked>(&lei.handle(), &block).await),
            ErrorCode::NotFound
        );
        set_blocked(&lei, &fang, false).await;
        assert_eq!(
            fang.get::<ReadPerson>(&lei.handle())
                .await
                .expect("a person")
                .relation,
            Relation::Friend
        );
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
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        let ask = RequestFriendRequest {
            handle: fang.handle().to_string(),
            message: "你好".to_owned(),
        };
        lei.call::<RequestFriend>(&NoArgument, &ask)
            .await
            .expect("asked");
        set_blocked(&fang, &lei, true).await;
        set_blocked(&fang, &lei, false).await;
        let query = FriendRequestsQuery::default();
        let waiting = fang
            .read_with::<ListFriendRequests>(&NoArgument, &query)
            .await
            .expect("requests")
            .items;
        assert_eq!(waiting, []);
        assert_eq!(
            fang.get::<ReadPerson>(&lei.handle())
                .await
                .expect("a person")
                .relation,
            Relation::Stranger
        );
    });
}

#[test]
fn who_was_ignored_cannot_ask_again_by_way_of_a_block() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
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
        set_blocked(&lei, &fang, true).await;
        set_blocked(&lei, &fang, false).await;
        let seen = lei
            .get::<ReadPerson>(&fang.handle())
            .await
            .expect("a person");
        assert_eq!(
            seen.relation,
            Relation::Stranger,
            "the block took the request back"
        );
        lei.call::<RequestFriend>(&NoArgument, &ask)
            .await
            .expect("asked again");
        assert_eq!(waiting().await, [], "ignored is ignored");
        assert_eq!(
            fang.get::<ReadStatus>(&NoArgument)
                .await
                .expect("a status")
                .requests,
            0
        );
    });
}
