//! A person's picture. Until it has loaded, or if there is none: the beginning of their name on a
//! colour.

use leptos::prelude::*;
use life_circle_wire::person::Person;
use life_circle_wire::photos::{PhotoFile, PhotoSize};

use crate::data::api::use_api;
use crate::data::people::use_people;
use crate::reactive::dynamic;

/// How many colours there are (`style/kit.css`).
const TONES: i64 = 8;

/// How large it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// Next to a line of text.
    Small,
    /// Next to a name in a list.
    #[default]
    Medium,
    /// At the head of a page.
    Large,
}

/// A person's picture. It is hidden from screen readers, because the name is next to it.
#[component]
pub fn Avatar(
    /// The person to show, with the picture that the page knows now.
    person: Person,
    /// The size of the picture.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => "small",
        AvatarSize::Medium => "medium",
        AvatarSize::Large => "large",
    };
    // The upper bits of an id are a time, the lower 22 count within a millisecond. Either part
    // alone may be equal for many people, so both are used.
    let tone = ((person.id.0 >> 22) + person.id.0) % TONES;
    let photo_size = if size == "large" {
        PhotoSize::Medium
    } else {
        PhotoSize::Small
    };
    let api = use_api();
    let shown = use_people().signal(&person);
    let content = dynamic(move || {
        shown.with(|person| {
            let picture = person.avatar.map(|id| {
                let file = PhotoFile {
                    id,
                    size: photo_size,
                };
                view! { <img src=api.photo_address(file) alt="" loading="lazy" decoding="async" /> }
            });
            view! {
                {initials(&person.display_name)}
                {picture}
            }
            .into_any()
        })
    });
    view! {
        <span class="avatar" data-size=size data-tone=tone.to_string() aria-hidden="true">
            {content}
        </span>
    }
}

/// The last two characters of a Chinese name, as is usual in China. For other names the first
/// character, in upper case.
fn initials(name: &str) -> String {
    let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let chinese: Vec<char> = name.chars().filter(is_chinese).collect();
    match chinese.len() {
        0 => name
            .trim()
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .collect(),
        1 | 2 => chinese.into_iter().collect(),
        more => chinese[more - 2..].iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_picture_shows_what_people_would_call_somebody() {
        assert_eq!(
            ["王芳芳", "李雷", "欧阳锋", "li lei", "Élodie", " ", "欧"].map(initials),
            ["芳芳", "李雷", "阳锋", "L", "É", "", "欧"]
        );
    }
}
