//! The ways in which somebody can learn something, compared with the model. Long: they are many.

use std::fmt::Debug;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_server::platform::db::Sql;
use life_circle_wire::comments::{Comment, CommentReach, ListComments, ReadCommentReach};
use life_circle_wire::events::{Event, ReadStatus};
use life_circle_wire::feed::ReadFeed;
use life_circle_wire::limits::COMMENTS_SHOWN;
use life_circle_wire::moments::{
    ListAlbum, ListLikes, ListTopic, Moment, MomentsPage, ReadMoment, SetLike, SetLikeRequest,
};
use life_circle_wire::notifications::{ListNotifications, NotificationKind};
use life_circle_wire::people::{
    ListCommonFriends, ReadPerson, Relation, SearchPeople, SearchQuery,
};
use life_circle_wire::person::Person;
use life_circle_wire::search::{MomentSearch, MonthsQuery, ReadMonths, SearchMoments};
use life_circle_wire::suggestions::ListSuggestions;
use life_circle_wire::visibility::MomentFacts;
use life_circle_wire::{
    CommentId, Cursor, Endpoint, MomentId, NoArgument, PageQuery, PersonId, Topic,
};

use crate::steps::{Act, Step};
use crate::support::{Friend, Stream};
use crate::world::{Effect, ModelComment, ModelMoment, REMARK, World};
use crate::{HANG_UPS, Tally};

/// The ways in which a person looks. `moments` stands for the seven channels of `UNDER_MOMENTS`:
/// once a moment is open, all of it is compared.
pub const WAYS: [&str; 12] = [
    "feed",
    "album",
    "moments",
    "notifications",
    "suggestions",
    "common friends",
    "search",
    "topics",
    "words",
    "status",
    "pages",
    "reach",
];
const UNDER_MOMENTS: [&str; 7] = [
    "moment",
    "likes",
    "comments",
    "reply targets",
    "reminded",
    "counts",
    "photos",
];
/// Of this many steps, one is watched through everybody's stream, and another one through
/// somebody's `ETag`.
const WATCHED_ONE_IN: usize = 17;

/// Everything that the server shows of a moment to somebody who may see it.
struct Opened {
    moment: Moment,
    likers: Vec<Person>,
    comments: Vec<Comment>,
}

/// What is observed before a step and again after it, not only after it.
pub enum Watch {
    /// Somebody's stream. It is opened for this step only, because a stream that isn't read misses
    /// events.
    Events {
        viewer: usize,
        stream: Stream,
        before: Seen,
    },
    /// The `ETag` of somebody's feed, and the view that it stands for.
    Etags {
        viewer: usize,
        etag: String,
        view: String,
    },
}

/// A person's friends, and the moments of these friends that the person sees.
type Seen = (Vec<PersonId>, Vec<(PersonId, MomentId)>);
/// Stands for the moment in events that are about none.
const NO_MOMENT: MomentId = MomentId(0);
/// The id of somebody whom nobody in the circle knows.
const STRANGER: PersonId = PersonId(0);

const PAGE: PageQuery = PageQuery {
    cursor: None,
    limit: Some(100),
};

fn same<T: PartialEq + Debug>(what: &str, shown: &T, expected: &T) -> Result<(), String> {
    if shown == expected {
        Ok(())
    } else {
        Err(format!(
            "{what}: shown {shown:?}, the model says {expected:?}"
        ))
    }
}

/// Compares the listed comments, and the newest under the moment, with the ids in the model.
fn look_at_comments(
    moment: &Moment,
    listed: &[Comment],
    ids: &[CommentId],
    all: usize,
) -> Result<(usize, usize), String> {
    same(
        "the comments",
        &listed.iter().map(|comment| comment.id).collect(),
        &ids.to_vec(),
    )?;
    let newest: Vec<CommentId> = moment
        .comments
        .newest
        .iter()
        .map(|comment| comment.id)
        .collect();
    same(
        "the newest",
        &newest,
        &ids[ids.len().saturating_sub(COMMENTS_SHOWN)..].to_vec(),
    )?;
    Ok((ids.len(), all - ids.len()))
}

/// The pages of a list: the moments on each, and the decoded cursor of the next page.
type Pages = Vec<(Vec<MomentId>, Option<String>)>;

/// The pages into which these moments must be divided.
fn paged(moments: &[MomentId], limit: usize) -> Pages {
    let mut pages: Pages = moments
        .chunks(limit)
        .map(|page| (page.to_vec(), None))
        .collect();
    let Some((_last, before)) = pages.split_last_mut() else {
        return vec![(Vec::new(), None)];
    };
    for (page, next) in before {
        *next = page.last().map(|last| last.0.to_string());
    }
    pages
}

fn ids_of(page: MomentsPage) -> (Vec<MomentId>, Option<Cursor>) {
    let ids = page.items.into_iter().map(|moment| moment.id);
    (ids.collect(), page.next)
}

/// Reads all pages of a list.
async fn turn<E: Endpoint, F>(
    person: &Friend,
    argument: &E::Argument,
    limit: usize,
    query: impl Fn(PageQuery) -> E::Query,
    read: F,
) -> Result<Pages, String>
where
    F: Fn(E::Response) -> (Vec<MomentId>, Option<Cursor>),
{
    let mut pages = Pages::new();
    let mut cursor = None;
    loop {
        let of_page = PageQuery {
            cursor,
            limit: Some(u16::try_from(limit).expect("small")),
        };
        let page = person
            .read_with::<E>(argument, &query(of_page))
            .await
            .map_err(|error| format!("a page: {error:?}"))?;
        let (items, next) = read(page);
        let position = next
            .as_ref()
            .map(|Cursor(text)| URL_SAFE_NO_PAD.decode(text).expect("base64"));
        pages.push((
            items,
            position.map(|position| String::from_utf8(position).expect("JSON")),
        ));
        if next.is_none() {
            return Ok(pages);
        }
        cursor = next;
    }
}

fn count(tally: &mut Tally, channel: &'static str, visible: usize, hidden: usize) {
    let entry = tally.entry(channel).or_default();
    entry.0 += visible;
    entry.1 += hidden;
}

impl World {
    fn sees(&self, viewer: PersonId, moment: &ModelMoment) -> bool {
        moment.facts.can_be_seen_by(viewer, &self.circle)
    }

    fn visible(&self, viewer: PersonId) -> Vec<&ModelMoment> {
        self.moments
            .iter()
            .rev()
            .filter(|moment| self.sees(viewer, moment))
            .collect()
    }

    /// Whether an author's moments and events reach the viewer. Strangers who may look are told of
    /// nothing.
    fn follows(&self, viewer: PersonId, author: PersonId) -> bool {
        viewer == author || self.circle.are_friends(viewer, author)
    }

    /// The visible moments that belong in somebody's feed.
    fn wanted(&self, viewer: PersonId) -> Vec<&ModelMoment> {
        let is_wanted = |moment: &&ModelMoment| {
            let author = moment.facts.author;
            self.follows(viewer, author) && !self.tired.contains(&(viewer, author))
        };
        self.visible(viewer).into_iter().filter(is_wanted).collect()
    }

    fn likes(&self, viewer: PersonId, moment: &ModelMoment) -> Vec<PersonId> {
        let shows = |liker: &&PersonId| {
            moment
                .facts
                .shows_contribution(viewer, **liker, &self.circle)
        };
        moment.likes.iter().filter(shows).copied().collect()
    }

    fn reminded(&self, viewer: PersonId, moment: &ModelMoment) -> Vec<PersonId> {
        let shows = |person: &&PersonId| {
            moment
                .facts
                .shows_reminded(viewer, **person, &moment.reminded, &self.circle)
        };
        moment.reminded.iter().filter(shows).copied().collect()
    }

    fn comments<'a>(&self, viewer: PersonId, moment: &'a ModelMoment) -> Vec<&'a ModelComment> {
        let shows = |(_, author, target): &&ModelComment| {
            moment
                .facts
                .shows_comment(viewer, *author, *target, &self.circle)
        };
        moment.comments.iter().filter(shows).collect()
    }

    /// Compares what one person sees in one way with the model.
    pub async fn look(
        &self,
        way: &'static str,
        viewer: usize,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let person = &self.people[viewer];
        let me = self.id(viewer);
        let (visible, hidden) = match way {
            "feed" => self.look_at_feed(person, me).await?,
            "album" => self.look_at_albums(person, me).await?,
            "notifications" => self.look_at_notifications(person, me).await?,
            "suggestions" => self.look_at_suggestions(person, me).await?,
            "common friends" => self.look_at_common_friends(person, me).await?,
            "search" => self.look_by_search(person, me).await?,
            "topics" => self.look_at_topic(person, me).await?,
            "words" => self.look_for_words(person, me).await?,
            "status" => self.look_at_status(person, me).await?,
            "pages" => self.look_at_pages(person, me).await?,
            "reach" => self.look_at_reach(person, me).await?,
            _ => return self.look_at_moments(person, me, tally).await,
        };
        count(tally, way, visible, hidden);
        Ok(())
    }

    async fn look_at_feed(&self, person: &Friend, me: PersonId) -> Result<(usize, usize), String> {
        let read = async |person: &Friend| {
            let page = person.read_with::<ReadFeed>(&NoArgument, &PAGE).await;
            page.expect("a feed")
        };
        let page = read(person).await;
        let on_twin = Friend {
            server: self.twin.clone(),
            ..person.clone()
        };
        same("the feed of another server", &read(&on_twin).await, &page)?;
        let fence = |moment: &Moment| self.fences.contains(&moment.id);
        let shown: Vec<MomentId> = page
            .items
            .iter()
            .filter(|item| !fence(&item.moment))
            .map(|item| item.moment.id)
            .collect();
        let expected: Vec<MomentId> = self.wanted(me).iter().map(|moment| moment.id).collect();
        same("the feed", &shown, &expected)?;
        Ok((shown.len(), self.moments.len() - shown.len()))
    }

    async fn look_at_albums(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let mut visible = 0;
        let mut hidden = 0;
        for author in &self.people {
            let page = person.read_with::<ListAlbum>(&author.handle(), &PAGE).await;
            let is_blocked = self.circle.is_blocked(me, author.person().id);
            same("whether there is an album", &page.is_ok(), &!is_blocked)?;
            let items = page.map(|page| page.items).unwrap_or_default();
            let shown = items
                .iter()
                .map(|moment| moment.id)
                .filter(|id| !self.fences.contains(id));
            let shown: Vec<MomentId> = shown.collect();
            let theirs = |moment: &&ModelMoment| moment.facts.author == author.person().id;
            let expected: Vec<MomentId> = self
                .visible(me)
                .into_iter()
                .filter(theirs)
                .map(|moment| moment.id)
                .collect();
            same("an album", &shown, &expected)?;
            self.look_at_months(person, me, author).await?;
            visible += shown.len();
            hidden += self.moments.iter().filter(theirs).count() - shown.len();
        }
        Ok((visible, hidden))
    }

    /// The months count what the feed may have of an author.
    async fn look_at_months(
        &self,
        person: &Friend,
        me: PersonId,
        author: &Friend,
    ) -> Result<(), String> {
        let query = MonthsQuery { ahead: 480 };
        let months = person
            .read_with::<ReadMonths>(&author.handle(), &query)
            .await;
        let months = months.map(|months| months.months).unwrap_or_default();
        let counted: u32 = months.iter().map(|month| month.moments).sum();
        let author = author.person().id;
        let wanted = self.wanted(me);
        let wanted = wanted.iter().filter(|moment| moment.facts.author == author);
        let own_fence = usize::from(me == author);
        same(
            "an album's months",
            &(counted as usize),
            &(wanted.count() + own_fence),
        )
    }

    async fn look_at_topic(&self, person: &Friend, me: PersonId) -> Result<(usize, usize), String> {
        let page = person
            .read_with::<ListTopic>(&Topic::of(&self.name), &PAGE)
            .await
            .expect("a topic");
        let shown: Vec<MomentId> = page.items.iter().map(|moment| moment.id).collect();
        let expected: Vec<MomentId> = self.wanted(me).iter().map(|moment| moment.id).collect();
        same("a topic", &shown, &expected)?;
        Ok((shown.len(), self.moments.len() - shown.len()))
    }

    /// Searches moments, by words that all of them have and by one that only edited ones have.
    async fn look_for_words(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let wanted = self.wanted(me);
        let edited = |moment: &&&ModelMoment| moment.text.contains("# other");
        let ids = |moments: &[&ModelMoment]| moments.iter().map(|moment| moment.id).collect();
        let all: Vec<MomentId> = ids(&wanted);
        let others: Vec<MomentId> = ids(&wanted.iter().filter(edited).copied().collect::<Vec<_>>());
        let found = async |search: MomentSearch| {
            let page = person.read_with::<SearchMoments>(&NoArgument, &search);
            ids_of(page.await.expect("a search")).0
        };
        let search = self.search_for_all(PAGE);
        same("a search", &found(search.clone()).await, &all)?;
        let search = MomentSearch {
            q: format!("{} oth", self.name),
            ..search
        };
        same("a search", &found(search).await, &others)?;
        Ok((all.len(), self.moments.len() - all.len()))
    }

    /// The search for a word that all moments have.
    fn search_for_all(&self, page: PageQuery) -> MomentSearch {
        MomentSearch {
            q: self.name.clone(),
            cursor: page.cursor,
            limit: page.limit,
            ..MomentSearch::default()
        }
    }

    /// Reads all pages of a feed, a topic, a search and everybody's album. Each page must be full,
    /// as far as there are visible moments. Its cursor must tell nothing but what the page shows.
    async fn look_at_pages(&self, person: &Friend, me: PersonId) -> Result<(usize, usize), String> {
        let limit = 1 + self.moments.len() % 4;
        let mine = self
            .people
            .iter()
            .position(|friend| friend.person().id == me)
            .expect("one of them");
        let wanted: Vec<MomentId> = self.wanted(me).iter().map(|moment| moment.id).collect();
        let in_topic =
            turn::<ListTopic, _>(person, &Topic::of(&self.name), limit, |page| page, ids_of)
                .await?;
        same("a topic's pages", &in_topic, &paged(&wanted, limit))?;
        let found = turn::<SearchMoments, _>(
            person,
            &NoArgument,
            limit,
            |page| self.search_for_all(page),
            ids_of,
        )
        .await?;
        same("a search's pages", &found, &paged(&wanted, limit))?;
        let in_feed = turn::<ReadFeed, _>(
            person,
            &NoArgument,
            limit,
            |page| page,
            |page| {
                (
                    page.items.into_iter().map(|item| item.moment.id).collect(),
                    page.next,
                )
            },
        )
        .await?;
        let with_fence: Vec<MomentId> = wanted.iter().copied().chain([self.fences[mine]]).collect();
        same("a feed's pages", &in_feed, &paged(&with_fence, limit))?;
        let mut visible = wanted.len();
        let mut hidden = self.moments.len() - wanted.len();
        for (number, author) in self.people.iter().enumerate() {
            if self.circle.is_blocked(me, author.person().id) {
                continue;
            }
            let theirs = |moment: &&ModelMoment| moment.facts.author == author.person().id;
            let shown: Vec<MomentId> = self
                .visible(me)
                .into_iter()
                .filter(theirs)
                .map(|moment| moment.id)
                .collect();
            visible += shown.len();
            hidden += self.moments.iter().filter(theirs).count() - shown.len();
            let fence = (number == mine).then_some(self.fences[mine]);
            let expected: Vec<MomentId> = shown.into_iter().chain(fence).collect();
            let in_album =
                turn::<ListAlbum, _>(person, &author.handle(), limit, |page| page, ids_of).await?;
            same("an album's pages", &in_album, &paged(&expected, limit))?;
        }
        Ok((visible, hidden))
    }

    /// Compares how many people would see a comment. Under the viewer's own moments the number is
    /// exact. Under others' moments it is never too small, and counts only people of whom the
    /// viewer may know.
    async fn look_at_reach(&self, person: &Friend, me: PersonId) -> Result<(usize, usize), String> {
        let mut visible = 0;
        let mut hidden = 0;
        let others: Vec<PersonId> = self
            .people
            .iter()
            .map(|other| other.person().id)
            .filter(|id| *id != me)
            .collect();
        for moment in &self.moments {
            let facts = &moment.facts;
            let author = facts.author;
            let reach = person.get::<ReadCommentReach>(&moment.id).await;
            same(
                "whether it is said who sees a comment",
                &reach.is_ok(),
                &self.sees(me, moment),
            )?;
            let Ok(reach) = reach else { continue };
            let is_mine = author == me;
            // Under others' moments, strangers don't count: only the author and my own friends do.
            let is_open = is_mine && facts.can_be_seen_by(STRANGER, &self.circle);
            let is_friend = |other: &&PersonId| self.circle.are_friends(me, **other);
            let sees = |other: &&PersonId| facts.shows_comment(**other, me, None, &self.circle);
            let seen = others.iter().filter(sees).count();
            let expected = if is_mine {
                others.iter().filter(is_friend).filter(sees).count()
            } else {
                others
                    .iter()
                    .filter(|other| **other == author || is_friend(other))
                    .count()
            };
            let expected = CommentReach {
                count: u32::try_from(expected).expect("few"),
                is_exact: is_mine,
                is_open,
            };
            same("how many see a comment", &reach, &expected)?;
            same(
                "whether more see a comment than it says",
                &(seen > reach.count as usize && !reach.is_open),
                &false,
            )?;
            visible += seen;
            hidden += others.len() - seen;
        }
        Ok((visible, hidden))
    }

    /// Compares each moment, and everything under it, with the model.
    async fn look_at_moments(
        &self,
        person: &Friend,
        me: PersonId,
        tally: &mut Tally,
    ) -> Result<(), String> {
        for model in &self.moments {
            let shown = self.open_moment(person, me, model).await?;
            for channel in UNDER_MOMENTS {
                let (visible, hidden) = match (channel, &shown) {
                    ("photos", _) => self.look_at_photo(person, me, model).await?,
                    (_, None) => (0, 1),
                    (channel, Some(shown)) => self.look_under(channel, me, model, shown)?,
                };
                count(tally, channel, visible, hidden);
            }
        }
        Ok(())
    }

    /// Everything that the server shows of a moment. It must be `None` exactly if the model hides
    /// the moment.
    async fn open_moment(
        &self,
        person: &Friend,
        me: PersonId,
        model: &ModelMoment,
    ) -> Result<Option<Opened>, String> {
        let moment = person.get::<ReadMoment>(&model.id).await;
        let likers = person.read_with::<ListLikes>(&model.id, &PAGE).await;
        let comments = person.read_with::<ListComments>(&model.id, &PAGE).await;
        let can_see = self.sees(me, model);
        same("a moment", &moment.is_ok(), &can_see)?;
        same("whether there are likers", &likers.is_ok(), &can_see)?;
        same("whether there are comments", &comments.is_ok(), &can_see)?;
        let opened = moment.ok().zip(likers.ok()).zip(comments.ok());
        Ok(opened.map(|((moment, likers), comments)| Opened {
            moment,
            likers: likers.items,
            comments: comments.items,
        }))
    }

    async fn look_at_photo(
        &self,
        person: &Friend,
        me: PersonId,
        model: &ModelMoment,
    ) -> Result<(usize, usize), String> {
        let Some(photo) = model.photo else {
            return Ok((0, 0));
        };
        let can_see = self.sees(me, model);
        same(
            "a photo's bytes",
            &person.fetch(photo).await.is_success(),
            &can_see,
        )?;
        Ok((usize::from(can_see), usize::from(!can_see)))
    }

    /// Compares one channel of an opened moment with the model. Returns how many things were
    /// visible and hidden.
    fn look_under(
        &self,
        channel: &str,
        me: PersonId,
        model: &ModelMoment,
        Opened {
            moment,
            likers,
            comments: listed,
        }: &Opened,
    ) -> Result<(usize, usize), String> {
        let likes = self.likes(me, model);
        let comments = self.comments(me, model);
        let all_likes = model.likes.len();
        let all_comments = model.comments.len();
        let ids: Vec<CommentId> = comments.iter().map(|(id, _, _)| *id).collect();
        match channel {
            "likes" => {
                same(
                    "the likers",
                    &likers.iter().map(|liker| liker.id).collect(),
                    &likes,
                )?;
                same(
                    "the names",
                    &moment.likes.people.iter().map(|liker| liker.id).collect(),
                    &likes,
                )?;
                Ok((likes.len(), all_likes - likes.len()))
            }
            "comments" => look_at_comments(moment, listed, &ids, all_comments),
            "reply targets" => self.look_at_reply_targets(me, model, listed, &comments),
            "reminded" => {
                let expected = self.reminded(me, model);
                same(
                    "who is reminded",
                    &moment.reminded.iter().map(|person| person.id).collect(),
                    &expected,
                )?;
                Ok((expected.len(), model.reminded.len() - expected.len()))
            }
            "counts" => {
                let shown = (
                    moment.likes.count as usize,
                    moment.comments.count as usize,
                    moment.likes.is_mine,
                );
                same(
                    "the counts",
                    &shown,
                    &(likes.len(), ids.len(), likes.contains(&me)),
                )?;
                Ok((
                    likes.len() + ids.len(),
                    all_likes + all_comments - likes.len() - ids.len(),
                ))
            }
            _ => {
                same("the text", &moment.text, &model.text)?;
                same(
                    "whether it may be changed",
                    &moment.edit_until.is_some(),
                    &(model.facts.author == me),
                )?;
                Ok((1, 0))
            }
        }
    }

    /// Compares whom the listed comments reply to with the model.
    fn look_at_reply_targets(
        &self,
        me: PersonId,
        model: &ModelMoment,
        listed: &[Comment],
        comments: &[&ModelComment],
    ) -> Result<(usize, usize), String> {
        let mut visible = 0;
        let mut hidden = 0;
        for (comment, (_, _, target)) in listed.iter().zip(comments) {
            let shows =
                |target: &PersonId| model.facts.shows_contribution(me, *target, &self.circle);
            let expected = target.filter(shows);
            same(
                "whom a comment replies to",
                &comment.reply_to.as_ref().map(|person| person.id),
                &expected,
            )?;
            visible += usize::from(expected.is_some());
            hidden += usize::from(target.is_some() && expected.is_none());
        }
        // A reply that is hidden because its target is hidden counts as a hidden target, too.
        let replies = model
            .comments
            .iter()
            .filter(|reply| reply.2.is_some() && !comments.contains(reply));
        Ok((visible, hidden + replies.count()))
    }

    /// The notifications about moments that the model expects: the moment, the person, and whether
    /// it is about a comment.
    fn told(&self, me: PersonId) -> Vec<(MomentId, PersonId, bool)> {
        let mut told = Vec::new();
        for moment in self.visible(me) {
            let is_mine = moment.facts.author == me;
            let likers = self
                .likes(me, moment)
                .into_iter()
                .filter(|who| is_mine && *who != me);
            told.extend(likers.map(|who| (moment.id, who, false)));
            let about_me = self
                .comments(me, moment)
                .into_iter()
                .filter(|(_, author, target)| *author != me && (is_mine || *target == Some(me)));
            told.extend(about_me.map(|(_, author, _)| (moment.id, *author, true)));
            if moment.mentioned.contains(&me) {
                told.push((moment.id, moment.facts.author, false));
            }
        }
        told.sort_unstable();
        told
    }

    async fn look_at_notifications(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let page = person
            .read_with::<ListNotifications>(&NoArgument, &PAGE)
            .await
            .expect("notifications");
        let about_moments = page
            .items
            .iter()
            .filter_map(|item| Some((item.moment.as_ref()?.id, item)));
        let mut shown: Vec<_> = about_moments
            .map(|(moment, item)| (moment, item.person.id, item.comment.is_some()))
            .collect();
        shown.sort_unstable();
        let expected = self.told(me);
        // A page holds a hundred notifications. If there are more, they aren't compared.
        if page.next.is_none() {
            same("the notifications", &shown, &expected)?;
        }
        let accepted = page
            .items
            .iter()
            .filter(|item| item.kind == NotificationKind::Acceptance);
        for item in accepted {
            same(
                "who accepted",
                &self.circle.are_friends(me, item.person.id),
                &true,
            )?;
        }
        let all: usize = self
            .moments
            .iter()
            .map(|moment| moment.likes.len() + moment.comments.len())
            .sum();
        Ok((shown.len(), all.saturating_sub(shown.len())))
    }

    async fn look_at_status(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let status = person
            .get::<ReadStatus>(&NoArgument)
            .await
            .expect("a status");
        // Nobody here marks anything as seen, so every arrived moment that can be seen is unseen.
        // What arrived is known to the database alone.
        let sql = "SELECT moment_id FROM timeline WHERE person_id = $1 AND arrival > 0";
        let mut read = person.server.database.read().await.expect("a connection");
        let arrived: Vec<i64> = Sql::new(sql)
            .bind(me.0)
            .fetch_scalars(&mut read)
            .await
            .expect("arrivals");
        drop(read);
        let page = person
            .read_with::<ReadFeed>(&NoArgument, &PAGE)
            .await
            .expect("a feed");
        let unseen = page
            .items
            .iter()
            .filter(|item| arrived.contains(&item.moment.id.0) && item.moment.author.id != me)
            .count();
        same("what is unseen", &(status.unseen as usize), &unseen)?;
        let expected = self.told(me).len();
        let others = person
            .read_with::<ListNotifications>(&NoArgument, &PAGE)
            .await
            .expect("notifications")
            .items;
        let others = others.iter().filter(|item| item.moment.is_none()).count();
        same(
            "what is unread",
            &(status.unread as usize),
            &(expected + others).min(100),
        )?;
        Ok((unseen + expected, self.moments.len().saturating_sub(unseen)))
    }

    /// The common friends that `me` is shown for `other`, in the order of their ids. People who
    /// don't want to be suggested are never among them, and none are shown for such an `other`.
    fn named_in_common(&self, me: PersonId, other: PersonId) -> Vec<PersonId> {
        if self.unsuggested.contains(&other) || self.circle.is_blocked(me, other) {
            return Vec::new();
        }
        let ids = self.people.iter().map(|person| person.person().id);
        let is_common =
            |id: &PersonId| self.circle.are_friends(me, *id) && self.circle.are_friends(*id, other);
        let mut named: Vec<PersonId> = ids
            .filter(is_common)
            .filter(|id| !self.unsuggested.contains(id))
            .collect();
        named.sort_unstable();
        named
    }

    async fn look_at_suggestions(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let common = |other: PersonId| self.named_in_common(me, other).len();
        let others = self
            .people
            .iter()
            .map(|person| person.person().id)
            .filter(|id| *id != me);
        let may = |other: &PersonId| {
            !self.circle.are_friends(me, *other)
                && !self.circle.is_blocked(me, *other)
                && !self.unsuggested.contains(other)
                && !self.dismissed.contains(&(me, *other))
                && common(*other) > 0
        };
        let mut expected: Vec<(PersonId, usize)> = others
            .filter(may)
            .map(|other| (other, common(other)))
            .collect();
        expected.sort_unstable();
        // The graph in the server's memory follows a little later.
        let mut shown = Vec::new();
        for _ in 0..200 {
            let items = person
                .get::<ListSuggestions>(&NoArgument)
                .await
                .expect("suggestions")
                .items;
            shown = items
                .iter()
                .map(|item| (item.person.id, item.common_friends.count as usize))
                .collect();
            shown.sort_unstable();
            if shown == expected {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        same("the suggestions", &shown, &expected)?;
        Ok((shown.len(), self.people.len() - 1 - shown.len()))
    }

    async fn look_at_common_friends(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let mut visible = 0;
        let mut hidden = 0;
        for other in self.people.iter().filter(|other| other.person().id != me) {
            let expected = self.named_in_common(me, other.person().id);
            let sorted = |people: Vec<Person>| {
                let mut ids: Vec<PersonId> = people.into_iter().map(|person| person.id).collect();
                ids.sort_unstable();
                ids
            };
            let listed = person
                .read_with::<ListCommonFriends>(&other.handle(), &PAGE)
                .await;
            same(
                "the friends in common",
                &sorted(listed.map(|page| page.items).unwrap_or_default()),
                &expected,
            )?;
            if let Ok(page) = person.get::<ReadPerson>(&other.handle()).await {
                same(
                    "how many friends in common",
                    &(page.common_friends.count as usize),
                    &expected.len(),
                )?;
                same(
                    "who is named as one",
                    &sorted(page.common_friends.people),
                    &expected,
                )?;
            }
            visible += expected.len();
            hidden += self.people.len() - 2 - expected.len();
        }
        Ok((visible, hidden))
    }

    async fn look_by_search(
        &self,
        person: &Friend,
        me: PersonId,
    ) -> Result<(usize, usize), String> {
        let found = person
            .read_with::<SearchPeople>(
                &NoArgument,
                &SearchQuery {
                    q: format!("{}_", self.name),
                },
            )
            .await;
        let found = found.expect("a search").items;
        for other in found.iter().filter(|found| found.person.id != me) {
            same(
                "whether a block lets somebody be found",
                &self.circle.is_blocked(me, other.person.id),
                &false,
            )?;
            let is_friend = other.relation == Relation::Friend;
            same(
                "how somebody stands to me",
                &is_friend,
                &self.circle.are_friends(me, other.person.id),
            )?;
        }
        // Nobody is found by what they wrote.
        let words = SearchQuery {
            q: format!("word{}", self.moments.len().saturating_sub(1)),
        };
        let by_words = person
            .read_with::<SearchPeople>(&NoArgument, &words)
            .await
            .expect("a search")
            .items;
        same("people found by what they wrote", &by_words.len(), &0)?;
        let words = SearchQuery {
            q: REMARK.to_owned(),
        };
        let named = person
            .read_with::<SearchPeople>(&NoArgument, &words)
            .await
            .expect("a search")
            .items;
        let mut named: Vec<PersonId> = named.iter().map(|found| found.person.id).collect();
        named.sort_unstable();
        let mut expected: Vec<PersonId> = self
            .kept
            .iter()
            .filter(|(who, whom)| *who == me && !self.circle.is_blocked(me, *whom))
            .map(|(_, whom)| *whom)
            .collect();
        expected.sort_unstable();
        same(
            "people found by the names that one gave them",
            &named,
            &expected,
        )?;
        let blocked = self
            .people
            .iter()
            .filter(|other| self.circle.is_blocked(me, other.person().id))
            .count();
        same(
            "how many are found",
            &found.len(),
            &(self.people.len() - blocked),
        )?;
        Ok((found.len(), 1 + blocked))
    }

    /// Everything that a person sees in their feed, as a text made from the model. It differs
    /// whenever they see something else.
    fn view(&self, me: PersonId) -> String {
        let moment = |moment: &&ModelMoment| {
            let shows =
                |target: &PersonId| moment.facts.shows_contribution(me, *target, &self.circle);
            let comments: Vec<_> = self.comments(me, moment);
            let targets: Vec<_> = comments
                .iter()
                .map(|(_, _, target)| target.filter(shows))
                .collect();
            let likes = self.likes(me, moment);
            let reminded = self.reminded(me, moment);
            let facts = &moment.facts;
            let aim = (facts.author == me).then_some((
                facts.audience,
                &facts.chosen,
                facts.frozen.is_some(),
            ));
            let id = moment.id;
            let text = &moment.text;
            let time = facts.created_at;
            format!(
                "{id:?} {text} {time:?} {aim:?} {likes:?} {comments:?} {targets:?} {reminded:?}"
            )
        };
        let moments: String = self.wanted(me).iter().map(moment).collect();
        let names = self.kept.iter().filter(|(who, _)| *who == me).count();
        format!("{names} {moments}")
    }

    async fn feed_etag(&self, viewer: usize) -> String {
        let raw = self.people[viewer]
            .raw_path(
                "GET",
                &format!("{}?limit=100", ReadFeed::PATH),
                Vec::new(),
                "",
            )
            .await;
        raw.headers["etag"].to_str().expect("a header").to_owned()
    }

    /// A person's friends, and the moments of these that the person sees.
    fn seen(&self, me: PersonId) -> Seen {
        let is_friends = |moment: &&ModelMoment| self.circle.are_friends(me, moment.facts.author);
        let moments = self.visible(me).into_iter().filter(is_friends);
        (
            self.friends_of(me),
            moments
                .map(|moment| (moment.facts.author, moment.id))
                .collect(),
        )
    }

    /// Before some steps, opens everybody's stream or notes somebody's `ETag`. Leaks by a reply, or
    /// by its deletion, are rare: half of these steps are watched by streams.
    pub async fn watch(&mut self, step: &Step) -> Vec<Watch> {
        let mut watches = Vec::new();
        let is_reply = matches!(step.act, Act::Comment(_, _, Some(_)) | Act::Uncomment(..));
        match step.looks_by % WATCHED_ONE_IN {
            draw if draw == 0 || (is_reply && draw.is_multiple_of(2)) => {
                for viewer in 0..self.people.len() {
                    let mut stream = self.people[viewer].open_stream(None).await;
                    // Waits until the events of earlier steps have come.
                    self.events(viewer, &mut stream).await;
                    watches.push(Watch::Events {
                        viewer,
                        stream,
                        before: self.seen(self.id(viewer)),
                    });
                }
            }
            1 => {
                let viewer = step.viewer;
                let etag = self.feed_etag(viewer).await;
                let view = self.view(self.id(viewer));
                watches.push(Watch::Etags { viewer, etag, view });
            }
            _ => {}
        }
        watches
    }

    /// Compares what somebody learned by a step with what the model says.
    pub async fn compare_watched(&mut self, watch: Watch, tally: &mut Tally) -> Result<(), String> {
        match watch {
            Watch::Etags { viewer, etag, view } => {
                let has_changed = self.feed_etag(viewer).await != etag;
                let should = self.view(self.id(viewer)) != view;
                // Only this direction is checked. The model's view covers all comments, so it can
                // change while the feed shows the same.
                same(
                    "the validator of the feed",
                    &(has_changed && !should),
                    &false,
                )?;
                count(tally, "etags", usize::from(should), usize::from(!should));
            }
            Watch::Events {
                viewer,
                mut stream,
                before,
            } => {
                let expected = self.expected_event(self.id(viewer), &before);
                let mut shown = self.events(viewer, &mut stream).await;
                // What is sent twice may be told twice.
                shown.dedup();
                if self.last == Effect::VisibilityChanged(self.id(viewer)) {
                    // A person's own devices are told in any case.
                    shown.retain(|(what, _)| *what != "resync");
                }
                same(
                    &format!("the events after {:?}", self.last),
                    &shown,
                    &expected.into_iter().collect(),
                )?;
                let is_silent = self.last != Effect::Nothing && expected.is_none();
                count(
                    tally,
                    "events",
                    usize::from(expected.is_some()),
                    usize::from(is_silent),
                );
            }
        }
        Ok(())
    }

    /// The event about the last step that a person must get.
    fn expected_event(
        &self,
        me: PersonId,
        (friends, moments): &Seen,
    ) -> Option<(&'static str, MomentId)> {
        let now = self.seen(me);
        if now.0 != *friends {
            return Some(("friends", NO_MOMENT));
        }
        match self.last {
            Effect::Nothing => None,
            // Only people to whom the change shows or hides a moment are told that something has
            // changed.
            Effect::VisibilityChanged(who) => {
                (who != me && now.1 != *moments).then_some(("resync", NO_MOMENT))
            }
            Effect::Posted(index) => {
                let moment = &self.moments[index];
                let is_wanted = self.wanted(me).iter().any(|wanted| wanted.id == moment.id);
                is_wanted.then_some(("arrived", moment.id))
            }
            Effect::Reacted(index, who, target) => {
                let moment = &self.moments[index];
                let is_shown = moment.facts.shows_comment(me, who, target, &self.circle);
                (is_shown && self.follows(me, moment.facts.author))
                    .then_some(("changed", moment.id))
            }
            Effect::Edited(index) => {
                let facts = &self.moments[index].facts;
                let is_seen = facts.can_be_seen_by(me, &self.circle);
                (is_seen && self.follows(me, facts.author))
                    .then_some(("changed", self.moments[index].id))
            }
            Effect::Deleted(index) => {
                let moment = &self.moments[index];
                let before = MomentFacts {
                    is_deleted: false,
                    ..moment.facts.clone()
                };
                let is_seen = before.can_be_seen_by(me, &self.circle);
                (is_seen && self.follows(me, before.author)).then_some(("changed", moment.id))
            }
        }
    }

    /// The events about moments that came by somebody's stream since the last look. The person's
    /// like of their own fence comes after all of them.
    async fn events(
        &mut self,
        viewer: usize,
        stream: &mut Stream,
    ) -> Vec<(&'static str, MomentId)> {
        let fence = self.fences[viewer];
        let liked = !self.fence_is_liked[viewer];
        self.fence_is_liked[viewer] = liked;
        // Sent twice, it would have two events, and the second could be taken for the next fence.
        let fencer = &self.people[viewer];
        fencer.server.set_hang_ups(0);
        fencer
            .call::<SetLike>(&fence, &SetLikeRequest { liked })
            .await
            .expect("liked");
        fencer.server.set_hang_ups(HANG_UPS);
        let mut seen = Vec::new();
        loop {
            match stream.next().await {
                Event::Changed(changed) if changed.moment_id == fence => return seen,
                Event::Changed(changed) => seen.push(("changed", changed.moment_id)),
                Event::Arrived(arrived) => seen.push(("arrived", arrived.moment_id)),
                Event::Friends {} => seen.push(("friends", NO_MOMENT)),
                Event::Resync {} => seen.push(("resync", NO_MOMENT)),
                Event::Status(_) => {}
            }
        }
    }
}
