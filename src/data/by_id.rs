//! A few hundred things by their id: a sorted list is as quick as a hash map here, and smaller in the page.

/// Things by their id.
pub struct ById<K, V>(Vec<(K, V)>);

impl<K: Ord, V: Clone> ById<K, V> {
    /// Nothing.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The thing with this id.
    pub fn get(&self, id: &K) -> Option<V> {
        self.place(id).ok().map(|place| self.0[place].1.clone())
    }

    /// All of them.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Puts a thing in place of the one that had its id.
    pub fn insert(&mut self, id: K, value: V) {
        match self.place(&id) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (id, value)),
        }
    }

    /// The largest id stands first: lists are read from the newest back, so most are added at the end.
    fn place(&self, id: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| id.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::ById;

    #[test]
    fn what_was_put_last_under_an_id_is_found() {
        let mut things = ById::new();
        for id in [5, 1, 9, 1] {
            things.insert(id, id * 10);
        }
        things.insert(1, 7);
        assert_eq!(
            [1, 5, 9, 2].map(|id| things.get(&id)),
            [Some(7), Some(50), Some(90), None]
        );
    }
}
