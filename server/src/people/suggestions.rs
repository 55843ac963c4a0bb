//! Ranks the people whom somebody may know, by the friends they have in common.
//!
//! The score of two people is the sum of degree(z)^-0.8 over all their common friends z, divided by
//! the smaller one of their two degrees to the power of 0.36. It is resource allocation (Zhou, Lü
//! and Zhang, 2009, <https://arxiv.org/abs/0901.0553>) with two changes, both measured on a real
//! graph (`docs/decisions/suggestions.md`): a common friend with many friends counts a little more,
//! and each common friend counts more for somebody with few friends. Degrees are rounded to
//! powers of two.

use std::collections::HashMap;

use life_circle_wire::PersonId;

/// A common friend counts their number of friends to this power.
const FRIEND_EXPONENT: f64 = -0.8;
/// The sum is divided by the smaller degree to this power.
const SIZE_EXPONENT: f64 = 0.36;

/// The friendships, in memory. People are numbered in the order in which they are added.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    numbers: HashMap<PersonId, u32>,
    people: Vec<PersonId>,
    /// The friends of each person, as sorted numbers.
    friends: Vec<Vec<u32>>,
    /// `true` for a person who is neither suggested nor named.
    is_hidden: Vec<bool>,
}

/// Somebody whom a person may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The person to suggest.
    pub person: PersonId,
    /// How likely they know each other. The scale depends on the [`Score`].
    pub score: f64,
    /// How many friends they have in common.
    pub common: u32,
}

/// How a pair of people is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// The score that the server uses.
    Ours,
    /// 1 for each common friend.
    CommonNeighbours,
    /// 1 / ln(degree) for each common friend (Adamic and Adar, 2003).
    AdamicAdar,
    /// 1 / degree for each common friend (Zhou, Lü and Zhang, 2009).
    ResourceAllocation,
}

impl Score {
    fn of_friend(self, degree: f64) -> f64 {
        match self {
            Self::Ours => rounded(degree).powf(FRIEND_EXPONENT),
            Self::CommonNeighbours => 1.0,
            // Somebody with one friend is no common friend: 2 avoids dividing by ln(1) = 0.
            Self::AdamicAdar => 1.0 / degree.max(2.0).ln(),
            Self::ResourceAllocation => 1.0 / degree,
        }
    }

    fn of_pair(self, sum: f64, smaller_degree: f64) -> f64 {
        if self == Self::Ours {
            sum / rounded(smaller_degree).powf(SIZE_EXPONENT)
        } else {
            sum
        }
    }
}

/// The number of friends, rounded to a power of two. Otherwise the order of suggestions would
/// tell exactly how many friends somebody has.
fn rounded(degree: f64) -> f64 {
    degree.log2().round().exp2()
}

impl Graph {
    /// The graph of these friendships.
    pub fn of(pairs: impl IntoIterator<Item = (PersonId, PersonId)>) -> Self {
        let mut graph = Self::default();
        for (a, b) in pairs {
            let a = graph.number(a);
            let b = graph.number(b);
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

    /// Adds or removes a friendship.
    pub fn set(&mut self, a: PersonId, b: PersonId, are_friends: bool) {
        let a = self.number(a);
        let b = self.number(b);
        for (one, other) in [(a, b), (b, a)] {
            let friends = &mut self.friends[one as usize];
            match (friends.binary_search(&other), are_friends) {
                (Err(index), true) => friends.insert(index, other),
                (Ok(index), false) => drop(friends.remove(index)),
                (Ok(_), true) | (Err(_), false) => {}
            }
        }
    }

    /// Hides a person, who is then neither suggested nor named, or shows them again.
    pub fn set_hidden(&mut self, person: PersonId, is_hidden: bool) {
        let number = self.number(person);
        self.is_hidden[number as usize] = is_hidden;
    }

    /// Everybody in the graph, including people who have no friends any more.
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

    /// Everybody who has a common friend with a person and isn't their friend, with scores, in no
    /// order. Hidden people are left out, and don't count as common friends.
    pub fn candidates(&self, person: PersonId, score: Score) -> Vec<Candidate> {
        let Some(&me) = self.numbers.get(&person) else {
            return Vec::new();
        };
        let mine = &self.friends[me as usize];
        // An entry for each person. Zeroed memory that isn't touched costs nothing.
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

    /// The candidates with the highest scores, at most `most`, the highest first. Equal scores come
    /// in order of person id.
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

    /// The common friends of two people, without hidden people.
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
        assert!((ranked[0].score - 4.0_f64.powf(-0.8) / 1.0).abs() < 1e-12);
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
