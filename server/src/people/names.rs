//! Sort keys for lists of names: Chinese names by their pinyin, among the Latin ones.

mod surnames;

use pinyin::{Pinyin, ToPinyin as _, ToPinyinMulti as _};
use surnames::{SURNAMES, WORDS};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// First character of keys whose name begins with no letter from A to Z. It sorts after `Z`.
const NO_INITIAL: char = '~';

/// The key that lists of people are sorted by, byte by byte: an initial, then the name in small
/// Latin letters.
pub fn sort_key(name: &str) -> String {
    let latin = readings(name).map_or_else(|| plain(name), |readings| readings.concat());
    match latin.chars().next() {
        Some(first) if first.is_ascii_lowercase() => {
            format!("{}{latin}", first.to_ascii_uppercase())
        }
        _ => format!("{NO_INITIAL}{latin}"),
    }
}

/// All ways to read a name with Chinese characters, the likeliest first: a space between two
/// syllables, a comma and a space between two ways. Only its beginning has several: it may be a
/// surname, and the first character may have more than one reading. Empty for other names.
pub fn pinyin(name: &str) -> String {
    let name = name.trim();
    let Some(likeliest) = readings(name) else {
        return String::new();
    };
    let mut ways = vec![likeliest];
    ways.extend(find_surname(name).map(|(surname, reading)| {
        let rest = &name[surname.len()..];
        [syllables(reading), ordinary(rest)].concat()
    }));
    if let Some(first) = name.chars().next() {
        let rest = &name[first.len_utf8()..];
        let multi = first.to_pinyin_multi().into_iter().flatten();
        ways.extend(multi.map(|reading| [vec![bare(reading)], ordinary(rest)].concat()));
    }
    let mut texts: Vec<String> = Vec::new();
    for way in ways {
        let syllables: Vec<&str> = way.iter().map(|reading| reading.trim()).collect();
        let syllables: Vec<&str> = syllables
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let text = syllables.join(" ");
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(", ")
}

/// The likeliest readings of a name's characters, in small Latin letters; `None` if no character is
/// Chinese. A surname is read as one if the rest looks like a given name: nicknames begin with such
/// characters, too.
fn readings(name: &str) -> Option<Vec<String>> {
    let name = name.trim();
    if !name.chars().any(|c| c.to_pinyin().is_some()) {
        return None;
    }
    let surname = find_surname(name).filter(|(surname, _)| is_full_name(name, surname));
    Some(match surname {
        Some((surname, reading)) => [syllables(reading), ordinary(&name[surname.len()..])].concat(),
        None => ordinary(name),
    })
}

/// The surname of the list that a name begins with, and its reading.
fn find_surname(name: &str) -> Option<(&'static str, &'static str)> {
    let mut surnames = SURNAMES.iter();
    let found = surnames.find(|(surname, _)| name.starts_with(surname))?;
    Some(*found)
}

/// Whether a name that begins with this surname is a surname and a given name, or a title: one or
/// two Chinese characters more. A surname of two characters may also stand alone.
fn is_full_name(name: &str, surname: &str) -> bool {
    let rest = name[surname.len()..].trim_start();
    let least = usize::from(surname.chars().count() == 1);
    let is_long_enough = (least..=2).contains(&rest.chars().count());
    let is_doubled = surname == rest;
    let is_word = WORDS.iter().any(|word| name.starts_with(word));
    is_long_enough && !is_doubled && !is_word && rest.chars().all(|c| c.to_pinyin().is_some())
}

/// The syllables of a reading in the list of surnames.
fn syllables(reading: &str) -> Vec<String> {
    reading.split(' ').map(str::to_owned).collect()
}

/// The ordinary readings of characters.
fn ordinary(text: &str) -> Vec<String> {
    let read = |c: char| match c.to_pinyin() {
        Some(reading) => bare(reading),
        None => plain(c.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(read).collect()
}

/// A reading without its tone. The pinyin of 吕 is lü; some tables write lv, here it is lu.
fn bare(reading: Pinyin) -> String {
    reading.plain().replace('ü', "u")
}

/// A text in small letters without accents, so that É sorts with E.
fn plain(text: &str) -> String {
    text.trim_start()
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name as it is kept: on one line, with single spaces.
pub fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading that a sort key stands under: `A` to `Z`, or `#`.
pub fn initial(sort_key: &str) -> char {
    sort_key
        .chars()
        .next()
        .filter(char::is_ascii_uppercase)
        .unwrap_or('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_on_one_line_with_single_spaces() {
        assert_eq!(one_line("  Li \n\t Lei  "), "Li Lei");
        assert_eq!(one_line(" \n "), "");
    }

    #[test]
    fn chinese_and_latin_names_stand_in_one_list() {
        let mut names = [
            "张伟",
            "Élodie",
            "王芳",
            "123",
            "李雷",
            "bob",
            "😀",
            "Алиса",
            "吕布",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "bob",
                "Élodie",
                "李雷",
                "吕布",
                "王芳",
                "张伟",
                "123",
                "Алиса",
                "😀"
            ]
        );
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        let initials: String = [
            "曾国藩",
            "单雄信",
            "解缙",
            "仇英",
            "区少辉",
            "查良镛",
            "朴树",
            "尉迟恭",
            "单于",
        ]
        .iter()
        .map(|name| initial(&sort_key(name)))
        .collect();
        assert_eq!(initials, "ZSXQOZPYC");
    }

    #[test]
    fn names_are_read_syllable_by_syllable() {
        let likeliest = |name| pinyin(name).split(", ").next().map(str::to_owned);
        assert_eq!(
            ["曾国藩", "尉迟恭", "吕布"].map(likeliest),
            ["zeng guo fan", "yu chi gong", "lu bu"].map(|text| Some(text.to_owned()))
        );
        assert_eq!(
            [pinyin("阿 Bob"), pinyin("Bob"), pinyin("")],
            ["a b o b, e b o b", "", ""]
        );
    }

    #[test]
    fn a_nickname_is_no_surname_and_traditional_characters_are_read_as_simplified_ones() {
        for (name, filed, also) in [
            ("乐乐", "le le", "yue le"),
            ("繁花", "fan hua", "po hua"),
            ("么么", "me me", "yao me"),
            ("查理", "cha li", "zha li"),
            ("区块链", "qu kuai lian", "ou kuai lian"),
            ("解忧", "jie you", "xie you"),
            ("单身狗", "dan shen gou", "shan shen gou"),
            ("種子", "zhong zi", "chong zi"),
            ("單雄信", "shan xiong xin", "dan xiong xin"),
            ("區少輝", "ou shao hui", "qu shao hui"),
            ("樂嘉", "yue jia", "le jia"),
            ("蓋聶", "ge nie", "gai nie"),
            ("解曉東", "xie xiao dong", "jie xiao dong"),
            ("曾老师", "zeng lao shi", "ceng lao shi"),
        ] {
            let read = pinyin(name);
            let ways: Vec<&str> = read.split(", ").collect();
            assert_eq!(ways[0], filed, "{name}: {read}");
            assert!(ways.contains(&also), "{name}: {read}");
            let initial_of = filed.chars().next().map(|first| first.to_ascii_uppercase());
            assert_eq!(Some(initial(&sort_key(name))), initial_of, "{name}");
        }
    }

    #[test]
    fn what_has_no_latin_initial_stands_under_the_number_sign() {
        assert_eq!(
            [
                initial(&sort_key("123")),
                initial(&sort_key("")),
                initial(&sort_key("ß"))
            ],
            ['#', '#', '#']
        );
    }
}
