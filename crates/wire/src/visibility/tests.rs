//! Tests of the visibility rule. Long, since each corner case has its test.

use super::*;

const AUTHOR: PersonId = PersonId(1);
const FRIEND: PersonId = PersonId(2);
const OTHER_FRIEND: PersonId = PersonId(3);
const STRANGER: PersonId = PersonId(4);

const FAMILY: TagId = TagId(9);

fn circle() -> Circle {
    let mut circle = Circle::default();
    circle.set_friends(AUTHOR, FRIEND, true);
    circle.set_friends(OTHER_FRIEND, AUTHOR, true);
    circle.set_friends(FRIEND, STRANGER, true);
    circle
}

fn moment(audience: Audience) -> MomentFacts {
    MomentFacts {
        author: AUTHOR,
        audience,
        chosen: Chosen::default(),
        frozen: None,
        created_at: Timestamp(1000),
        is_newest: true,
        is_deleted: false,
    }
}

fn tagged(audience: Audience) -> MomentFacts {
    MomentFacts {
        chosen: Chosen {
            tags: vec![FAMILY],
            ..Chosen::default()
        },
        ..moment(audience)
    }
}

#[test]
fn a_moment_is_seen_by_its_author_and_their_friends() {
    let sees = |viewer| moment(Audience::Friends).can_be_seen_by(viewer, &circle());
    assert_eq!(
        [AUTHOR, FRIEND, OTHER_FRIEND, STRANGER].map(sees),
        [true, true, true, false]
    );
}

#[test]
fn a_moment_for_me_only_is_seen_by_its_author_alone() {
    let sees = |viewer| moment(Audience::OnlyMe).can_be_seen_by(viewer, &circle());
    assert_eq!([AUTHOR, FRIEND, STRANGER].map(sees), [true, false, false]);
}

#[test]
fn a_deleted_moment_is_seen_by_nobody() {
    let deleted = MomentFacts {
        is_deleted: true,
        ..moment(Audience::Friends)
    };
    assert!(!deleted.can_be_seen_by(AUTHOR, &circle()));
    assert!(!deleted.shows_contribution(FRIEND, FRIEND, &circle()));
}

#[test]
fn friends_of_the_author_who_are_strangers_dont_see_each_other() {
    let shows = |viewer, contributor| {
        moment(Audience::Friends).shows_contribution(viewer, contributor, &circle())
    };
    assert!(shows(AUTHOR, FRIEND), "the author sees all");
    assert!(shows(FRIEND, AUTHOR), "everybody sees the author");
    assert!(shows(FRIEND, FRIEND), "everybody sees themselves");
    assert!(!shows(FRIEND, OTHER_FRIEND), "they aren't friends");
}

#[test]
fn the_like_of_an_ex_friend_of_the_author_is_hidden_from_a_common_friend() {
    let mut circle = circle();
    circle.set_friends(FRIEND, OTHER_FRIEND, true);
    assert!(moment(Audience::Friends).shows_contribution(FRIEND, OTHER_FRIEND, &circle));
    circle.set_friends(AUTHOR, OTHER_FRIEND, false);
    assert!(!moment(Audience::Friends).shows_contribution(FRIEND, OTHER_FRIEND, &circle));
}

#[test]
fn who_is_reminded_is_seen_by_the_author_and_the_reminded_who_know_each_other() {
    let shows = |viewer, person| {
        moment(Audience::Friends).shows_reminded(viewer, person, &[FRIEND, OTHER_FRIEND], &circle())
    };
    assert!(
        shows(AUTHOR, FRIEND) && shows(AUTHOR, OTHER_FRIEND),
        "the author sees all"
    );
    assert!(
        shows(FRIEND, FRIEND) && !shows(FRIEND, OTHER_FRIEND),
        "they aren't friends"
    );
    let shows_alone =
        moment(Audience::Friends).shows_reminded(FRIEND, OTHER_FRIEND, &[OTHER_FRIEND], &circle());
    assert!(!shows_alone, "others don't see it");
}

#[test]
fn a_reply_is_hidden_with_the_person_replied_to_but_not_from_its_own_author() {
    let shows = |viewer, author, target| {
        moment(Audience::Friends).shows_comment(viewer, author, Some(target), &circle())
    };
    assert!(!shows(FRIEND, AUTHOR, OTHER_FRIEND));
    assert!(shows(AUTHOR, AUTHOR, OTHER_FRIEND));
    assert!(shows(FRIEND, FRIEND, OTHER_FRIEND));
}

#[test]
fn a_live_audience_follows_a_tag_and_a_frozen_one_does_not() {
    let mut circle = circle();
    let sees = |moment: &MomentFacts, circle: &Circle| {
        [FRIEND, OTHER_FRIEND, STRANGER].map(|viewer| moment.can_be_seen_by(viewer, circle))
    };
    let only = tagged(Audience::Only);
    let except = tagged(Audience::Except);
    let frozen = MomentFacts {
        frozen: Some(HashSet::from([OTHER_FRIEND])),
        ..tagged(Audience::Only)
    };
    assert_eq!(sees(&only, &circle), [false, false, false]);
    circle.set_tagged(FAMILY, FRIEND, true);
    circle.set_tagged(FAMILY, STRANGER, true);
    assert_eq!(sees(&only, &circle), [true, false, false]);
    assert_eq!(sees(&except, &circle), [false, true, false]);
    assert_eq!(sees(&frozen, &circle), [false, true, false]);
    circle.set_friends(AUTHOR, OTHER_FRIEND, false);
    assert_eq!(
        sees(&frozen, &circle),
        [false, false, false],
        "who is no friend any more is out"
    );
}

#[test]
fn everybody_is_told_why() {
    let mut circle = circle();
    circle.set_tagged(FAMILY, FRIEND, true);
    let only = tagged(Audience::Only);
    assert_eq!(
        only.is_for(FRIEND, &circle),
        (true, Because::Tagged, Some(FAMILY))
    );
    assert_eq!(
        only.is_for(OTHER_FRIEND, &circle),
        (false, Because::NotChosen, None)
    );
    let except = MomentFacts {
        audience: Audience::Except,
        ..only
    };
    assert_eq!(
        except.is_for(FRIEND, &circle),
        (false, Because::Tagged, Some(FAMILY))
    );
    assert_eq!(
        except.is_for(OTHER_FRIEND, &circle),
        (true, Because::Friend, None)
    );
    let named = |audience| {
        let chosen = Chosen {
            people: vec![FRIEND],
            tags: vec![FAMILY],
            ..Chosen::default()
        };
        MomentFacts {
            chosen,
            ..moment(audience)
        }
        .is_for(FRIEND, &circle)
    };
    assert_eq!(
        named(Audience::Only),
        (true, Because::Chosen, None),
        "by name before by tag"
    );
    assert_eq!(named(Audience::Except), (false, Because::Chosen, None));
    circle.set_hidden(AUTHOR, OTHER_FRIEND, true);
    assert_eq!(
        except.is_for(OTHER_FRIEND, &circle),
        (false, Because::Hidden, None)
    );
}

#[test]
fn what_a_moment_means_for_a_friend_is_said_as_it_is() {
    let mut circle = circle();
    circle.set_tagged(FAMILY, FRIEND, true);
    let means = |moment: &MomentFacts, circle: &Circle| {
        [FRIEND, OTHER_FRIEND].map(|friend| {
            let member = moment.member(friend, circle);
            (member.sees, member.because, member.tag)
        })
    };
    let only = tagged(Audience::Only);
    let frozen = MomentFacts {
        frozen: Some(HashSet::from([OTHER_FRIEND])),
        ..only.clone()
    };
    let not_chosen = (false, Because::NotChosen, None);
    assert_eq!(
        means(&only, &circle),
        [(true, Because::Tagged, Some(FAMILY)), not_chosen]
    );
    assert_eq!(
        means(&frozen, &circle),
        [
            (false, Because::Frozen, None),
            (true, Because::Frozen, None)
        ]
    );
    circle.set_shows_since(AUTHOR, Some(Timestamp(1001)));
    assert_eq!(
        means(&only, &circle),
        [(false, Because::TooOld, None), not_chosen],
        "who wouldn't anyway isn't told so"
    );
}

#[test]
fn a_block_lies_over_the_friendship() {
    let mut circle = circle();
    for (person, blocked) in [(AUTHOR, FRIEND), (FRIEND, AUTHOR)] {
        circle.set_blocked(person, blocked, true);
        assert!(!moment(Audience::Friends).can_be_seen_by(FRIEND, &circle));
        circle.set_open(AUTHOR, true);
        assert!(
            !moment(Audience::Friends).can_be_seen_by(FRIEND, &circle),
            "not as a stranger either"
        );
        circle.set_blocked(person, blocked, false);
        assert!(moment(Audience::Friends).can_be_seen_by(FRIEND, &circle));
    }
}

#[test]
fn what_is_older_than_an_author_shows_is_for_them_alone_with_what_friends_wrote_under_it() {
    let mut circle = circle();
    circle.set_shows_since(AUTHOR, Some(Timestamp(1001)));
    let moment = moment(Audience::Friends);
    assert!(!moment.can_be_seen_by(FRIEND, &circle) && moment.can_be_seen_by(AUTHOR, &circle));
    assert!(moment.shows_contribution(AUTHOR, FRIEND, &circle));
    circle.set_shows_since(AUTHOR, Some(Timestamp(1000)));
    assert!(
        moment.can_be_seen_by(FRIEND, &circle),
        "the oldest that they show"
    );
    circle.set_shows_since(AUTHOR, Some(Timestamp(1001)));
    circle.set_shows_since(AUTHOR, None);
    assert!(
        moment.can_be_seen_by(FRIEND, &circle),
        "they show everything again"
    );
}

#[test]
fn strangers_see_the_newest_of_those_who_let_them() {
    let mut circle = circle();
    circle.set_open(AUTHOR, true);
    assert!(moment(Audience::Friends).can_be_seen_by(STRANGER, &circle));
    assert!(
        !tagged(Audience::Except).can_be_seen_by(STRANGER, &circle),
        "what isn't for all friends isn't"
    );
    assert!(
        !MomentFacts {
            is_newest: false,
            ..moment(Audience::Friends)
        }
        .can_be_seen_by(STRANGER, &circle)
    );
    assert!(
        moment(Audience::Friends).shows_contribution(STRANGER, FRIEND, &circle),
        "they are friends"
    );
    assert!(!moment(Audience::Friends).shows_contribution(STRANGER, OTHER_FRIEND, &circle));
    let frozen = MomentFacts {
        frozen: Some(HashSet::from([FRIEND])),
        ..moment(Audience::Friends)
    };
    assert!(
        !frozen.can_be_seen_by(STRANGER, &circle),
        "what stays with the friends of then isn't"
    );
    circle.set_hidden(AUTHOR, STRANGER, true);
    assert!(
        !moment(Audience::Friends).can_be_seen_by(STRANGER, &circle),
        "not even them"
    );
}

#[test]
fn friends_and_the_author_react_while_strangers_only_look() {
    let mut circle = circle();
    circle.set_open(AUTHOR, true);
    let who_reacts = |moment: &MomentFacts| {
        [AUTHOR, FRIEND, STRANGER].map(|viewer| moment.lets_react(viewer, &circle))
    };
    assert_eq!(who_reacts(&moment(Audience::Friends)), [true, true, false]);
    assert_eq!(who_reacts(&moment(Audience::OnlyMe)), [true, false, false]);
    assert_eq!(
        who_reacts(&MomentFacts {
            is_deleted: true,
            ..moment(Audience::Friends)
        }),
        [false, false, false]
    );
}
