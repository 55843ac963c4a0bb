//! What changed in the database, told to all servers that share it once the change is committed.
//!
//! `SQLite` has one server: it tells itself. On `PostgreSQL` it goes through `NOTIFY`, within the transaction.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use life_circle_wire::{DeviceId, MomentId, PersonId};
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;

/// The channel of `NOTIFY`.
pub const CHANNEL: &str = "life_circle";
/// News that wait for a listener that is slow; one that is slower has a gap.
const WAITING: usize = 4096;
/// After a lost connection the next one is tried in so long.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// Something that changed. It names what, and says nothing of it: whoever is told looks for themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Two people became friends.
    Befriended(PersonId, PersonId),
    /// Two people are friends no more.
    Unfriended(PersonId, PersonId),
    /// A moment of this author arrived in feeds.
    Arrival(PersonId),
    /// Under a moment of an author, somebody liked or commented, perhaps in reply to somebody, or took that back.
    Answer(PersonId, MomentId, PersonId, Option<PersonId>),
    /// A moment that an author's friends could see was deleted, or that was undone.
    Deletion(PersonId, MomentId),
    /// What these people see changed.
    Sight(Vec<PersonId>),
    /// Whether somebody may be suggested and named changed.
    Suggested(PersonId),
    /// What waits for somebody changed: notifications, requests, or how far they have looked.
    Waiting(PersonId),
    /// A device was signed out.
    SignedOut(PersonId, DeviceId),
    /// Something was missed.
    Gap,
}

impl fmt::Display for News {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Befriended(a, b) => write!(formatter, "befriended {a} {b}"),
            Self::Unfriended(a, b) => write!(formatter, "unfriended {a} {b}"),
            Self::Arrival(author) => write!(formatter, "arrival {author}"),
            Self::Answer(author, moment, person, None) => {
                write!(formatter, "answer {author} {moment} {person}")
            }
            Self::Answer(author, moment, person, Some(target)) => {
                write!(formatter, "reply {author} {moment} {person} {target}")
            }
            Self::Deletion(author, moment) => write!(formatter, "deletion {author} {moment}"),
            Self::Sight(people) => {
                formatter.write_str("sight")?;
                people
                    .iter()
                    .try_for_each(|person| write!(formatter, " {person}"))
            }
            Self::Suggested(person) => write!(formatter, "suggested {person}"),
            Self::Waiting(person) => write!(formatter, "waiting {person}"),
            Self::SignedOut(person, device) => write!(formatter, "signed-out {person} {device}"),
            Self::Gap => formatter.write_str("gap"),
        }
    }
}

impl FromStr for News {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut words = text.split(' ');
        let kind = words.next().unwrap_or_default();
        let mut id = || {
            words
                .next()
                .and_then(|word| word.parse::<i64>().ok())
                .ok_or(())
        };
        match kind {
            "befriended" => Ok(Self::Befriended(PersonId(id()?), PersonId(id()?))),
            "unfriended" => Ok(Self::Unfriended(PersonId(id()?), PersonId(id()?))),
            "arrival" => Ok(Self::Arrival(PersonId(id()?))),
            "answer" => Ok(Self::Answer(
                PersonId(id()?),
                MomentId(id()?),
                PersonId(id()?),
                None,
            )),
            "reply" => Ok(Self::Answer(
                PersonId(id()?),
                MomentId(id()?),
                PersonId(id()?),
                Some(PersonId(id()?)),
            )),
            "deletion" => Ok(Self::Deletion(PersonId(id()?), MomentId(id()?))),
            "sight" => {
                let people = words.map(|word| word.parse().map(PersonId).map_err(drop));
                Ok(Self::Sight(people.collect::<Result<_, ()>>()?))
            }
            "suggested" => Ok(Self::Suggested(PersonId(id()?))),
            "waiting" => Ok(Self::Waiting(PersonId(id()?))),
            "signed-out" => Ok(Self::SignedOut(PersonId(id()?), DeviceId(id()?))),
            "gap" => Ok(Self::Gap),
            _ => Err(()),
        }
    }
}

/// Carries news within this server; cheap to clone.
#[derive(Clone)]
pub struct Bus(broadcast::Sender<News>);

impl Bus {
    /// A bus that nobody listens to yet.
    pub fn new() -> Self {
        Self(broadcast::channel(WAITING).0)
    }

    /// Tells whoever listens.
    pub fn tell(&self, news: News) {
        // It fails only where nobody listens.
        self.0.send(news).ok();
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.0.subscribe()
    }

    /// Passes on what `PostgreSQL` tells, until the task is aborted. After a lost connection there is a gap.
    pub async fn pass_on(self, url: String) {
        loop {
            if let Err(error) = self.pass_on_once(&url).await {
                tracing::warn!(%error, "PostgreSQL's news don't come; trying again");
            }
            tokio::time::sleep(TRY_AGAIN).await;
        }
    }

    async fn pass_on_once(&self, url: &str) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect(url).await?;
        listener.listen(CHANNEL).await?;
        self.tell(News::Gap);
        // `None`: the connection was lost and is there again.
        loop {
            let news = listener
                .try_recv()
                .await?
                .map(|notification| notification.payload().parse().unwrap_or(News::Gap));
            self.tell(news.unwrap_or(News::Gap));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_read_as_they_are_written() {
        let (a, b, moment) = (PersonId(1), PersonId(2), MomentId(3));
        for news in [
            News::Befriended(a, b),
            News::Unfriended(a, b),
            News::Arrival(a),
            News::Answer(a, moment, b, None),
            News::Answer(a, moment, b, Some(a)),
            News::Deletion(a, moment),
            News::Sight(vec![a, b]),
            News::Suggested(a),
            News::Waiting(a),
            News::SignedOut(a, DeviceId(9)),
            News::Gap,
        ] {
            assert_eq!(news.to_string().parse(), Ok(news));
        }
        assert_eq!("arrival x".parse::<News>(), Err(()));
    }
}
