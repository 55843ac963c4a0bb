//! A circle in the server, and the same one in the model. Long, since each act is done in both.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::Ordering;

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::{DeleteComment, PostComment, PostCommentRequest};
use life_circle_wire::friends::RemoveFriend;
use life_circle_wire::moments::{
    PostMoment, PostMomentRequest, SetDeletedRequest, SetLike, SetLikeRequest, SetMomentDeleted,
    SetMomentText, SetTextRequest,
};
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::suggestions::DismissSuggestion;
use life_circle_wire::tags::{CreateTag, TagRequest};
use life_circle_wire::visibility::{Circle, MomentFacts};
use life_circle_wire::{
    CommentId, ErrorCode, MomentId, NoArgument, Nothing, PersonId, PhotoId, TagId, limits,
};

use crate::steps::{Act, Aim, PEOPLE};
use crate::support::{Friend, Server};

/// The remark that everybody gives everybody else.
pub const REMARK: &str = "a name of my own";

/// A comment in the model: its id, its author, and the author of the comment to which it replies.
pub type ModelComment = (CommentId, PersonId, Option<PersonId>);

/// What the model knows of a moment.
pub struct ModelMoment {
    pub id: MomentId,
    pub facts: MomentFacts,
    pub text: String,
    pub photo: Option<PhotoId>,
    /// The people whom it reminded; and, in `mentioned`, these and the people whom its text
    /// mentions. Only people who could see the moment when that was written.
    pub reminded: Vec<PersonId>,
    pub mentioned: Vec<PersonId>,
    /// The people who like it, in the order of liking.
    pub likes: Vec<PersonId>,
    pub comments: Vec<ModelComment>,
}

/// The effect of the last step, from which the expected events follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Nothing,
    Posted(usize),
    /// Something was done under this moment, by this person, in reply to that person.
    Reacted(usize, PersonId, Option<PersonId>),
    /// The author changed the text of this moment.
    Edited(usize),
    Deleted(usize),
    /// This person changed who sees their moments.
    VisibilityChanged(PersonId),
}

/// A circle in the server and in the model.
pub struct World {
    pub name: String,
    pub people: Vec<Friend>,
    /// Another server on the same database.
    pub twin: Server,
    pub circle: Circle,
    pub moments: Vec<ModelMoment>,
    /// The tag of each person, by the person's index.
    pub tags: Vec<TagId>,
    /// Pairs `(a, b)`: `a` blocks `b`.
    pub blocks: HashSet<(PersonId, PersonId)>,
    /// People who don't want to be suggested, or named as common friends.
    pub unsuggested: HashSet<PersonId>,
    pub dismissed: HashSet<(PersonId, PersonId)>,
    /// Pairs `(a, b)`: `a` gave `b` a remark.
    pub kept: HashSet<(PersonId, PersonId)>,
    /// Pairs `(a, b)`: `a` keeps the moments of `b` out of their feed.
    pub tired: HashSet<(PersonId, PersonId)>,
    pub last: Effect,
    /// A moment of each person's own. Liking it sends an event for certain, after which all earlier
    /// events have come.
    pub fences: Vec<MomentId>,
    pub fence_is_liked: Vec<bool>,
}

impl World {
    pub async fn new(server: &Server, twin: &Server, name: &str) -> Self {
        let mut people = Vec::new();
        let mut fences = Vec::new();
        let mut tags = Vec::new();
        for number in 0..PEOPLE {
            let person = server.sign_up(&format!("{name}_{number}")).await;
            let tag = TagRequest {
                name: "tag".to_owned(),
                add: Vec::new(),
                remove: Vec::new(),
            };
            tags.push(
                person
                    .call::<CreateTag>(&NoArgument, &tag)
                    .await
                    .expect("a tag")
                    .id,
            );
            fences.push(person.post_for("a fence", Audience::OnlyMe).await.id);
            people.push(person);
        }
        Self {
            name: name.to_owned(),
            people,
            twin: twin.clone(),
            circle: Circle::default(),
            moments: Vec::new(),
            tags,
            blocks: HashSet::new(),
            unsuggested: HashSet::new(),
            dismissed: HashSet::new(),
            kept: HashSet::new(),
            tired: HashSet::new(),
            last: Effect::Nothing,
            fences,
            fence_is_liked: vec![false; PEOPLE],
        }
    }

    pub fn id(&self, person: usize) -> PersonId {
        self.people[person].person().id
    }

    /// Does something in the server and in the model. The server must allow it exactly if the model
    /// does.
    pub async fn take(&mut self, act: &Act) -> Result<(), String> {
        self.last = Effect::Nothing;
        let has_moments = !self.moments.is_empty();
        match *act {
            Act::Befriend(a, b) if a != b => self.befriend(a, b).await,
            Act::Keep {
                who,
                whom,
                hides_theirs,
                hides_mine,
            } if who != whom => {
                return self.keep(who, whom, hides_theirs, hides_mine).await;
            }
            Act::Unfriend(a, b) if a != b => self.unfriend(a, b).await?,
            Act::Block(who, whom, blocked) if who != whom => {
                return self.block(who, whom, blocked).await;
            }
            Act::Tag(who, whom, is_on) if who != whom => self.tag(who, whom, is_on).await,
            Act::Show {
                who,
                is_short,
                is_open,
                is_suggested,
            } => {
                self.show(who, is_short, is_open, is_suggested).await;
            }
            Act::Post {
                author,
                ref aim,
                has_photo,
                mentions,
                ref reminds,
            } => {
                self.post(author, aim, has_photo, mentions, reminds).await;
            }
            Act::Aim {
                moment,
                ref aim,
                is_alone,
            } if has_moments => {
                self.change_audience(moment, aim, is_alone).await;
            }
            Act::Age(moment) if has_moments => self.age(moment).await,
            Act::Edit(moment, mentions) if has_moments => return self.edit(moment, mentions).await,
            Act::Delete(moment, deleted) if has_moments => self.delete(moment, deleted).await?,
            Act::Like(who, moment, liked) if has_moments => {
                return self.like(who, moment, liked).await;
            }
            Act::Comment(who, moment, target) if has_moments => {
                return self.comment(who, moment, target).await;
            }
            Act::Uncomment(who, moment, comment) if has_moments => {
                return self.uncomment(who, moment, comment).await;
            }
            Act::Dismiss(who, whom)
                if who != whom && !self.circle.is_blocked(self.id(who), self.id(whom)) =>
            {
                self.dismiss(who, whom).await;
            }
            _ => {}
        }
        self.note_newest();
        Ok(())
    }

    /// Makes two people friends, unless they are or one blocks the other.
    async fn befriend(&mut self, a: usize, b: usize) {
        let are_friends = self.circle.are_friends(self.id(a), self.id(b));
        if !are_friends && !self.circle.is_blocked(self.id(a), self.id(b)) {
            self.people[a].befriend(&self.people[b]).await;
            self.circle.set_friends(self.id(a), self.id(b), true);
        }
    }

    async fn unfriend(&mut self, a: usize, b: usize) -> Result<(), String> {
        let outcome = self.people[a]
            .call::<RemoveFriend>(&self.people[b].handle(), &Nothing {})
            .await;
        let is_blocked = self.circle.is_blocked(self.id(a), self.id(b));
        if outcome.is_ok() == is_blocked {
            return Err(format!(
                "ending a friendship; one blocks the other: {is_blocked}"
            ));
        }
        if !is_blocked {
            self.circle.set_friends(self.id(a), self.id(b), false);
        }
        Ok(())
    }

    async fn delete(&mut self, moment: usize, deleted: bool) -> Result<(), String> {
        let index = moment % self.moments.len();
        let moment = &mut self.moments[index];
        let author = self
            .people
            .iter()
            .find(|person| person.person().id == moment.facts.author);
        let request = SetDeletedRequest { deleted };
        let outcome = author
            .expect("one of them")
            .call::<SetMomentDeleted>(&moment.id, &request)
            .await;
        match outcome {
            Ok(_) => {
                moment.facts.is_deleted = deleted;
                self.last = Effect::Deleted(index);
            }
            // A busy machine may take longer than the time to undo. Then the moment stays deleted.
            Err(error) if !deleted && error.code == ErrorCode::UndoTooLate => {}
            Err(error) => return Err(format!("deleting moment {index}: {error:?}")),
        }
        Ok(())
    }

    async fn dismiss(&mut self, who: usize, whom: usize) {
        let handle = self.people[whom].handle();
        self.people[who]
            .call::<DismissSuggestion>(&handle, &Nothing {})
            .await
            .expect("put away");
        self.dismissed.insert((self.id(who), self.id(whom)));
    }

    /// Notes which moments strangers may see: each author's newest for all friends.
    fn note_newest(&mut self) {
        let mut counts: HashMap<PersonId, u32> = HashMap::new();
        for moment in self.moments.iter_mut().rev() {
            let facts = &mut moment.facts;
            let is_plain =
                facts.audience == Audience::Friends && facts.frozen.is_none() && !facts.is_deleted;
            let count = counts.entry(facts.author).or_default();
            *count += u32::from(is_plain);
            facts.is_newest = is_plain && *count <= limits::SHOWN_TO_STRANGERS;
        }
    }

    /// The people, each once, whom a moment reaches, besides its author.
    fn reached(
        &self,
        facts: &MomentFacts,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Vec<PersonId> {
        let mut reached: Vec<PersonId> = Vec::new();
        for person in people {
            let is_reached = person != facts.author && facts.lets_react(person, &self.circle);
            if is_reached && !reached.contains(&person) {
                reached.push(person);
            }
        }
        reached
    }

    async fn post(
        &mut self,
        author: usize,
        aim: &Aim,
        has_photo: bool,
        mentions: Option<usize>,
        reminds: &[usize],
    ) {
        let chosen = self.chosen(author, aim);
        let person = &self.people[author];
        let photo = if has_photo {
            Some(
                person
                    .upload_picture(u8::try_from(self.moments.len() % 256).unwrap_or(0))
                    .await,
            )
        } else {
            None
        };
        let mentions = mentions.map(|mentioned| self.people[mentioned].person());
        let word = mentions
            .as_ref()
            .map_or_else(String::new, |person| format!(" @{}", person.handle));
        let request = PostMomentRequest {
            text: format!("#{}# word{}{word}", self.name, self.moments.len()),
            place: String::new(),
            photos: photo
                .map(|id| PhotoUse {
                    id,
                    alt: String::new(),
                })
                .into_iter()
                .collect(),
            audience: aim.audience,
            chosen: chosen.clone(),
            reminded: reminds.iter().map(|person| self.id(*person)).collect(),
        };
        let text = request.text.clone();
        let posted = person
            .call::<PostMoment>(&NoArgument, &request)
            .await
            .expect("posted");
        let id = posted.id;
        let facts = MomentFacts {
            author: self.id(author),
            audience: aim.audience,
            chosen: Chosen::default(),
            frozen: None,
            created_at: posted.created_at,
            is_newest: false,
            is_deleted: false,
        };
        let facts = self.aimed(aim, &chosen, &facts);
        let reminded = self.reached(&facts, request.reminded);
        let mentioned = self.reached(
            &facts,
            reminded
                .iter()
                .copied()
                .chain(mentions.map(|person| person.id)),
        );
        self.moments.push(ModelMoment {
            id,
            facts,
            text,
            photo,
            reminded,
            mentioned,
            likes: Vec::new(),
            comments: Vec::new(),
        });
        self.last = Effect::Posted(self.moments.len() - 1);
    }

    async fn edit(&mut self, moment: usize, mentions: Option<usize>) -> Result<(), String> {
        let index = moment % self.moments.len();
        let mentions = mentions.map(|mentioned| self.people[mentioned].person());
        let moment = &mut self.moments[index];
        let author = self
            .people
            .iter()
            .find(|person| person.person().id == moment.facts.author)
            .expect("one of them");
        let word = mentions
            .as_ref()
            .map_or_else(String::new, |person| format!(" @{}", person.handle));
        let request = SetTextRequest {
            text: format!("#{}# other{}{word}", self.name, moment.text.len()),
        };
        let outcome = author.call::<SetMomentText>(&moment.id, &request).await;
        if outcome.is_ok() == moment.facts.is_deleted {
            return Err(format!(
                "changing moment {index}, which is deleted: {}",
                moment.facts.is_deleted
            ));
        }
        // The same text again changes nothing.
        if outcome.is_ok() && moment.text != request.text {
            moment.text = request.text;
            moment.mentioned.clone_from(&moment.reminded);
            moment
                .mentioned
                .extend(mentions.map(|person| person.id).filter(|person| {
                    let facts = &moment.facts;
                    let reaches =
                        *person != facts.author && facts.lets_react(*person, &self.circle);
                    reaches && !moment.reminded.contains(person)
                }));
            self.last = Effect::Edited(index);
        }
        Ok(())
    }

    async fn like(&mut self, who: usize, moment: usize, liked: bool) -> Result<(), String> {
        let person = self.id(who);
        let index = moment % self.moments.len();
        let moment = &mut self.moments[index];
        let outcome = self.people[who]
            .call::<SetLike>(&moment.id, &SetLikeRequest { liked })
            .await;
        let may = moment.facts.lets_react(person, &self.circle);
        if outcome.is_ok() != may {
            return Err(format!("liking moment {index}: the model says {may}"));
        }
        if may {
            let was_liked = moment.likes.contains(&person);
            if liked && !was_liked {
                moment.likes.push(person);
            } else if !liked {
                moment.likes.retain(|other| *other != person);
            }
            self.last = Effect::Reacted(index, person, None);
        }
        Ok(())
    }

    async fn comment(
        &mut self,
        who: usize,
        moment: usize,
        target: Option<usize>,
    ) -> Result<(), String> {
        let person = self.id(who);
        let index = moment % self.moments.len();
        let moment = &mut self.moments[index];
        let has_comments = !moment.comments.is_empty();
        let target = target
            .filter(|_| has_comments)
            .map(|target| moment.comments[target % moment.comments.len()]);
        let request = PostCommentRequest {
            text: "text".to_owned(),
            reply_to: target.map(|(id, _, _)| id),
        };
        let outcome = self.people[who]
            .call::<PostComment>(&moment.id, &request)
            .await;
        let shows = |(_, author, replied_to)| {
            moment
                .facts
                .shows_comment(person, author, replied_to, &self.circle)
        };
        let may = moment.facts.lets_react(person, &self.circle) && target.is_none_or(shows);
        if outcome.is_ok() != may {
            return Err(format!(
                "commenting on moment {index}: the model says {may}"
            ));
        }
        if let Ok(comment) = outcome {
            let target = target.map(|(_, author, _)| author);
            moment.comments.push((comment.id, person, target));
            self.last = Effect::Reacted(index, person, target);
        }
        Ok(())
    }

    async fn uncomment(&mut self, who: usize, moment: usize, comment: usize) -> Result<(), String> {
        let person = self.id(who);
        let index = moment % self.moments.len();
        let moment = &mut self.moments[index];
        if moment.comments.is_empty() {
            return Ok(());
        }
        let (id, author, target) = moment.comments[comment % moment.comments.len()];
        let hung_up = self.people[who].server.hung_up.clone();
        let before = hung_up.load(Ordering::Relaxed);
        let outcome = self.people[who]
            .call::<DeleteComment>(&id, &Nothing {})
            .await;
        // What somebody hung up on may have deleted it: the second time, it isn't there.
        let is_repeated = hung_up.load(Ordering::Relaxed) > before;
        let shows = moment
            .facts
            .shows_comment(person, author, target, &self.circle);
        let may = shows && (author == person || moment.facts.author == person);
        if outcome.is_ok() != may && !(may && is_repeated) {
            return Err(format!(
                "deleting a comment of moment {index}: the model says {may}"
            ));
        }
        if may {
            moment.comments.retain(|(other, _, _)| *other != id);
            self.last = Effect::Reacted(index, author, target);
        }
        Ok(())
    }
}
