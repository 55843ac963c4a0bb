//! Origins: addresses of web pages without their paths.

/// Whether this is an origin as browsers write it: nothing after the port, no capitals, no port
/// 443. With `may_be_here` an origin on this machine may be without TLS.
pub fn is_origin(text: &str, may_be_here: bool) -> bool {
    let secure = text.strip_prefix("https://");
    let here = text.strip_prefix("http://").filter(|_| may_be_here);
    let is_name = |host: &str| {
        let (name, port) = host
            .rsplit_once(':')
            .map_or((host, None), |(name, port)| (name, Some(port)));
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
        !name.is_empty()
            && name.chars().all(is_plain)
            && port.is_none_or(|port| port != "443" && port.parse::<u16>().is_ok())
    };
    let is_here = |host: &str| {
        ["localhost", "127.0.0.1"].contains(&host.split(':').next().unwrap_or_default())
    };
    secure.is_some_and(is_name) || here.is_some_and(|host| is_here(host) && is_name(host))
}
