//! Offers friends to mention after somebody has typed `@`.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use life_circle_wire::friends::Friend;
use life_circle_wire::person::Person;
use life_circle_wire::text::mention_begun;
use web_sys::HtmlTextAreaElement;

use crate::data::people::{People, use_people};
use crate::kit::is_composing;
use crate::moments::audience::AudienceForm;
use crate::people::Avatar;
use crate::people::roster::use_roster;
use crate::reactive::{Show, derive, for_each, on_click};
use crate::text::fold;
use crate::text::parts::{say, say_with};

/// The most friends that are offered at once.
const OFFERED: usize = 5;
pub const LIST: &str = "mention-list";

/// Completing a mention in a text.
#[derive(Clone, Copy)]
pub struct Mentioning {
    text: RwSignal<String>,
    audience: AudienceForm,
    /// The text between the `@` and the caret. `None` if no mention is being written.
    begun: RwSignal<Option<String>>,
    /// The index of the friend whom Enter chooses.
    active: RwSignal<usize>,
    friends: RwSignal<Vec<Friend>>,
    people: People,
}

/// Completes mentions in the text of a moment. Offers only friends who will see the moment.
pub fn use_mentioning(text: RwSignal<String>, audience: AudienceForm) -> Mentioning {
    let begun = RwSignal::new(None::<String>);
    let active = RwSignal::new(0);
    let friends = use_roster().friends;
    friends.read_all(move || begun.with(Option::is_some));
    Mentioning {
        text,
        audience,
        begun,
        active,
        friends: friends.items,
        people: use_people(),
    }
}

impl Mentioning {
    /// Call it after the text or the caret has changed: it looks for a mention at the caret.
    pub fn notice(self, input: &HtmlTextAreaElement) {
        let begun =
            before_caret(input).and_then(|before| mention_begun(&before).map(str::to_owned));
        if self.begun.with_untracked(|last| *last != begun) {
            self.active.set(0);
            self.begun.set(begun);
        }
    }

    fn offered(self) -> Vec<Person> {
        let Some(begun) = self.begun.get() else {
            return Vec::new();
        };
        let begun = fold(&begun);
        self.friends.with(|friends| {
            let matching = friends
                .iter()
                .filter(|friend| self.people.is_called(friend, &begun))
                .filter(|friend| self.audience.includes(friend.person.id));
            matching
                .take(OFFERED)
                .map(|friend| friend.person.clone())
                .collect()
        })
    }

    /// Handles a key that is meant for the list. Returns `false` if the key isn't for the list, for
    /// example an Enter that confirms a word in an input method.
    pub fn take_key(self, event: &KeyboardEvent, input: &HtmlTextAreaElement) -> bool {
        let offered = untrack(move || self.offered());
        if offered.is_empty() || is_composing(event) {
            return false;
        }
        let active = self.active.get_untracked().min(offered.len() - 1);
        match event.key().as_str() {
            "ArrowDown" => self.active.set((active + 1) % offered.len()),
            "ArrowUp" => self
                .active
                .set((active + offered.len() - 1) % offered.len()),
            "Enter" | "Tab" => self.complete(&offered[active], input),
            "Escape" => self.begun.set(None),
            "ArrowLeft" | "ArrowRight" | "Home" | "End" => {
                self.begun.set(None);
                return false;
            }
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// Replaces the begun name with the friend's handle and a space.
    fn complete(self, person: &Person, input: &HtmlTextAreaElement) {
        let Some(before) = before_caret(input) else {
            return;
        };
        if let Some(begun) = mention_begun(&before) {
            replace(
                self.text,
                input,
                &before,
                before.len() - begun.len(),
                &format!("{} ", person.handle),
            );
        }
        self.begun.set(None);
    }

    /// Writes `@` or `#` at the caret to begin a mention or a topic. Adds a space before it if
    /// needed.
    pub fn begin(self, sign: char, input: &HtmlTextAreaElement) {
        let Some(before) = before_caret(input) else {
            return;
        };
        let space = if before.is_empty() || before.ends_with(char::is_whitespace) {
            ""
        } else {
            " "
        };
        replace(
            self.text,
            input,
            &before,
            before.len(),
            &format!("{space}{sign}"),
        );
        self.notice(input);
    }
}

/// Replaces what is between byte `kept` and the caret by `with`, and puts the caret after it.
/// `before` is the text before the caret.
fn replace(
    text: RwSignal<String>,
    input: &HtmlTextAreaElement,
    before: &str,
    kept: usize,
    with: &str,
) {
    // The field's own text: `before` is a part of it.
    let after = input.value().split_off(before.len());
    let before = format!("{}{with}", &before[..kept]);
    let caret = u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX);
    // The caret is a position in the new text. So the field gets that text now, before the signal
    // would write it.
    input.set_value(&format!("{before}{after}"));
    text.set(before + &after);
    input.focus().ok();
    input.set_selection_range(caret, caret).ok();
}

/// The text before the caret. `None` while something is selected.
fn before_caret(input: &HtmlTextAreaElement) -> Option<String> {
    let start = input.selection_start().ok()??;
    let end = input.selection_end().ok()??;
    let units: Vec<u16> = input.value().encode_utf16().take(start as usize).collect();
    (start == end).then(|| String::from_utf16_lossy(&units))
}

/// The list of friends to choose from. Hidden if there is nobody to offer.
#[component]
pub fn MentionList(
    /// The mention that the list completes.
    mentioning: Mentioning,
    /// The text field that holds the mention.
    input: NodeRef<leptos::html::Textarea>,
) -> impl IntoView {
    let offered = derive(move || mentioning.offered());
    view! {
        <Show when=derive(move || !offered.with(Vec::is_empty))>
            <p class="visually-hidden" role="status">
                {say_with(move |text| (text.compose.friends_offered)(offered.with(Vec::len)))}
            </p>
            <ul
                class="mention-list"
                id=LIST
                role="listbox"
                aria-label=say(|text| text.compose.mention)
            >
                {for_each(
                    move || offered.get(),
                    option_id,
                    move |person| {
                        view! { <MentionOption person offered mentioning input /> }.into_any()
                    },
                )}
            </ul>
        </Show>
    }
}

/// A friend to choose from the list.
#[component]
fn MentionOption(
    /// The friend to mention.
    person: Person,
    /// All friends in the list.
    offered: Signal<Vec<Person>>,
    /// The mention that the friend completes.
    mentioning: Mentioning,
    /// The text field that holds the mention.
    input: NodeRef<leptos::html::Textarea>,
) -> impl IntoView {
    let id = option_id(&person);
    let handle = person.handle.to_string();
    let name = use_people().name(&person);
    let key = person.id;
    let is_active = derive(move || {
        offered.with(|offered| {
            offered
                .get(mentioning.active.get())
                .is_some_and(|person| person.id == key)
        })
    });
    let chosen = person.clone();
    let choose = on_click(move || {
        if let Some(input) = input.get_untracked() {
            mentioning.complete(&chosen, &input);
        }
    });
    view! {
        // The text field keeps the focus, so the phone's keyboard stays open.
        <li
            role="option"
            id=id
            aria-selected=move || if is_active.get() { "true" } else { "false" }
            on:mousedown=|event| event.prevent_default()
            on:click=choose
        >
            <Avatar person />
            <strong>{name}</strong>
            <small>"@" {handle}</small>
        </li>
    }
}

/// The element id of the friend whom Enter would choose, for `aria-activedescendant`.
pub fn active_option(mentioning: Mentioning) -> Option<String> {
    mentioning
        .offered()
        .get(mentioning.active.get())
        .map(option_id)
}

fn option_id(person: &Person) -> String {
    format!("{LIST}-{}", person.id)
}
