//! The optimistic queue of one thing that can be set: one request at a time, the newest wish waits,
//! a failure goes back to the last state that the server confirmed.

/// A value that is wished for, sent and confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish<T> {
    confirmed: T,
    desired: T,
    in_flight: Option<T>,
}

/// What to do when an answer has come.
#[derive(Debug, PartialEq, Eq)]
pub enum Settled<T> {
    /// The server has what the reader wishes.
    Done,
    /// Send the newer wish.
    Send(T),
    /// It failed: show the confirmed value again and say so.
    RolledBack,
}

impl<T: Clone + PartialEq> Wish<T> {
    /// Begins with a value that the server sent.
    pub fn new(confirmed: T) -> Self {
        Self {
            desired: confirmed.clone(),
            confirmed,
            in_flight: None,
        }
    }

    /// The value to show.
    pub fn desired(&self) -> &T {
        &self.desired
    }

    /// What the server said last.
    pub fn confirmed(&self) -> &T {
        &self.confirmed
    }

    /// Sets the wished value. Returns the value to send now; `None` if a request is running, or the
    /// server has this value already.
    pub fn set(&mut self, value: T) -> Option<T> {
        self.desired = value;
        self.send_if_needed()
    }

    /// Takes the answer to what was sent.
    pub fn settle(&mut self, is_success: bool) -> Settled<T> {
        let Some(sent) = self.in_flight.take() else {
            return Settled::Done;
        };
        if !is_success {
            let wanted_something = self.desired != self.confirmed;
            self.desired = self.confirmed.clone();
            return if wanted_something {
                Settled::RolledBack
            } else {
                Settled::Done
            };
        }
        self.confirmed = sent;
        self.send_if_needed().map_or(Settled::Done, Settled::Send)
    }

    /// Takes a value that was read independently of the wish. While a request is running, the wish
    /// stays shown.
    pub fn learn(&mut self, confirmed: T) {
        if self.in_flight.is_none() {
            self.desired = confirmed.clone();
        }
        self.confirmed = confirmed;
    }

    fn send_if_needed(&mut self) -> Option<T> {
        if self.in_flight.is_some() || self.desired == self.confirmed {
            return None;
        }
        self.in_flight = Some(self.desired.clone());
        self.in_flight.clone()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_double_tap_sends_once_and_then_takes_it_back() {
        let mut like = Wish::new(false);
        assert_eq!(like.set(true), Some(true));
        assert_eq!(like.set(false), None, "one is on its way");
        assert!(!like.desired());
        assert_eq!(like.settle(true), Settled::Send(false));
        assert_eq!(like.settle(true), Settled::Done);
    }

    #[test]
    fn a_triple_tap_sends_once() {
        let mut like = Wish::new(false);
        assert_eq!(
            [like.set(true), like.set(false), like.set(true)],
            [Some(true), None, None]
        );
        assert_eq!(like.settle(true), Settled::Done);
        assert!(like.desired());
    }

    #[test]
    fn a_failure_restores_what_was_confirmed() {
        let mut like = Wish::new(false);
        like.set(true);
        assert_eq!(like.settle(false), Settled::RolledBack);
        assert!(!like.desired());
    }

    #[test]
    fn a_failure_after_a_success_restores_the_success() {
        let mut like = Wish::new(false);
        like.set(true);
        like.set(false);
        assert_eq!(like.settle(true), Settled::Send(false));
        assert_eq!(like.settle(false), Settled::RolledBack);
        assert!(like.desired(), "the server has confirmed the like");
    }

    #[test]
    fn what_is_already_so_is_not_sent() {
        assert_eq!(Wish::new(true).set(true), None);
    }

    #[test]
    fn news_from_elsewhere_wait_behind_a_wish() {
        let mut like = Wish::new(false);
        like.set(true);
        like.learn(false);
        assert!(like.desired());
        assert_eq!(like.settle(true), Settled::Done);
        like.learn(false);
        assert!(!like.desired());
    }

    proptest! {
        /// Whatever is tapped and answered, in the end the page shows what the server has.
        #[test]
        fn page_and_server_agree_when_nothing_is_on_its_way(
            steps in prop::collection::vec((any::<bool>(), any::<bool>()), 0..40)
        ) {
            let mut wish = Wish::new(0);
            let mut server = 0;
            let mut sent = None;
            for (number, (is_tap, is_success)) in steps.into_iter().enumerate() {
                if is_tap {
                    sent = wish.set(number).or(sent);
                } else if let Some(value) = sent.take() {
                    if is_success { server = value; }
                    if let Settled::Send(next) = wish.settle(is_success) { sent = Some(next); }
                }
            }
            while let Some(value) = sent.take() {
                server = value;
                if let Settled::Send(next) = wish.settle(true) { sent = Some(next); }
            }
            prop_assert_eq!(*wish.desired(), server);
        }
    }
}
