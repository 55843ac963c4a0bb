//! Accounts that are away (leaving or suspended): nobody sees anything of them. Their data returns
//! with them, or is deleted.
//! Long, since each story is told whole.

use life_circle_server::relations::sql::departures::Absence;
use life_circle_server::{clock, relations, sweep};
use life_circle_wire::accounts::{ListDevices, SignIn, SignInRequest, SignUp};
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::blocks::{SetBlocked, SetBlockedRequest};
use life_circle_wire::comments::{DeleteComment, ListComments, PostComment, PostCommentRequest};
use life_circle_wire::events::Event;
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::friends::{ListFriends, SetFriendDetails, SetFriendDetailsRequest};
use life_circle_wire::links::{
    CreateLink, CreateLinkRequest, FollowLink, Lifetime, LinkSecret, ReadLink,
};
use life_circle_wire::moments::{
    ListAlbum, PostMoment, PostMomentRequest, ReadMoment, SetLike, SetLikeRequest,
};
use life_circle_wire::people::{ReadPerson, Relation, SearchPeople, SearchQuery};
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::privacy::{SetPrivacy, SetPrivacyRequest};
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::security::{LeaveAccount, PasswordRequest};
use life_circle_wire::tags::{CreateTag, TagRequest};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, Nothing, Timestamp, limits};
use sqlx::AssertSqlSafe;

use crate::support::{Friend, PASSWORD, Server, Stream, code, story};

async fn leave(who: &Friend) {
    let request = PasswordRequest {
        password: PASSWORD.to_owned(),
    };
    let departure = who
        .call::<LeaveAccount>(&NoArgument, &request)
        .await
        .expect("left");
    let left = departure.leaves_at.0 - clock::now().0;
    assert_eq!(
        (left + 3_600_000) / 86_400_000,
        i64::from(limits::LEAVING_DAYS)
    );
}

fn sign_in(who: &Friend, keep_account: bool) -> SignInRequest {
    SignInRequest {
        handle: who.handle().to_string(),
        password: PASSWORD.to_owned(),
        keep_account,
        bearer: true,
    }
}

async fn come_back(server: &Server, who: &Friend) -> Friend {
    let signed_in = server
        .nobody()
        .call::<SignIn>(&NoArgument, &sign_in(who, true))
        .await
        .expect("back");
    Friend {
        token: signed_in.token,
        ..who.clone()
    }
}

/// Asserts that `viewer` no longer sees anything of `who`.
async fn is_gone_for(viewer: &Friend, who: &Friend, moment: MomentId) {
    assert_eq!(
        code(viewer.get::<ReadPerson>(&who.handle()).await),
        ErrorCode::NotFound
    );
    assert_eq!(
        code(viewer.get::<ListAlbum>(&who.handle()).await),
        ErrorCode::NotFound
    );
    assert_eq!(
        code(viewer.get::<ReadMoment>(&moment).await),
        ErrorCode::NotFound
    );
    let search = SearchQuery {
        q: who.handle().to_string(),
    };
    assert_eq!(
        viewer
            .read_with::<SearchPeople>(&NoArgument, &search)
            .await
            .expect("found")
            .items,
        []
    );
    assert_eq!(
        viewer
            .get::<ListFriends>(&NoArgument)
            .await
            .expect("friends")
            .items,
        []
    );
}

#[test]
fn who_leaves_is_gone_at_once_and_can_come_back() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        let stranger = server.sign_up("stranger").await;
        fang.befriend(&lei).await;
        let since = lei
            .get::<ReadPerson>(&fang.handle())
            .await
            .expect("a person")
            .friends_since;
        let open = SetPrivacyRequest {
            is_open_to_strangers: Some(true),
            ..Default::default()
        };
        fang.call::<SetPrivacy>(&NoArgument, &open)
            .await
            .expect("set");
        let (mine, theirs) = (fang.post("mine").await, lei.post("theirs").await);
        stranger
            .get::<ReadMoment>(&mine)
            .await
            .expect("open to strangers");
        let comment = PostCommentRequest {
            text: "hello".to_owned(),
            reply_to: None,
        };
        fang.call::<PostComment>(&theirs, &comment)
            .await
            .expect("commented");
        fang.call::<SetLike>(&theirs, &SetLikeRequest { liked: true })
            .await
            .expect("liked");
        let link = CreateLinkRequest {
            lifetime: Lifetime::Day,
            people_most: 1,
        };
        let link = fang
            .call::<CreateLink>(&NoArgument, &link)
            .await
            .expect("a link");
        leave(&fang).await;
        assert_eq!(
            code(fang.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
        for viewer in [&lei, &stranger] {
            is_gone_for(viewer, &fang, mine).await;
        }
        let seen = lei.get::<ReadMoment>(&theirs).await.expect("one's own");
        assert_eq!((seen.comments.count, seen.likes.count), (0, 0));
        let secret = LinkSecret {
            secret: link.secret,
        };
        assert_eq!(
            code(stranger.call::<ReadLink>(&NoArgument, &secret).await),
            ErrorCode::LinkGone
        );
        let block = SetBlockedRequest { blocked: true };
        assert_eq!(
            code(lei.call::<SetBlocked>(&fang.handle(), &block).await),
            ErrorCode::NotFound
        );

        let outcome = server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in(&fang, false))
            .await;
        assert_eq!(code(outcome), ErrorCode::AccountLeaving);
        let wrong = SignInRequest {
            password: "a wrong guess".to_owned(),
            ..sign_in(&fang, true)
        };
        let outcome = server.nobody().call::<SignIn>(&NoArgument, &wrong).await;
        assert_eq!(
            code(outcome),
            ErrorCode::WrongCredentials,
            "only they learn of it"
        );
        let meanwhile = lei.post("meanwhile").await;
        let fang = come_back(&server, &fang).await;
        let feed = fang
            .get::<ReadFeed>(&NoArgument)
            .await
            .expect("a feed")
            .items;
        let feed: Vec<_> = feed
            .iter()
            .map(|item| (item.moment.id, item.arrival > 0))
            .collect();
        assert_eq!(
            feed,
            [(meanwhile, false), (theirs, true), (mine, true)],
            "what they missed isn't new"
        );
        let again = lei
            .get::<ReadPerson>(&fang.handle())
            .await
            .expect("a person");
        assert_eq!(
            (again.relation, again.friends_since),
            (Relation::Friend, since)
        );
        let seen = lei.get::<ReadMoment>(&theirs).await.expect("one's own");
        assert_eq!((seen.comments.count, seen.likes.count), (1, 1));
        lei.get::<ReadMoment>(&mine).await.expect("seen again");
    });
}

#[test]
fn what_waited_for_an_answer_goes_with_who_leaves() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        let request = RequestFriendRequest {
            handle: lei.handle().to_string(),
            message: String::new(),
        };
        fang.call::<RequestFriend>(&NoArgument, &request)
            .await
            .expect("asked");
        let mut stream = lei.open_stream(None).await;
        let waiting = async |stream: &mut Stream| {
            stream
                .rest()
                .await
                .into_iter()
                .rev()
                .find_map(|event| match event {
                    Event::Status(status) => Some(status.requests),
                    _ => None,
                })
        };
        assert_eq!(waiting(&mut stream).await, Some(1));
        leave(&fang).await;
        assert_eq!(waiting(&mut stream).await, Some(0));
    });
}

#[test]
fn where_both_are_away_or_one_blocks_the_friendship_waits_for_both() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        let han = server.sign_up("han_mei").await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        han.call::<SetBlocked>(&fang.handle(), &SetBlockedRequest { blocked: true })
            .await
            .expect("blocked");
        leave(&fang).await;
        leave(&lei).await;
        let fang = come_back(&server, &fang).await;
        assert_eq!(
            fang.get::<ListFriends>(&NoArgument)
                .await
                .expect("friends")
                .items,
            []
        );
        leave(&fang).await;
        han.call::<SetBlocked>(&fang.handle(), &SetBlockedRequest { blocked: false })
            .await
            .expect("unblocked");
        assert_eq!(
            han.get::<ListFriends>(&NoArgument)
                .await
                .expect("friends")
                .items,
            []
        );
        let lei = come_back(&server, &lei).await;
        assert_eq!(
            lei.get::<ListFriends>(&NoArgument)
                .await
                .expect("friends")
                .items,
            []
        );
        let fang = come_back(&server, &fang).await;
        for friend in [&lei, &han] {
            assert_eq!(
                friend
                    .get::<ReadPerson>(&fang.handle())
                    .await
                    .expect("a person")
                    .relation,
                Relation::Friend
            );
        }
    });
}

async fn count(server: &Server, table: &str, column: &str, id: i64) -> i64 {
    let mut read = server.database.read().await.expect("a connection");
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1");
    sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(id)
        .fetch_one(&mut *read)
        .await
        .expect("a number")
}

#[test]
fn after_a_week_an_account_is_deleted_with_all_that_is_in_it() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        let common = server.sign_up("common").await;
        let both = server.sign_up("friend_of_both").await;
        for friend in [&common, &both, &fang] {
            lei.befriend(friend).await;
        }
        fang.befriend(&both).await;
        // One of every kind of data.
        for (who, whom) in [(&fang, &lei), (&lei, &fang)] {
            let tag = TagRequest {
                name: "t".to_owned(),
                add: vec![whom.person().id],
                remove: Vec::new(),
            };
            who.call::<CreateTag>(&NoArgument, &tag)
                .await
                .expect("a tag");
        }
        for (who, whom) in [(&fang, &lei), (&lei, &fang)] {
            let kept = SetFriendDetailsRequest {
                remark: Some("R".to_owned()),
                hides_theirs: Some(true),
                ..Default::default()
            };
            who.call::<SetFriendDetails>(&whom.handle(), &kept)
                .await
                .expect("kept");
            let chosen = Chosen {
                people: vec![whom.person().id],
                ..Chosen::default()
            };
            let only = PostMomentRequest {
                text: format!("@{}", whom.handle()),
                audience: Audience::Only,
                chosen,
                reminded: vec![whom.person().id],
                ..Default::default()
            };
            who.call::<PostMoment>(&NoArgument, &only)
                .await
                .expect("posted");
        }
        let stranger = server.sign_up("stranger").await;
        for (who, whom) in [(&fang, &stranger), (&stranger, &fang)] {
            who.call::<SetBlocked>(&whom.handle(), &SetBlockedRequest { blocked: true })
                .await
                .ok();
        }
        let link = CreateLinkRequest {
            lifetime: Lifetime::Month,
            people_most: 2,
        };
        let link = fang
            .call::<CreateLink>(&NoArgument, &link)
            .await
            .expect("a link");
        let follower = server.sign_up("follower").await;
        follower
            .call::<FollowLink>(
                &NoArgument,
                &LinkSecret {
                    secret: link.secret,
                },
            )
            .await
            .expect("followed");
        let report = ReportRequest {
            about: Reported::Person(lei.handle()),
            reason: Reason::Other,
            note: String::new(),
        };
        fang.call::<Report>(&NoArgument, &report)
            .await
            .expect("reported");
        let picture = fang.upload_picture(0).await;
        let photos = vec![PhotoUse {
            id: picture,
            alt: String::new(),
        }];
        let moment = PostMomentRequest {
            photos,
            ..Default::default()
        };
        fang.call::<PostMoment>(&NoArgument, &moment)
            .await
            .expect("posted");
        let theirs = lei.post("theirs").await;
        let hello = PostCommentRequest {
            text: "hello".to_owned(),
            reply_to: None,
        };
        let hello = fang
            .call::<PostComment>(&theirs, &hello)
            .await
            .expect("commented")
            .id;
        let reply = PostCommentRequest {
            text: "to you".to_owned(),
            reply_to: Some(hello),
        };
        lei.call::<PostComment>(&theirs, &reply)
            .await
            .expect("replied");
        let reply = PostCommentRequest {
            text: "and you".to_owned(),
            reply_to: Some(hello),
        };
        let reply = both
            .call::<PostComment>(&theirs, &reply)
            .await
            .expect("replied")
            .id;
        fang.call::<SetLike>(&theirs, &SetLikeRequest { liked: true })
            .await
            .expect("liked");
        leave(&fang).await;
        let day = 86_400_000;
        sweep::sweep(&server.app, Timestamp(clock::now().0 + 6 * day))
            .await
            .expect("swept");
        assert_eq!(
            count(&server, "people", "id", fang.person().id.0).await,
            1,
            "not yet"
        );
        sweep::sweep(&server.app, Timestamp(clock::now().0 + 8 * day))
            .await
            .expect("swept");
        let id = fang.person().id.0;
        for (table, column) in [
            ("people", "id"),
            ("moments", "author_id"),
            ("comments", "author_id"),
            ("comments", "reply_to_id"),
            ("photos", "owner_id"),
            ("timeline", "person_id"),
            ("notifications", "actor_id"),
            ("parted", "friend_id"),
            ("parted", "person_id"),
            ("feeds", "person_id"),
            ("devices", "person_id"),
        ] {
            assert_eq!(
                count(&server, table, column, id).await,
                0,
                "{table}.{column}"
            );
        }
        let texts = async |who: &Friend| -> Vec<String> {
            let comments = who
                .get::<ListComments>(&theirs)
                .await
                .expect("comments")
                .items;
            comments.into_iter().map(|comment| comment.text).collect()
        };
        assert_eq!(
            texts(&lei).await,
            ["to you", "and you"],
            "all of it stays under one's own moment"
        );
        assert_eq!(texts(&both).await, ["and you"], "and what one said oneself");
        assert_eq!(
            texts(&common).await,
            Vec::<String>::new(),
            "who never saw the one replied to sees it now neither"
        );
        let (mut leis, mut commons) = (lei.open_stream(None).await, common.open_stream(None).await);
        leis.rest().await;
        commons.rest().await;
        both.call::<DeleteComment>(&reply, &Nothing {})
            .await
            .expect("deleted");
        assert!(
            leis.rest().await.contains(&Event::Resync {}),
            "it goes from under Lei's eyes"
        );
        assert_eq!(
            commons.rest().await,
            [],
            "and whom it was hidden from hears nothing"
        );
        let outcome = server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in(&fang, true))
            .await;
        assert_eq!(code(outcome), ErrorCode::WrongCredentials);
        let again = crate::account::accounts::sign_up_request("wang_fang", PASSWORD);
        let outcome = server.nobody().call::<SignUp>(&NoArgument, &again).await;
        assert_eq!(
            code(outcome),
            ErrorCode::HandleTaken,
            "nobody pretends to be who is gone"
        );
    });
}

#[test]
fn who_is_suspended_cannot_come_back_by_themselves() {
    story(async |server| {
        let (fang, lei) = (
            server.sign_up("wang_fang").await,
            server.sign_up("li_lei").await,
        );
        fang.befriend(&lei).await;
        let stranger = server.sign_up("stranger").await;
        let open = SetPrivacyRequest {
            is_open_to_strangers: Some(true),
            ..Default::default()
        };
        fang.call::<SetPrivacy>(&NoArgument, &open)
            .await
            .expect("set");
        let moment = fang.post("mine").await;
        stranger
            .get::<ReadMoment>(&moment)
            .await
            .expect("open to strangers");
        let set = async |suspended_at| {
            let mut write = server.database.write().await.expect("a transaction");
            let absence = Absence {
                leaves_at: None,
                suspended_at,
            };
            relations::set_absence(&mut write, fang.person().id, absence, clock::now())
                .await
                .expect("set");
            write.commit().await.expect("committed");
        };
        set(Some(1)).await;
        for viewer in [&lei, &stranger] {
            is_gone_for(viewer, &fang, moment).await;
        }
        let outcome = server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in(&fang, true))
            .await;
        assert_eq!(code(outcome), ErrorCode::AccountSuspended);
        let again = crate::account::accounts::sign_up_request("wang_fang", PASSWORD);
        let outcome = server.nobody().call::<SignUp>(&NoArgument, &again).await;
        assert_eq!(
            code(outcome),
            ErrorCode::AccountSuspended,
            "by the repeat of a sign-up neither"
        );
        set(None).await;
        lei.get::<ReadMoment>(&moment).await.expect("seen again");
    });
}
