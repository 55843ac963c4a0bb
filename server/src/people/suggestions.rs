//! Who may know whom: a ranking of people by the friends they have in common.
//!
//! The score of two people is the sum, over the friends z whom they have in common, of degree(z)^-0.8, divided by the
//! smaller one of their two degrees to the power of 0.36. It is resource allocation (Zhou, Lü and Zhang, 2009,
//! <https://arxiv.org/abs/0901.0553>) with two changes, both measured on a real graph (`docs/decisions/suggestions.md`):
//! somebody whom many know counts a little more, and having few friends makes each common one tell more.

use std::collections::HashMap;

use life_circle_wire::PersonId;

/// What one common friend counts, by how many friends they have.
const FRIEND_EXPONENT: f64 = -0.8;
/// What the score is divided by: the smaller degree to this power.
const SIZE_EXPONENT: f64 = 0.36;

/// Who is friends with whom, in memory; people are numbered as they come.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    numbers: HashMap<PersonId, u32>,
    people: Vec<PersonId>,
    /// Each person's friends, by their numbers, in order.
    friends: Vec<Vec<u32>>,
    /// Who is neither suggested nor named.
    is_hidden: Vec<bool>,
}

/// Somebody whom a person may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// How likely, on a scale of its own.
    pub score: f64,
    /// How many friends they have in common.
    pub common: u32,
}

/// How a pair of people is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// The one that is used.
    Ours,
    /// One for each common friend.
    CommonNeighbours,
    /// 1 / ln(degree) for each (Adamic and Adar, 2003).
    AdamicAdar,
    /// 1 / degree for each (Zhou, Lü and Zhang, 2009).
    ResourceAllocation,
}

impl Score {
    fn of_friend(self, degree: f64) -> f64 {
        match self {
            Self::Ours => degree.powf(FRIEND_EXPONENT),
            Self::CommonNeighbours => 1.0,
            // Who has one friend is nobody's common one.
            Self::AdamicAdar => 1.0 / degree.max(2.0).ln(),
            Self::ResourceAllocation => 1.0 / degree,
        }
    }

    fn of_pair(self, sum: f64, smaller_degree: f64) -> f64 {
        if self == Self::Ours {
            sum / smaller_degree.powf(SIZE_EXPONENT)
        } else {
            sum
        }
    }
}

impl Graph {
    /// The graph of these friendships.
    pub fn of(pairs: impl IntoIterator<Item = (PersonId, PersonId)>) -> Self {
        let mut graph = Self::default();
        for (a, b) in pairs {
            let (a, b) = (graph.number(a), graph.number(b));
            graph.friends[a as usize].push(b);
            graph.friends[b as usize].push(a);
        }
        for friends in &mut graph.friends {
            friends.sort_unstable();
            friends.dedup();
        }
        graph
    }

    fn number(&mut self, person: PersonId) -> u32 {
        let next = self.people.len() as u32;
        let number = *self.numbers.entry(person).or_insert(next);
        if number == next {
            self.people.push(person);
            self.friends.push(Vec::new());
            self.is_hidden.push(false);
        }
        number
    }

    /// Makes two people friends, or no longer.
    pub fn set(&mut self, a: PersonId, b: PersonId, are_friends: bool) {
        let (a, b) = (self.number(a), self.number(b));
        for (one, other) in [(a, b), (b, a)] {
            let friends = &mut self.friends[one as usize];
            match (friends.binary_search(&other), are_friends) {
                (Err(place), true) => friends.insert(place, other),
                (Ok(place), false) => drop(friends.remove(place)),
                (Ok(_), true) | (Err(_), false) => {}
            }
        }
    }

    /// Neither suggests nor names somebody, or both again.
    pub fn set_hidden(&mut self, person: PersonId, is_hidden: bool) {
        let number = self.number(person);
        self.is_hidden[number as usize] = is_hidden;
    }

    /// Everybody who has or had a friend.
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// A person's friends.
    pub fn friends(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        let number = self.numbers.get(&person);
        number
            .into_iter()
            .flat_map(|number| &self.friends[*number as usize])
            .map(|friend| self.people[*friend as usize])
    }

    /// Everybody who has a friend in common with a person and is no friend of theirs, with their scores, in no order. Who
    /// doesn't want to be suggested isn't among them, and doesn't count as a friend in common.
    pub fn candidates(&self, person: PersonId, score: Score) -> Vec<Candidate> {
        let Some(&me) = self.numbers.get(&person) else {
            return Vec::new();
        };
        let mine = &self.friends[me as usize];
        // One place for everybody: memory that isn't touched costs nothing.
        let mut sums = vec![(0.0, 0_u32); self.people.len()];
        let mut found = Vec::new();
        for &friend in mine
            .iter()
            .filter(|friend| !self.is_hidden[**friend as usize])
        {
            let theirs = &self.friends[friend as usize];
            let weight = score.of_friend(theirs.len() as f64);
            for &other in theirs {
                let (sum, common) = &mut sums[other as usize];
                if *common == 0 {
                    found.push(other);
                }
                *sum += weight;
                *common += 1;
            }
        }
        for known in mine.iter().chain([&me]) {
            sums[*known as usize].1 = 0;
        }
        found.retain(|other| !self.is_hidden[*other as usize]);
        let candidate = |other: &u32| {
            let (sum, common) = sums[*other as usize];
            let smaller = mine.len().min(self.friends[*other as usize].len()) as f64;
            Candidate {
                person: self.people[*other as usize],
                score: score.of_pair(sum, smaller),
                common,
            }
        };
        found
            .iter()
            .map(candidate)
            .filter(|candidate| candidate.common > 0)
            .collect()
    }

    /// The likeliest of them, at most so many, the likeliest first; of the same score who came first.
    pub fn rank(&self, person: PersonId, score: Score, most: usize) -> Vec<Candidate> {
        let mut candidates = self.candidates(person, score);
        let order = |a: &Candidate, b: &Candidate| {
            b.score.total_cmp(&a.score).then(a.person.cmp(&b.person))
        };
        if candidates.len() > most && most > 0 {
            candidates.select_nth_unstable_by(most - 1, order);
        }
        candidates.truncate(most);
        candidates.sort_unstable_by(order);
        candidates
    }

    /// The friends that two people have in common, as far as they may be named.
    pub fn common(&self, a: PersonId, b: PersonId) -> Vec<PersonId> {
        let (Some(&a), Some(&b)) = (self.numbers.get(&a), self.numbers.get(&b)) else {
            return Vec::new();
        };
        let theirs = &self.friends[b as usize];
        let is_common = |friend: &&u32| {
            theirs.binary_search(friend).is_ok() && !self.is_hidden[**friend as usize]
        };
        self.friends[a as usize]
            .iter()
            .filter(is_common)
            .map(|friend| self.people[*friend as usize])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(pairs: &[(i64, i64)]) -> Graph {
        Graph::of(pairs.iter().map(|&(a, b)| (PersonId(a), PersonId(b))))
    }

    #[test]
    fn who_has_friends_in_common_is_suggested_and_who_is_a_friend_is_not() {
        let graph = graph(&[(1, 2), (1, 3), (2, 4), (3, 4), (3, 5), (2, 3)]);
        let ranked = graph.rank(PersonId(1), Score::Ours, 20);
        let shape: Vec<(i64, u32)> = ranked
            .iter()
            .map(|candidate| (candidate.person.0, candidate.common))
            .collect();
        assert_eq!(shape, [(4, 2), (5, 1)]);
        assert_eq!(
            graph.common(PersonId(1), PersonId(4)),
            [PersonId(2), PersonId(3)]
        );
        assert!(
            graph.rank(PersonId(9), Score::Ours, 20).is_empty(),
            "nobody knows them"
        );
    }

    #[test]
    fn the_score_is_what_the_formula_says() {
        // 2 has three friends, 4 has one, 1 has one.
        let graph = graph(&[(1, 2), (2, 4), (2, 5)]);
        let ranked = graph.rank(PersonId(1), Score::Ours, 1);
        assert!((ranked[0].score - 3.0_f64.powf(-0.8) / 1.0).abs() < 1e-12);
        let plain = graph.rank(PersonId(1), Score::ResourceAllocation, 1);
        assert!((plain[0].score - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn who_opts_out_is_neither_suggested_nor_named_nor_counted() {
        let mut graph = graph(&[(1, 2), (1, 3), (2, 4), (3, 4), (3, 5)]);
        graph.set_hidden(PersonId(3), true);
        let common: Vec<(i64, u32)> = graph
            .rank(PersonId(1), Score::Ours, 20)
            .iter()
            .map(|found| (found.person.0, found.common))
            .collect();
        assert_eq!(
            common,
            [(4, 1)],
            "3 isn't counted, and 5 known through 3 alone"
        );
        assert_eq!(graph.common(PersonId(1), PersonId(4)), [PersonId(2)]);
        graph.set_hidden(PersonId(4), true);
        assert!(graph.rank(PersonId(1), Score::Ours, 20).is_empty());
    }

    #[test]
    fn it_is_as_fresh_as_the_friendships() {
        let mut graph = graph(&[(1, 2), (2, 3)]);
        assert_eq!(graph.rank(PersonId(1), Score::Ours, 20).len(), 1);
        graph.set(PersonId(1), PersonId(3), true);
        assert!(
            graph.rank(PersonId(1), Score::Ours, 20).is_empty(),
            "they are friends now"
        );
        graph.set(PersonId(1), PersonId(3), false);
        graph.set(PersonId(2), PersonId(3), false);
        assert!(
            graph.rank(PersonId(1), Score::Ours, 20).is_empty(),
            "nobody is between them any more"
        );
        graph.set(PersonId(7), PersonId(2), true);
        assert_eq!(
            graph.rank(PersonId(1), Score::Ours, 20)[0].person,
            PersonId(7),
            "somebody new"
        );
    }
}
