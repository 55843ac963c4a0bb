//! A circle of people around an owner, who has one of everything.

use life_circle_server::accounts::sql::passkeys::{PasskeyRow, insert_passkey};
use life_circle_wire::accounts::{ListDevices, SignIn};
use life_circle_wire::links::{CreateLink, CreateLinkRequest, Lifetime, Link};
use life_circle_wire::moments::PostMomentRequest;
use life_circle_wire::photos::{PhotoFile, PhotoSize, PhotoUse};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::tags::{CreateTag, TagRequest};
use life_circle_wire::{
    CommentId, DeviceId, FriendRequestId, MomentId, NoArgument, PhotoId, TagId,
};

use crate::accounts::signing_in::sign_in_request;
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
    owned: Owned,
    request: FriendRequestId,
}

/// The things that belong to the owner.
pub struct Owned {
    moment: MomentId,
    tag: TagId,
    comment: CommentId,
    photo: PhotoId,
    /// Another device on which the owner is signed in.
    device: DeviceId,
    link: Link,
    passkey: i64,
}

// Who calls, for the tables of endpoints.

pub const fn nobody(circle: &Circle) -> &Friend {
    &circle.nobody
}

pub const fn owner(circle: &Circle) -> &Friend {
    &circle.owner
}

pub const fn friend(circle: &Circle) -> &Friend {
    &circle.friend
}

pub const fn stranger(circle: &Circle) -> &Friend {
    &circle.stranger
}

pub const fn requester(circle: &Circle) -> &Friend {
    &circle.requester
}

impl Circle {
    /// Makes a circle. Each circle on one server needs its own `number`.
    pub async fn new(server: &Server, number: usize) -> Self {
        let sign_up = async |name: &str| server.sign_up(&format!("{name}_{number}")).await;
        let stranger = sign_up("stranger").await;
        let requester = sign_up("requester").await;
        let friend = sign_up("friend").await;
        let ex_friend = sign_up("ex_friend").await;
        let owner = sign_up("owner").await;
        let blocked = sign_up("blocked").await;
        let blocking = sign_up("blocking").await;
        let common = sign_up("common").await;
        let hidden = sign_up("hidden").await;
        let request = ask(&requester, &owner).await;
        for friend in [&friend, &ex_friend, &blocked, &blocking, &common, &hidden] {
            owner.befriend(friend).await;
        }
        friend.befriend(&common).await;
        // The moment is posted for all of these friends, before some of them lose sight of it.
        let owned = Owned::new(&owner, number).await;
        owner.set_blocked(&blocked, true).await;
        blocking.set_blocked(&owner, true).await;
        owner.set_hides_mine(&hidden, true).await;
        owner.remove_friend(&ex_friend).await;
        Self {
            number,
            nobody: server.nobody(),
            stranger,
            requester,
            friend,
            ex_friend,
            blocked,
            blocking,
            common,
            hidden,
            owner,
            owned,
            request,
        }
    }

    /// Fills in what belongs to the owner: `{…}`, named as in the paths of endpoints, and the
    /// handle `"owner"`.
    pub fn fill(&self, text: &str) -> String {
        let owner = self.owner.handle().to_string();
        self.owned
            .fill(text)
            .replace("{handle}", &owner)
            .replace("\"owner\"", &format!("\"{owner}\""))
            .replace("{friend_id}", &self.friend.person().id.to_string())
            .replace("{friend}", self.friend.handle().as_str())
            .replace("{number}", &self.number.to_string())
            .replace("{friend_request_id}", &self.request.to_string())
            .replace("{topic}", "owner")
    }
}

impl Owned {
    /// Makes one of everything for an owner. The owner may have more, made with other numbers.
    pub async fn new(owner: &Friend, number: usize) -> Self {
        let photo = owner.upload_picture(0).await;
        let request = PostMomentRequest {
            text: "the owner's moment #owner#".to_owned(),
            photos: vec![PhotoUse {
                id: photo,
                alt: "the owner's picture".to_owned(),
            }],
            ..Default::default()
        };
        let moment = owner.post_moment(&request).await.id;
        Self {
            moment,
            tag: make_tag(owner, number).await,
            comment: owner.comment(moment, "the owner's comment").await,
            photo,
            device: other_device(owner).await,
            link: make_link(owner).await,
            passkey: add_passkey(owner, number).await,
        }
    }

    /// Fills in `{…}`, named as in the paths of endpoints.
    pub fn fill(&self, text: &str) -> String {
        let file = PhotoFile {
            id: self.photo,
            size: PhotoSize::Small,
        };
        text.replace("{tag_id}", &self.tag.to_string())
            .replace("{moment_id}", &self.moment.to_string())
            .replace("{comment_id}", &self.comment.to_string())
            .replace("{photo_file}", &file.to_string())
            .replace("{device_id}", &self.device.to_string())
            .replace("{link_id}", &self.link.id.to_string())
            .replace("{secret}", &self.link.secret)
            .replace("{passkey_id}", &self.passkey.to_string())
    }
}

/// Asks somebody to be friends.
pub async fn ask(requester: &Friend, owner: &Friend) -> FriendRequestId {
    let request = RequestFriendRequest {
        handle: owner.handle().to_string(),
        message: String::new(),
    };
    let outcome = requester
        .call::<RequestFriend>(&NoArgument, &request)
        .await
        .expect("asked");
    outcome.request.expect("it waits").id
}

async fn make_tag(owner: &Friend, number: usize) -> TagId {
    let request = TagRequest {
        name: format!("tag {number}"),
        add: Vec::new(),
        remove: Vec::new(),
    };
    owner
        .call::<CreateTag>(&NoArgument, &request)
        .await
        .expect("a tag")
        .id
}

/// Signs the owner in on one more device.
async fn other_device(owner: &Friend) -> DeviceId {
    let request = sign_in_request(owner.handle().as_str(), PASSWORD);
    owner
        .server
        .nobody()
        .call::<SignIn>(&NoArgument, &request)
        .await
        .expect("signed in");
    let devices = owner
        .get::<ListDevices>(&NoArgument)
        .await
        .expect("devices")
        .items;
    devices
        .iter()
        .find(|device| !device.is_current)
        .expect("another device")
        .id
}

pub async fn make_link(owner: &Friend) -> Link {
    let request = CreateLinkRequest {
        lifetime: Lifetime::Day,
        people_most: 100,
    };
    owner
        .call::<CreateLink>(&NoArgument, &request)
        .await
        .expect("a link")
}

/// Adds a passkey in the database: no authenticator has made it.
async fn add_passkey(owner: &Friend, number: usize) -> i64 {
    let row = PasskeyRow {
        id: owner.server.app.ids.make(),
        person_id: owner.person().id.0,
        credential_id: format!("credential{number}"),
        credential: "{}".to_owned(),
        name: "the owner's passkey".to_owned(),
        created_at: 0,
        used_at: None,
    };
    let mut write = owner.server.database.write().await.expect("a transaction");
    insert_passkey(&mut write, &row).await.expect("a passkey");
    write.commit().await.expect("committed");
    row.id
}
