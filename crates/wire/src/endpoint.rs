//! The shape of an endpoint.

use std::convert::Infallible;
use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Check, ErrorCode};

/// An HTTP method that the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads, changes nothing, can be cached with its `ETag`.
    Get,
    /// Creates; takes an `Idempotency-Key` unless its endpoint says otherwise.
    Post,
    /// Sets: the same call twice has the effect of one.
    Put,
    /// Removes: the same call twice has the effect of one.
    Delete,
}

impl Method {
    /// The method's name in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call an endpoint at all; what they see of it is the business of [`crate::visibility`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Anyone,
    /// Whoever is signed in; others get [`ErrorCode::SignedOut`].
    SignedIn,
}

/// What a body holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// JSON of the endpoint's types.
    Json,
    /// The bytes of a photo.
    Photo,
    /// A stream of server-sent events.
    Events,
}

/// One call of the API: method, path, and what goes in and out.
pub trait Endpoint: 'static {
    /// The name in documentation and tests: `verb_noun` in camel case.
    const NAME: &'static str;
    /// What it does, in a sentence or two.
    const SUMMARY: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path from the host's root, with at most one `{argument}`.
    const PATH: &'static str;
    /// Who may call it.
    const ACCESS: Access;
    /// Whether the call must carry an `Idempotency-Key`.
    const IS_KEYED: bool;
    /// What it refuses with, beside what every endpoint may answer.
    const ERRORS: &'static [ErrorCode];
    /// What the body of the request holds.
    const TAKES: Content;
    /// What the body of the answer holds.
    const GIVES: Content;
    /// The value of the path's `{argument}`.
    type Argument: Display + FromStr + Send;
    /// What stands after the `?`.
    type Query: Query + DeserializeOwned + Default + Send;
    /// The JSON body of the request.
    type Request: Serialize + DeserializeOwned + Check + Send;
    /// The JSON body of the answer.
    type Response: Serialize + DeserializeOwned + Send;

    /// The path with its argument filled in.
    fn path(argument: &Self::Argument) -> String {
        match (Self::PATH.find('{'), Self::PATH.find('}')) {
            (Some(open), Some(close)) => format!(
                "{}{argument}{}",
                &Self::PATH[..open],
                &Self::PATH[close + 1..]
            ),
            _ => Self::PATH.to_owned(),
        }
    }
}

/// Query parameters as pairs, so that the page needs no serializer for them.
pub trait Query {
    /// Name and plain (not yet encoded) value of each parameter that is set.
    fn pairs(&self) -> Vec<(&'static str, String)>;
}

/// The argument of a path that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoArgument;

impl Display for NoArgument {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl FromStr for NoArgument {
    type Err = Infallible;
    fn from_str(_: &str) -> Result<Self, Infallible> {
        Ok(Self)
    }
}

/// The query of an endpoint that takes none.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoQuery {}

impl Query for NoQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// An empty object: the body where there is nothing to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

impl Check for Nothing {}

/// What can be said of an endpoint without its types.
#[derive(Clone, Copy, Debug)]
pub struct EndpointInfo {
    /// See [`Endpoint::NAME`].
    pub name: &'static str,
    /// See [`Endpoint::SUMMARY`].
    pub summary: &'static str,
    /// See [`Endpoint::METHOD`].
    pub method: Method,
    /// See [`Endpoint::PATH`].
    pub path: &'static str,
    /// See [`Endpoint::ACCESS`].
    pub access: Access,
    /// See [`Endpoint::IS_KEYED`].
    pub is_keyed: bool,
    /// See [`Endpoint::TAKES`].
    pub takes: Content,
    /// See [`Endpoint::GIVES`].
    pub gives: Content,
    /// See [`Endpoint::ERRORS`].
    pub errors: &'static [ErrorCode],
}

impl EndpointInfo {
    /// What can be said of `E`.
    pub const fn of<E: Endpoint>() -> Self {
        Self {
            name: E::NAME,
            summary: E::SUMMARY,
            method: E::METHOD,
            path: E::PATH,
            access: E::ACCESS,
            is_keyed: E::IS_KEYED,
            takes: E::TAKES,
            gives: E::GIVES,
            errors: E::ERRORS,
        }
    }
}

/// Declares an endpoint: its documentation, then `Name: Method "path"`, then what differs from the usual (signed in,
/// not keyed, JSON both ways, no argument, no query, nothing in, nothing out, no errors of its own), in this order.
macro_rules! endpoint {
    (
        $(#[doc = $doc:literal])+
        $name:ident: $method:ident $path:literal
        $(, access: $access:ident)?
        $(, keyed: $keyed:literal)?
        $(, takes: $takes:ident)?
        $(, gives: $gives:ident)?
        $(, argument: $argument:ty)?
        $(, query: $query:ty)?
        $(, request: $request:ty)?
        $(, response: $response:ty)?
        $(, errors: [$($error:ident),*])?
        $(,)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $crate::Endpoint for $name {
            const NAME: &'static str = stringify!($name);
            const SUMMARY: &'static str = concat!($($doc, "\n"),+).trim_ascii();
            const METHOD: $crate::Method = $crate::Method::$method;
            const PATH: &'static str = $path;
            const ACCESS: $crate::Access = endpoint!(@or $($crate::Access::$access)?; $crate::Access::SignedIn);
            const IS_KEYED: bool = endpoint!(@or $($keyed)?; false);
            const TAKES: $crate::Content = endpoint!(@or $($crate::Content::$takes)?; $crate::Content::Json);
            const GIVES: $crate::Content = endpoint!(@or $($crate::Content::$gives)?; $crate::Content::Json);
            const ERRORS: &'static [$crate::ErrorCode] = &[$($($crate::ErrorCode::$error),*)?];
            type Argument = endpoint!(@type $($argument)?; $crate::NoArgument);
            type Query = endpoint!(@type $($query)?; $crate::NoQuery);
            type Request = endpoint!(@type $($request)?; $crate::Nothing);
            type Response = endpoint!(@type $($response)?; $crate::Nothing);
        }
    };
    (@or $given:expr; $usual:expr) => { $given };
    (@or ; $usual:expr) => { $usual };
    (@type $given:ty; $usual:ty) => { $given };
    (@type ; $usual:ty) => { $usual };
}
