//! The letters that divide the list of friends.

/// The heading of the starred friends.
pub const STAR: char = '★';

/// The id of the heading above the friends with this initial.
pub fn heading_id(initial: char) -> String {
    match initial {
        '#' => "initial-other".to_owned(),
        STAR => "initial-star".to_owned(),
        initial => format!("initial-{initial}"),
    }
}
