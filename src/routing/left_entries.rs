//! The history entries of closed layers, until the browser has left them.
//!
//! A layer has an entry of its own, so Back closes it. If something else closes the layer, its
//! entry stays. The browser goes back over such entries, and takes a while.

use super::Route;

/// The entries to leave, and what waits for it.
#[derive(Default)]
pub struct LeftEntries {
    /// How many entries of closed layers must still be left.
    to_leave: i32,
    /// How many entries the browser is leaving now.
    leaving: i32,
    /// Where to go once they are left; `true` replaces the current entry.
    next: Option<(Route, bool)>,
}

/// What the browser has to do next.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Go back over this many entries.
    Back(i32),
    /// Go to a screen; `true` replaces the current entry.
    Enter(Route, bool),
}

impl LeftEntries {
    /// A layer was closed by something other than Back.
    pub fn add(&mut self) {
        self.to_leave += 1;
    }

    /// Gives the entry of a layer that has just closed to one that opens. `false` if there is none.
    pub fn reuse(&mut self) -> bool {
        let has_entry = self.to_leave > 0;
        if has_entry {
            self.to_leave -= 1;
        }
        has_entry
    }

    /// Lets a screen wait until all entries are left. `false` if there are none.
    pub fn delay(&mut self, route: &Route, replaces: bool) -> bool {
        let must_wait = self.to_leave + self.leaving > 0;
        if must_wait {
            self.next = Some((route.clone(), replaces));
        }
        must_wait
    }

    /// The browser went back. `true` if it did so to leave entries, and the reader didn't.
    pub fn went_back(&mut self) -> bool {
        std::mem::take(&mut self.leaving) > 0
    }

    /// The next step; `None` while the browser is still going back, and if nothing waits.
    pub fn next_step(&mut self) -> Option<Step> {
        if self.leaving > 0 {
            return None;
        }
        if self.to_leave > 0 {
            self.leaving = std::mem::take(&mut self.to_leave);
            return Some(Step::Back(self.leaving));
        }
        let (route, replaces) = self.next.take()?;
        Some(Step::Enter(route, replaces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_that_close_together_are_left_in_one_step() {
        let mut entries = LeftEntries::default();
        entries.add();
        entries.add();
        assert_eq!(entries.next_step(), Some(Step::Back(2)));
        assert_eq!(entries.next_step(), None, "the browser is on its way");
        assert!(entries.went_back());
        assert!(!entries.went_back(), "the second time it was the reader");
        assert_eq!(entries.next_step(), None);
    }

    #[test]
    fn a_screen_waits_until_the_entries_are_left() {
        let mut entries = LeftEntries::default();
        assert!(!entries.delay(&Route::Friends, false));
        entries.add();
        assert!(entries.delay(&Route::Friends, false));
        assert_eq!(entries.next_step(), Some(Step::Back(1)));
        assert!(entries.delay(&Route::Me, true), "the last wish counts");
        assert!(entries.went_back());
        assert_eq!(entries.next_step(), Some(Step::Enter(Route::Me, true)));
        assert_eq!(entries.next_step(), None);
    }

    #[test]
    fn a_layer_that_opens_takes_the_entry_of_one_that_has_just_closed() {
        let mut entries = LeftEntries::default();
        assert!(!entries.reuse());
        entries.add();
        assert!(entries.reuse());
        assert_eq!(entries.next_step(), None);
    }

    #[test]
    fn a_layer_that_closes_meanwhile_is_left_afterwards() {
        let mut entries = LeftEntries::default();
        entries.add();
        assert_eq!(entries.next_step(), Some(Step::Back(1)));
        entries.add();
        assert!(entries.went_back());
        assert_eq!(entries.next_step(), Some(Step::Back(1)));
    }
}
