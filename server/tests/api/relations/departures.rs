//! Accounts that are away (leaving or suspended). Long, since each story is told whole.
//!
//! Nobody sees anything of them. Their data returns with them, or is deleted.

use life_circle_server::platform::db::Sql;
use life_circle_server::relations::sql::departures::Absence;
use life_circle_server::{clock, relations};
use life_circle_wire::accounts::{ListDevices, PasswordRequest, SignIn, SignInRequest, SignUp};
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::blocks::{SetBlocked, SetBlockedRequest};
use life_circle_wire::comments::{DeleteComment, ListComments};
use life_circle_wire::events::Event;
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::links::{
    CreateLink, CreateLinkRequest, FollowLink, Lifetime, LinkSecret, ReadLink,
};
use life_circle_wire::moments::{ListAlbum, PostMomentRequest, ReadMoment};
use life_circle_wire::people::{ReadPerson, Relation, SearchPeople, SearchQuery};
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::reports::{Reason, Report, ReportRequest, Reported};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::security::LeaveAccount;
use life_circle_wire::tags::{CreateTag, TagRequest};
use life_circle_wire::{CommentId, ErrorCode, MomentId, NoArgument, Nothing, limits};

use crate::accounts::signing_in::{sign_in_request, sign_up_request};
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
        keep_account,
        ..sign_in_request(who.handle().as_str(), PASSWORD)
    }
}

/// The reason why a sign-in is refused.
async fn sign_in_refused(server: &Server, request: &SignInRequest) -> ErrorCode {
    code(server.nobody().call::<SignIn>(&NoArgument, request).await)
}

/// The reason why a sign-up with the handle of an account that is away or gone is refused.
async fn sign_up_refused(server: &Server, handle: &str) -> ErrorCode {
    let request = sign_up_request(handle, PASSWORD);
    code(server.nobody().call::<SignUp>(&NoArgument, &request).await)
}

/// Makes a link that lives for a month.
async fn make_link(who: &Friend) -> LinkSecret {
    let request = CreateLinkRequest {
        lifetime: Lifetime::Month,
        people_most: 2,
    };
    let link = who
        .call::<CreateLink>(&NoArgument, &request)
        .await
        .expect("a link");
    LinkSecret {
        secret: link.secret,
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
    assert_eq!(viewer.friends().await, []);
}

#[test]
fn who_leaves_is_gone_at_once_and_can_come_back() {
    story(async |server| {
        let [fang, lei, stranger] = server
            .sign_up_all(["wang_fang", "li_lei", "stranger"])
            .await;
        fang.befriend(&lei).await;
        let since = lei.read_person(&fang).await.friends_since;
        fang.open_to_strangers().await;
        let mine = fang.post("mine").await;
        let theirs = lei.post("theirs").await;
        stranger.read_moment(mine).await;
        fang.comment(theirs, "hello").await;
        fang.like(theirs).await;
        let secret = make_link(&fang).await;
        leave(&fang).await;
        assert_eq!(
            code(fang.get::<ListDevices>(&NoArgument).await),
            ErrorCode::SignedOut
        );
        for viewer in [&lei, &stranger] {
            is_gone_for(viewer, &fang, mine).await;
        }
        let seen = lei.read_moment(theirs).await;
        assert_eq!((seen.comments.count, seen.likes.count), (0, 0));
        assert_eq!(
            code(stranger.call::<ReadLink>(&NoArgument, &secret).await),
            ErrorCode::LinkGone
        );
        let block = SetBlockedRequest { blocked: true };
        assert_eq!(
            code(lei.call::<SetBlocked>(&fang.handle(), &block).await),
            ErrorCode::NotFound
        );

        assert_eq!(
            sign_in_refused(&server, &sign_in(&fang, false)).await,
            ErrorCode::AccountLeaving
        );
        let wrong = SignInRequest {
            password: "a wrong guess".to_owned(),
            ..sign_in(&fang, true)
        };
        assert_eq!(
            sign_in_refused(&server, &wrong).await,
            ErrorCode::WrongCredentials,
            "only they learn of it"
        );
        let meanwhile = lei.post("meanwhile").await;
        let fang = come_back(&server, &fang).await;
        let feed = fang.feed().await;
        let feed: Vec<_> = feed.iter().map(|item| item.moment.id).collect();
        assert_eq!(feed, [meanwhile, theirs, mine], "what they missed is there");
        let again = lei.read_person(&fang).await;
        assert_eq!(
            (again.relation, again.friends_since),
            (Relation::Friend, since)
        );
        let seen = lei.read_moment(theirs).await;
        assert_eq!((seen.comments.count, seen.likes.count), (1, 1));
        lei.read_moment(mine).await;
    });
}

#[test]
fn what_waited_for_an_answer_goes_with_who_leaves() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
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
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let han = server.sign_up("han_mei").await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        han.set_blocked(&fang, true).await;
        leave(&fang).await;
        leave(&lei).await;
        let fang = come_back(&server, &fang).await;
        assert_eq!(fang.friends().await, []);
        leave(&fang).await;
        han.set_blocked(&fang, false).await;
        assert_eq!(han.friends().await, []);
        let lei = come_back(&server, &lei).await;
        assert_eq!(lei.friends().await, []);
        let fang = come_back(&server, &fang).await;
        for friend in [&lei, &han] {
            assert_eq!(friend.read_person(&fang).await.relation, Relation::Friend);
        }
    });
}

async fn count(server: &Server, table: &str, column: &str, id: i64) -> i64 {
    let mut read = server.database.read().await.expect("a connection");
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1");
    Sql::new(&*sql.leak())
        .bind(id)
        .fetch_scalar(&mut read)
        .await
        .expect("a number")
}

/// People who know each other, and what they said under a moment of Lei's.
struct Conversation {
    fang: Friend,
    /// A friend of Fang, of `both` and of `common`.
    lei: Friend,
    /// A friend of Fang and of Lei.
    both: Friend,
    /// A friend of Lei alone.
    common: Friend,
    moment: MomentId,
    /// The reply of `both` to Fang's comment.
    reply: CommentId,
}

/// Lets Fang comment on a moment of Lei's. Lei and a friend of both reply.
async fn conversation(server: &Server) -> Conversation {
    let [fang, lei, common, both] = server
        .sign_up_all(["wang_fang", "li_lei", "common", "friend_of_both"])
        .await;
    for friend in [&common, &both, &fang] {
        lei.befriend(friend).await;
    }
    fang.befriend(&both).await;
    let moment = lei.post("theirs").await;
    let hello = fang.comment(moment, "hello").await;
    lei.reply(moment, hello, "to you").await;
    let reply = both.reply(moment, hello, "and you").await;
    fang.like(moment).await;
    Conversation {
        fang,
        lei,
        both,
        common,
        moment,
        reply,
    }
}

/// Keeps something of a friend, and posts a moment for them alone.
async fn keep_and_post_for(who: &Friend, friend: &Friend) {
    let people = vec![friend.person().id];
    let tag = TagRequest {
        name: "t".to_owned(),
        add: people.clone(),
        remove: Vec::new(),
    };
    who.call::<CreateTag>(&NoArgument, &tag)
        .await
        .expect("a tag");
    let kept = SetFriendDetailsRequest {
        remark: Some("R".to_owned()),
        hides_theirs: Some(true),
        ..Default::default()
    };
    who.set_details(friend, &kept).await;
    let only = PostMomentRequest {
        text: format!("@{}", friend.handle()),
        audience: Audience::Only,
        chosen: Chosen {
            people: people.clone(),
            ..Chosen::default()
        },
        reminded: people,
        ..Default::default()
    };
    who.post_moment(&only).await;
}

/// Gives two friends one of every kind of data.
async fn have_one_of_everything(server: &Server, fang: &Friend, lei: &Friend) {
    let [stranger, follower] = server.sign_up_all(["stranger", "follower"]).await;
    for (who, whom) in [(fang, lei), (lei, fang)] {
        keep_and_post_for(who, whom).await;
    }
    for (who, whom) in [(fang, &stranger), (&stranger, fang)] {
        who.call::<SetBlocked>(&whom.handle(), &SetBlockedRequest { blocked: true })
            .await
            .ok();
    }
    let secret = make_link(fang).await;
    follower
        .call::<FollowLink>(&NoArgument, &secret)
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
    let photo = PhotoUse {
        id: fang.upload_picture(0).await,
        alt: String::new(),
    };
    let moment = PostMomentRequest {
        photos: vec![photo],
        ..Default::default()
    };
    fang.post_moment(&moment).await;
}

/// Sweeps as the server will some days from now.
async fn sweep_after(server: &Server, days: u32) {
    server.sweep_after(clock::days_ms(days)).await;
}

#[test]
fn after_a_week_an_account_is_deleted_with_all_that_is_in_it() {
    story(async |server| {
        let Conversation { fang, lei, .. } = conversation(&server).await;
        have_one_of_everything(&server, &fang, &lei).await;
        leave(&fang).await;
        let id = fang.person().id.0;
        sweep_after(&server, 6).await;
        assert_eq!(count(&server, "people", "id", id).await, 1, "not yet");
        sweep_after(&server, 8).await;
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
        assert_eq!(
            sign_in_refused(&server, &sign_in(&fang, true)).await,
            ErrorCode::WrongCredentials
        );
        assert_eq!(
            sign_up_refused(&server, "wang_fang").await,
            ErrorCode::HandleTaken,
            "nobody pretends to be who is gone"
        );
    });
}

#[test]
fn replies_to_who_is_gone_stay_for_those_who_could_see_them() {
    story(async |server| {
        let said = conversation(&server).await;
        leave(&said.fang).await;
        sweep_after(&server, 8).await;
        let texts = async |who: &Friend| -> Vec<String> {
            let comments = who
                .get::<ListComments>(&said.moment)
                .await
                .expect("comments")
                .items;
            comments.into_iter().map(|comment| comment.text).collect()
        };
        assert_eq!(
            texts(&said.lei).await,
            ["to you", "and you"],
            "all of it stays under one's own moment"
        );
        assert_eq!(
            texts(&said.both).await,
            ["and you"],
            "and what one said oneself"
        );
        assert_eq!(
            texts(&said.common).await,
            Vec::<String>::new(),
            "who never saw the one replied to sees it now neither"
        );
        let mut leis = said.lei.open_stream(None).await;
        let mut commons = said.common.open_stream(None).await;
        leis.rest().await;
        commons.rest().await;
        said.both
            .call::<DeleteComment>(&said.reply, &Nothing {})
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
    });
}

#[test]
fn who_is_suspended_cannot_come_back_by_themselves() {
    story(async |server| {
        let [fang, lei, stranger] = server
            .sign_up_all(["wang_fang", "li_lei", "stranger"])
            .await;
        fang.befriend(&lei).await;
        fang.open_to_strangers().await;
        let moment = fang.post("mine").await;
        stranger.read_moment(moment).await;
        let set = async |suspended_at| {
            let mut write = server.database.write().await.expect("a transaction");
            let absence = Absence {
                leaves_at: None,
                suspended_at,
            };
            relations::change_absence(&mut write, fang.person().id, clock::now(), |_| absence)
                .await
                .expect("set");
            write.commit().await.expect("committed");
        };
        set(Some(1)).await;
        for viewer in [&lei, &stranger] {
            is_gone_for(viewer, &fang, moment).await;
        }
        assert_eq!(
            sign_in_refused(&server, &sign_in(&fang, true)).await,
            ErrorCode::AccountSuspended
        );
        assert_eq!(
            sign_up_refused(&server, "wang_fang").await,
            ErrorCode::AccountSuspended,
            "by the repeat of a sign-up neither"
        );
        set(None).await;
        lei.read_moment(moment).await;
    });
}
