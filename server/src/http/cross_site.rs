//! Refuses requests that another site makes a browser send (cross-site request forgery).

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use life_circle_wire::{Caller, PersonId};

/// The person for whom a request says that it is sent. A program names nobody, and neither does a
/// page before it knows the person. A value that can't be read names nobody, too.
fn named_person(headers: &HeaderMap) -> Option<PersonId> {
    match headers.get(Caller::HEADER)?.to_str().ok()?.parse() {
        Ok(Caller::Person(person)) => Some(person),
        _ => None,
    }
}

/// Whether the page that sends a request believes that somebody else is signed in.
pub fn is_for_another(headers: &HeaderMap, person: PersonId) -> bool {
    named_person(headers).is_some_and(|named| named != person)
}

/// Whether a request that changes something carries [`Caller::HEADER`] and comes from an allowed
/// place: the public address, an allowed origin, or the host that it was sent to.
pub fn is_own<'a>(
    headers: &HeaderMap,
    mut allowed_origins: impl Iterator<Item = &'a String>,
) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text(Caller::HEADER).is_none() {
        return false;
    }
    let origin = text(ORIGIN.as_str());
    if origin.is_some_and(|origin| allowed_origins.any(|allowed| allowed == origin)) {
        return true;
    }
    match (text("sec-fetch-site"), origin) {
        // All current browsers send `sec-fetch-site`, and no page can change it.
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => is_of_host(origin, text(HOST.as_str()).unwrap_or_default()),
        (None, None) => true,
    }
}

/// Whether an origin belongs to this host. Ports are ignored: a proxy in between may drop them.
fn is_of_host(origin: &str, host: &str) -> bool {
    let without_port = |name: &str| {
        name.rsplit_once(':')
            .map_or(name, |(name, _)| name)
            .to_owned()
    };
    origin
        .split_once("://")
        .is_some_and(|(_, origin)| !host.is_empty() && without_port(origin) == without_port(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own_with(headers: &[(&'static str, &str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                (
                    name.parse().expect("a name"),
                    value.parse().expect("a value"),
                )
            })
            .collect();
        is_own(&headers, ["https://page.example".to_owned()].iter())
    }

    #[test]
    fn another_site_is_refused() {
        assert!(!is_own_with(&[
            ("x-life-circle", "1"),
            ("sec-fetch-site", "cross-site")
        ]));
        assert!(!is_own_with(&[
            ("x-life-circle", "1"),
            ("sec-fetch-site", "same-site")
        ]));
        assert!(!is_own_with(&[
            ("x-life-circle", "1"),
            ("origin", "https://evil.example"),
            ("host", "circle.example")
        ]));
        assert!(!is_own_with(&[
            ("x-life-circle", "1"),
            ("origin", "null"),
            ("host", "circle.example")
        ]));
        assert!(
            !is_own_with(&[("sec-fetch-site", "same-origin")]),
            "without the header of our own"
        );
    }

    #[test]
    fn our_own_page_and_allowed_origins_are_taken() {
        assert!(is_own_with(&[
            ("x-life-circle", "1"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(is_own_with(&[
            ("x-life-circle", "1"),
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://page.example")
        ]));
        assert!(is_own_with(&[
            ("x-life-circle", "1"),
            ("origin", "http://localhost:8080"),
            ("host", "localhost")
        ]));
        assert!(
            is_own_with(&[("x-life-circle", "1")]),
            "a program that is no browser"
        );
    }
}
