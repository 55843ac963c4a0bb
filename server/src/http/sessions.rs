//! Session tokens: 256 random bits, in a cookie that scripts can't read or in an `Authorization`
//! header.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::{DeviceId, PersonId};
use sha2::{Digest as _, Sha256};

use crate::hex::hex;

/// Because of `__Host-`, browsers accept the cookie only from this host, over TLS or from
/// localhost, for all paths.
const COOKIE_NAME: &str = "__Host-life-circle";
/// Days after which an unused device is signed out.
pub const UNUSED_DAYS: u32 = 180;
/// Days after which a device must sign in again, however often it is used: a token that was stolen
/// is of no use for longer.
pub const SIGNED_IN_DAYS: u32 = 365;

/// The signed-in person and their device.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    /// The signed-in person's id.
    pub person: PersonId,
    /// The device that sends the request.
    pub device: DeviceId,
    /// Whether its token came in the cookie, not in a header.
    pub has_cookie: bool,
}

/// A session token in plain text, as the client holds it.
pub struct Token(String);

impl Token {
    /// A new random token.
    pub fn new() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// The token of a request: from the `Authorization` header, else from the cookie. The flag is
    /// `true` for the cookie, which a browser sends by itself.
    pub fn of_request(headers: &HeaderMap) -> Option<(Self, bool)> {
        let scheme_and_token = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.split_once(' '));
        if let Some((_, token)) =
            scheme_and_token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        {
            return Some((Self(token.trim().to_owned()), false));
        }
        let pairs = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'));
        let mut cookies = pairs.filter_map(|pair| pair.trim().split_once('='));
        let (_, token) = cookies.find(|(name, _)| *name == COOKIE_NAME)?;
        Some((Self(token.to_owned()), true))
    }

    /// The hash that the database stores: nobody can sign in with it.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }

    /// The `Set-Cookie` value that gives the token to a browser.
    pub fn cookie(&self) -> String {
        let max_age = u64::from(UNUSED_DAYS) * 86_400;
        format!(
            "{COOKIE_NAME}={}; Path=/; Max-Age={max_age}; Secure; HttpOnly; SameSite=Lax",
            self.0
        )
    }

    /// Gives the token to a client: as the value of `Set-Cookie`, or as it is if that client is no
    /// browser.
    pub fn give(self, is_browser: bool) -> GivenToken {
        GivenToken {
            cookie: is_browser.then(|| self.cookie()),
            token: (!is_browser).then_some(self.0),
        }
    }
}

/// A new token on its way to a client. One of the two is there.
pub struct GivenToken {
    /// The value of `Set-Cookie`, for a browser.
    pub cookie: Option<String>,
    /// The token, for another client.
    pub token: Option<String>,
}

/// The `Set-Cookie` value that removes the token from a browser.
pub fn expired_cookie() -> String {
    format!("{COOKIE_NAME}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            format!("a=b; {COOKIE_NAME}=secret; c=d")
                .parse()
                .expect("a header"),
        );
        let (token, is_cookie) = Token::of_request(&headers).expect("it is there");
        assert_eq!((token.0.as_str(), is_cookie), ("secret", true));
    }

    #[test]
    fn the_header_goes_before_the_cookie() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            format!("{COOKIE_NAME}=cookie").parse().expect("a header"),
        );
        headers.insert(AUTHORIZATION, "Bearer header".parse().expect("a header"));
        let (token, is_cookie) = Token::of_request(&headers).expect("it is there");
        assert_eq!((token.0.as_str(), is_cookie), ("header", false));
    }
}
