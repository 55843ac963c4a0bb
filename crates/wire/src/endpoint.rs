//! The trait [`Endpoint`]: an endpoint of the API as a type.

use std::convert::Infallible;
use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::callers::{Access, Callers};
use crate::person::Person;
use crate::{Check, ErrorCode};

/// An HTTP method that the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads, changes nothing, can be cached with its `ETag`.
    Get,
    /// Creates; takes an `Idempotency-Key` unless its endpoint says otherwise.
    Post,
    /// Sets something. Repeating the call has no further effect.
    Put,
    /// Removes something. Repeating the call has no further effect.
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

/// What the body of a request or an answer holds.
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
    /// The name in documentation and tests: a verb and a noun in camel case, such as `ReadFeed`.
    const NAME: &'static str;
    /// What the endpoint does. The first line is its summary in the `OpenAPI` document.
    const SUMMARY: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path from the host's root, with at most one `{argument}`.
    const PATH: &'static str;
    /// Whether the call must carry an `Idempotency-Key`.
    const IS_KEYED: bool;
    /// The errors that it can return, besides those that every endpoint can return.
    const ERRORS: &'static [ErrorCode];
    /// What the body of the request holds.
    const TAKES: Content;
    /// What the body of the answer holds.
    const GIVES: Content;
    /// The callers whom it accepts.
    type Callers: Callers;
    /// The value of the path's `{argument}`.
    type Argument: Display + FromStr + Send;
    /// The query parameters after the `?`.
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

    /// All people whom an answer names, as the caller sees them.
    fn people(_: &Self::Response) -> Vec<&Person> {
        Vec::new()
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

/// An empty JSON object: the body of a request or an answer that has no content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

impl Check for Nothing {}

/// The description of an endpoint as plain values, without its types.
#[derive(Clone, Copy, Debug)]
pub struct EndpointInfo {
    /// The value of [`Endpoint::NAME`].
    pub name: &'static str,
    /// The value of [`Endpoint::SUMMARY`].
    pub summary: &'static str,
    /// The value of [`Endpoint::METHOD`].
    pub method: Method,
    /// The value of [`Endpoint::PATH`].
    pub path: &'static str,
    /// The value of [`Callers::ACCESS`].
    pub access: Access,
    /// The value of [`Endpoint::IS_KEYED`].
    pub is_keyed: bool,
    /// The value of [`Endpoint::TAKES`].
    pub takes: Content,
    /// The value of [`Endpoint::GIVES`].
    pub gives: Content,
    /// The value of [`Endpoint::ERRORS`].
    pub errors: &'static [ErrorCode],
}

impl EndpointInfo {
    /// The description of the endpoint `E`.
    pub const fn of<E: Endpoint>() -> Self {
        Self {
            name: E::NAME,
            summary: E::SUMMARY,
            method: E::METHOD,
            path: E::PATH,
            access: E::Callers::ACCESS,
            is_keyed: E::IS_KEYED,
            takes: E::TAKES,
            gives: E::GIVES,
            errors: E::ERRORS,
        }
    }
}

/// Declares an endpoint: its documentation, then `Name: Method "path"`, then what differs from the
/// defaults, in the order of the pattern below.
///
/// The defaults are: signed in, not keyed, JSON both ways, no argument, no query, empty request,
/// empty response, no people in it, no errors of its own. The first line of the documentation must
/// be a whole sentence: it is the summary in the `OpenAPI` document. `people` is a function that
/// finds the people in the response.
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
        $(, people: $people:expr)?
        $(, errors: [$($error:ident),* $(,)?])?
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
            const IS_KEYED: bool = endpoint!(@or $($keyed)?; false);
            const TAKES: $crate::Content =
                endpoint!(@or $($crate::Content::$takes)?; $crate::Content::Json);
            const GIVES: $crate::Content =
                endpoint!(@or $($crate::Content::$gives)?; $crate::Content::Json);
            const ERRORS: &'static [$crate::ErrorCode] = &[$($($crate::ErrorCode::$error),*)?];
            type Callers =
                endpoint!(@type $($crate::callers::$access)?; $crate::callers::SignedIn);
            type Argument = endpoint!(@type $($argument)?; $crate::NoArgument);
            type Query = endpoint!(@type $($query)?; $crate::NoQuery);
            type Request = endpoint!(@type $($request)?; $crate::Nothing);
            type Response = endpoint!(@type $($response)?; $crate::Nothing);
            $(
                fn people(response: &Self::Response) -> Vec<&$crate::person::Person> {
                    let people: fn(&Self::Response) -> Vec<&$crate::person::Person> = $people;
                    people(response)
                }
            )?
        }
    };
    (@or $given:expr; $usual:expr) => { $given };
    (@or ; $usual:expr) => { $usual };
    (@type $given:ty; $usual:ty) => { $given };
    (@type ; $usual:ty) => { $usual };
}
