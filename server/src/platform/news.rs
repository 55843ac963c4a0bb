//! News of committed changes, for all servers that share a database.
//!
//! With `SQLite` there is one server, which sends news to itself. With `PostgreSQL` news go through
//! `NOTIFY`, within the transaction.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use life_circle_wire::{DeviceId, MomentId, PersonId};
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;

/// The channel of `NOTIFY`.
pub const CHANNEL: &str = "life_circle";
/// News that can wait for a slow listener. If more come, the listener has a gap.
const WAITING: usize = 4096;
/// Time after which a lost connection is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// A change. It names only ids: listeners read from the database what has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Two people became friends.
    Befriended(PersonId, PersonId),
    /// Two people are no longer friends.
    Unfriended(PersonId, PersonId),
    /// A moment of this author arrived in feeds.
    Arrival(PersonId),
    /// A person liked or commented on the author's moment, perhaps in reply to the target, or took
    /// that back.
    Reaction {
        /// The moment's author.
        author: PersonId,
        /// The moment with the reaction.
        moment: MomentId,
        /// The person who liked or commented.
        person: PersonId,
        /// The person to whom the comment replies; `None` if it is no reply.
        target: Option<PersonId>,
    },
    /// The text of a moment was changed.
    Edited {
        /// The moment's author.
        author: PersonId,
        /// The moment with the text.
        moment: MomentId,
    },
    /// A moment was deleted, or its deletion was undone.
    Deletion {
        /// The moment's author.
        author: PersonId,
        /// The deleted or restored moment.
        moment: MomentId,
    },
    /// The moments or comments that these people can see have changed.
    VisibilityChanged(Vec<PersonId>),
    /// The setting whether this person may be suggested and named has changed.
    Suggested(PersonId),
    /// A person's notifications or requests changed, or how far they have looked.
    Waiting(PersonId),
    /// A device was signed out.
    SignedOut(PersonId, DeviceId),
    /// News were missed: listeners must read everything again.
    Gap,
}

impl fmt::Display for News {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Befriended(a, b) => write!(formatter, "befriended {a} {b}"),
            Self::Unfriended(a, b) => write!(formatter, "unfriended {a} {b}"),
            Self::Arrival(author) => write!(formatter, "arrival {author}"),
            Self::Reaction {
                author,
                moment,
                person,
                target: None,
            } => write!(formatter, "reaction {author} {moment} {person}"),
            Self::Reaction {
                author,
                moment,
                person,
                target: Some(target),
            } => write!(formatter, "reply {author} {moment} {person} {target}"),
            Self::Edited { author, moment } => write!(formatter, "edited {author} {moment}"),
            Self::Deletion { author, moment } => write!(formatter, "deletion {author} {moment}"),
            Self::VisibilityChanged(people) => {
                formatter.write_str("visibility")?;
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
            "reaction" => Ok(Self::Reaction {
                author: PersonId(id()?),
                moment: MomentId(id()?),
                person: PersonId(id()?),
                target: None,
            }),
            "reply" => Ok(Self::Reaction {
                author: PersonId(id()?),
                moment: MomentId(id()?),
                person: PersonId(id()?),
                target: Some(PersonId(id()?)),
            }),
            "edited" => Ok(Self::Edited {
                author: PersonId(id()?),
                moment: MomentId(id()?),
            }),
            "deletion" => Ok(Self::Deletion {
                author: PersonId(id()?),
                moment: MomentId(id()?),
            }),
            "visibility" => {
                let people = words.map(|word| word.parse().map(PersonId).map_err(drop));
                Ok(Self::VisibilityChanged(people.collect::<Result<_, ()>>()?))
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

impl Default for Bus {
    /// A bus without listeners.
    fn default() -> Self {
        Self(broadcast::channel(WAITING).0)
    }
}

impl Bus {
    /// Sends news to all listeners of this server.
    pub fn tell(&self, news: News) {
        // Fails only if nobody listens.
        self.0.send(news).ok();
    }

    /// Receives all news from now on.
    pub fn listen(&self) -> broadcast::Receiver<News> {
        self.0.subscribe()
    }

    /// Passes the news of `PostgreSQL` on, until the task is aborted. Sends [`News::Gap`] each time
    /// it has connected.
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
        // `None` means that the connection was lost and is back.
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
        let a = PersonId(1);
        let b = PersonId(2);
        let moment = MomentId(3);
        let reaction = |target| News::Reaction {
            author: a,
            moment,
            person: b,
            target,
        };
        for news in [
            News::Befriended(a, b),
            News::Unfriended(a, b),
            News::Arrival(a),
            reaction(None),
            reaction(Some(a)),
            News::Edited { author: a, moment },
            News::Deletion { author: a, moment },
            News::VisibilityChanged(vec![a, b]),
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
