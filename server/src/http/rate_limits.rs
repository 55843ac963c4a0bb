//! Rate limits: by person, by address, and by kind of request.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use life_circle_wire::{Access, EndpointInfo, ErrorCode, Handle, Method, PersonId};

use crate::Error;

/// Requests a minute, which may also come all at once. This holds for all constants here but the
/// last. `--rate-limits` scales them, in percent.
const SIGN_INS_PER_ADDRESS: u32 = 60;
const SIGN_INS_PER_HANDLE_AND_ADDRESS: u32 = 10;
/// High enough that somebody with a few addresses can't lock others out of their account, low
/// enough against guessing.
const SIGN_INS_PER_HANDLE: u32 = 200;
const SIGN_UPS_PER_ADDRESS: u32 = 40;
const WRITES_PER_PERSON: u32 = 120;
const READS_PER_PERSON: u32 = 900;
const SEARCHES_PER_PERSON: u32 = 120;
/// Friend requests an hour: somebody who sends more doesn't know the people.
const FRIEND_REQUESTS_PER_PERSON: u32 = 60;

/// The limiters, one for each kind of request.
pub struct RateLimits {
    sign_ins_by_address: DefaultKeyedRateLimiter<IpAddr>,
    sign_ins_by_handle_and_address: DefaultKeyedRateLimiter<(Handle, IpAddr)>,
    sign_ins_by_handle: DefaultKeyedRateLimiter<Handle>,
    sign_ups_by_address: DefaultKeyedRateLimiter<IpAddr>,
    writes_by_person: DefaultKeyedRateLimiter<PersonId>,
    reads_by_person: DefaultKeyedRateLimiter<PersonId>,
    searches_by_person: DefaultKeyedRateLimiter<PersonId>,
    friend_requests_by_person: DefaultKeyedRateLimiter<PersonId>,
}

impl RateLimits {
    /// Limiters with `percent` of the usual numbers, but at least 1.
    pub fn new(percent: u32) -> Self {
        let number = |usual: u32| {
            let number =
                (u64::from(usual) * u64::from(percent) / 100).clamp(1, u64::from(u32::MAX));
            NonZeroU32::new(number as u32).expect("at least 1")
        };
        let quota = |usual: u32| Quota::per_minute(number(usual));
        Self {
            sign_ins_by_address: RateLimiter::keyed(quota(SIGN_INS_PER_ADDRESS)),
            sign_ins_by_handle_and_address: RateLimiter::keyed(quota(
                SIGN_INS_PER_HANDLE_AND_ADDRESS,
            )),
            sign_ins_by_handle: RateLimiter::keyed(quota(SIGN_INS_PER_HANDLE)),
            sign_ups_by_address: RateLimiter::keyed(quota(SIGN_UPS_PER_ADDRESS)),
            writes_by_person: RateLimiter::keyed(quota(WRITES_PER_PERSON)),
            reads_by_person: RateLimiter::keyed(quota(READS_PER_PERSON)),
            searches_by_person: RateLimiter::keyed(quota(SEARCHES_PER_PERSON)),
            friend_requests_by_person: RateLimiter::keyed(Quota::per_hour(number(
                FRIEND_REQUESTS_PER_PERSON,
            ))),
        }
    }

    /// Counts a call of a signed-in person. Endpoints for anyone aren't counted. Fails with
    /// `TooManyRequests` above the limit, like the functions below.
    pub fn check_call(&self, endpoint: &EndpointInfo, person: PersonId) -> Result<(), Error> {
        match (endpoint.access, endpoint.method) {
            (Access::Anyone, _) => Ok(()),
            (Access::SignedIn, Method::Get) => check(&self.reads_by_person, &person),
            (Access::SignedIn, _) => check(&self.writes_by_person, &person),
        }
    }

    /// Counts a search, which reads more than other calls.
    pub fn check_search(&self, person: PersonId) -> Result<(), Error> {
        check(&self.searches_by_person, &person)
    }

    /// Counts a friend request to one more person.
    pub fn check_friend_request(&self, person: PersonId) -> Result<(), Error> {
        check(&self.friend_requests_by_person, &person)
    }

    /// Counts an attempt to sign in. `handle` is `None` if there is none or nobody can have it:
    /// then only the address counts.
    pub fn check_sign_in(&self, address: IpAddr, handle: Option<&Handle>) -> Result<(), Error> {
        let network = network(address);
        check(&self.sign_ins_by_address, &network)?;
        let Some(handle) = handle else { return Ok(()) };
        check(
            &self.sign_ins_by_handle_and_address,
            &(handle.clone(), network),
        )?;
        check(&self.sign_ins_by_handle, handle)
    }

    /// Counts a new account from this address.
    pub fn check_sign_up(&self, address: IpAddr) -> Result<(), Error> {
        check(&self.sign_ups_by_address, &network(address))
    }

    /// Forgets people and addresses that have sent nothing for a while.
    pub fn forget_idle(&self) {
        self.sign_ins_by_address.retain_recent();
        self.sign_ins_by_handle_and_address.retain_recent();
        self.sign_ins_by_handle.retain_recent();
        self.sign_ups_by_address.retain_recent();
        self.writes_by_person.retain_recent();
        self.reads_by_person.retain_recent();
        self.searches_by_person.retain_recent();
        self.friend_requests_by_person.retain_recent();
    }
}

fn check<K: Clone + Eq + std::hash::Hash>(
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<(), Error> {
    limiter.check_key(key).map_err(|not_until| {
        let wait = not_until.wait_time_from(DefaultClock::default().now());
        Error::wait(ErrorCode::TooManyRequests, wait.as_secs() + 1)
    })
}

/// One household has a whole /64 of IPv6 addresses: they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6([a, b, c, d, 0, 0, 0, 0].into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_often_is_told_how_long_to_wait() {
        let limits = RateLimits::new(100);
        let address = IpAddr::from([192, 0, 2, 1]);
        let handle = |text: &str| -> Handle { text.parse().expect("a handle") };
        for _ in 0..SIGN_INS_PER_HANDLE_AND_ADDRESS {
            limits
                .check_sign_in(address, Some(&handle("lilei")))
                .expect("within the limit");
        }
        let error = limits
            .check_sign_in(address, Some(&handle("LiLei")))
            .expect_err("one too many");
        assert_eq!(error.code, ErrorCode::TooManyRequests);
        assert!(error.retry_after_s.is_some_and(|seconds| seconds > 0));
        limits
            .check_sign_in(address, Some(&handle("hanmeimei")))
            .expect("another handle");
    }

    #[test]
    fn who_asks_everybody_to_be_friends_waits_and_nobody_else() {
        let limits = RateLimits::new(100);
        for _ in 0..FRIEND_REQUESTS_PER_PERSON {
            limits
                .check_friend_request(PersonId(1))
                .expect("within the limit");
        }
        let error = limits
            .check_friend_request(PersonId(1))
            .expect_err("one too many");
        assert!(error.retry_after_s.is_some_and(|seconds| seconds > 30));
        limits
            .check_friend_request(PersonId(2))
            .expect("somebody else");
    }

    #[test]
    fn who_guesses_at_somebody_s_password_does_not_keep_them_out() {
        let limits = RateLimits::new(100);
        let handle: Handle = "lilei".parse().expect("a handle");
        let guesser = IpAddr::from([192, 0, 2, 1]);
        while limits.check_sign_in(guesser, Some(&handle)).is_ok() {}
        limits
            .check_sign_in(IpAddr::from([192, 0, 2, 2]), Some(&handle))
            .expect("from elsewhere they sign in");
    }

    #[test]
    fn addresses_of_one_household_count_as_one() {
        let addresses = ["2001:db8::1", "2001:db8::ffff"]
            .map(|text| network(text.parse().expect("an address")));
        assert_eq!(addresses[0], addresses[1]);
    }
}
