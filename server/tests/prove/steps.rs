//! The steps that a random circle can take.

use life_circle_wire::audience::Audience;
use proptest::prelude::*;

/// People in a circle.
pub const PEOPLE: usize = 4;

/// Range of random indices: enough for every moment, comment and channel, and small enough to read.
const PLACE: std::ops::Range<usize> = 0..1000;

/// Something that happens, and then one person who looks in one way.
#[derive(Clone, Debug)]
pub struct Step {
    /// The act that happens.
    pub act: Act,
    /// The index of the person who looks.
    pub viewer: usize,
    /// The index of the way of looking, modulo the number of ways.
    pub looks_by: usize,
}

/// The acts that can happen. Indices of moments and comments are taken modulo their number.
#[derive(Clone, Debug)]
pub enum Act {
    /// `who` sets whether to keep `whom`'s moments out of their feed, and whether to hide their own
    /// moments from `whom`.
    Keep {
        who: usize,
        whom: usize,
        hides_theirs: bool,
        hides_mine: bool,
    },
    /// Two become friends.
    Befriend(usize, usize),
    /// One ends the friendship.
    Unfriend(usize, usize),
    /// Somebody blocks somebody, or ends the block.
    Block(usize, usize, bool),
    /// Somebody puts their tag on somebody, or takes it off.
    Tag(usize, usize, bool),
    /// Somebody posts a moment, with a photo or not. It may mention somebody, and remind some
    /// people.
    Post {
        author: usize,
        aim: Aim,
        has_photo: bool,
        mentions: Option<usize>,
        reminds: Vec<usize>,
    },
    /// A moment gets another audience, alone or with all older moments of its author.
    Aim {
        moment: usize,
        aim: Aim,
        is_alone: bool,
    },
    /// A moment becomes forty days old.
    Age(usize),
    /// Somebody sets whether others see a month or everything, whether strangers may look, and
    /// whether they are suggested.
    Show {
        who: usize,
        is_short: bool,
        is_open: bool,
        is_suggested: bool,
    },
    /// A moment's text is changed. The new text may mention somebody.
    Edit(usize, Option<usize>),
    /// A moment is deleted, or the deletion is undone.
    Delete(usize, bool),
    /// Somebody likes a moment, or takes that back.
    Like(usize, usize, bool),
    /// Somebody comments, perhaps in reply to a comment.
    Comment(usize, usize, Option<usize>),
    /// Somebody deletes a comment of a moment.
    Uncomment(usize, usize, usize),
    /// Somebody dismisses the suggestion of somebody.
    Dismiss(usize, usize),
}

/// The audience of a moment.
#[derive(Clone, Debug)]
pub struct Aim {
    pub audience: Audience,
    /// `Some` if the request says whether it is frozen.
    pub is_frozen: Option<bool>,
    pub people: Vec<usize>,
    /// Whether it names its author's tag.
    pub has_tag: bool,
}

fn aim() -> impl Strategy<Value = Aim> {
    let audience = prop_oneof![
        5 => Just(Audience::Friends),
        2 => Just(Audience::OnlyMe),
        2 => Just(Audience::Only),
        2 => Just(Audience::Except),
    ];
    let is_frozen = prop::option::weighted(0.5, prop::bool::weighted(0.3));
    (
        audience,
        is_frozen,
        prop::collection::vec(0..PEOPLE, 0..2),
        prop::bool::weighted(0.6),
    )
        .prop_map(|(audience, is_frozen, people, has_tag)| Aim {
            audience,
            is_frozen,
            people,
            has_tag,
        })
}

fn post() -> impl Strategy<Value = Act> {
    let has_photo = prop::bool::weighted(0.3);
    let mentions = prop::option::weighted(0.3, 0..PEOPLE);
    let reminds = prop::collection::vec(0..PEOPLE, 0..3);
    (0..PEOPLE, aim(), has_photo, mentions, reminds).prop_map(
        |(author, aim, has_photo, mentions, reminds)| Act::Post {
            author,
            aim,
            has_photo,
            mentions,
            reminds,
        },
    )
}

/// A random act that changes who sees what, but no friendship.
fn privacy() -> impl Strategy<Value = Act> {
    let person = || 0..PEOPLE;
    prop_oneof![
        1 => (person(), person(), prop::bool::weighted(0.5))
            .prop_map(|(a, b, blocked)| Act::Block(a, b, blocked)),
        2 => (person(), person(), prop::bool::weighted(0.6))
            .prop_map(|(a, b, is_on)| Act::Tag(a, b, is_on)),
        1 => (PLACE, aim(), any::<bool>())
            .prop_map(|(moment, aim, is_alone)| Act::Aim { moment, aim, is_alone }),
        1 => PLACE.prop_map(Act::Age),
        1 => show(),
    ]
}

/// A random like, comment, or deletion of a comment.
fn reaction() -> impl Strategy<Value = Act> {
    let person = || 0..PEOPLE;
    prop_oneof![
        5 => (person(), PLACE, prop::bool::weighted(0.75))
            .prop_map(|(who, moment, liked)| Act::Like(who, moment, liked)),
        5 => (person(), PLACE, prop::option::weighted(0.7, PLACE))
            .prop_map(|(who, moment, target)| Act::Comment(who, moment, target)),
        1 => (person(), PLACE, PLACE)
            .prop_map(|(who, moment, comment)| Act::Uncomment(who, moment, comment)),
    ]
}

/// A random change of what somebody shows to others.
fn show() -> impl Strategy<Value = Act> {
    let is_short = prop::bool::weighted(0.4);
    let is_open = prop::bool::weighted(0.5);
    let is_suggested = prop::bool::weighted(0.8);
    (0..PEOPLE, is_short, is_open, is_suggested).prop_map(
        |(who, is_short, is_open, is_suggested)| Act::Show {
            who,
            is_short,
            is_open,
            is_suggested,
        },
    )
}

/// A random change of what somebody keeps about a friend.
fn keep() -> impl Strategy<Value = Act> {
    let hides_theirs = prop::bool::weighted(0.3);
    let hides_mine = prop::bool::weighted(0.4);
    (0..PEOPLE, 0..PEOPLE, hides_theirs, hides_mine).prop_map(
        |(who, whom, hides_theirs, hides_mine)| Act::Keep {
            who,
            whom,
            hides_theirs,
            hides_mine,
        },
    )
}

/// A random step of a circle.
pub fn step() -> impl Strategy<Value = Step> {
    let person = || 0..PEOPLE;
    let act = prop_oneof![
        5 => (person(), person()).prop_map(|(a, b)| Act::Befriend(a, b)),
        2 => (person(), person()).prop_map(|(a, b)| Act::Unfriend(a, b)),
        2 => keep(),
        6 => privacy(),
        4 => post(),
        2 => (PLACE, prop::bool::weighted(0.6))
            .prop_map(|(moment, deleted)| Act::Delete(moment, deleted)),
        1 => (PLACE, prop::option::weighted(0.5, person()))
            .prop_map(|(moment, mentions)| Act::Edit(moment, mentions)),
        11 => reaction(),
        1 => (person(), person()).prop_map(|(who, whom)| Act::Dismiss(who, whom)),
    ];
    (act, person(), PLACE).prop_map(|(act, viewer, looks_by)| Step {
        act,
        viewer,
        looks_by,
    })
}
