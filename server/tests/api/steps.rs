//! Steps that many stories share. The server must allow each of them.

use life_circle_server::clock;
use life_circle_server::platform::db::Sql;
use life_circle_wire::audience::{Audience, ChangeAudience, ChangeRequest, Chosen};
use life_circle_wire::blocks::{SetBlocked, SetBlockedRequest};
use life_circle_wire::comments::{PostComment, PostCommentRequest};
use life_circle_wire::events::{ReadStatus, Status};
use life_circle_wire::feed::{FeedItem, ReadFeed};
use life_circle_wire::friends::{
    Friend as ListedFriend, FriendDetails, ListFriends, RemoveFriend, SetFriendDetails,
    SetFriendDetailsRequest,
};
use life_circle_wire::moments::{
    Likes, Moment, PostMoment, PostMomentRequest, ReadMoment, SetDeletedRequest, SetLike,
    SetLikeRequest, SetMomentDeleted,
};
use life_circle_wire::people::{Profile, ReadPerson};
use life_circle_wire::privacy::{Privacy, SetPrivacy, SetPrivacyRequest};
use life_circle_wire::{CommentId, MomentId, NoArgument, Nothing};

use crate::support::{Friend, Server};

impl Friend {
    /// Reads a moment that they can see.
    pub async fn read_moment(&self, moment: MomentId) -> Moment {
        self.get::<ReadMoment>(&moment)
            .await
            .expect("they can see the moment")
    }

    /// Reads the page of a person whom they can find.
    pub async fn read_person(&self, person: &Self) -> Profile {
        self.get::<ReadPerson>(&person.handle())
            .await
            .expect("they can find the person")
    }

    /// The first page of their feed.
    pub async fn feed(&self) -> Vec<FeedItem> {
        self.get::<ReadFeed>(&NoArgument)
            .await
            .expect("a feed")
            .items
    }

    /// The first page of their friends.
    pub async fn friends(&self) -> Vec<ListedFriend> {
        self.get::<ListFriends>(&NoArgument)
            .await
            .expect("friends")
            .items
    }

    /// The number of what is new and unread for them.
    pub async fn status(&self) -> Status {
        self.get::<ReadStatus>(&NoArgument).await.expect("a status")
    }

    /// Posts a moment with more than a text and an audience.
    pub async fn post_moment(&self, request: &PostMomentRequest) -> Moment {
        self.call::<PostMoment>(&NoArgument, request)
            .await
            .expect("posted")
    }

    /// Deletes a moment of theirs. They could still undo it.
    pub async fn delete_moment(&self, moment: MomentId) {
        self.call::<SetMomentDeleted>(&moment, &SetDeletedRequest { deleted: true })
            .await
            .expect("deleted");
    }

    /// Likes a moment.
    pub async fn like(&self, moment: MomentId) -> Likes {
        self.call::<SetLike>(&moment, &SetLikeRequest { liked: true })
            .await
            .expect("liked")
    }

    /// Takes their like of a moment back.
    pub async fn unlike(&self, moment: MomentId) -> Likes {
        self.call::<SetLike>(&moment, &SetLikeRequest { liked: false })
            .await
            .expect("unliked")
    }

    /// Comments on a moment.
    pub async fn comment(&self, moment: MomentId, text: &str) -> CommentId {
        self.post_comment(moment, text, None).await
    }

    /// Replies to a comment on a moment.
    pub async fn reply(&self, moment: MomentId, to: CommentId, text: &str) -> CommentId {
        self.post_comment(moment, text, Some(to)).await
    }

    async fn post_comment(
        &self,
        moment: MomentId,
        text: &str,
        reply_to: Option<CommentId>,
    ) -> CommentId {
        let request = PostCommentRequest {
            text: text.to_owned(),
            reply_to,
        };
        self.call::<PostComment>(&moment, &request)
            .await
            .expect("commented")
            .id
    }

    /// Ends a friendship.
    pub async fn remove_friend(&self, friend: &Self) {
        self.call::<RemoveFriend>(&friend.handle(), &Nothing {})
            .await
            .expect("removed");
    }

    /// Blocks somebody, or ends the block.
    pub async fn set_blocked(&self, whom: &Self, blocked: bool) {
        self.call::<SetBlocked>(&whom.handle(), &SetBlockedRequest { blocked })
            .await
            .expect("set");
    }

    /// Changes who can see a moment of theirs.
    pub async fn change_audience(&self, moment: MomentId, audience: Audience, chosen: Chosen) {
        let request = ChangeRequest {
            moments: vec![moment],
            audience,
            chosen,
            ..Default::default()
        };
        self.call::<ChangeAudience>(&NoArgument, &request)
            .await
            .expect("changed");
    }

    /// Changes what they keep of a friend.
    pub async fn set_details(
        &self,
        friend: &Self,
        request: &SetFriendDetailsRequest,
    ) -> FriendDetails {
        self.call::<SetFriendDetails>(&friend.handle(), request)
            .await
            .expect("kept")
    }

    /// Hides their moments from a friend, or shows them again.
    pub async fn set_hides_mine(&self, friend: &Self, hides_mine: bool) {
        let request = SetFriendDetailsRequest {
            hides_mine: Some(hides_mine),
            ..Default::default()
        };
        self.set_details(friend, &request).await;
    }

    /// Changes their privacy settings.
    pub async fn set_privacy(&self, request: &SetPrivacyRequest) -> Privacy {
        self.call::<SetPrivacy>(&NoArgument, request)
            .await
            .expect("set")
    }

    /// Lets strangers look at their newest moments.
    pub async fn open_to_strangers(&self) {
        let request = SetPrivacyRequest {
            is_open_to_strangers: Some(true),
            ..Default::default()
        };
        self.set_privacy(&request).await;
    }
}

impl Server {
    /// Signs up three people, and makes them friends of each other.
    pub async fn three_friends(&self) -> [Friend; 3] {
        let people = self.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            people[a].befriend(&people[b]).await;
        }
        people
    }

    /// Makes a moment older by some days.
    pub async fn make_older(&self, moment: MomentId, days: u32) {
        let change = format!("created_at = created_at - {}", clock::days_ms(days));
        self.alter_moment(moment, &change).await;
    }

    /// Changes a column of a moment in the database, as if time had passed.
    pub async fn alter_moment(&self, moment: MomentId, change: &str) {
        let sql = format!("UPDATE moments SET {change} WHERE id = $1");
        let mut write = self.database.write().await.expect("a transaction");
        Sql::new(&*sql.leak())
            .bind(moment.0)
            .execute(&mut write)
            .await
            .expect("time passes");
        write.commit().await.expect("committed");
    }
}
