//! Reads the files of friendships and posts.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use life_circle_wire::limits::{COMMENT_TEXT_MOST, MOMENT_TEXT_MOST};

use crate::graphemes;

/// The friendships. People are numbered from 0.
pub struct Graph {
    /// Each friendship once, the smaller number first.
    pub pairs: Vec<(usize, usize)>,
    /// Each person's friends, at the person's number.
    pub friends: Vec<Vec<usize>>,
}

/// A post, and what a friend replies to it.
pub struct Post {
    /// The text of the post.
    pub text: String,
    /// A friend's reply, if there is one.
    pub reply: Option<String>,
    /// Whether the post is in Chinese.
    pub is_chinese: bool,
}

/// Reads a file of friendships.
pub fn read_graph(path: &Path) -> Result<Graph> {
    let text = read(path)?;
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut pairs = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let mut names = line.split_whitespace();
        let (Some(a), Some(b), None) = (names.next(), names.next(), names.next()) else {
            anyhow::bail!(
                "{}:{}: a line has two people, as `12 34`",
                path.display(),
                index + 1
            );
        };
        let mut number = |name| {
            let next = numbers.len();
            *numbers.entry(name).or_insert(next)
        };
        let a = number(a);
        let b = number(b);
        if a != b {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    ensure!(!pairs.is_empty(), "{} has no friendships", path.display());
    let mut friends = vec![Vec::new(); numbers.len()];
    for &(a, b) in &pairs {
        friends[a].push(b);
        friends[b].push(a);
    }
    Ok(Graph {
        pairs: pairs.into_iter().collect(),
        friends,
    })
}

/// Reads files of posts. Leaves out posts that the server would refuse.
pub fn read_posts(paths: &[PathBuf]) -> Result<Vec<Post>> {
    let mut posts = Vec::new();
    for path in paths {
        let text = read(path)?;
        posts.extend(text.lines().filter_map(post));
    }
    ensure!(!posts.is_empty(), "there are no posts in these files");
    Ok(posts)
}

/// The text of a file, with HTML entities decoded: it may come from web pages.
fn read(path: &Path) -> Result<String> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    Ok(entities
        .iter()
        .fold(text, |text, (entity, letter)| text.replace(entity, letter)))
}

fn post(line: &str) -> Option<Post> {
    let (text, reply) = line
        .split_once('\t')
        .map_or((line, None), |(text, reply)| (text, Some(reply)));
    let is_chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let text = if is_chinese {
        text.trim().to_owned()
    } else {
        join_tokens(text)
    };
    let fits = |text: &str, most: usize| !text.trim().is_empty() && graphemes(text) <= most;
    let reply = reply
        .map(|reply| reply.trim().to_owned())
        .filter(|reply| fits(reply, COMMENT_TEXT_MOST));
    fits(&text, MOMENT_TEXT_MOST).then_some(Post {
        text,
        reply,
        is_chinese,
    })
}

/// Joins English words and signs that are separated by spaces, as in "do n't ask !".
fn join_tokens(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for token in text.split_whitespace() {
        let clings = token.starts_with(['.', ',', '!', '?', ';', ':', ')', '%', '\'', '’'])
            || token == "n't";
        if !joined.is_empty() && !clings && !joined.ends_with('(') {
            joined.push(' ');
        }
        joined.push_str(token);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_put_together_again() {
        assert_eq!(
            join_tokens("It 's the view , really ( do n't ask ) !"),
            "It's the view, really (don't ask)!"
        );
    }

    #[test]
    fn a_reply_stands_behind_a_tab() {
        let post = post("我也要去健身\t终于动起来了").expect("a post");
        assert_eq!(
            (post.text.as_str(), post.reply.as_deref(), post.is_chinese),
            ("我也要去健身", Some("终于动起来了"), true)
        );
    }
}
