//! Holds the rule in SQL against the pure model in `life_circle_wire::visibility`, over random circles.

use std::collections::HashMap;

use life_circle_wire::comments::{ListComments, PostComment, PostCommentRequest};
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::friends::RemoveFriend;
use life_circle_wire::limits::COMMENTS_SHOWN;
use life_circle_wire::moments::{
    Audience, ListAlbum, ListLikes, ReadMoment, SetDeletedRequest, SetLike, SetLikeRequest, SetMomentDeleted,
};
use life_circle_wire::notifications::ListNotifications;
use life_circle_wire::visibility::{Friendships, MomentFacts};
use life_circle_wire::{CommentId, MomentId, NoArgument, Nothing, PageQuery, PersonId};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{Friend, Server, story};

const PEOPLE: usize = 4;

/// What happens in a circle; indices are taken modulo what there is.
#[derive(Clone, Debug)]
enum Step {
    Befriend(usize, usize),
    Unfriend(usize, usize),
    Post(usize, bool),
    Delete(usize, bool),
    Like(usize, usize, bool),
    Comment(usize, usize, Option<usize>),
}

fn step() -> impl Strategy<Value = Step> {
    let person = || 0..PEOPLE;
    prop_oneof![
        3 => (person(), person()).prop_map(|(a, b)| Step::Befriend(a, b)),
        1 => (person(), person()).prop_map(|(a, b)| Step::Unfriend(a, b)),
        3 => (person(), prop::bool::weighted(0.2)).prop_map(|(author, is_secret)| Step::Post(author, is_secret)),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(moment, deleted)| Step::Delete(moment, deleted)),
        3 => (person(), any::<usize>(), prop::bool::weighted(0.8)).prop_map(|(who, moment, liked)| Step::Like(who, moment, liked)),
        3 => (person(), any::<usize>(), any::<Option<usize>>()).prop_map(|(who, moment, target)| Step::Comment(who, moment, target)),
    ]
}

/// What the model knows of a moment.
struct ModelMoment {
    id: MomentId,
    facts: MomentFacts,
    likes: Vec<PersonId>,
    comments: Vec<(CommentId, PersonId, Option<PersonId>)>,
}

struct World {
    people: Vec<Friend>,
    friendships: Friendships,
    moments: Vec<ModelMoment>,
}

impl World {
    async fn new(server: &Server, name: &str) -> Self {
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            people.push(server.sign_up(&format!("{name}_{number}")).await);
        }
        Self { people, friendships: Friendships::default(), moments: Vec::new() }
    }

    fn id(&self, person: usize) -> PersonId {
        self.people[person].person().id
    }

    /// Does a step in the server and in the model; the server must allow it exactly when the model does.
    async fn take(&mut self, step: &Step) {
        match *step {
            Step::Befriend(a, b) if a != b && !self.friendships.are_friends(self.id(a), self.id(b)) => {
                self.people[a].befriend(&self.people[b]).await;
                self.friendships.set(self.id(a), self.id(b), true);
            }
            Step::Unfriend(a, b) if a != b => {
                self.people[a].call::<RemoveFriend>(&self.people[b].handle(), &Nothing {}).await.expect("removed");
                self.friendships.set(self.id(a), self.id(b), false);
            }
            Step::Post(author, is_secret) => {
                let audience = if is_secret { Audience::OnlyMe } else { Audience::Friends };
                let id = self.people[author].post_for("text", audience).await.id;
                let facts = MomentFacts { author: self.id(author), audience, is_deleted: false };
                self.moments.push(ModelMoment { id, facts, likes: Vec::new(), comments: Vec::new() });
            }
            Step::Delete(moment, deleted) if !self.moments.is_empty() => {
                let index = moment % self.moments.len();
                let moment = &mut self.moments[index];
                let author =
                    self.people.iter().find(|person| person.person().id == moment.facts.author).expect("one of them");
                author.call::<SetMomentDeleted>(&moment.id, &SetDeletedRequest { deleted }).await.expect("set");
                moment.facts.is_deleted = deleted;
            }
            Step::Like(who, moment, liked) if !self.moments.is_empty() => self.like(who, moment, liked).await,
            Step::Comment(who, moment, target) if !self.moments.is_empty() => self.comment(who, moment, target).await,
            _ => {}
        }
    }

    async fn like(&mut self, who: usize, moment: usize, liked: bool) {
        let (person, index) = (self.id(who), moment % self.moments.len());
        let moment = &mut self.moments[index];
        let outcome = self.people[who].call::<SetLike>(&moment.id, &SetLikeRequest { liked }).await;
        assert_eq!(outcome.is_ok(), moment.facts.can_be_seen_by(person, &self.friendships));
        if outcome.is_ok() {
            moment.likes.retain(|other| *other != person);
            if liked {
                moment.likes.push(person);
            }
        }
    }

    async fn comment(&mut self, who: usize, moment: usize, target: Option<usize>) {
        let (person, index) = (self.id(who), moment % self.moments.len());
        let moment = &mut self.moments[index];
        let target = target
            .filter(|_| !moment.comments.is_empty())
            .map(|target| moment.comments[target % moment.comments.len()]);
        let request = PostCommentRequest { text: "text".to_owned(), reply_to: target.map(|(id, _, _)| id) };
        let outcome = self.people[who].call::<PostComment>(&moment.id, &request).await;
        let can_see = moment.facts.can_be_seen_by(person, &self.friendships);
        let shows = |(_, author, replied_to)| moment.facts.shows_comment(person, author, replied_to, &self.friendships);
        assert_eq!(outcome.is_ok(), can_see && target.is_none_or(shows));
        if let Ok(comment) = outcome {
            moment.comments.push((comment.id, person, target.map(|(_, author, _)| author)));
        }
    }

    /// Compares what everybody can learn, by every way, with what the model says; gives how many things were seen and
    /// how many hidden.
    async fn compare(&self) -> (usize, usize) {
        let (mut seen, mut hidden) = (0, 0);
        for viewer in &self.people {
            let person = viewer.person().id;
            let page = PageQuery { cursor: None, limit: Some(100) };
            let feed = viewer.read_with::<ReadFeed>(&NoArgument, &page).await.expect("a feed").items;
            let feed: HashMap<MomentId, _> = feed.into_iter().map(|item| (item.moment.id, item.moment)).collect();
            let mut album = Vec::new();
            for author in &self.people {
                album.extend(viewer.read_with::<ListAlbum>(&author.handle(), &page).await.expect("an album").items);
            }
            let mut told = Vec::new();
            for model in &self.moments {
                let can_see = model.facts.can_be_seen_by(person, &self.friendships);
                let read = viewer.get::<ReadMoment>(&model.id).await;
                assert_eq!(read.is_ok(), can_see, "{person:?} reads {:?}", model.facts);
                assert_eq!(feed.contains_key(&model.id), can_see, "{person:?}'s feed and {:?}", model.facts);
                assert_eq!(album.iter().any(|moment| moment.id == model.id), can_see, "the album");
                let Ok(moment) = read else {
                    assert!(
                        viewer.get::<ListLikes>(&model.id).await.is_err()
                            && viewer.get::<ListComments>(&model.id).await.is_err()
                    );
                    hidden += 1;
                    continue;
                };
                assert_eq!(feed.get(&model.id), Some(&moment), "the feed shows what the moment's page shows");
                let shows =
                    |contributor: &&PersonId| model.facts.shows_contribution(person, **contributor, &self.friendships);
                let mut likes: Vec<PersonId> = model.likes.iter().filter(shows).copied().collect();
                let mut shown: Vec<PersonId> = moment.likes.people.iter().map(|liker| liker.id).collect();
                assert_eq!(moment.likes.count as usize, likes.len(), "the count of likes");
                likes.sort_unstable();
                shown.sort_unstable();
                assert_eq!(shown, likes, "the likes");
                let listed = viewer.read_with::<ListLikes>(&model.id, &page).await.expect("likes").items;
                let mut listed: Vec<PersonId> = listed.iter().map(|liker| liker.id).collect();
                listed.sort_unstable();
                assert_eq!(listed, likes, "the list of likes");
                let shows = |(_, author, target): &&(CommentId, PersonId, Option<PersonId>)| {
                    model.facts.shows_comment(person, *author, *target, &self.friendships)
                };
                let comments: Vec<CommentId> = model.comments.iter().filter(shows).map(|(id, _, _)| *id).collect();
                let shown = viewer.read_with::<ListComments>(&model.id, &page).await.expect("comments").items;
                for comment in &shown {
                    if let Some(target) = &comment.reply_to {
                        assert!(
                            model.facts.shows_contribution(person, target.id, &self.friendships),
                            "the name replied to"
                        );
                    }
                }
                assert_eq!(moment.comments.count as usize, comments.len(), "the count of comments");
                let newest: Vec<CommentId> = moment.comments.newest.iter().map(|comment| comment.id).collect();
                assert_eq!(newest, comments[comments.len().saturating_sub(COMMENTS_SHOWN)..], "the newest comments");
                let (is_mine, others) = (model.facts.author == person, |who: &PersonId| *who != person);
                let likers = likes.iter().copied().filter(|who| is_mine && others(who));
                told.extend(likers.map(|who| (model.id, who, false)));
                let written = model.comments.iter().filter(shows).filter(|(_, author, _)| others(author));
                let about_me = written.filter(|(_, _, target)| is_mine || *target == Some(person));
                told.extend(about_me.map(|(_, author, _)| (model.id, *author, true)));
                assert_eq!(shown.iter().map(|comment| comment.id).collect::<Vec<_>>(), comments, "the comments");
                seen += 1 + likes.len() + comments.len();
                hidden += model.likes.len() - likes.len() + model.comments.len() - comments.len();
            }
            let shown = viewer.read_with::<ListNotifications>(&NoArgument, &page).await.expect("notifications").items;
            let about_moments = shown.iter().filter_map(|item| Some((item.moment.as_ref()?.id, item)));
            let mut shown: Vec<_> =
                about_moments.map(|(moment, item)| (moment, item.person.id, item.comment.is_some())).collect();
            shown.sort_unstable();
            told.sort_unstable();
            assert_eq!(shown, told, "the notifications");
        }
        (seen, hidden)
    }
}

#[test]
fn what_everybody_sees_is_what_the_model_says() {
    story(async |server| {
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
        );
        let (mut seen, mut hidden) = (0, 0);
        for round in 0..12 {
            let steps = prop::collection::vec(step(), 30..40).new_tree(&mut runner).expect("steps").current();
            let mut world = World::new(&server, &format!("round{round}")).await;
            for step in &steps {
                world.take(step).await;
            }
            let (more_seen, more_hidden) = world.compare().await;
            seen += more_seen;
            hidden += more_hidden;
        }
        println!("{seen} seen, {hidden} hidden");
        assert!(seen > 100 && hidden > 100, "the circles are too dull to prove anything: {seen} seen, {hidden} hidden");
    });
}
