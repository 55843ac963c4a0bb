//! Every path of the page: parsed here, built here.

mod left_entries;
pub mod link_clicks;
pub mod navigator;
mod positions;
mod scroll_position;

use life_circle_wire::{Handle, MomentId, Topic};

/// A screen and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Home: what friends did.
    Home,
    /// The list of my friends.
    Friends,
    /// The list of my tags.
    Tags,
    /// Adding friends by a code or a link.
    AddFriend,
    /// An opened friend link. Its secret is in the fragment of the URL, after the `#`.
    Link,
    /// The people whom I block.
    Blocked,
    /// The security of my account: password, passkeys, recovery codes, and leaving.
    Security,
    /// The feed of moments.
    Circle,
    /// Searching moments. The words are in the address, but not in the route.
    Search,
    /// One moment's own page.
    Moment(MomentId),
    /// A person's page.
    Person(Handle),
    /// My moments as a person sees them.
    ViewAs(Handle),
    /// My notifications: what others did that is about me.
    Notifications,
    /// The moments with a topic.
    Topic(Topic),
    /// My own page and settings.
    Me,
    /// Signing in, then going on to a path.
    SignIn(Next),
    /// Making an account, then going on to a path.
    SignUp(Next),
    /// Setting another password with a recovery code.
    Recover,
    /// A path that leads nowhere.
    NotFound,
}

/// The path to go to after signing in, for example from a pasted link. It is always a path on this
/// page, never another site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next(Option<String>);

impl Next {
    /// A `Next` that leads to this route.
    pub fn to(route: &Route) -> Self {
        Self(if *route == Route::Home {
            None
        } else {
            Some(route.path())
        })
    }

    /// The route to go on to.
    pub fn route(&self) -> Route {
        self.0
            .as_deref()
            .map_or(Route::Home, |path| Route::parse(path, ""))
    }

    fn query(&self) -> String {
        self.0
            .as_ref()
            .map(|path| format!("?next={}", path.replace('%', "%25").replace('/', "%2F")))
            .unwrap_or_default()
    }

    fn parse(query: &str) -> Self {
        let pairs = query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let next = pairs
            .into_iter()
            .find(|(name, _)| *name == "next")
            .map(|(_, value)| {
                value
                    .replace("%2F", "/")
                    .replace("%2f", "/")
                    .replace("%25", "%")
            });
        Self(next.filter(|path| path.starts_with('/') && Route::parse(path, "") != Route::NotFound))
    }
}

impl Route {
    /// The route of a path and a query.
    pub fn parse(path: &str, query: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let route = match (parts.next(), parts.next()) {
            (None, _) => Some(Self::Home),
            (Some("friends"), None) => Some(Self::Friends),
            (Some("friends"), Some("tags")) => Some(Self::Tags),
            (Some("friends"), Some("add")) => Some(Self::AddFriend),
            (Some("link"), None) => Some(Self::Link),
            (Some("recover"), None) => Some(Self::Recover),
            (Some("me"), Some("blocked")) => Some(Self::Blocked),
            (Some("me"), Some("security")) => Some(Self::Security),
            (Some("circle"), None) => Some(Self::Circle),
            (Some("search"), None) => Some(Self::Search),
            (Some("me"), None) => Some(Self::Me),
            (Some("notifications"), None) => Some(Self::Notifications),
            (Some("topics"), Some(topic)) => Topic::from_path(topic).map(Self::Topic),
            (Some("sign-in"), None) => Some(Self::SignIn(Next::parse(query))),
            (Some("sign-up"), None) => Some(Self::SignUp(Next::parse(query))),
            (Some("moments"), Some(id)) => id.parse().ok().map(Self::Moment),
            (Some("people"), Some(handle)) => handle.parse().ok().map(Self::Person),
            (Some("view-as"), Some(handle)) => handle.parse().ok().map(Self::ViewAs),
            _ => None,
        };
        route
            .filter(|_| parts.next().is_none())
            .unwrap_or(Self::NotFound)
    }

    /// The path, with its query, that leads here.
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::NotFound => "/".to_owned(),
            Self::Friends => "/friends".to_owned(),
            Self::Tags => "/friends/tags".to_owned(),
            Self::AddFriend => "/friends/add".to_owned(),
            Self::Link => "/link".to_owned(),
            Self::Recover => "/recover".to_owned(),
            Self::Blocked => "/me/blocked".to_owned(),
            Self::Security => "/me/security".to_owned(),
            Self::Circle => "/circle".to_owned(),
            Self::Search => "/search".to_owned(),
            Self::Moment(id) => format!("/moments/{id}"),
            Self::Person(handle) => format!("/people/{handle}"),
            Self::Me => "/me".to_owned(),
            Self::ViewAs(handle) => format!("/view-as/{handle}"),
            Self::Notifications => "/notifications".to_owned(),
            Self::Topic(topic) => format!("/topics/{topic}"),
            Self::SignIn(next) => format!("/sign-in{}", next.query()),
            Self::SignUp(next) => format!("/sign-up{}", next.query()),
        }
    }

    /// Whether the frame's bar has a tab for the screen.
    pub fn has_tab(&self) -> bool {
        matches!(
            self,
            Self::Home | Self::Circle | Self::Notifications | Self::Friends | Self::Me
        )
    }

    /// Whether this screen is open to somebody without an account.
    pub fn is_public(&self) -> bool {
        matches!(
            self,
            Self::SignIn(_) | Self::SignUp(_) | Self::Link | Self::Recover
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_comes_back_from_its_path() {
        let handle: Handle = "lilei".parse().expect("a handle");
        let next = Next::to(&Route::Moment(MomentId(7)));
        let routes = [
            Route::Home,
            Route::Friends,
            Route::Tags,
            Route::AddFriend,
            Route::Link,
            Route::Recover,
            Route::Blocked,
            Route::Security,
            Route::Circle,
            Route::Search,
            Route::Moment(MomentId(7)),
            Route::Person(handle.clone()),
            Route::ViewAs(handle),
            Route::Me,
            Route::Notifications,
            Route::Topic(Topic::of("西湖 a/b")),
            Route::SignIn(Next::default()),
            Route::SignIn(next.clone()),
            Route::SignUp(next),
            Route::SignIn(Next::to(&Route::Topic(Topic::of("50%2F a/b")))),
        ];
        for route in routes {
            let path = route.path();
            let (path, query) = path.split_once('?').unwrap_or((&path, ""));
            assert_eq!(Route::parse(path, query), route);
        }
    }

    #[test]
    fn a_pasted_link_leads_on_to_where_it_pointed_and_never_to_another_site() {
        assert_eq!(
            Next::parse("?next=%2Fmoments%2F7").route(),
            Route::Moment(MomentId(7))
        );
        for hostile in [
            "?next=//evil.example",
            "?next=https://evil.example",
            "?next=javascript:alert(1)",
            "?next=%2F%2Fevil.example",
        ] {
            assert_eq!(Next::parse(hostile).route(), Route::Home, "{hostile}");
        }
    }

    #[test]
    fn paths_that_lead_nowhere_are_not_found() {
        for path in [
            "/nowhere",
            "/moments/x",
            "/moments",
            "/people/王芳",
            "/friends/1",
            "/moments/1/2",
        ] {
            assert_eq!(Route::parse(path, ""), Route::NotFound, "{path}");
        }
    }
}
