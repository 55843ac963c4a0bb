//! Makes people with plausible Chinese and English names, and their friendships.

use std::collections::HashSet;

use anyhow::Result;
use life_circle_wire::person::Person;
use life_circle_wire::{Handle, PersonId, Timestamp};
use pinyin::ToPinyin as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, RngExt as _};

use super::input::Graph;
use super::progress::progress;
use crate::clock;
use crate::clock::IdMaker;
use crate::people::names::sort_key;
use crate::people::sql::people;
use crate::people::sql::people::NewPerson;
use crate::platform::db::Database;
use crate::relations::sql::friendships;

/// Percentage of people who have a Chinese name.
const CHINESE_PERCENT: u32 = 70;
/// Friendships that one statement makes.
const PAIRS_AT_ONCE: usize = 250;

const SURNAMES: &str = "\
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金\
    石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const GIVEN: &str = "\
    伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉萍红文华建国宇浩然子轩梓涵雨泽欣怡诗晨曦思远嘉怡俊熙一诺佳琪天宇梦瑶若\
    曦博文雪峰晓东海燕春梅志强丹阳云飞星辰月明清扬知行乐言念安予安景行书瑶";
const FIRST: &[&str] = &[
    "Emma", "Liam", "Olivia", "Noah", "Ava", "Ethan", "Sophia", "Lucas", "Mia", "Mason",
    "Isabella", "Logan", "Amelia", "James", "Harper", "Benjamin", "Evelyn", "Jacob", "Abigail",
    "Michael", "Emily", "Daniel", "Ella", "Henry", "Grace", "Jackson", "Chloe", "Samuel", "Lily",
    "Owen", "Hannah", "Wyatt", "Zoe", "Luke", "Nora", "Isaac", "Aria", "Caleb", "Ruth", "Élodie",
    "Oscar", "Ingrid", "Mateo", "Priya", "Arjun", "Yuki", "Amina", "Omar", "Freya", "Theo",
];
const LAST: &[&str] = &[
    "Smith", "Johnson", "Brown", "Taylor", "Anderson", "Thomas", "Jackson", "White", "Harris",
    "Martin", "Thompson", "Garcia", "Clark", "Lewis", "Walker", "Hall", "Young", "King", "Wright",
    "Scott", "Green", "Baker", "Adams", "Nelson", "Carter", "Mitchell", "Roberts", "Turner",
    "Phillips", "Campbell", "Parker", "Evans", "Edwards", "Collins", "Stewart", "Morris", "Murphy",
    "Cook", "Rogers", "Reed", "Bailey", "Cooper", "Kelly", "Ward", "Nguyen", "Kim", "Silva",
    "Okafor",
];

/// A person who was made.
pub struct SeededPerson {
    /// The person's id.
    pub id: PersonId,
    /// The person's handle.
    pub handle: Handle,
    /// Whether the name is Chinese. The person then writes in Chinese.
    pub is_chinese: bool,
}

/// Makes everybody in the graph, and their friendships.
pub async fn make(
    database: &Database,
    graph: &Graph,
    ids: &IdMaker,
    until: Timestamp,
    password_hash: &str,
    random: &mut StdRng,
) -> Result<Vec<SeededPerson>> {
    let mut made = Vec::new();
    let mut taken = HashSet::new();
    let created_at = until.plus_ms(-clock::days_ms(400));
    let mut write = database.write().await?;
    for _ in 0..graph.friends.len() {
        let is_chinese = random.random_range(0..100) < CHINESE_PERCENT;
        let display_name = if is_chinese {
            chinese_name(random)
        } else {
            english_name(random)
        };
        let handle = free_handle(&display_name, &mut taken);
        let person = Person {
            id: PersonId(ids.make_at(created_at)),
            handle: handle.clone(),
            display_name,
            remark: String::new(),
            avatar: None,
        };
        let sort_key = sort_key(&person.display_name);
        people::insert_person(
            &mut write,
            &NewPerson {
                person: &person,
                sort_key: &sort_key,
                password_hash,
                created_at,
            },
        )
        .await?;
        made.push(SeededPerson {
            id: person.id,
            handle,
            is_chinese,
        });
    }
    progress("people", made.len(), made.len());
    let since = until.plus_ms(-clock::days_ms(300));
    for (index, pairs) in graph.pairs.chunks(PAIRS_AT_ONCE).enumerate() {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|&(a, b)| (made[a].id, made[b].id))
            .collect();
        friendships::insert_bare_friendships(&mut write, &pairs, since).await?;
        if index % 100 == 99 {
            progress(
                "friendships",
                (index + 1) * PAIRS_AT_ONCE,
                graph.pairs.len(),
            );
        }
    }
    write.commit().await?;
    progress("friendships", graph.pairs.len(), graph.pairs.len());
    Ok(made)
}

fn chinese_name(random: &mut StdRng) -> String {
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let given: Vec<char> = GIVEN.chars().collect();
    let mut name = String::new();
    name.extend(surnames.choose(random));
    for _ in 0..=(random.next_u32() % 2) {
        name.extend(given.choose(random));
    }
    name
}

fn english_name(random: &mut StdRng) -> String {
    let pick = |names: &[&str], random: &mut StdRng| {
        names.choose(random).copied().unwrap_or_default().to_owned()
    };
    format!("{} {}", pick(FIRST, random), pick(LAST, random))
}

/// A handle from the name in Latin letters, with a number if it is taken.
fn free_handle(name: &str, taken: &mut HashSet<String>) -> Handle {
    let mut latin = String::new();
    for c in name.chars() {
        match c.to_pinyin() {
            Some(pinyin) if latin.is_empty() => {
                latin.push_str(pinyin.plain());
                latin.push('_');
            }
            Some(pinyin) => latin.push_str(pinyin.plain()),
            None if c == ' ' => latin.push('_'),
            None => latin.extend(c.to_lowercase().filter(char::is_ascii_alphanumeric)),
        }
    }
    // The pinyin of 吕 has a ü, which a handle can't have.
    let latin: String = latin.replace('ü', "v").chars().take(24).collect();
    let numbered = (1..).map(|number| {
        if number == 1 {
            latin.clone()
        } else {
            format!("{latin}{number}")
        }
    });
    let handle = numbered
        .into_iter()
        .find(|handle| taken.insert(handle.clone()))
        .unwrap_or_default();
    handle
        .parse()
        .expect("letters, digits and _, three at least")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_names_in_latin_letters_each_of_one_person() {
        let mut taken = HashSet::new();
        let handles = ["王芳", "王芳", "Élodie Smith", "吕思远"]
            .map(|name| free_handle(name, &mut taken).to_string());
        assert_eq!(
            handles,
            ["wang_fang", "wang_fang2", "lodie_smith", "lv_siyuan"]
        );
    }
}
