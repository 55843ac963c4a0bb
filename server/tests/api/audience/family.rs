//! Three people and a tag, for tests of audiences.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::moments::{Moment, PostMomentRequest, ReadMoment};
use life_circle_wire::tags::{ChangeTag, CreateTag, TagRequest};
use life_circle_wire::{MomentId, NoArgument, TagId};

use crate::support::{Friend, Server};

/// Fang with two friends, Lei and Han. Lei has Fang's tag.
pub struct Family {
    pub fang: Friend,
    pub lei: Friend,
    pub han: Friend,
    pub tag: TagId,
}

/// Signs the three up, makes Lei and Han friends of Fang, and puts the tag on Lei.
pub async fn family(server: &Server) -> Family {
    let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
    fang.befriend(&lei).await;
    fang.befriend(&han).await;
    let tag = TagRequest {
        name: "Family".to_owned(),
        add: vec![lei.person().id],
        remove: Vec::new(),
    };
    let tag = fang
        .call::<CreateTag>(&NoArgument, &tag)
        .await
        .expect("a tag")
        .id;
    Family {
        fang,
        lei,
        han,
        tag,
    }
}

impl Family {
    /// A choice that names the tag.
    pub fn tagged(&self, is_frozen: Option<bool>) -> Chosen {
        Chosen {
            tags: vec![self.tag],
            is_frozen,
            ..Chosen::default()
        }
    }

    /// Posts a moment by Fang for this audience.
    pub async fn post(&self, audience: Audience, chosen: Chosen) -> Moment {
        let request = PostMomentRequest {
            text: "hello".to_owned(),
            audience,
            chosen,
            ..Default::default()
        };
        self.fang.post_moment(&request).await
    }

    /// Whether Lei and Han see a moment, by itself and in their feeds.
    pub async fn see(&self, moment: MomentId) -> [bool; 2] {
        let mut seen = [false, false];
        for (index, friend) in [&self.lei, &self.han].into_iter().enumerate() {
            let feed = friend.feed().await;
            let is_in_feed = feed.iter().any(|item| item.moment.id == moment);
            seen[index] = friend.get::<ReadMoment>(&moment).await.is_ok();
            assert_eq!(
                is_in_feed, seen[index],
                "the feed and the moment say the same"
            );
        }
        seen
    }

    /// Puts the tag on somebody, or takes it off.
    pub async fn put_tag_on(&self, friend: &Friend, is_on: bool) {
        let id = friend.person().id;
        let mut request = TagRequest {
            name: "Family".to_owned(),
            add: Vec::new(),
            remove: Vec::new(),
        };
        if is_on {
            request.add.push(id);
        } else {
            request.remove.push(id);
        }
        self.fang
            .call::<ChangeTag>(&self.tag, &request)
            .await
            .expect("changed");
    }
}
