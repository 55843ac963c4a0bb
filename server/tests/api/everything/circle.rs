//! A circle of people around an owner, who has one of everything.

use life_circle_server::accounts::sql::security::{PasskeyRow, insert_passkey};
use life_circle_wire::accounts::{ListDevices, SignIn, SignInRequest};
use life_circle_wire::blocks::{SetBlocked, SetBlockedRequest};
use life_circle_wire::comments::{PostComment, PostCommentRequest};
use life_circle_wire::friends::{RemoveFriend, SetFriendDetails, SetFriendDetailsRequest};
use life_circle_wire::links::{CreateLink, CreateLinkRequest, Lifetime, Link};
use life_circle_wire::moments::{PostMoment, PostMomentRequest};
use life_circle_wire::photos::{PhotoFile, PhotoSize, PhotoUse};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::tags::{CreateTag, TagRequest};
use life_circle_wire::{
    CommentId, DeviceId, FriendRequestId, MomentId, NoArgument, Nothing, PhotoId, TagId,
};

use crate::support::{Friend, PASSWORD, Server};

/// The people of a circle, and what belongs to its owner.
pub struct Circle {
    number: usize,
    pub nobody: Friend,
    pub stranger: Friend,
    pub requester: Friend,
    pub friend: Friend,
    pub ex_friend: Friend,
    /// Somebody whom the owner blocks.
    pub blocked: Friend,
    /// Somebody who blocks the owner.
    pub blocking: Friend,
    /// A friend of both `owner` and `friend`.
    pub common: Friend,
    /// A friend from whom the owner hides their moments.
    pub hidden: Friend,
    pub owner: Friend,
    moment: MomentId,
    tag: TagId,
    comment: CommentId,
    photo: PhotoId,
    request: FriendRequestId,
    /// Another device on which the owner is signed in.
    device: DeviceId,
    link: Link,
    passkey: i64,
}

impl Circle {
    /// Makes a circle. Each circle on one server needs its own `number`.
    pub async fn new(server: &Server, number: usize) -> Self {
        let sign_up = async |name: &str| server.sign_up(&format!("{name}_{number}")).await;
        let (stranger, requester, friend) = (
            sign_up("stranger").await,
            sign_up("requester").await,
            sign_up("friend").await,
        );
        let (ex_friend, owner) = (sign_up("ex_friend").await, sign_up("owner").await);
        let (blocked, blocking) = (sign_up("blocked").await, sign_up("blocking").await);
        let (common, hidden) = (sign_up("common").await, sign_up("hidden").await);
        let request = RequestFriendRequest {
            handle: owner.handle().to_string(),
            message: String::new(),
        };
        let request = requester
            .call::<RequestFriend>(&NoArgument, &request)
            .await
            .expect("asked")
            .request
            .expect("it waits")
            .id;
        for friend in [&friend, &ex_friend, &blocked, &blocking, &common, &hidden] {
            owner.befriend(friend).await;
        }
        friend.befriend(&common).await;
        let tag = TagRequest {
            name: "the owner's tag".to_owned(),
            add: Vec::new(),
            remove: Vec::new(),
        };
        let tag = owner
            .call::<CreateTag>(&NoArgument, &tag)
            .await
            .expect("a tag")
            .id;
        let photo = owner.upload_picture(0).await;
        let photos = vec![PhotoUse {
            id: photo,
            alt: "the owner's picture".to_owned(),
        }];
        let moment = PostMomentRequest {
            text: "the owner's moment #owner#".to_owned(),
            photos,
            ..Default::default()
        };
        let moment = owner
            .call::<PostMoment>(&NoArgument, &moment)
            .await
            .expect("posted")
            .id;
        let comment = PostCommentRequest {
            text: "the owner's comment".to_owned(),
            reply_to: None,
        };
        let comment = owner
            .call::<PostComment>(&moment, &comment)
            .await
            .expect("commented")
            .id;
        let block = SetBlockedRequest { blocked: true };
        owner
            .call::<SetBlocked>(&blocked.handle(), &block)
            .await
            .expect("blocked");
        blocking
            .call::<SetBlocked>(&owner.handle(), &block)
            .await
            .expect("blocked");
        let hide = SetFriendDetailsRequest {
            hides_mine: Some(true),
            ..Default::default()
        };
        owner
            .call::<SetFriendDetails>(&hidden.handle(), &hide)
            .await
            .expect("hidden");
        owner
            .call::<RemoveFriend>(&ex_friend.handle(), &Nothing {})
            .await
            .expect("removed");
        let sign_in = SignInRequest {
            handle: owner.handle().to_string(),
            password: PASSWORD.to_owned(),
            keep_account: false,
            bearer: true,
        };
        server
            .nobody()
            .call::<SignIn>(&NoArgument, &sign_in)
            .await
            .expect("signed in");
        let devices = owner
            .get::<ListDevices>(&NoArgument)
            .await
            .expect("devices")
            .items;
        let device = devices
            .iter()
            .find(|device| !device.is_current)
            .expect("another device")
            .id;
        let link = CreateLinkRequest {
            lifetime: Lifetime::Day,
            people_most: 100,
        };
        let link = owner
            .call::<CreateLink>(&NoArgument, &link)
            .await
            .expect("a link");
        let passkey = server.app.ids.make();
        let row = PasskeyRow {
            id: passkey,
            person_id: owner.person().id.0,
            credential_id: format!("credential{number}"),
            credential: "{}".to_owned(),
            name: "the owner's passkey".to_owned(),
            created_at: 0,
            used_at: None,
        };
        let mut write = server.database.write().await.expect("a transaction");
        insert_passkey(&mut write, &row).await.expect("a passkey");
        write.commit().await.expect("committed");
        let nobody = server.nobody();
        Self {
            number,
            nobody,
            stranger,
            requester,
            friend,
            ex_friend,
            blocked,
            blocking,
            common,
            hidden,
            owner,
            moment,
            tag,
            comment,
            photo,
            request,
            device,
            link,
            passkey,
        }
    }

    /// Fills in what belongs to the owner: `{…}`, named as in the paths of endpoints, and the
    /// handle `"owner"`.
    pub fn fill(&self, text: &str) -> String {
        let owner = self.owner.handle().to_string();
        text.replace("{handle}", &owner)
            .replace("\"owner\"", &format!("\"{owner}\""))
            .replace("{friend_id}", &self.friend.person().id.to_string())
            .replace("{tag_id}", &self.tag.to_string())
            .replace("{friend}", self.friend.handle().as_str())
            .replace("{number}", &self.number.to_string())
            .replace("{moment_id}", &self.moment.to_string())
            .replace("{comment_id}", &self.comment.to_string())
            .replace(
                "{photo_file}",
                &PhotoFile {
                    id: self.photo,
                    size: PhotoSize::Small,
                }
                .to_string(),
            )
            .replace("{friend_request_id}", &self.request.to_string())
            .replace("{device_id}", &self.device.to_string())
            .replace("{link_id}", &self.link.id.to_string())
            .replace("{secret}", &self.link.secret)
            .replace("{passkey_id}", &self.passkey.to_string())
            .replace("{topic}", "owner")
    }
}
