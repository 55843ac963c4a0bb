//! Another audience for a moment that is there, or for all: what would change is said before it does.

use leptos::prelude::*;
use life_circle_wire::audience::{AudienceChange, ChangeAudience, ChangeRequest, PreviewRequest};
use life_circle_wire::{MomentId, NoArgument, PersonId};

use super::audience_choice::AudienceChoice;
use super::audience_preview::Reach;
use crate::data::error_note::field_errors;
use crate::data::failures::tell_screen;
use crate::data::sending::use_sending;
use crate::data::toasts::use_toasts;
use crate::kit::{dynamic, on_submit};
use crate::moments::feed::lists::use_lists;
use crate::moments::store::use_entities;
use crate::reactive::derive;
use crate::text::later;
use crate::text::later::{LaterText, say, say_with};

/// The form.
#[component]
pub fn AudienceEditor(
    /// Whose audience; nothing for all moments of mine until now.
    id: Option<MomentId>,
    /// It was changed.
    on_saved: Callback<()>,
) -> impl IntoView {
    let (sending, lists, toasts) = (use_sending(), use_lists(), use_toasts());
    let moment = id
        .and_then(|id| use_entities().get(id))
        .map(|entity| entity.moment.get_untracked());
    let reach = match moment {
        Some(moment) => Reach::of(moment.id, moment.audience, moment.chosen),
        None => Reach::new(RwSignal::default(), RwSignal::default()),
    };
    // What the server said of exactly this choice.
    let said = RwSignal::new(None::<(ChangeRequest, AudienceChange)>);
    let wanted = derive(move || {
        let PreviewRequest { audience, chosen } = reach.wanted();
        ChangeRequest {
            moments: id.into_iter().collect(),
            until: None,
            audience,
            chosen,
            is_dry_run: true,
        }
    });
    let answer = derive(move || {
        said.get()
            .filter(|(asked, _)| *asked == wanted.get())
            .map(|(_, change)| change)
    });
    let submit = on_submit(move || {
        if reach.asks() {
            return;
        }
        let asked = wanted.get_untracked();
        // What was posted since the dry run stays as it is.
        let until = answer.get_untracked().map(|change| change.until);
        let is_dry_run = until.is_none();
        let request = ChangeRequest {
            is_dry_run,
            until,
            ..asked.clone()
        };
        sending.send::<ChangeAudience>(NoArgument, request, move |change| {
            if is_dry_run {
                said.try_set(Some((asked, change)));
            } else {
                toasts.say(|language| later::of(language).profile_saved);
                lists.moments_changed();
                tell_screen(on_saved, ());
            }
        });
    });
    let summary = dynamic(move || match answer.get() {
        Some(change) => view! { <Change change is_alone=id.is_some() /> }.into_any(),
        None => ().into_any(),
    });
    // What is set for those whom it reaches may still follow other tags than before, or none.
    let is_idle = move || {
        answer.get().is_some_and(|change| changes_nothing(&change)) && reach.unchanged().is_some()
    };
    let is_disabled = derive(move || sending.is_busy.get() || is_idle());
    let [message] = field_errors(sending.error, ["audience"]);
    // What many moments were for before isn't kept.
    let kind = derive(move || {
        if id.is_none() && answer.get().is_some() {
            "danger"
        } else {
            "primary"
        }
    });
    let label = say_with(move |text| {
        if answer.get().is_some() {
            text.change_now
        } else {
            text.see_what_changes
        }
    });
    view! {
        <form class="composer" on:submit=submit>
            <div class="composer-body">
                {id.is_none().then(|| view! { <p class="field-hint">{say(|text| text.change_all_hint)}</p> })}
                <AudienceChoice reach />
            </div>
            // Outside of what scrolls: it is what one waits for.
            <div role="status">{summary}</div>
            <p class="field-error" role="alert">{message}</p>
            <button type="submit" class="button" data-kind=kind disabled=is_disabled>{label}</button>
        </form>
    }
}

const fn changes_nothing(change: &AudienceChange) -> bool {
    change.gaining.is_empty() && change.losing.is_empty()
}

/// What would change.
#[component]
fn Change(
    /// As the server says.
    change: AudienceChange,
    /// Whether it is about one moment that was named.
    is_alone: bool,
) -> impl IntoView {
    let lists = use_lists();
    lists.friends.read_all(|| true);
    let people = lists.friend_people();
    let is_nothing = changes_nothing(&change);
    let AudienceChange {
        moments,
        opened,
        closed,
        before,
        after,
        gaining,
        losing,
        is_open,
        ..
    } = change;
    let said = say_with(move |text| match (is_nothing, is_alone) {
        (true, _) => text.nothing_changes.to_owned(),
        (false, true) => (text.seen_by_others)(before, after),
        (false, false) => (text.what_changes)(moments, opened, closed),
    });
    let line = move |heading: fn(&'static LaterText) -> &'static str, mut those: Vec<PersonId>| {
        those.sort_unstable();
        let names = say_with(move |text| {
            let names = people.with(|people| {
                let those = people
                    .iter()
                    .filter(|person| those.binary_search(&person.id).is_ok());
                those
                    .map(|person| person.name().to_owned())
                    .collect::<Vec<_>>()
            });
            names.join(text.name_separator)
        });
        view! { <p hidden=move || names.with(String::is_empty)>{say(heading)} ": " {names}</p> }
    };
    view! {
        <div class="notice audience-change">
            <p><strong>{said}</strong></p>
            {line(|text| text.gaining, gaining)}
            {line(|text| text.losing, losing)}
            {is_open.then(|| view! { <p>{say(|text| text.strangers_change)}</p> })}
        </div>
    }
}
