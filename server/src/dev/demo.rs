//! A demo circle of twelve people; long, since each kind of event has its own function. The people
//! post, like and comment over some weeks.

mod canvas;
#[expect(
    clippy::unreadable_literal,
    reason = "colors are six hexadecimal digits"
)]
mod portraits;
#[expect(
    clippy::unreadable_literal,
    reason = "colors are six hexadecimal digits"
)]
mod scenes;

use std::collections::HashMap;
use std::path::PathBuf;
use std::thread;

use anyhow::{Context as _, Result, ensure};
use image::RgbImage;
use life_circle_wire::audience::Audience;
use life_circle_wire::person::Person;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::{
    CommentId, FriendRequestId, Handle, MomentId, PersonId, PhotoId, Timestamp,
};
use portraits::Look;
use serde::Deserialize;

use crate::accounts::passwords;
use crate::clock;
use crate::clock::IdMaker;
use crate::inbox::notifying::{NotifiedEvent, notify};
use crate::moments::sql::comments::NewComment;
use crate::moments::sql::likes::NewLike;
use crate::moments::sql::writing::NewMoment;
use crate::moments::sql::{feed, photos};
use crate::moments::{posting, reacting};
use crate::people::names::sort_key;
use crate::people::sql::people;
use crate::people::sql::people::{NewPerson, NewProfile};
use crate::platform::db::{Database, Write};
use crate::platform::media::encoding::{EncodedPhoto, encode};
use crate::platform::media::store::Store;
use crate::relations::sql::requests::NewRequest;
use crate::relations::sql::{friendships, requests};

/// The demo's people and everything they wrote.
const STORY: &str = include_str!("demo/story.toml");
/// Everybody's password: the circle is for looking at, on one's own machine.
const PASSWORD: &str = "a-circle-of-friends";
/// The people whose sign-in is printed. They are friends of each other.
const TOLD: [&str; 2] = ["wang_fang", "li_lei"];
const HOUR_MS: i64 = clock::hours_ms(1);
/// Events that are older than this many hours are marked as seen.
const SEEN_BEFORE_HOURS: i64 = 30;

/// Where to make the circle.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Folder of the database and the photos; a folder that already has the demo stays as it is.
    #[arg(long, default_value = "./demo-data", value_name = "DIR")]
    data: PathBuf,
    /// Time at which the demo takes place; default: now.
    #[arg(long, value_name = "TIME")]
    until: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Story {
    people: Vec<StoryPerson>,
    circle: StoryCircle,
    moments: Vec<StoryMoment>,
}

#[derive(Deserialize)]
struct StoryPerson {
    handle: Handle,
    name: String,
    about: String,
    cover: String,
    look: Look,
}

#[derive(Deserialize)]
struct StoryCircle {
    friends: Vec<(String, String)>,
    asks: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
struct StoryMoment {
    by: String,
    days: u32,
    at: i64,
    text: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    audience: Audience,
    #[serde(default)]
    pictures: Vec<String>,
    #[serde(default)]
    alts: Vec<String>,
    likes: Vec<String>,
    comments: Vec<StoryComment>,
}

#[derive(Deserialize)]
struct StoryComment {
    by: String,
    to: Option<String>,
    text: String,
}

/// Makes the circle unless the folder has it already, and prints how to sign in. Fails if the
/// folder has other people.
pub async fn run(options: &Options) -> Result<()> {
    let database = Database::open_folder(&options.data).await?;
    let existing = people::count_people(&mut database.read_long().await?).await?;
    let has_demo = people::find_any_person(
        &mut database.read_long().await?,
        &TOLD[0].parse().expect("a handle"),
    )
    .await?
    .is_some();
    ensure!(
        existing == 0 || has_demo,
        "there are people in {}, and none of the demo",
        options.data.display()
    );
    if existing == 0 {
        let story: Story = toml::from_str(STORY).context("the demo's story can't be read")?;
        let store = Store::open(&options.data.join("media"))?;
        let pictures = draw_all(&story)?;
        let until = options.until.unwrap_or_else(clock::now);
        let mut teller = Teller {
            store,
            pictures,
            ids: IdMaker::new(0),
            until,
            people: HashMap::new(),
        };
        teller.tell(&database, &story).await?;
    }
    database.close().await;
    #[expect(clippy::print_stdout, reason = "it is what one runs this for")]
    {
        for handle in TOLD {
            println!("demo sign-in: {handle} {PASSWORD}");
        }
        println!(
            "serve it with: life-circle-server --data {}",
            options.data.display()
        );
    }
    Ok(())
}

/// A picture's name: a scene and the seed that varies it, or `PORTRAIT` and the index of the
/// person.
type PictureName = (String, u64);

/// The name that portraits have instead of a scene.
const PORTRAIT: &str = "portrait";

/// Draws and encodes every picture of the story, on all cores.
fn draw_all(story: &Story) -> Result<HashMap<PictureName, EncodedPhoto>> {
    let mut names: Vec<PictureName> = Vec::new();
    for (index, person) in story.people.iter().enumerate() {
        names.extend([
            (PORTRAIT.to_owned(), index as u64),
            (person.cover.clone(), 1000 + index as u64),
        ]);
    }
    for (index, moment) in story.moments.iter().enumerate() {
        let seeds = moment.pictures.iter().enumerate();
        names.extend(seeds.map(|(picture, scene)| (scene.clone(), seed(index, picture))));
    }
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let encode_some = |names: Vec<&PictureName>| -> Result<Vec<(PictureName, EncodedPhoto)>> {
        names
            .into_iter()
            .map(|name| Ok((name.clone(), encode(&draw(story, name)?)?)))
            .collect()
    };
    thread::scope(|scope| {
        let share = |worker: usize| names.iter().skip(worker).step_by(workers).collect();
        let workers: Vec<_> = (0..workers)
            .map(|worker| scope.spawn(move || encode_some(share(worker))))
            .collect();
        let mut pictures = HashMap::new();
        for worker in workers {
            pictures.extend(worker.join().expect("drawing does not panic")?);
        }
        Ok(pictures)
    })
}

fn draw(story: &Story, (scene, seed): &PictureName) -> Result<RgbImage> {
    if scene == PORTRAIT {
        return Ok(portraits::draw(story.people[*seed as usize].look));
    }
    scenes::draw(scene, *seed).with_context(|| format!("there is no scene {scene}"))
}

/// A seed for each picture of each moment, so that a scene looks different each time.
fn seed(moment: usize, picture: usize) -> u64 {
    (moment * 10 + picture) as u64
}

/// One event of the story. `moment` is an index into the story's moments.
struct Event<'a> {
    at: Timestamp,
    moment: usize,
    kind: EventKind<'a>,
}

enum EventKind<'a> {
    Post(&'a StoryMoment),
    Like(&'a str),
    Comment(&'a StoryComment),
}

struct Teller {
    store: Store,
    pictures: HashMap<PictureName, EncodedPhoto>,
    ids: IdMaker,
    until: Timestamp,
    people: HashMap<String, PersonId>,
}

/// A moment of the story that is in the database.
#[derive(Clone, Copy)]
struct PostedMoment {
    id: MomentId,
    author: PersonId,
}

impl Teller {
    async fn tell(&mut self, database: &Database, story: &Story) -> Result<()> {
        let mut write = database.write().await?;
        self.make_people(&mut write, story).await?;
        let mut posted: HashMap<usize, PostedMoment> = HashMap::new();
        let seen_before = self.until.plus_ms(-SEEN_BEFORE_HOURS * HOUR_MS);
        let mut has_looked = false;
        for event in self.events(story) {
            if !has_looked && event.at > seen_before {
                feed::set_all_seen(&mut write, seen_before).await?;
                has_looked = true;
            }
            match (event.kind, posted.get(&event.moment).copied()) {
                (EventKind::Post(moment), _) => {
                    let new = self
                        .post(&mut write, event.moment, moment, event.at)
                        .await?;
                    posted.insert(event.moment, new);
                }
                (EventKind::Like(who), Some(moment)) => {
                    self.like(&mut write, moment, self.people[who], event.at)
                        .await?;
                }
                (EventKind::Comment(comment), Some(moment)) => {
                    self.comment(&mut write, moment, comment, event.at).await?;
                }
                // Not reached: likes and comments come after their moment.
                (EventKind::Like(_) | EventKind::Comment(_), None) => {}
            }
        }
        self.ask(&mut write, story).await?;
        write.commit().await?;
        Ok(())
    }

    async fn make_people(&mut self, write: &mut Write, story: &Story) -> Result<()> {
        let created_at = self.until.plus_ms(-clock::days_ms(400));
        let password_hash = passwords::hash_for_trying(PASSWORD)?;
        for (index, person) in story.people.iter().enumerate() {
            let id = PersonId(self.ids.make_at(created_at));
            let made = Person {
                id,
                handle: person.handle.clone(),
                display_name: person.name.clone(),
                remark: String::new(),
                avatar: None,
            };
            let sort_key = sort_key(&person.name);
            let new = NewPerson {
                person: &made,
                sort_key: &sort_key,
                password_hash: &password_hash,
                created_at,
            };
            people::insert_person(write, &new).await?;
            let avatar = self
                .keep(write, id, &(PORTRAIT.to_owned(), index as u64), created_at)
                .await?;
            let cover = self
                .keep(
                    write,
                    id,
                    &(person.cover.clone(), 1000 + index as u64),
                    created_at,
                )
                .await?;
            for photo in [avatar, cover] {
                photos::use_photo_in_profile(write, id, photo).await?;
            }
            let profile = NewProfile {
                display_name: &person.name,
                sort_key: &sort_key,
                about: &person.about,
                avatar: Some(avatar),
                cover: Some(cover),
            };
            people::set_profile(write, id, &profile).await?;
            self.people.insert(person.handle.to_string(), id);
        }
        let pairs: Vec<_> = story
            .circle
            .friends
            .iter()
            .map(|(a, b)| (self.people[a], self.people[b]))
            .collect();
        friendships::insert_bare_friendships(
            write,
            &pairs,
            self.until.plus_ms(-clock::days_ms(300)),
        )
        .await?;
        Ok(())
    }

    /// Stores a picture as somebody's photo.
    async fn keep(
        &self,
        write: &mut Write,
        owner: PersonId,
        name: &PictureName,
        at: Timestamp,
    ) -> Result<PhotoId> {
        let id = PhotoId(self.ids.make_at(at));
        let picture = &self.pictures[name];
        self.store.put(picture)?;
        photos::insert_photo(write, owner, id, picture, at).await?;
        Ok(id)
    }

    /// All events of the story, in order of time.
    fn events<'a>(&self, story: &'a Story) -> Vec<Event<'a>> {
        let mut all = Vec::new();
        for (index, moment) in story.moments.iter().enumerate() {
            let day =
                self.until.0 - self.until.0.rem_euclid(24 * HOUR_MS) - clock::days_ms(moment.days);
            // The story's hour may be in the future: the moment is then moved to some hours before
            // `until`.
            let at = Timestamp(
                (day + moment.at * HOUR_MS).min(self.until.0 - (index as i64 + 1) * HOUR_MS),
            );
            let later =
                |minutes: i64| Timestamp((at.0 + minutes * 60_000).min(self.until.0 - 60_000));
            let of_moment = |at: Timestamp, kind: EventKind<'a>| Event {
                at,
                moment: index,
                kind,
            };
            all.push(of_moment(at, EventKind::Post(moment)));
            let likes = moment.likes.iter().enumerate();
            all.extend(likes.map(|(earlier, who)| {
                of_moment(later(4 + 9 * earlier as i64), EventKind::Like(who))
            }));
            let comments = moment.comments.iter().enumerate();
            all.extend(comments.map(|(earlier, comment)| {
                of_moment(later(7 + 11 * earlier as i64), EventKind::Comment(comment))
            }));
        }
        all.sort_by_key(|event| event.at);
        all
    }

    async fn post(
        &self,
        write: &mut Write,
        index: usize,
        moment: &StoryMoment,
        at: Timestamp,
    ) -> Result<PostedMoment> {
        let author = self.people[&moment.by];
        let mut uses = Vec::new();
        for (picture, scene) in moment.pictures.iter().enumerate() {
            let id = self
                .keep(write, author, &(scene.clone(), seed(index, picture)), at)
                .await?;
            uses.push(PhotoUse {
                id,
                alt: moment.alts.get(picture).cloned().unwrap_or_default(),
            });
        }
        let id = MomentId(self.ids.make_at(at));
        let new = NewMoment {
            id,
            author,
            text: &moment.text,
            place: &moment.place,
            audience: moment.audience,
            audience_id: None,
            created_at: at,
            edit_until: at,
        };
        posting::post(write, &new, &uses, &[]).await?;
        Ok(PostedMoment { id, author })
    }

    async fn like(
        &self,
        write: &mut Write,
        moment: PostedMoment,
        who: PersonId,
        at: Timestamp,
    ) -> Result<()> {
        let new = NewLike {
            id: self.ids.make_at(at),
            moment: moment.id,
            moment_author: moment.author,
            person: who,
        };
        Ok(reacting::like(write, &new, at).await?)
    }

    async fn comment(
        &self,
        write: &mut Write,
        moment: PostedMoment,
        comment: &StoryComment,
        at: Timestamp,
    ) -> Result<()> {
        let new = NewComment {
            id: CommentId(self.ids.make_at(at)),
            moment: moment.id,
            moment_author: moment.author,
            author: self.people[&comment.by],
            reply_to: comment.to.as_ref().map(|to| self.people[to]),
            text: &comment.text,
        };
        Ok(reacting::comment(write, &new, at).await?)
    }

    async fn ask(&self, write: &mut Write, story: &Story) -> Result<()> {
        let at = self.until.plus_ms(-HOUR_MS);
        for (sender, receiver, message) in &story.circle.asks {
            let sender = self.people[sender];
            let receiver = self.people[receiver];
            let id = FriendRequestId(self.ids.make_at(at));
            let lapses_at = at.plus_ms(clock::days_ms(30));
            requests::insert_request(
                write,
                &NewRequest {
                    id,
                    sender,
                    receiver,
                    message,
                    created_at: at,
                    lapses_at,
                },
            )
            .await?;
            notify(write, &[receiver], sender, NotifiedEvent::Request(id), at).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_whole() {
        let story: Story = toml::from_str(STORY).expect("the story is TOML");
        let known: Vec<&str> = story
            .people
            .iter()
            .map(|person| person.handle.as_str())
            .collect();
        let are_friends = |a: &str, b: &str| {
            story
                .circle
                .friends
                .iter()
                .any(|(x, y)| (x == a && y == b) || (x == b && y == a))
        };
        assert_eq!(known.len(), 12);
        assert!(
            (55..=70).contains(&story.moments.len()),
            "{} moments",
            story.moments.len()
        );
        for moment in &story.moments {
            let comments = moment.comments.iter().map(|comment| &comment.by);
            for who in moment.likes.iter().chain(comments) {
                assert!(known.contains(&who.as_str()), "nobody is called {who}");
                assert!(
                    *who == moment.by || are_friends(who, &moment.by),
                    "{who} can't see: {}",
                    moment.text
                );
            }
            for scene in &moment.pictures {
                assert!(scenes::draw(scene, 0).is_some(), "no scene {scene}");
            }
            assert!(moment.alts.len() <= moment.pictures.len());
        }
    }
}
