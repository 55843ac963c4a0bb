//! Rate limits: by person, by address, and by kind of request. Long, since its tests are here.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use life_circle_wire::{Access, EndpointInfo, ErrorCode, Handle, Method, MomentId, PersonId};

use crate::Error;

const DAY: Duration = Duration::from_hours(24);
/// Requests a minute, which may also come all at once. This holds for all constants here but the
/// last four. `--rate-limits` scales them, in percent.
const SIGN_INS_PER_ADDRESS: u32 = 60;
const SIGN_INS_PER_HANDLE_AND_ADDRESS: u32 = 10;
/// High enough that somebody with a few networks can't lock others out of their account, low enough
/// against guessing.
const SIGN_INS_PER_HANDLE: u32 = 200;
const WRITES_PER_PERSON: u32 = 120;
const READS_PER_PERSON: u32 = 900;
const SEARCHES_PER_PERSON: u32 = 120;
/// Friend requests an hour: somebody who sends more doesn't know the people.
const FRIEND_REQUESTS_PER_PERSON: u32 = 60;
/// Accounts an hour: a family at a table, not somebody who makes accounts to write to strangers.
const SIGN_UPS_PER_ADDRESS: u32 = 10;

/// Moments a day, and comments a day under one moment: all of them are read with each page of each
/// friend's feed.
const MOMENTS_PER_PERSON: u32 = 300;
const COMMENTS_PER_PERSON_AND_MOMENT: u32 = 300;

/// The limiters, one for each kind of request.
pub struct RateLimits {
    sign_ins_by_address: ByNetwork<()>,
    sign_ins_by_handle_and_address: ByNetwork<Handle>,
    sign_ins_by_handle: DefaultKeyedRateLimiter<Handle>,
    sign_ups_by_address: ByNetwork<()>,
    writes_by_person: DefaultKeyedRateLimiter<PersonId>,
    reads_by_person: DefaultKeyedRateLimiter<PersonId>,
    searches_by_person: DefaultKeyedRateLimiter<PersonId>,
    friend_requests_by_person: DefaultKeyedRateLimiter<PersonId>,
    moments_by_person: DefaultKeyedRateLimiter<PersonId>,
    comments_by_person_and_moment: DefaultKeyedRateLimiter<(PersonId, MomentId)>,
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
        let hourly = |usual: u32| Quota::per_hour(number(usual));
        let daily = |usual: u32| {
            let most = number(usual);
            let quota = Quota::with_period(DAY / most.get());
            quota.expect("a day has a period").allow_burst(most)
        };
        Self {
            sign_ins_by_address: ByNetwork::new(quota, SIGN_INS_PER_ADDRESS),
            sign_ins_by_handle_and_address: ByNetwork::new(quota, SIGN_INS_PER_HANDLE_AND_ADDRESS),
            sign_ins_by_handle: RateLimiter::keyed(quota(SIGN_INS_PER_HANDLE)),
            sign_ups_by_address: ByNetwork::new(hourly, SIGN_UPS_PER_ADDRESS),
            writes_by_person: RateLimiter::keyed(quota(WRITES_PER_PERSON)),
            reads_by_person: RateLimiter::keyed(quota(READS_PER_PERSON)),
            searches_by_person: RateLimiter::keyed(quota(SEARCHES_PER_PERSON)),
            friend_requests_by_person: RateLimiter::keyed(hourly(FRIEND_REQUESTS_PER_PERSON)),
            moments_by_person: RateLimiter::keyed(daily(MOMENTS_PER_PERSON)),
            comments_by_person_and_moment: RateLimiter::keyed(daily(
                COMMENTS_PER_PERSON_AND_MOMENT,
            )),
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

    /// Counts a new moment.
    pub fn check_moment(&self, author: PersonId) -> Result<(), Error> {
        check(&self.moments_by_person, &author)
    }

    /// Counts a new comment under a moment.
    pub fn check_comment(&self, author: PersonId, moment: MomentId) -> Result<(), Error> {
        check(&self.comments_by_person_and_moment, &(author, moment))
    }

    /// Counts an attempt to sign in. `handle` is `None` if there is none or nobody can have it:
    /// then only the address counts.
    pub fn check_sign_in(&self, address: IpAddr, handle: Option<&Handle>) -> Result<(), Error> {
        self.sign_ins_by_address.check(&(), address)?;
        let Some(handle) = handle else { return Ok(()) };
        self.sign_ins_by_handle_and_address.check(handle, address)?;
        check(&self.sign_ins_by_handle, handle)
    }

    /// Counts a new account from this address.
    pub fn check_sign_up(&self, address: IpAddr) -> Result<(), Error> {
        self.sign_ups_by_address.check(&(), address)
    }

    /// Forgets people and addresses that have sent nothing for a while.
    pub fn forget_idle(&self) {
        self.sign_ins_by_address.forget_idle();
        self.sign_ins_by_handle_and_address.forget_idle();
        self.sign_ins_by_handle.retain_recent();
        self.sign_ups_by_address.forget_idle();
        self.writes_by_person.retain_recent();
        self.reads_by_person.retain_recent();
        self.searches_by_person.retain_recent();
        self.friend_requests_by_person.retain_recent();
        self.moments_by_person.retain_recent();
        self.comments_by_person_and_moment.retain_recent();
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

/// Limits by address, and by the networks around it: a household with IPv6 has a /64 or a /56, a
/// rented server often a /48. A wider network may send more.
struct ByNetwork<K: Clone + Eq + std::hash::Hash>(
    [DefaultKeyedRateLimiter<(K, IpAddr)>; NETWORKS.len()],
);

/// The sizes of IPv6 networks, in bits, and how many times the quota of the first each has.
const NETWORKS: [(u32, u32); 3] = [(64, 1), (56, 2), (48, 4)];

impl<K: Clone + Eq + std::hash::Hash> ByNetwork<K> {
    fn new(quota: impl Fn(u32) -> Quota, usual: u32) -> Self {
        Self(NETWORKS.map(|(_, times)| RateLimiter::keyed(quota(usual * times))))
    }

    fn check(&self, key: &K, address: IpAddr) -> Result<(), Error> {
        let address = address.to_canonical();
        for (limiter, (bits, _)) in self.0.iter().zip(NETWORKS) {
            check(limiter, &(key.clone(), network(address, bits)))?;
            if address.is_ipv4() {
                break;
            }
        }
        Ok(())
    }

    fn forget_idle(&self) {
        self.0.iter().for_each(RateLimiter::retain_recent);
    }
}

/// The IPv6 network of this size around an address. An IPv4 address stays as it is.
pub fn network(address: IpAddr, bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & (u128::MAX << (128 - bits))).into()),
    }
}

#[cfg(test)]
mod tests {
    use life_circle_wire::accounts::ReadSession;
    use life_circle_wire::feed::{ReadFeed, SetFeedSeen};

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
    fn a_subscriber_with_many_networks_keeps_nobody_out() {
        let limits = RateLimits::new(100);
        let handle: Handle = "lilei".parse().expect("a handle");
        for network in 0..=0xffff_u16 {
            let address = IpAddr::from([0x2001, 0xdb8, 0xab, network, 0, 0, 0, 1]);
            limits.check_sign_in(address, Some(&handle)).ok();
        }
        let elsewhere = IpAddr::from([0x2001, 0xdb8, 0xac, 0, 0, 0, 0, 1]);
        limits
            .check_sign_in(elsewhere, Some(&handle))
            .expect("from elsewhere they sign in");
    }

    #[test]
    fn addresses_of_one_household_count_as_one() {
        let network_of = |text: &str, bits| network(text.parse().expect("an address"), bits);
        let home = network_of("2001:db8:1:2ff::1", 64);
        assert_eq!(home, network_of("2001:db8:1:2ff:ffff::2", 64));
        assert_ne!(home, network_of("2001:db8:1:200::1", 64));
        assert_eq!(
            network_of("2001:db8:1:2ff::1", 56),
            network_of("2001:db8:1:200::1", 56)
        );
        let v4 = IpAddr::from([192, 0, 2, 1]);
        assert_eq!(network(v4, 48), v4);
    }

    #[test]
    fn nobody_floods_a_moment_or_a_feed() {
        let limits = RateLimits::new(100);
        let comment = |moment| limits.check_comment(PersonId(1), MomentId(moment));
        for _ in 0..COMMENTS_PER_PERSON_AND_MOMENT {
            comment(1).expect("within the limit");
        }
        comment(1).expect_err("one too many");
        comment(2).expect("another moment");
        let post = || limits.check_moment(PersonId(1));
        while post().is_ok() {}
        assert!(post().expect_err("too many").retry_after_s > Some(60));
        RateLimits::new(u32::MAX)
            .check_moment(PersonId(1))
            .expect("without limits");
    }

    #[test]
    fn who_signs_up_again_and_again_waits_for_an_hour() {
        let limits = RateLimits::new(100);
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..SIGN_UPS_PER_ADDRESS {
            limits.check_sign_up(address).expect("within the limit");
        }
        let error = limits.check_sign_up(address).expect_err("one too many");
        assert!(error.retry_after_s.is_some_and(|seconds| seconds > 60));
    }

    #[test]
    fn reads_writes_and_searches_are_counted_apart_and_by_person() {
        let limits = RateLimits::new(100);
        let call = |endpoint: EndpointInfo, person| limits.check_call(&endpoint, PersonId(person));
        for _ in 0..WRITES_PER_PERSON {
            call(EndpointInfo::of::<SetFeedSeen>(), 1).expect("within the limit");
        }
        call(EndpointInfo::of::<SetFeedSeen>(), 1).expect_err("one too many");
        call(EndpointInfo::of::<SetFeedSeen>(), 2).expect("somebody else");
        for _ in 0..READS_PER_PERSON {
            call(EndpointInfo::of::<ReadFeed>(), 1).expect("within the limit");
            call(EndpointInfo::of::<ReadSession>(), 1).expect("anyone may ask");
        }
        call(EndpointInfo::of::<ReadFeed>(), 1).expect_err("one too many");
        call(EndpointInfo::of::<ReadSession>(), 1).expect("anyone may ask");
        for _ in 0..SEARCHES_PER_PERSON {
            limits.check_search(PersonId(1)).expect("within the limit");
        }
        let error = limits.check_search(PersonId(1)).expect_err("one too many");
        assert_eq!(error.retry_after_s, Some(1), "there are two in a second");
    }

    #[test]
    fn who_has_their_whole_quota_again_is_forgotten() {
        let address = IpAddr::from([192, 0, 2, 1]);
        let quick = RateLimits::new(u32::MAX);
        let slow = RateLimits::new(100);
        for limits in [&quick, &slow] {
            limits.check_search(PersonId(1)).expect("within the limit");
            limits.check_sign_up(address).expect("within the limit");
        }
        std::thread::sleep(Duration::from_millis(20));
        let known = |limits: &RateLimits| {
            let sign_ups = &limits.sign_ups_by_address.0[0];
            (limits.searches_by_person.len(), sign_ups.len())
        };
        for limits in [&quick, &slow] {
            assert_eq!(known(limits), (1, 1));
            limits.forget_idle();
        }
        assert_eq!(known(&quick), (0, 0));
        assert_eq!(known(&slow), (1, 1));
    }
}
