//! File descriptors of this process: every connection, open file and stream takes one.

use rustix::process::{Resource, getrlimit, setrlimit};

/// The number of descriptors if the system sets no limit.
const UNLIMITED: u64 = 1 << 20;

/// Raises the limit to the most that the system allows. Systems often begin with 1,024.
pub fn raise_limit() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::warn!(%error, "the limit of open files can't be raised");
    }
}

/// Most descriptors that this process can have open.
pub fn most() -> usize {
    let most = getrlimit(Resource::Nofile).current.unwrap_or(UNLIMITED);
    usize::try_from(most).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_raised_to_what_the_system_allows() {
        let mut low = getrlimit(Resource::Nofile);
        let allowed = low.maximum;
        low.current = Some(allowed.map_or(1024, |allowed| allowed / 2));
        setrlimit(Resource::Nofile, low).expect("a lower limit is always allowed");
        raise_limit();
        assert_eq!(getrlimit(Resource::Nofile).current, allowed);
    }
}
