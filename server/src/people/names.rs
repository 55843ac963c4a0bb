//! Sort keys for lists of names: Chinese names by their pinyin, among the Latin ones.

use pinyin::ToPinyin as _;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// First character of keys whose name begins with no letter from A to Z. It sorts after `Z`.
const NO_INITIAL: char = '~';

/// Surnames that are read differently from the same character elsewhere. Source: 《通用规范汉字表》 and the
/// readings that 《现代汉语词典》 marks as surnames (姓).
const SURNAMES: &[(&str, &str)] = &[
    ("尉迟", "yu chi"),
    ("万俟", "mo qi"),
    ("长孙", "zhang sun"),
    ("澹台", "tan tai"),
    ("单于", "chan yu"),
    ("令狐", "ling hu"),
    ("曾", "zeng"),
    ("单", "shan"),
    ("解", "xie"),
    ("仇", "qiu"),
    ("区", "ou"),
    ("查", "zha"),
    ("朴", "piao"),
    ("盖", "ge"),
    ("任", "ren"),
    ("华", "hua"),
    ("翟", "zhai"),
    ("乐", "yue"),
    ("员", "yun"),
    ("折", "she"),
    ("缪", "miao"),
    ("种", "chong"),
    ("召", "shao"),
    ("繁", "po"),
    ("秘", "bi"),
    ("冼", "xian"),
    ("黑", "he"),
    ("宓", "mi"),
    ("宿", "su"),
    ("隗", "wei"),
    ("逄", "pang"),
    ("佴", "nai"),
    ("覃", "qin"),
    ("车", "che"),
    ("牟", "mu"),
    ("呙", "guo"),
    ("乜", "nie"),
    ("么", "yao"),
    ("撒", "sa"),
    ("瞿", "qu"),
    ("祭", "zhai"),
    ("纪", "ji"),
    ("盛", "sheng"),
    ("石", "shi"),
    ("贾", "jia"),
    ("沈", "shen"),
    ("葛", "ge"),
    ("都", "du"),
    ("哈", "ha"),
    ("过", "guo"),
    ("句", "gou"),
    ("阚", "kan"),
    ("藏", "zang"),
    ("曲", "qu"),
];

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

/// The pinyin of a name with Chinese characters, a space between two syllables. Empty for other
/// names.
pub fn pinyin(name: &str) -> String {
    let readings = readings(name).unwrap_or_default();
    let readings: Vec<&str> = readings
        .iter()
        .map(|reading| reading.trim())
        .filter(|reading| !reading.is_empty())
        .collect();
    readings.join(" ")
}

/// The readings of a name's characters, in small Latin letters; `None` if no character is Chinese.
fn readings(name: &str) -> Option<Vec<String>> {
    let name = name.trim();
    let (mut readings, rest): (Vec<String>, &str) = match SURNAMES
        .iter()
        .find(|(surname, _)| name.starts_with(surname))
    {
        Some((surname, reading)) => (
            reading.split(' ').map(str::to_owned).collect(),
            &name[surname.len()..],
        ),
        None => (Vec::new(), name),
    };
    let mut is_chinese = !readings.is_empty();
    for c in rest.chars() {
        match c.to_pinyin() {
            // The pinyin of 吕 is lü. Some tables write lv; here it is lu.
            Some(pinyin) => {
                is_chinese = true;
                readings.push(pinyin.plain().replace('ü', "u"));
            }
            None => readings.push(plain(c.encode_utf8(&mut [0; 4]))),
        }
    }
    is_chinese.then_some(readings)
}

/// A text in small letters without accents, so that É sorts with E.
fn plain(text: &str) -> String {
    text.trim_start()
        .nfd()
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
        assert_eq!(
            [pinyin("曾国藩"), pinyin("尉迟恭"), pinyin("吕布")],
            ["zeng guo fan", "yu chi gong", "lu bu"]
        );
        assert_eq!(
            [pinyin("阿 Bob"), pinyin("Bob"), pinyin("")],
            ["a b o b", "", ""]
        );
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
