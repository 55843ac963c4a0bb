//! A circle around somebody who owns one of everything.

use life_circle_wire::accounts::{ListDevices, SignIn, SignInRequest};
use life_circle_wire::comments::{PostComment, PostCommentRequest};
use life_circle_wire::friends::RemoveFriend;
use life_circle_wire::moments::{PostMoment, PostMomentRequest};
use life_circle_wire::photos::{PhotoFile, PhotoSize, PhotoUse};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::{CommentId, DeviceId, FriendRequestId, MomentId, NoArgument, Nothing, PhotoId};

use crate::support::{Friend, PASSWORD, Server};

/// The people of a circle, and what belongs to its owner.
pub struct Circle {
    number: usize,
    pub nobody: Friend,
    pub stranger: Friend,
    pub requester: Friend,
    pub friend: Friend,
    pub ex_friend: Friend,
    pub owner: Friend,
    moment: MomentId,
    comment: CommentId,
    photo: PhotoId,
    request: FriendRequestId,
    /// Where else the owner is signed in.
    device: DeviceId,
}

impl Circle {
    /// A new circle; circles on one server have numbers of their own.
    pub async fn new(server: &Server, number: usize) -> Self {
        let sign_up = async |name: &str| server.sign_up(&format!("{name}_{number}")).await;
        let (stranger, requester, friend) =
            (sign_up("stranger").await, sign_up("requester").await, sign_up("friend").await);
        let (ex_friend, owner) = (sign_up("ex_friend").await, sign_up("owner").await);
        let request = RequestFriendRequest { handle: owner.handle().to_string(), message: String::new() };
        let request =
            requester.call::<RequestFriend>(&NoArgument, &request).await.expect("asked").request.expect("it waits").id;
        owner.befriend(&friend).await;
        owner.befriend(&ex_friend).await;
        let photo = owner.upload_picture(0).await;
        let photos = vec![PhotoUse { id: photo, alt: "the owner's picture".to_owned() }];
        let moment = PostMomentRequest { text: "the owner's moment #owner#".to_owned(), photos, ..Default::default() };
        let moment = owner.call::<PostMoment>(&NoArgument, &moment).await.expect("posted").id;
        let comment = PostCommentRequest { text: "the owner's comment".to_owned(), reply_to: None };
        let comment = owner.call::<PostComment>(&moment, &comment).await.expect("commented").id;
        owner.call::<RemoveFriend>(&ex_friend.handle(), &Nothing {}).await.expect("removed");
        let sign_in = SignInRequest { handle: owner.handle().to_string(), password: PASSWORD.to_owned(), bearer: true };
        server.nobody().call::<SignIn>(&NoArgument, &sign_in).await.expect("signed in");
        let devices = owner.get::<ListDevices>(&NoArgument).await.expect("devices").items;
        let device = devices.iter().find(|device| !device.is_current).expect("another device").id;
        let nobody = server.nobody();
        Self { number, nobody, stranger, requester, friend, ex_friend, owner, moment, comment, photo, request, device }
    }

    /// Fills in what belongs to the owner: `{…}` as in the paths of endpoints, and the handle `"owner"`.
    pub fn fill(&self, text: &str) -> String {
        let owner = self.owner.handle().to_string();
        text.replace("{handle}", &owner)
            .replace("\"owner\"", &format!("\"{owner}\""))
            .replace("{friend}", self.friend.handle().as_str())
            .replace("{number}", &self.number.to_string())
            .replace("{moment_id}", &self.moment.to_string())
            .replace("{comment_id}", &self.comment.to_string())
            .replace("{photo_file}", &PhotoFile { id: self.photo, size: PhotoSize::Small }.to_string())
            .replace("{friend_request_id}", &self.request.to_string())
            .replace("{device_id}", &self.device.to_string())
            .replace("{topic}", "owner")
    }
}
