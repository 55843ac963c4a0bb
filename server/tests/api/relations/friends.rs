//! Friends: details, lists, search, and the end. Long, since each story is told whole.

use life_circle_wire::friends::{
    FriendDetails, FriendsQuery, ListFriends, SetFriendDetails, SetFriendDetailsRequest,
};
use life_circle_wire::moments::{ListAlbum, ListTopic, ReadMoment};
use life_circle_wire::notifications::ListNotifications;
use life_circle_wire::people::{ListCommonFriends, Relation, SearchPeople, SearchQuery};
use life_circle_wire::{ErrorCode, NoArgument, Topic};

use crate::relations::requests::relation;
use crate::support::{Friend, code, story};

async fn keep(viewer: &Friend, friend: &Friend, details: FriendDetails) {
    let before = viewer.read_person(friend).await.details.expect("a friend");
    let change = details.changed_from(&before);
    viewer.set_details(friend, &change).await;
}

/// Gives a friend a remark, a note and a star.
async fn remember_teacher(viewer: &Friend, friend: &Friend) {
    let details = FriendDetails {
        remark: " 曾  老师 ".to_owned(),
        note: " 爱吃辣 ".to_owned(),
        is_starred: true,
        ..Default::default()
    };
    keep(viewer, friend, details).await;
}

#[test]
fn a_friend_is_shown_and_found_by_the_name_that_i_gave() {
    story(async |server| {
        let [fang, lei, _] = server.three_friends().await;
        remember_teacher(&fang, &lei).await;
        let profile = fang.read_person(&lei).await;
        let details = profile.details.expect("they are friends");
        assert_eq!(
            (profile.person.name(), details.note.as_str()),
            ("曾 老师", "爱吃辣")
        );
        let friends = fang.friends().await;
        let shown: Vec<(&str, char, bool)> = friends
            .iter()
            .map(|friend| (friend.person.name(), friend.initial, friend.is_starred))
            .collect();
        assert_eq!(
            shown,
            [("han_mei 名字", 'H', false), ("曾 老师", 'Z', true)],
            "by the name that I see"
        );
        let search = SearchQuery {
            q: "老师".to_owned(),
        };
        let found = fang
            .read_with::<SearchPeople>(&NoArgument, &search)
            .await
            .expect("found");
        assert_eq!(
            found
                .items
                .iter()
                .map(|found| found.person.id)
                .collect::<Vec<_>>(),
            [lei.person().id]
        );
    });
}

#[test]
fn what_one_keeps_of_a_friend_is_for_oneself_alone() {
    story(async |server| {
        let [fang, lei, han] = server.three_friends().await;
        remember_teacher(&fang, &lei).await;
        let moment = lei.post("hello").await;
        let comment = lei.comment(moment, "hi").await;
        han.reply(moment, comment, "ho").await;
        lei.like(moment).await;
        let seen = fang.read_moment(moment).await;
        let target = seen.comments.newest[1].reply_to.as_ref().expect("a target");
        let names = [
            seen.author.name(),
            seen.likes.people[0].name(),
            seen.comments.newest[0].author.name(),
            target.name(),
        ];
        assert_eq!(names, ["曾 老师"; 4]);
        for other in [&lei, &han] {
            let told = other
                .raw_path("GET", &format!("/api/v1/moments/{moment}"), Vec::new(), "")
                .await;
            assert!(!told.text().contains("老师"), "{}", told.text());
            let told = other
                .raw_path("GET", "/api/v1/people/li_lei", Vec::new(), "")
                .await;
            assert!(
                !told.text().contains("老师") && !told.text().contains("辣"),
                "{}",
                told.text()
            );
        }
        fang.remove_friend(&lei).await;
        let stranger = fang
            .call::<SetFriendDetails>(&lei.handle(), &SetFriendDetailsRequest::default())
            .await;
        assert_eq!(code(stranger), ErrorCode::NotFound);
        assert_eq!(fang.read_person(&lei).await.details, None);
        fang.befriend(&lei).await;
        let again = fang.read_person(&lei).await.details.expect("friends again");
        assert_eq!(again.note, "爱吃辣");
    });
}

#[test]
fn hiding_theirs_empties_my_feed_of_them_and_changes_nothing_else() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let before = lei.post("before #west#").await;
        keep(
            &fang,
            &lei,
            FriendDetails {
                hides_theirs: true,
                ..Default::default()
            },
        )
        .await;
        let moment = lei.post("hello #west#").await;
        let feed = async || fang.feed().await.len();
        let topic = async || {
            fang.get::<ListTopic>(&Topic::of("west"))
                .await
                .expect("a topic")
                .items
                .len()
        };
        let unseen = async || fang.status().await.unseen;
        assert_eq!((feed().await, topic().await, unseen().await), (0, 0, 0));
        for id in [before, moment] {
            assert!(fang.get::<ReadMoment>(&id).await.is_ok());
        }
        assert_eq!(
            fang.get::<ListAlbum>(&lei.handle())
                .await
                .expect("an album")
                .items
                .len(),
            2
        );
        assert_eq!(lei.read_moment(moment).await.likes.count, 0);
        keep(&fang, &lei, FriendDetails::default()).await;
        assert_eq!((feed().await, topic().await), (2, 2));
        assert_eq!(unseen().await, 1, "what was posted meanwhile is no news");
    });
}

#[test]
fn hiding_mine_leaves_nothing_of_them_but_what_stands_under_others_moments() {
    story(async |server| {
        let [fang, lei, han] = server.three_friends().await;
        let moment = fang.post("hello @li_lei").await;
        lei.like(moment).await;
        let theirs = han.post("common").await;
        fang.comment(theirs, "by Fang").await;
        keep(
            &fang,
            &lei,
            FriendDetails {
                hides_mine: true,
                ..Default::default()
            },
        )
        .await;
        let album = async || {
            lei.get::<ListAlbum>(&fang.handle())
                .await
                .expect("an album")
                .items
                .len()
        };
        assert_eq!(
            code(lei.get::<ReadMoment>(&moment).await),
            ErrorCode::NotFound
        );
        assert_eq!(album().await, 0);
        assert_eq!(lei.feed().await.len(), 1, "Han's");
        assert!(
            lei.get::<ListNotifications>(&NoArgument)
                .await
                .expect("told")
                .items
                .iter()
                .all(|item| item.moment.is_none())
        );
        assert_eq!(
            lei.read_moment(theirs).await.comments.count,
            1,
            "what Fang wrote elsewhere"
        );
        for person in [&fang, &han] {
            assert_eq!(
                person.read_moment(moment).await.likes.count,
                0,
                "who can't see it"
            );
        }
        keep(&fang, &lei, FriendDetails::default()).await;
        assert_eq!(
            (album().await, han.read_moment(moment).await.likes.count),
            (1, 1)
        );
    });
}

#[test]
fn friends_stand_from_a_to_z_over_several_pages() {
    story(async |server| {
        let me = server.sign_up("me_myself").await;
        for handle in ["zhang_wei", "bob", "li_lei", "anna", "wang_fang"] {
            me.befriend(&server.sign_up(handle).await).await;
        }
        let mut cursor = None;
        let mut handles = Vec::new();
        loop {
            let page = me
                .read_with::<ListFriends>(
                    &NoArgument,
                    &FriendsQuery {
                        cursor,
                        limit: Some(2),
                    },
                )
                .await
                .expect("a page");
            assert_eq!(page.total, 5);
            handles.extend(
                page.items
                    .iter()
                    .map(|friend| (friend.initial, friend.person.handle.to_string())),
            );
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let handles: Vec<(char, &str)> = handles
            .iter()
            .map(|(initial, handle)| (*initial, handle.as_str()))
            .collect();
        assert_eq!(
            handles,
            [
                ('A', "anna"),
                ('B', "bob"),
                ('L', "li_lei"),
                ('W', "wang_fang"),
                ('Z', "zhang_wei")
            ]
        );
    });
}

#[test]
fn common_friends_are_those_of_both() {
    story(async |server| {
        let [fang, lei, han, mei] = server
            .sign_up_all(["wang_fang", "li_lei", "han", "mei"])
            .await;
        fang.befriend(&lei).await;
        han.befriend(&lei).await;
        fang.befriend(&mei).await;
        let common = fang.read_person(&han).await.common_friends;
        assert_eq!((common.count, common.people), (1, vec![lei.person()]));
        let list = fang
            .get::<ListCommonFriends>(&han.handle())
            .await
            .expect("a list")
            .items;
        assert_eq!(list, [lei.person()]);
        let with_myself = fang.read_person(&fang).await;
        assert_eq!(
            (with_myself.relation, with_myself.common_friends.count),
            (Relation::Me, 0)
        );
    });
}

#[test]
fn removing_a_friend_works_from_both_sides_and_twice() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        fang.remove_friend(&lei).await;
        fang.remove_friend(&lei).await;
        assert_eq!(
            (relation(&fang, &lei).await, relation(&lei, &fang).await),
            (Relation::Stranger, Relation::Stranger)
        );
    });
}

#[test]
fn people_are_found_by_handle_and_name_friends_first() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "wang_lei"]).await;
        server.sign_up("wang_anna").await;
        fang.befriend(&lei).await;
        let search = async |words: &str| {
            let found = fang
                .read_with::<SearchPeople>(
                    &NoArgument,
                    &SearchQuery {
                        q: words.to_owned(),
                    },
                )
                .await
                .expect("a search");
            found
                .items
                .into_iter()
                .map(|found| found.person.handle.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            search("@WANG").await,
            ["wang_lei", "wang_anna", "wang_fang"]
        );
        assert_eq!(
            search("lei 名").await,
            ["wang_lei"],
            "the name is searched, too"
        );
        assert!(
            search("%").await.is_empty() && search("w_ng").await.is_empty(),
            "wildcards are letters here"
        );
        assert!(search("  ").await.is_empty());
    });
}
