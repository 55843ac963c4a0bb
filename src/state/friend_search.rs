//! Whether a friend is meant by what somebody types: a name, a handle, or how a Chinese name is read.

use life_circle_wire::friends::Friend;

/// Whether a friend may be meant by words in small letters: the beginning of the handle, a part of a name, or pinyin,
/// whole or shortened, from any syllable on ("wf", "wangf" and "fang" for 王芳).
pub fn is_meant(friend: &Friend, words: &str) -> bool {
    friend.person.is_called(words)
        || friend.pinyin.split(", ").any(|name| {
            let syllables: Vec<&str> = name.split(' ').filter(|syllable| !syllable.is_empty()).collect();
            let typed: String = words.split_whitespace().collect();
            (0..syllables.len()).any(|start| reads(&syllables[start..], &typed))
        })
}

/// Whether what was typed is made of the beginnings of these syllables, each at least a letter, none left out.
fn reads(syllables: &[&str], typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some((first, rest)) = syllables.split_first() else { return false };
    let common = first.bytes().zip(typed.bytes()).take_while(|(a, b)| a == b).count();
    (1..=common).rev().any(|taken| reads(rest, &typed[taken..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use life_circle_wire::people::Person;
    use life_circle_wire::{PersonId, Timestamp};

    #[test]
    fn a_chinese_name_is_found_by_pinyin_whole_shortened_and_by_initials() {
        let person = Person {
            id: PersonId(1),
            handle: "someone_7".parse().expect("a handle"),
            display_name: "李雷".to_owned(),
            remark: "曾老师".to_owned(),
            avatar: None,
        };
        let pinyin = "zeng lao shi, li lei".to_owned();
        let friend = Friend { person, since: Timestamp(0), initial: 'Z', pinyin, is_starred: false, tags: Vec::new() };
        for words in ["", "zeng", "zenglaoshi", "zeng lao", "zls", "zlaos", "laoshi", "ls", "老师", "雷", "lilei", "ll"]
        {
            assert!(is_meant(&friend, words), "{words}");
        }
        for words in ["eng", "zs", "zengshi", "leil", "x", "曾李"] {
            assert!(!is_meant(&friend, words), "{words}");
        }
    }
}
