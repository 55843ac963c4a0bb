//! Pieces of statements. A piece can't contain what somebody sends: it is made from literals,
//! constants and numbers only.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// Puts a [`Fragment`] together from a literal, as `format!` does. Constants are named in the
/// literal; other fragments are passed by name. The inner function hides the local variables of the
/// caller, so the compiler refuses a literal that names one of them.
macro_rules! fragment {
    ($text:literal $(, $name:ident = $piece:expr)* $(,)?) => {{
        fn put_together($($name: $crate::platform::db::Fragment),*) -> String {
            format!($text)
        }
        $crate::platform::db::Fragment::from_template(put_together($($piece.into()),*))
    }};
}
pub(crate) use fragment;

/// A piece of a statement, made from the program's own texts and numbers.
#[derive(Clone, Debug)]
pub struct Fragment(Cow<'static, str>);

impl Fragment {
    /// Wraps a text that `fragment!` has put together. Only `fragment!` may call it.
    pub(crate) const fn from_template(text: String) -> Self {
        Self(Cow::Owned(text))
    }

    /// The text, for the statement that begins with it.
    pub(super) fn into_text(self) -> Cow<'static, str> {
        self.0
    }
}

impl From<&'static str> for Fragment {
    fn from(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<i64> for Fragment {
    fn from(number: i64) -> Self {
        Self(Cow::Owned(number.to_string()))
    }
}

impl Display for Fragment {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    const NAME: &str = "p.handle";

    #[test]
    fn a_fragment_takes_constants_and_other_fragments() {
        let shown = fragment!("{NAME} = {reader}", reader = "$1");
        let fragment = fragment!("({shown} OR m.id = {id})", shown = shown, id = 7_i64);
        assert_eq!(fragment.to_string(), "(p.handle = $1 OR m.id = 7)");
    }
}
