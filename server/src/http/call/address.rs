//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// Where a request comes from. Behind a proxy, the last address in `X-Forwarded-For` is the one
/// that the proxy saw.
pub fn client_address(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    if !behind_proxy {
        return peer;
    }
    let mut lists = headers.get_all("x-forwarded-for").iter();
    let list = lists.next_back().and_then(|value| value.to_str().ok());
    let last = list.and_then(|list| list.rsplit(',').next());
    last.and_then(parse_forwarded).unwrap_or_else(|| {
        static SAID: Once = Once::new();
        SAID.call_once(|| {
            tracing::warn!(
                "the proxy sets no X-Forwarded-For that ends in an address: all people count as \
                    one for the rate limits"
            );
        });
        peer
    })
}

/// An address as proxies write it: with a port or without, in brackets or in quotes.
fn parse_forwarded(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(entry);
    let with_port = || entry.parse().ok().map(|address: SocketAddr| address.ip());
    bare.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Garbage in the header counts people together, and breaks nothing.
        #[test]
        fn garbage_is_no_address_of_a_proxy(bytes: Vec<u8>, text in "[0-9a-f:.,\\[\\]\" ]{0,40}") {
            for value in [&bytes[..], text.as_bytes()] {
                let Ok(value) = HeaderValue::from_bytes(value) else { continue };
                let mut headers = HeaderMap::new();
                headers.insert("x-forwarded-for", value);
                client_address(&headers, &Extensions::new(), true);
            }
        }
    }

    #[test]
    fn an_address_of_a_proxy_is_read_however_it_is_written() {
        for (entry, address) in [
            ("203.0.113.7", "203.0.113.7"),
            (" 203.0.113.7:50123 ", "203.0.113.7"),
            ("\"203.0.113.7:50123\"", "203.0.113.7"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("\"[2001:db8::1]:443\"", "2001:db8::1"),
        ] {
            assert_eq!(parse_forwarded(entry), address.parse().ok(), "{entry}");
        }
        for entry in ["", "unknown", "_hidden", "203.0.113", "[2001:db8::1"] {
            assert_eq!(parse_forwarded(entry), None, "{entry}");
        }
    }
}
