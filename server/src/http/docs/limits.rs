//! The limits in the documentation.

use life_circle_wire::limits;

/// Writes the number of each limit in place of its name. The docs of the wire crate name a limit as
/// `limits::NAME`, so that they are right when it changes.
pub fn with_limits(text: &str) -> String {
    limits::all()
        .into_iter()
        .fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("`limits::{name}`"), &for_people(&value))
        })
}

/// A limit as people write it: `3..=30` as `3 to 30`, and `2000` as `2,000`.
fn for_people(limit: &str) -> String {
    let with_commas = |digits: &str| {
        let mut groups: Vec<_> = digits
            .as_bytes()
            .rchunks(3)
            .map(String::from_utf8_lossy)
            .collect();
        groups.reverse();
        groups.join(",")
    };
    let numbers: Vec<String> = limit.split("..=").map(with_commas).collect();
    numbers.join(" to ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_written_as_people_write_it() {
        let values = ["3..=30", "500", "2000", "20971520"];
        assert_eq!(
            values.map(for_people),
            ["3 to 30", "500", "2,000", "20,971,520"]
        );
    }
}
