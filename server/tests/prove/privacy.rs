//! Acts that change who sees what, other than friendships, in the server and in the model.

use std::cmp::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use life_circle_server::platform::db::Sql;
use life_circle_wire::audience::{Audience, ChangeAudience, ChangeRequest, Chosen};
use life_circle_wire::blocks::{SetBlocked, SetBlockedRequest};
use life_circle_wire::friends::{SetFriendDetails, SetFriendDetailsRequest};
use life_circle_wire::privacy::{AlbumWindow, SetPrivacy, SetPrivacyRequest};
use life_circle_wire::tags::{ChangeTag, TagRequest};
use life_circle_wire::visibility::MomentFacts;
use life_circle_wire::{NoArgument, PersonId, Timestamp};

use crate::steps::Aim;
use crate::world::{Effect, REMARK, World};

impl World {
    pub async fn block(&mut self, who: usize, whom: usize, blocked: bool) -> Result<(), String> {
        let outcome = self.people[who]
            .call::<SetBlocked>(&self.people[whom].handle(), &SetBlockedRequest { blocked })
            .await;
        let who = self.id(who);
        let whom = self.id(whom);
        let may = self.blocks.contains(&(who, whom)) || !self.blocks.contains(&(whom, who));
        if outcome.is_ok() != may {
            return Err(format!("blocking somebody: the model says {may}"));
        }
        if may {
            self.circle.set_blocked(who, whom, blocked);
            if blocked {
                self.blocks.insert((who, whom));
            } else {
                self.blocks.remove(&(who, whom));
            }
        }
        Ok(())
    }

    pub async fn tag(&mut self, who: usize, whom: usize, is_on: bool) {
        let tag = self.tags[who];
        let person = self.id(whom);
        let people = vec![person];
        let (add, remove) = if is_on {
            (people, Vec::new())
        } else {
            (Vec::new(), people)
        };
        let request = TagRequest {
            name: "tag".to_owned(),
            add,
            remove,
        };
        self.people[who]
            .call::<ChangeTag>(&tag, &request)
            .await
            .expect("changed");
        if !is_on || self.circle.are_friends(self.id(who), person) {
            self.circle.set_tagged(tag, person, is_on);
        }
        self.last = Effect::VisibilityChanged(self.id(who));
    }

    pub async fn show(&mut self, who: usize, is_short: bool, is_open: bool, is_suggested: bool) {
        let album_window = if is_short {
            AlbumWindow::Month
        } else {
            AlbumWindow::All
        };
        let privacy = SetPrivacyRequest {
            album_window: Some(album_window),
            is_open_to_strangers: Some(is_open),
            is_suggested: Some(is_suggested),
            uses_common_friends: None,
        };
        self.people[who]
            .call::<SetPrivacy>(&NoArgument, &privacy)
            .await
            .expect("set");
        let me = self.id(who);
        // Every moment here is either new or forty days old, so a month that begins a little later
        // makes no difference.
        let now = i64::try_from(
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .expect("after 1970")
                .as_millis(),
        );
        let since = Timestamp(now.expect("fits") - 30 * 86_400_000);
        self.circle.set_shows_since(me, is_short.then_some(since));
        self.circle.set_open(me, is_open);
        self.last = Effect::VisibilityChanged(me);
        if is_suggested {
            self.unsuggested.remove(&me);
        } else {
            self.unsuggested.insert(me);
        }
    }

    /// The choice that an author sends with this audience.
    pub fn chosen(&self, author: usize, aim: &Aim) -> Chosen {
        let is_choice = matches!(aim.audience, Audience::Only | Audience::Except);
        let people = aim
            .people
            .iter()
            .filter(|_| is_choice)
            .map(|person| self.id(*person));
        let tags = Some(self.tags[author]).filter(|_| is_choice && aim.has_tag);
        Chosen {
            people: people.collect(),
            tags: tags.into_iter().collect(),
            is_frozen: aim.is_frozen,
        }
    }

    /// The facts of a moment with this audience. A frozen audience keeps the people whom it reaches
    /// now.
    pub fn aimed(&self, aim: &Aim, chosen: &Chosen, facts: &MomentFacts) -> MomentFacts {
        let mut facts = MomentFacts {
            audience: aim.audience,
            chosen: chosen.clone(),
            frozen: None,
            ..facts.clone()
        };
        if chosen.is_frozen(aim.audience) {
            let people = self.people.iter().map(|person| person.person().id);
            facts.frozen = Some(
                people
                    .filter(|person| facts.is_for(*person, &self.circle).0)
                    .collect(),
            );
        }
        facts
    }

    pub async fn change_audience(&mut self, moment: usize, aim: &Aim, is_alone: bool) {
        let index = moment % self.moments.len();
        let author = self.moments[index].facts.author;
        let who = self
            .people
            .iter()
            .position(|person| person.person().id == author)
            .expect("one of them");
        let chosen = self.chosen(who, aim);
        let changes = |other: &usize| {
            let facts = &self.moments[*other].facts;
            let is_meant = *other == index || !is_alone;
            is_meant && facts.author == author && !facts.is_deleted
        };
        let changed: Vec<usize> = (0..=index).filter(changes).collect();
        if changed.is_empty() {
            return;
        }
        let request = ChangeRequest {
            moments: changed
                .iter()
                .map(|index| self.moments[*index].id)
                .collect(),
            until: None,
            audience: aim.audience,
            chosen: chosen.clone(),
            is_dry_run: true,
        };
        let before = self.count_seen(&changed, author);
        let said = self.people[who]
            .call::<ChangeAudience>(&NoArgument, &request)
            .await
            .expect("a dry run");
        for index in &changed {
            self.moments[*index].facts = self.aimed(aim, &chosen, &self.moments[*index].facts);
        }
        let after = self.count_seen(&changed, author);
        let mut gaining: Vec<PersonId> = Vec::new();
        let mut losing: Vec<PersonId> = Vec::new();
        for ((friend, before), (_, after)) in before.into_iter().zip(after) {
            match after.cmp(&before) {
                Ordering::Greater => gaining.push(friend),
                Ordering::Less => losing.push(friend),
                Ordering::Equal => {}
            }
        }
        assert_eq!(
            (said.gaining, said.losing),
            (gaining, losing),
            "what a dry run says"
        );
        let request = ChangeRequest {
            is_dry_run: false,
            ..request
        };
        self.people[who]
            .call::<ChangeAudience>(&NoArgument, &request)
            .await
            .expect("changed");
        self.last = Effect::VisibilityChanged(author);
    }

    /// How many of these moments each friend of their author sees.
    fn count_seen(&self, moments: &[usize], author: PersonId) -> Vec<(PersonId, usize)> {
        let seen = |friend: PersonId| {
            moments
                .iter()
                .filter(|index| {
                    let facts = &self.moments[**index].facts;
                    facts.can_be_seen_by(friend, &self.circle)
                })
                .count()
        };
        let friends = self.friends_of(author).into_iter();
        friends.map(|friend| (friend, seen(friend))).collect()
    }

    /// The friends of a person, in the order of their ids.
    pub fn friends_of(&self, person: PersonId) -> Vec<PersonId> {
        let mut ids: Vec<PersonId> = self
            .people
            .iter()
            .map(|person| person.person().id)
            .collect();
        ids.sort_unstable();
        ids.retain(|id| self.circle.are_friends(person, *id));
        ids
    }

    pub async fn age(&mut self, moment: usize) {
        const FORTY_DAYS: i64 = 40 * 86_400_000;
        let index = moment % self.moments.len();
        let moment = &mut self.moments[index];
        let mut write = self.people[0]
            .server
            .database
            .write()
            .await
            .expect("a transaction");
        Sql::new("UPDATE moments SET created_at = created_at - $2 WHERE id = $1")
            .bind(moment.id.0)
            .bind(FORTY_DAYS)
            .execute(&mut write)
            .await
            .expect("time passes");
        write.commit().await.expect("committed");
        moment.facts.created_at.0 -= FORTY_DAYS;
    }

    pub async fn keep(
        &mut self,
        who: usize,
        whom: usize,
        hides_theirs: bool,
        hides_mine: bool,
    ) -> Result<(), String> {
        let tag = self.tags[who];
        let details = SetFriendDetailsRequest {
            remark: Some(REMARK.to_owned()),
            hides_theirs: Some(hides_theirs),
            hides_mine: Some(hides_mine),
            remove_tags: vec![tag],
            ..Default::default()
        };
        let outcome = self.people[who]
            .call::<SetFriendDetails>(&self.people[whom].handle(), &details)
            .await;
        let who = self.id(who);
        let whom = self.id(whom);
        let are_friends = self.circle.are_friends(who, whom);
        if outcome.is_ok() != are_friends {
            return Err(format!(
                "keeping something of somebody: they are friends: {are_friends}"
            ));
        }
        if are_friends {
            self.last = Effect::VisibilityChanged(who);
            self.kept.insert((who, whom));
            self.circle.set_hidden(who, whom, hides_mine);
            self.circle.set_tagged(tag, whom, false);
            if hides_theirs {
                self.tired.insert((who, whom));
            } else {
                self.tired.remove(&(who, whom));
            }
        }
        Ok(())
    }
}
