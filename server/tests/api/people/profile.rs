//! Profiles: name, line about oneself, picture and cover.

use life_circle_wire::accounts::ReadSession;
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::profile::{SetProfile, SetProfileRequest};
use life_circle_wire::{ErrorCode, NoArgument, PhotoId};

use crate::support::{code, story};

fn profile(avatar: Option<PhotoId>, cover: Option<PhotoId>) -> SetProfileRequest {
    SetProfileRequest {
        display_name: " 王芳 ".to_owned(),
        about: "在路上".to_owned(),
        avatar,
        cover,
    }
}

#[test]
fn a_profile_is_seen_everywhere_and_the_cover_by_friends() {
    story(async |server| {
        let [me, friend, stranger] = server
            .sign_up_all(["me_myself", "friend", "stranger"])
            .await;
        me.befriend(&friend).await;
        me.post("hello").await;
        let avatar = me.upload_picture(1).await;
        let cover = me.upload_picture(2).await;
        let set = me
            .call::<SetProfile>(&NoArgument, &profile(Some(avatar), Some(cover)))
            .await
            .expect("set");
        assert_eq!(
            (
                set.person.display_name.as_str(),
                set.person.avatar,
                set.cover
            ),
            ("王芳", Some(avatar), Some(cover))
        );
        assert_eq!(
            me.get::<ReadSession>(&NoArgument)
                .await
                .expect("signed in")
                .me,
            Some(set)
        );
        let feed = friend.get::<ReadFeed>(&NoArgument).await.expect("a feed");
        assert_eq!(feed.items[0].moment.author.avatar, Some(avatar));
        for (viewer, sees_cover) in [(&me, true), (&friend, true), (&stranger, false)] {
            let seen = viewer.read_person(&me).await;
            assert_eq!(
                (seen.about.as_str(), seen.cover.is_some()),
                ("在路上", sees_cover)
            );
            assert_eq!(viewer.fetch(avatar).await.as_u16(), 200);
            assert_eq!(
                viewer.fetch(cover).await.as_u16(),
                if sees_cover { 200 } else { 404 }
            );
        }
    });
}

#[test]
fn a_picture_that_is_replaced_is_gone() {
    story(async |server| {
        let [me, other] = server.sign_up_all(["me_myself", "other"]).await;
        let first = me.upload_picture(1).await;
        let second = me.upload_picture(2).await;
        me.call::<SetProfile>(&NoArgument, &profile(Some(first), None))
            .await
            .expect("set");
        me.call::<SetProfile>(&NoArgument, &profile(Some(first), None))
            .await
            .expect("set as it is");
        me.call::<SetProfile>(&NoArgument, &profile(Some(second), None))
            .await
            .expect("set anew");
        assert_eq!(
            (
                other.fetch(first).await.as_u16(),
                other.fetch(second).await.as_u16()
            ),
            (404, 200)
        );
        me.call::<SetProfile>(&NoArgument, &profile(None, None))
            .await
            .expect("taken away");
        assert_eq!(other.fetch(second).await.as_u16(), 404);
    });
}

#[test]
fn nobody_shows_what_is_another_s() {
    story(async |server| {
        let [me, other] = server.sign_up_all(["me_myself", "other"]).await;
        let photo = other.upload_picture(1).await;
        assert_eq!(
            code(
                me.call::<SetProfile>(&NoArgument, &profile(Some(photo), None))
                    .await
            ),
            ErrorCode::PhotoGone
        );
        other
            .call::<SetProfile>(&NoArgument, &profile(Some(photo), None))
            .await
            .expect("their own");
        assert_eq!(
            code(
                me.call::<SetProfile>(&NoArgument, &profile(None, Some(photo)))
                    .await
            ),
            ErrorCode::PhotoGone
        );
        let blank = SetProfileRequest {
            display_name: " ".to_owned(),
            ..profile(None, None)
        };
        assert_eq!(
            code(me.call::<SetProfile>(&NoArgument, &blank).await),
            ErrorCode::DisplayNameInvalid
        );
        let long = SetProfileRequest {
            about: "长".repeat(81),
            ..profile(None, None)
        };
        assert_eq!(
            code(me.call::<SetProfile>(&NoArgument, &long).await),
            ErrorCode::TextTooLong
        );
    });
}
