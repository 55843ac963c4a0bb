//! Tags: private groups of friends.

use life_circle_wire::friends::{FriendDetails, SetFriendDetails, SetFriendDetailsRequest};
use life_circle_wire::tags::{ChangeTag, CreateTag, DeleteTag, ListTags, Tag, TagRequest};
use life_circle_wire::{ErrorCode, NoArgument, Nothing, PersonId, TagId};

use crate::support::{Friend, code, story};

fn request(name: &str, add: &[&Friend], remove: &[&Friend]) -> TagRequest {
    let ids = |people: &[&Friend]| people.iter().map(|person| person.person().id).collect();
    TagRequest {
        name: name.to_owned(),
        add: ids(add),
        remove: ids(remove),
    }
}

async fn create(owner: &Friend, name: &str, add: &[&Friend]) -> Tag {
    owner
        .call::<CreateTag>(&NoArgument, &request(name, add, &[]))
        .await
        .expect("a tag")
}

async fn carried(owner: &Friend, friend: &Friend) -> Vec<TagId> {
    let friends = owner.friends().await;
    friends
        .into_iter()
        .find(|listed| listed.person.id == friend.person().id)
        .expect("a friend")
        .tags
}

#[test]
fn friends_are_put_into_a_tag_and_taken_out_many_at_once() {
    story(async |server| {
        let [fang, lei, han, stranger] = server
            .sign_up_all(["wang_fang", "li_lei", "han_mei", "stranger"])
            .await;
        fang.befriend(&lei).await;
        fang.befriend(&han).await;
        let family = create(&fang, " 家  人 ", &[&lei, &han, &stranger]).await;
        assert_eq!(
            (family.name.as_str(), family.count),
            ("家 人", 2),
            "who is no friend isn't in it"
        );
        let work = create(&fang, "Work", &[]).await;
        let listed = fang.get::<ListTags>(&NoArgument).await.expect("tags").items;
        assert_eq!(
            listed,
            [family.clone(), work.clone()],
            "by name, Chinese ones by their pinyin"
        );
        let changed = fang
            .call::<ChangeTag>(&family.id, &request("亲人", &[], &[&han]))
            .await
            .expect("changed");
        assert_eq!((changed.name.as_str(), changed.count), ("亲人", 1));
        let details = SetFriendDetailsRequest {
            add_tags: vec![family.id, work.id, TagId(1)],
            ..Default::default()
        };
        let kept = fang.set_details(&lei, &details).await;
        assert_eq!(
            kept.tags,
            [family.id, work.id],
            "what is no tag of mine is left out"
        );
        assert_eq!(carried(&fang, &lei).await, [family.id, work.id]);
        fang.call::<DeleteTag>(&work.id, &Nothing {})
            .await
            .expect("deleted");
        assert_eq!(carried(&fang, &lei).await, [family.id]);
        assert_eq!(
            code(fang.call::<DeleteTag>(&work.id, &Nothing {}).await),
            ErrorCode::NotFound
        );

        fang.remove_friend(&lei).await;
        assert_eq!(
            fang.get::<ListTags>(&NoArgument).await.expect("tags").items[0].count,
            0
        );
        fang.befriend(&lei).await;
        assert_eq!(carried(&fang, &lei).await, [family.id], "friends again");
    });
}

#[test]
fn who_read_a_friends_tags_before_they_changed_changes_only_their_own() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let family = create(&fang, "Family", &[&lei]).await;
        let work = create(&fang, "Work", &[&lei]).await;
        // A client that read the page before the tags were put on now puts another one on, or takes
        // one off.
        let stale = FriendDetails::default();
        let sport = create(&fang, "Sport", &[]).await;
        let change = FriendDetails {
            tags: vec![sport.id],
            ..stale.clone()
        }
        .changed_from(&stale);
        let kept = fang.set_details(&lei, &change).await;
        assert_eq!(
            kept.tags,
            [family.id, sport.id, work.id],
            "what it knows nothing of stays"
        );
        let stale = FriendDetails {
            tags: vec![sport.id],
            ..stale
        };
        let change = FriendDetails::default().changed_from(&stale);
        fang.set_details(&lei, &change).await;
        assert_eq!(carried(&fang, &lei).await, [family.id, work.id]);
    });
}

#[test]
fn nobody_sees_or_changes_the_tags_of_somebody_else() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let family = create(&fang, "Family", &[&lei]).await;
        assert_eq!(
            lei.get::<ListTags>(&NoArgument).await.expect("tags").items,
            []
        );
        assert_eq!(
            code(
                lei.call::<ChangeTag>(&family.id, &request("Mine", &[], &[]))
                    .await
            ),
            ErrorCode::NotFound
        );
        assert_eq!(
            code(lei.call::<DeleteTag>(&family.id, &Nothing {}).await),
            ErrorCode::NotFound
        );
        let details = SetFriendDetailsRequest {
            add_tags: vec![family.id],
            ..Default::default()
        };
        lei.set_details(&fang, &details).await;
        assert_eq!(carried(&lei, &fang).await, [], "nor uses them");
        let details = SetFriendDetailsRequest {
            remove_tags: vec![family.id],
            ..Default::default()
        };
        lei.set_details(&fang, &details).await;
        assert_eq!(
            carried(&fang, &lei).await,
            [family.id],
            "nor takes them off"
        );
    });
}

#[test]
fn tags_have_names_of_their_own_and_are_few() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let family = create(&fang, "Family", &[]).await;
        let refused = fang
            .call::<CreateTag>(&NoArgument, &request("FAMILY", &[], &[]))
            .await
            .expect_err("refused");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::TagTaken, Some("name"))
        );
        fang.call::<ChangeTag>(&family.id, &request("family", &[], &[]))
            .await
            .expect("its own name, in small letters");
        let named = async |name: &str| {
            code(
                fang.call::<CreateTag>(&NoArgument, &request(name, &[], &[]))
                    .await,
            )
        };
        assert_eq!(named(" ").await, ErrorCode::TextEmpty);
        assert_eq!(named(&"长".repeat(21)).await, ErrorCode::TextTooLong);
        let crowd = TagRequest {
            add: vec![PersonId(1); 5001],
            ..request("Crowd", &[], &[])
        };
        assert_eq!(
            code(fang.call::<CreateTag>(&NoArgument, &crowd).await),
            ErrorCode::TooManyPeople
        );
        for number in 1..50 {
            create(&fang, &format!("tag {number}"), &[]).await;
        }
        assert_eq!(named("one more").await, ErrorCode::TooManyTags);
        let many = SetFriendDetailsRequest {
            add_tags: vec![family.id; 51],
            ..Default::default()
        };
        let refused = fang
            .call::<SetFriendDetails>(&fang.handle(), &many)
            .await
            .expect_err("refused");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::TooManyTags, Some("add_tags"))
        );
    });
}
