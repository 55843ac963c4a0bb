//! Audiences of moments. Long, since each story is told whole.
//!
//! They are chosen, frozen and live ones, and unused ones that are swept.

use life_circle_server::clock;
use life_circle_server::platform::db::Sql;
use life_circle_wire::audience::{Audience, Chosen, PreviewAudience, PreviewRequest};
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::moments::{
    ListAlbum, ListTopic, PostMoment, PostMomentRequest, ReadMoment, SetDeletedRequest,
    SetMomentDeleted,
};
use life_circle_wire::tags::{CreateTag, DeleteTag, TagRequest};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, Nothing, PageQuery, TagId, Topic};

use crate::audience::family::{Family, family};
use crate::support::{Friend, code, story};

#[test]
fn only_and_except_reach_whom_they_name_and_tell_nobody_else() {
    story(async |server| {
        let family = family(&server).await;
        let only = family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!(
            (only.audience, only.chosen.tags.clone()),
            (Audience::Only, vec![family.tag])
        );
        assert_eq!(only.chosen.is_frozen, Some(true), "frozen, unless it says");
        assert_eq!(family.see(only.id).await, [true, false]);
        let seen = family.lei.read_moment(only.id).await;
        assert_eq!(
            (seen.audience, seen.chosen),
            (Audience::Friends, Chosen::default()),
            "for whom in particular"
        );
        let unseen = family.han.status().await.unseen;
        assert_eq!(unseen, 0, "no counter tells of it");
        let except = family.post(Audience::Except, family.tagged(None)).await.id;
        assert_eq!(family.see(except).await, [false, true]);
        let by_name = Chosen {
            people: vec![family.han.person().id],
            ..Chosen::default()
        };
        let by_name = family.post(Audience::Only, by_name).await.id;
        assert_eq!(family.see(by_name).await, [false, true]);
        let nobody = family.post(Audience::Only, Chosen::default()).await.id;
        assert_eq!(family.see(nobody).await, [false, false]);
    });
}

#[test]
fn pages_tell_nothing_of_what_stands_between_what_somebody_sees() {
    story(async |server| {
        let family = family(&server).await;
        family.fang.post("#tea for all").await;
        let look = async || {
            let query = PageQuery {
                cursor: None,
                limit: Some(1),
            };
            let feed = family
                .han
                .read_with::<ReadFeed>(&NoArgument, &query)
                .await
                .expect("a feed");
            let topic = family
                .han
                .read_with::<ListTopic>(&Topic::of("tea"), &query)
                .await
                .expect("a topic");
            let album = family
                .han
                .read_with::<ListAlbum>(&family.fang.handle(), &query)
                .await
                .expect("an album");
            (feed, topic, album)
        };
        let before = look().await;
        let chosen = family.tagged(None);
        let hidden = PostMomentRequest {
            text: "#tea for some".to_owned(),
            audience: Audience::Only,
            chosen,
            ..Default::default()
        };
        family.fang.post_moment(&hidden).await;
        assert_eq!(
            look().await,
            before,
            "a cursor or a short page gives it away"
        );
    });
}

#[test]
fn a_frozen_audience_stays_and_a_live_one_follows_the_tag() {
    story(async |server| {
        let family = family(&server).await;
        let frozen = family.post(Audience::Only, family.tagged(None)).await.id;
        let live = family
            .post(Audience::Only, family.tagged(Some(false)))
            .await
            .id;
        let frozen_except = family.post(Audience::Except, family.tagged(None)).await.id;
        let live_except = family
            .post(Audience::Except, family.tagged(Some(false)))
            .await
            .id;
        family.put_tag_on(&family.han, true).await;
        family.put_tag_on(&family.lei, false).await;
        assert_eq!(family.see(frozen).await, [true, false]);
        assert_eq!(family.see(live).await, [false, true]);
        assert_eq!(family.see(live_except).await, [true, false]);
        family
            .fang
            .call::<DeleteTag>(&family.tag, &Nothing {})
            .await
            .expect("deleted");
        assert_eq!(
            family.see(live).await,
            [false, true],
            "without the tag it is for the same people"
        );
        assert_eq!(family.see(live_except).await, [true, false]);
        let frozen = family.fang.read_moment(frozen).await.chosen;
        assert_eq!(
            frozen.people,
            [family.lei.person().id],
            "saved again, it is for those whom it reached"
        );
        let frozen = family.fang.read_moment(frozen_except).await.chosen;
        assert_eq!(
            frozen.people,
            [family.lei.person().id],
            "and keeps out whom it kept out"
        );
        let all = family
            .post(
                Audience::Friends,
                Chosen {
                    is_frozen: Some(true),
                    ..Chosen::default()
                },
            )
            .await
            .id;
        let newcomer = server.sign_up("newcomer").await;
        family.fang.befriend(&newcomer).await;
        assert_eq!(
            code(newcomer.get::<ReadMoment>(&all).await),
            ErrorCode::NotFound,
            "they came later"
        );
    });
}

#[test]
fn an_audience_is_forgotten_with_its_last_moment_and_not_before() {
    story(async |server| {
        let family = family(&server).await;
        let kept = async || {
            let mut read = server.database.read().await.expect("a connection");
            let sql =
                "SELECT (SELECT COUNT(*) FROM audiences) + (SELECT COUNT(*) FROM audience_tags)";
            Sql::new(sql)
                .fetch_scalar::<i64>(&mut read)
                .await
                .expect("a count")
        };
        let purge = async |moment: MomentId| {
            let request = SetDeletedRequest { deleted: true };
            family
                .fang
                .call::<SetMomentDeleted>(&moment, &request)
                .await
                .expect("deleted");
            server.sweep_after(clock::minutes_ms(1)).await;
        };
        let one = family.post(Audience::Only, family.tagged(None)).await;
        let two = family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!(kept().await, 2, "the same is kept once");
        purge(one.id).await;
        assert_eq!((kept().await, family.see(two.id).await), (2, [true, false]));
        purge(two.id).await;
        assert_eq!(kept().await, 0);
        let again = family.post(Audience::Only, family.tagged(None)).await;
        assert_eq!(family.see(again.id).await, [true, false]);
    });
}

#[test]
fn who_was_reminded_is_not_named_once_the_moment_is_for_others() {
    story(async |server| {
        let family = family(&server).await;
        let lei = family.lei.person().id;
        let han = family.han.person().id;
        let request = PostMomentRequest {
            text: "look".to_owned(),
            reminded: vec![lei, han],
            ..Default::default()
        };
        let id = family.fang.post_moment(&request).await.id;
        let reminded = async || {
            let moment = family.fang.read_moment(id).await;
            moment
                .reminded
                .iter()
                .map(|person| person.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(reminded().await, [lei, han]);
        for is_frozen in [true, false] {
            family
                .fang
                .change_audience(id, Audience::Only, family.tagged(Some(is_frozen)))
                .await;
            assert_eq!(reminded().await, [lei], "frozen: {is_frozen}");
        }
    });
}

#[test]
fn all_but_somebody_stays_closed_to_them_while_they_are_blocked_or_gone() {
    story(async |server| {
        let family = family(&server).await;
        let all_but = |people: &[&Friend]| Chosen {
            people: people.iter().map(|person| person.person().id).collect(),
            is_frozen: Some(false),
            ..Chosen::default()
        };
        let moment = family
            .post(Audience::Except, all_but(&[&family.lei]))
            .await
            .id;
        family.fang.set_blocked(&family.lei, true).await;
        let mut chosen = all_but(&[&family.lei, &family.han]);
        chosen.people.sort_unstable();
        family
            .fang
            .change_audience(moment, Audience::Except, chosen.clone())
            .await;
        family.fang.set_blocked(&family.lei, false).await;
        assert_eq!(family.see(moment).await, [false, false]);
        let kept = family.fang.read_moment(moment).await.chosen;
        assert_eq!(kept, chosen, "as it was said");
    });
}

/// Deletes Fang's tag. Returns a tag of Lei's.
async fn lose_tag(family: &Family) -> TagId {
    family
        .fang
        .call::<DeleteTag>(&family.tag, &Nothing {})
        .await
        .expect("deleted");
    let theirs = TagRequest {
        name: "Theirs".to_owned(),
        add: Vec::new(),
        remove: Vec::new(),
    };
    family
        .lei
        .call::<CreateTag>(&NoArgument, &theirs)
        .await
        .expect("a tag")
        .id
}

#[test]
fn a_tag_that_is_gone_is_refused_and_shows_nothing_to_whom_it_kept_out() {
    story(async |server| {
        let family = family(&server).await;
        let theirs = lose_tag(&family).await;
        for (audience, is_frozen) in [
            (Audience::Except, None),
            (Audience::Except, Some(false)),
            (Audience::Only, None),
        ] {
            let chosen = family.tagged(is_frozen);
            let preview = PreviewRequest {
                audience,
                chosen: chosen.clone(),
            };
            let outcome = family
                .fang
                .call::<PreviewAudience>(&NoArgument, &preview)
                .await;
            assert_eq!(code(outcome), ErrorCode::TagGone);
            let request = PostMomentRequest {
                text: "hello".to_owned(),
                audience,
                chosen,
                ..Default::default()
            };
            let outcome = family.fang.call::<PostMoment>(&NoArgument, &request).await;
            assert_eq!(code(outcome), ErrorCode::TagGone);
        }
        let request = PreviewRequest {
            audience: Audience::Only,
            chosen: Chosen {
                tags: vec![theirs],
                ..Chosen::default()
            },
        };
        let outcome = family
            .fang
            .call::<PreviewAudience>(&NoArgument, &request)
            .await;
        assert_eq!(
            code(outcome),
            ErrorCode::TagGone,
            "another's tag is as good as none"
        );
    });
}

#[test]
fn an_audience_of_all_friends_names_nobody_frozen_or_not() {
    story(async |server| {
        let family = family(&server).await;
        let theirs = lose_tag(&family).await;
        for tag in [family.tag, theirs] {
            let frozen = Chosen {
                is_frozen: Some(true),
                ..Chosen::default()
            };
            let chosen = Chosen {
                tags: vec![tag],
                people: vec![family.lei.person().id],
                ..frozen.clone()
            };
            let request = PostMomentRequest {
                text: "hello".to_owned(),
                chosen,
                ..Default::default()
            };
            let posted = family.fang.post_moment(&request).await;
            assert_eq!(posted.chosen, frozen, "people and tags are ignored");
        }
    });
}
