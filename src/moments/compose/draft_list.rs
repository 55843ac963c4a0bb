//! Several drafts of moments: one in the form, the others put aside in this browser.

use leptos::prelude::*;
use life_circle_wire::{PersonId, Timestamp};

use super::moment_form::MomentForm;
use super::text_box::Writing;
use crate::data::session::use_session;
use crate::data::uploads::{Uploads, use_uploads};
use crate::kit::{Ago, TapTwiceButton, now};
use crate::outbox::{MomentDraft, drafts};
use crate::reactive::{Show, derive, for_each, memo, on_click, on_window_event};
use crate::text::parts::{say, say_with};

/// How the name of a draft that was put aside begins. The time follows.
const ASIDE: &str = "aside-";

/// A draft that was put aside.
#[derive(Clone, PartialEq)]
struct Aside {
    name: String,
    put_aside_at: Timestamp,
    draft: MomentDraft,
}

/// The drafts of the person who writes.
#[derive(Clone, Copy)]
pub struct MomentDrafts {
    person: PersonId,
    form: MomentForm,
    writing: Writing,
    uploads: Uploads,
    /// Those that were put aside, the newest first.
    aside: RwSignal<Vec<Aside>>,
    /// Whether this browser couldn't keep the last one.
    is_full: RwSignal<bool>,
}

/// Provides the drafts around a form and its text field as a context. What other tabs put aside is
/// there, too.
pub fn provide_moment_drafts(form: MomentForm, writing: Writing) -> MomentDrafts {
    let drafts = MomentDrafts {
        person: use_session().me().map_or(PersonId(0), |me| me.person.id),
        form,
        writing,
        uploads: use_uploads(),
        aside: RwSignal::new(Vec::new()),
        is_full: RwSignal::new(false),
    };
    drafts.read();
    on_window_event("storage", move || drafts.read());
    provide_context(drafts);
    drafts
}

impl MomentDrafts {
    fn read(self) {
        let read = |(name, draft): (String, MomentDraft)| {
            let time = name.strip_prefix(ASIDE)?.parse().ok()?;
            Some(Aside {
                name,
                put_aside_at: Timestamp(time),
                draft,
            })
        };
        let mut all: Vec<_> = drafts::all(self.person, ASIDE)
            .into_iter()
            .filter_map(read)
            .collect();
        all.sort_unstable_by_key(|aside| std::cmp::Reverse(aside.put_aside_at));
        self.aside.set(all);
    }

    /// Puts aside what is in the form, and empties the form. `false` if this browser can't keep it:
    /// it stays in the form then.
    pub fn put_aside(self) -> bool {
        let draft = untrack(|| self.form.draft());
        if draft.is_written() {
            let name = format!("{ASIDE}{}", now().0);
            drafts::keep(self.person, &name, Some(&draft));
            let is_kept = drafts::read(self.person, &name).as_ref() == Some(&draft);
            if !is_kept {
                self.is_full.set(true);
                return false;
            }
        }
        self.show(MomentDraft::default());
        self.read();
        true
    }

    /// Shows a draft in the form.
    pub fn show(self, draft: MomentDraft) {
        self.is_full.set(false);
        self.form.show(draft);
        self.writing.start_again();
    }

    /// Shows one that was put aside in the form. What is in the form is put aside first.
    fn open(self, name: &str) {
        // Another tab may have taken it meanwhile.
        if let Some(draft) = drafts::read(self.person, name)
            && self.put_aside()
        {
            drafts::keep::<MomentDraft>(self.person, name, None);
            self.show(draft);
        }
        self.read();
    }

    /// Deletes one that was put aside, with its photos.
    fn discard(self, name: &str) {
        if let Some(draft) = drafts::take::<MomentDraft>(self.person, name) {
            self.forget_photos(&draft);
        }
        self.read();
    }

    /// Deletes what is in the form, with its photos.
    fn discard_written(self) {
        let draft = untrack(|| self.form.draft());
        self.show(MomentDraft::default());
        self.forget_photos(&draft);
    }

    fn forget_photos(self, draft: &MomentDraft) {
        for photo in &draft.photos {
            self.uploads.remove(&photo.key);
        }
    }
}

/// What can be done with the moment in the form instead of sending it.
#[component]
pub fn DraftButtons() -> impl IntoView {
    let drafts: MomentDrafts = expect_context();
    let form = drafts.form;
    let is_written = memo(move || form.draft().is_written());
    let full = say_with(move |text| {
        if drafts.is_full.get() {
            text.compose.drafts_full
        } else {
            ""
        }
    });
    view! {
        <p class="field-error" role="alert">
            {full}
        </p>
        <Show when=is_written>
            <div class="draft-buttons">
                <button
                    type="button"
                    class="link-button"
                    on:click=on_click(move || {
                        drafts.put_aside();
                    })
                >
                    {say(|text| text.compose.put_aside)}
                </button>
                <TapTwiceButton
                    label=say(|text| text.outbox.discard)
                    name=say_with(|text| text.outbox.discard.to_owned())
                    action=Callback::new(move |()| drafts.discard_written())
                />
            </div>
        </Show>
    }
}

/// The drafts that were put aside, as long as the form is empty.
#[component]
pub fn DraftList() -> impl IntoView {
    let drafts: MomentDrafts = expect_context();
    let rows = move || {
        for_each(
            move || drafts.aside.get(),
            |aside| aside.name.clone(),
            move |aside| view! { <DraftRow aside /> }.into_any(),
        )
    };
    view! {
        <Show when=derive(move || {
            !drafts.form.draft().is_written() && drafts.aside.with(|aside| !aside.is_empty())
        })>
            <section class="drafts" aria-labelledby="drafts-heading">
                <h3 id="drafts-heading">{say(|text| text.compose.drafts)}</h3>
                <ul class="row-list">{rows()}</ul>
            </section>
        </Show>
    }
}

/// A draft that was put aside, as a button that shows it in the form.
#[component]
fn DraftRow(
    /// The draft to show, with the time when it was put aside.
    aside: Aside,
) -> impl IntoView {
    let drafts: MomentDrafts = expect_context();
    let name = StoredValue::new(aside.name);
    let MomentDraft {
        text,
        place,
        photos,
        audience,
        ..
    } = aside.draft;
    let title = if text.trim().is_empty() { place } else { text };
    let named = title.clone();
    let detail = say_with(move |text| {
        let count = photos.len();
        let photos = (count > 0).then(|| format!("{} · ", (text.compose.photos)(count)));
        format!(
            "{}{} · ",
            photos.unwrap_or_default(),
            text.of_audience(audience)
        )
    });
    view! {
        <li class="row">
            <button
                type="button"
                class="row-link draft-open"
                on:click=on_click(move || drafts.open(&name.get_value()))
            >
                <span class="row-text">
                    <span class="row-title" dir="auto">
                        {title}
                    </span>
                    <span class="row-detail">{detail} <Ago time=aside.put_aside_at /></span>
                </span>
            </button>
            <TapTwiceButton
                label=say(|text| text.outbox.discard)
                name=say_with(move |text| format!("{} {named}", text.outbox.discard))
                action=Callback::new(move |()| drafts.discard(&name.get_value()))
            />
        </li>
    }
}
