//! What can happen in a circle.

use proptest::prelude::*;

/// People in a circle.
pub const PEOPLE: usize = 4;

/// Something that happens, and who then looks by which way.
#[derive(Clone, Debug)]
pub struct Step {
    /// What happens.
    pub act: Act,
    /// Who looks.
    pub viewer: usize,
    /// By which way; taken modulo what there is.
    pub looks_by: usize,
}

/// What happens; places are taken modulo what there is.
#[derive(Clone, Debug)]
pub enum Act {
    /// Two become friends.
    Befriend(usize, usize),
    /// One ends the friendship.
    Unfriend(usize, usize),
    /// Somebody posts, for themselves alone or not, with a photo or not, calls somebody or not, and reminds some.
    Post { author: usize, is_secret: bool, has_photo: bool, calls: Option<usize>, reminds: Vec<usize> },
    /// A moment's text is changed, and now calls somebody or not.
    Edit(usize, Option<usize>),
    /// A moment is deleted, or that is undone.
    Delete(usize, bool),
    /// Somebody likes a moment, or takes that back.
    Like(usize, usize, bool),
    /// Somebody comments, perhaps in reply to a comment.
    Comment(usize, usize, Option<usize>),
    /// Somebody deletes a comment of a moment.
    Uncomment(usize, usize, usize),
    /// Somebody puts somebody away who is suggested to them.
    Dismiss(usize, usize),
}

fn post() -> impl Strategy<Value = Act> {
    let (is_secret, has_photo) = (prop::bool::weighted(0.2), prop::bool::weighted(0.3));
    let (calls, reminds) = (prop::option::weighted(0.3, 0..PEOPLE), prop::collection::vec(0..PEOPLE, 0..3));
    (0..PEOPLE, is_secret, has_photo, calls, reminds).prop_map(|(author, is_secret, has_photo, calls, reminds)| {
        Act::Post { author, is_secret, has_photo, calls, reminds }
    })
}

/// A step by chance.
pub fn step() -> impl Strategy<Value = Step> {
    let person = || 0..PEOPLE;
    // Enough for every moment, comment and channel; small enough to read.
    let place = || 0..1000_usize;
    let act = prop_oneof![
        5 => (person(), person()).prop_map(|(a, b)| Act::Befriend(a, b)),
        2 => (person(), person()).prop_map(|(a, b)| Act::Unfriend(a, b)),
        4 => post(),
        2 => (place(), prop::bool::weighted(0.6)).prop_map(|(moment, deleted)| Act::Delete(moment, deleted)),
        1 => (place(), prop::option::weighted(0.5, person())).prop_map(|(moment, calls)| Act::Edit(moment, calls)),
        5 => (person(), place(), prop::bool::weighted(0.75)).prop_map(|(who, moment, liked)| Act::Like(who, moment, liked)),
        5 => (person(), place(), prop::option::weighted(0.7, place())).prop_map(|(who, moment, target)| Act::Comment(who, moment, target)),
        1 => (person(), place(), place()).prop_map(|(who, moment, comment)| Act::Uncomment(who, moment, comment)),
        1 => (person(), person()).prop_map(|(who, whom)| Act::Dismiss(who, whom)),
    ];
    (act, person(), place()).prop_map(|(act, viewer, looks_by)| Step { act, viewer, looks_by })
}
