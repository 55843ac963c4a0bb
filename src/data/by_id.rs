//! A map for up to a few thousand values by id. It is a sorted list: here as fast as a hash map,
//! and less code in the page.

/// A map from ids to values.
pub struct ById<K, V>(Vec<(K, V)>);

impl<K: Ord, V: Clone> ById<K, V> {
    /// An empty map.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value with this id.
    pub fn get(&self, id: &K) -> Option<V> {
        self.index_of(id).ok().map(|index| self.0[index].1.clone())
    }

    /// All values, those with the largest ids first.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Inserts a value, or replaces the one with the same id.
    pub fn insert(&mut self, id: K, value: V) {
        match self.index_of(&id) {
            Ok(index) => self.0[index].1 = value,
            Err(index) => self.0.insert(index, (id, value)),
        }
    }

    /// Changes the value with this id, if there is one.
    pub fn update(&mut self, id: &K, change: impl FnOnce(&mut V)) {
        if let Ok(index) = self.index_of(id) {
            change(&mut self.0[index].1);
        }
    }

    /// Removes the value with this id.
    pub fn remove(&mut self, id: &K) {
        if let Ok(index) = self.index_of(id) {
            self.0.remove(index);
        }
    }

    /// The index of an id, or the index to insert it at. The largest id is first: lists are read
    /// from the newest back, so most ids are added at the end.
    fn index_of(&self, id: &K) -> Result<usize, usize> {
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
        things.remove(&5);
        things.remove(&2);
        things.update(&9, |thing| *thing += 1);
        assert_eq!(
            [1, 5, 9].map(|id| things.get(&id)),
            [Some(7), None, Some(91)]
        );
    }
}
