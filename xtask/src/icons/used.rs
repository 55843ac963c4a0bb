//! Finds the names of icons in the page's sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, anyhow, ensure};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The names of all icons that `src/` and `index.html` use.
pub fn icons() -> Result<BTreeSet<String>> {
    let root = crate::project_root();
    let index = fs::read_to_string(root.join("index.html"))?;
    let links = index.split("\"#icon-").skip(1);
    let mut names: BTreeSet<String> = links
        .filter_map(|link| link.split('"').next())
        .map(str::to_owned)
        .collect();
    for file in crate::build::files(&root.join("src"))? {
        if file.extension().is_some_and(|kind| kind == "rs") {
            let source = fs::read_to_string(&file)?;
            let found = names_in(&source).with_context(|| file.display().to_string())?;
            names.extend(found);
        }
    }
    Ok(names)
}

/// The names of icons in one file. A name is the `name` of an `<Icon>`, a prop `icon`, or the
/// argument for a parameter `icon`.
fn names_in(source: &str) -> Result<BTreeSet<String>> {
    let tokens = source.parse::<TokenStream>();
    let tokens = tokens.map_err(|error| anyhow!("it isn't Rust: {error}"))?;
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut reader = Reader::default();
    reader.find_takers(&tokens);
    reader.find_names(&tokens)?;
    Ok(reader.names)
}

#[derive(Default)]
struct Reader {
    /// Functions and closures with a parameter `icon`, each with the index of this parameter.
    takers: BTreeMap<String, usize>,
    names: BTreeSet<String>,
}

impl Reader {
    fn find_takers(&mut self, tokens: &[TokenTree]) {
        for (index, token) in tokens.iter().enumerate() {
            let rest = &tokens[index + 1..];
            if let TokenTree::Group(group) = token {
                self.find_takers(&content(group));
            } else if is(token, "fn")
                && let [name, rest @ ..] = rest
                && let Some(parameters) = rest.iter().find_map(parenthesised)
            {
                self.note_taker(name, &parameters);
            } else if is(token, "let")
                && let [name, rest @ ..] = rest
                && let Some(parameters) = parameters_of_closure(rest)
            {
                self.note_taker(name, parameters);
            }
        }
    }

    fn note_taker(&mut self, name: &TokenTree, parameters: &[TokenTree]) {
        let mut parameters = parameters.split(|token| is(token, ","));
        let is_icon = |pair: &[TokenTree]| matches!(pair, [a, b] if is(a, "icon") && is(b, ":"));
        if let Some(index) = parameters.position(|tokens| tokens.windows(2).any(is_icon)) {
            self.takers.insert(name.to_string(), index);
        }
    }

    fn find_names(&mut self, tokens: &[TokenTree]) -> Result<()> {
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| &tokens[index]);
            let is_after = |word: &str| before.is_some_and(|before| is(before, word));
            let rest = &tokens[index + 1..];
            if let TokenTree::Group(group) = token {
                self.find_names(&content(group))?;
            } else if is(token, "Icon")
                && let [name, equals, value @ ..] = rest
                && is(name, "name")
                && is(equals, "=")
            {
                let end = value.iter().position(|token| is(token, "/"));
                self.note_names(&value[..end.unwrap_or(value.len())])?;
            } else if is(token, "icon")
                && !is_after("let")
                && let [equals, value, ..] = rest
                && is(equals, "=")
            {
                self.note_names(std::slice::from_ref(value))?;
            } else if let Some(place) = self.takers.get(&token.to_string()).copied()
                && !is_after("fn")
                && let Some(arguments) = rest.first().and_then(parenthesised)
            {
                let argument = arguments.split(|token| is(token, ",")).nth(place);
                self.note_names(argument.unwrap_or_default())?;
            }
        }
        Ok(())
    }

    /// Notes the names in a value. It must have one, unless it is a parameter `icon`.
    fn note_names(&mut self, value: &[TokenTree]) -> Result<()> {
        let names = literals(value);
        let is_parameter = matches!(value, [token] if is(token, "icon"));
        ensure!(
            is_parameter || !names.is_empty(),
            "write the name of an icon as a text, or call the parameter for it `icon`"
        );
        self.names.extend(names);
        Ok(())
    }
}

/// The parameters of a closure, in tokens as `= move |icon: &'static str| …`.
fn parameters_of_closure(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    let rest = after(tokens, "=")?;
    let rest = after(rest, "move").unwrap_or(rest);
    let rest = after(rest, "|")?;
    let end = rest.iter().position(|token| is(token, "|"))?;
    Some(&rest[..end])
}

/// The tokens after the first one; `None` if the first one isn't this word or sign.
fn after<'a>(tokens: &'a [TokenTree], word: &str) -> Option<&'a [TokenTree]> {
    let (first, rest) = tokens.split_first()?;
    is(first, word).then_some(rest)
}

fn is(token: &TokenTree, word: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Punct(sign) => word.chars().eq([sign.as_char()]),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

fn parenthesised(token: &TokenTree) -> Option<Vec<TokenTree>> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            Some(content(group))
        }
        _ => None,
    }
}

fn content(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// All literal texts in the tokens, in braces, too.
fn literals(tokens: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                found.extend(text.map(str::to_owned));
            }
            TokenTree::Group(group) => found.extend(literals(&content(group))),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[test]
    fn names_are_found_wherever_an_icon_is_asked_for() {
        let source = r#"
            fn entry(title: &str, icon: &'static str) -> View { view! { <Icon name=icon /> } }
            let choice = move |value: Audience, icon: &'static str| view! { <Icon name=icon /> };
            let icon = dynamic(other);
            view! {
                <input type="radio" />
                <Icon name="bell" />
                <Icon name=if is_shown.get() { "eye-off" } else { "eye" } />
                <EmptyState icon="images" title />
                {choice(Audience::Only, "user-check")}
                {entry("lock", "map-pin")}
            }
        "#;
        let names = names_in(source).expect("the names are texts");
        let expected = ["bell", "eye", "eye-off", "images", "map-pin", "user-check"];
        assert!(names.iter().eq(expected), "{names:?}");
    }

    #[test]
    fn a_name_that_cannot_be_read_is_refused() {
        assert!(names_in("view! { <Icon name=picture /> }").is_err());
    }
}
