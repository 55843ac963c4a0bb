//! Notifications: who gets them, and who doesn't. Long, since each story is told whole.

use life_circle_wire::audience::Audience;
use life_circle_wire::comments::DeleteComment;
use life_circle_wire::moments::{
    ListTopic, PostMoment, PostMomentRequest, SetMomentText, SetTextRequest,
};
use life_circle_wire::notifications::{
    ListNotifications, NotificationKind, SetMomentMuted, SetMomentMutedRequest,
    SetNotificationsSeen, SetNotificationsSeenRequest,
};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::{ErrorCode, NoArgument, Nothing, PersonId, Topic};

use crate::support::{Friend, Server, story};

async fn told(person: &Friend) -> Vec<(NotificationKind, PersonId)> {
    let page = person
        .get::<ListNotifications>(&NoArgument)
        .await
        .expect("notifications");
    page.items
        .iter()
        .map(|item| (item.kind, item.person.id))
        .collect()
}

/// Three people who are friends with each other and have seen the notifications about it.
async fn circle(server: &Server) -> [Friend; 3] {
    let people = server.three_friends().await;
    for person in &people {
        let all = person
            .get::<ListNotifications>(&NoArgument)
            .await
            .expect("notifications")
            .items;
        let request = SetNotificationsSeenRequest {
            number: all.first().map_or(0, |first| first.number),
        };
        person
            .call::<SetNotificationsSeen>(&NoArgument, &request)
            .await
            .expect("seen");
    }
    people
}

async fn unread(person: &Friend) -> u32 {
    person.status().await.unread
}

#[test]
fn a_changed_text_takes_its_mentions_back_and_mentions_no_more_people_than_one_text() {
    story(async |server| {
        let [fang, lei, han] = circle(&server).await;
        let request = PostMomentRequest {
            text: "@li_lei look".to_owned(),
            reminded: vec![han.person().id],
            ..Default::default()
        };
        let moment = fang.post_moment(&request).await.id;
        let set = async |text: String| {
            fang.call::<SetMomentText>(&moment, &SetTextRequest { text })
                .await
                .expect("changed");
        };
        let mentions = async |person: &Friend| {
            told(person)
                .await
                .iter()
                .filter(|(kind, _)| *kind == NotificationKind::Mention)
                .count()
        };
        assert_eq!((mentions(&lei).await, unread(&lei).await), (1, 1));
        set("@han_mei look".to_owned()).await;
        assert_eq!(
            (mentions(&lei).await, unread(&lei).await),
            (0, 0),
            "it mentions them no longer"
        );
        assert_eq!(
            mentions(&han).await,
            1,
            "who is reminded stays reminded, and isn't told twice"
        );
        set("@li_lei after all".to_owned()).await;
        assert_eq!((mentions(&lei).await, mentions(&han).await), (1, 1));

        let mut others = Vec::new();
        for number in 0..10 {
            let other = server.sign_up(&format!("other_{number}")).await;
            other.befriend(&fang).await;
            others.push(other);
        }
        let handles: Vec<String> = others
            .iter()
            .map(|other| format!("@{}", other.handle()))
            .collect();
        set(handles.join(" ")).await;
        let mut mentioned = 0;
        for other in &others {
            mentioned += mentions(other).await;
        }
        assert_eq!(mentioned, 9, "one of the ten was mentioned before");
    });
}

#[test]
fn an_author_is_told_of_likes_and_comments_once_each_and_friends_of_others_of_nothing() {
    story(async |server| {
        let [fang, lei, han] = circle(&server).await;
        let moment = fang.post("hello").await;
        lei.like(moment).await;
        lei.unlike(moment).await;
        lei.like(moment).await;
        lei.comment(moment, "hi").await;
        fang.comment(moment, "my own").await;
        fang.like(moment).await;
        let lei_id = lei.person().id;
        let about_me: Vec<_> = told(&fang).await.into_iter().take(2).collect();
        assert_eq!(
            about_me,
            [
                (NotificationKind::Comment, lei_id),
                (NotificationKind::Like, lei_id)
            ]
        );
        assert_eq!(
            (unread(&fang).await, unread(&lei).await, unread(&han).await),
            (2, 0, 0)
        );
        lei.unlike(moment).await;
        assert_eq!(unread(&fang).await, 1, "what is taken back is gone");
    });
}

#[test]
fn a_reply_and_a_mention_reach_whom_they_are_for_and_nobody_twice() {
    story(async |server| {
        let [fang, lei, han] = circle(&server).await;
        let stranger = server.sign_up("stranger").await;
        let moment = fang
            .post("with @li_lei and @stranger and @nobody_here")
            .await;
        assert_eq!(
            told(&lei).await[0],
            (NotificationKind::Mention, fang.person().id)
        );
        assert!(
            told(&stranger).await.is_empty(),
            "who can't see it isn't told"
        );
        let first = lei.comment(moment, "here").await;
        han.reply(moment, first, "@li_lei hello").await;
        assert_eq!(
            told(&lei).await[0],
            (NotificationKind::Reply, han.person().id)
        );
        assert_eq!(
            unread(&lei).await,
            2,
            "the reply mentions them, too: once is enough"
        );
        let fangs: Vec<_> = told(&fang)
            .await
            .into_iter()
            .take(2)
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(
            fangs,
            [NotificationKind::Comment, NotificationKind::Comment]
        );
        fang.reply(moment, first, "thanks").await;
        assert_eq!(unread(&lei).await, 3);
    });
}

#[test]
fn who_is_reminded_is_told_once_and_the_list_is_for_them_and_the_author() {
    story(async |server| {
        let [fang, lei, han] = circle(&server).await;
        let [stranger, bo] = server.sign_up_all(["stranger", "bo_3"]).await;
        fang.befriend(&bo).await;
        let id = |person: &Friend| person.person().id;
        let request = PostMomentRequest {
            text: "@li_lei look".to_owned(),
            reminded: vec![
                id(&bo),
                id(&stranger),
                id(&lei),
                id(&lei),
                id(&fang),
                PersonId(1),
            ],
            ..Default::default()
        };
        let posted = fang.post_moment(&request).await;
        let reminded = async |viewer: &Friend| {
            let moment = viewer.read_moment(posted.id).await;
            moment
                .reminded
                .iter()
                .map(|person| person.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            reminded(&fang).await,
            [id(&bo), id(&lei)],
            "friends, in order, once"
        );
        assert_eq!(
            reminded(&lei).await,
            [id(&lei)],
            "a stranger's name isn't told"
        );
        assert_eq!(reminded(&han).await, [], "it isn't theirs");
        assert_eq!(
            unread(&lei).await,
            1,
            "the text mentions them, too: once is enough"
        );
        assert!(told(&stranger).await.is_empty());
        lei.befriend(&bo).await;
        assert_eq!(reminded(&lei).await, [id(&bo), id(&lei)]);
        fang.remove_friend(&bo).await;
        assert_eq!(
            reminded(&lei).await,
            [id(&lei)],
            "who can't see it any more isn't named"
        );
        let for_me = PostMomentRequest {
            audience: Audience::OnlyMe,
            ..request.clone()
        };
        assert!(fang.post_moment(&for_me).await.reminded.is_empty());
        let eleven = PostMomentRequest {
            reminded: (1..=11).map(PersonId).collect(),
            ..request
        };
        let refused = fang
            .call::<PostMoment>(&NoArgument, &eleven)
            .await
            .expect_err("too many");
        assert_eq!(refused.code, ErrorCode::TooManyReminded);
    });
}

#[test]
fn what_can_no_longer_be_seen_is_no_longer_told() {
    story(async |server| {
        let [fang, lei, han] = circle(&server).await;
        let moment = fang.post("@han_mei look").await;
        let theirs = lei.comment(moment, "@han_mei yes").await;
        assert_eq!(unread(&han).await, 2);
        han.remove_friend(&lei).await;
        assert_eq!(
            unread(&han).await,
            1,
            "whom they don't know doesn't speak to them"
        );
        lei.call::<DeleteComment>(&theirs, &Nothing {})
            .await
            .expect("deleted");
        assert_eq!(unread(&fang).await, 0, "a comment that is gone");
        fang.delete_moment(moment).await;
        assert_eq!(unread(&han).await, 0, "a moment that is gone");
    });
}

#[test]
fn a_moment_that_is_muted_is_silent() {
    story(async |server| {
        let [fang, lei, _] = circle(&server).await;
        let moment = fang.post("hello").await;
        let mute = async |muted| {
            fang.call::<SetMomentMuted>(&moment, &SetMomentMutedRequest { muted })
                .await
                .expect("set")
        };
        mute(true).await;
        lei.comment(moment, "unheard").await;
        assert_eq!(unread(&fang).await, 0);
        mute(false).await;
        lei.comment(moment, "heard").await;
        assert_eq!(unread(&fang).await, 1);
    });
}

#[test]
fn requests_and_acceptances_are_told_and_looking_goes_only_forward() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let request = RequestFriendRequest {
            handle: "li_lei".to_owned(),
            message: "hi".to_owned(),
        };
        fang.call::<RequestFriend>(&NoArgument, &request)
            .await
            .expect("asked");
        let status = lei.status().await;
        assert_eq!((status.requests, status.unread), (1, 1));
        let back = RequestFriendRequest {
            handle: "wang_fang".to_owned(),
            message: String::new(),
        };
        lei.call::<RequestFriend>(&NoArgument, &back)
            .await
            .expect("friends at once");
        assert_eq!(
            told(&lei).await,
            [],
            "a request that was answered waits no more"
        );
        assert_eq!(
            told(&fang).await,
            [(NotificationKind::Acceptance, lei.person().id)]
        );
        let see = async |number| {
            fang.call::<SetNotificationsSeen>(&NoArgument, &SetNotificationsSeenRequest { number })
                .await
                .expect("seen");
            fang.get::<ListNotifications>(&NoArgument)
                .await
                .expect("notifications")
                .seen
        };
        assert_eq!((see(1).await, see(0).await, see(i64::MAX).await), (1, 1, 1));
        assert_eq!(unread(&fang).await, 0);
    });
}

#[test]
fn a_topic_shows_the_moments_of_ones_own_feed() {
    story(async |server| {
        let [fang, lei, _] = circle(&server).await;
        let stranger = server.sign_up("stranger").await;
        let ours = fang.post("#West Lake# in autumn").await;
        stranger.post("#west lake# of somebody else").await;
        lei.post("no topic").await;
        let topic = |text: &str| Topic::of(text);
        let page = lei
            .get::<ListTopic>(&topic("WEST LAKE"))
            .await
            .expect("a topic");
        assert_eq!(
            page.items
                .iter()
                .map(|moment| moment.id)
                .collect::<Vec<_>>(),
            [ours]
        );
        fang.delete_moment(ours).await;
        assert!(
            lei.get::<ListTopic>(&topic("west lake"))
                .await
                .expect("a topic")
                .items
                .is_empty()
        );
    });
}
