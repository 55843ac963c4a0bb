//! Another audience for a moment that is there, or for all: what would change is said before it does.

use leptos::prelude::*;
use life_circle_wire::audience::{AudienceChange, ChangeAudience, ChangeRequest};
use life_circle_wire::{MomentId, NoArgument, PersonId};

use super::audience_choice::AudienceChoice;
use super::audience_preview::Reach;
use crate::erased::derive;
use crate::state::entities::use_entities;
use crate::state::failures::tell_screen;
use crate::state::feed::use_lists;
use crate::state::sending::use_sending;
use crate::state::toasts::use_toasts;
use crate::text::later::{LaterText, say, say_with};
use crate::ui::{dynamic, field_errors, on_submit};

/// The form.
#[component]
pub fn AudienceEditor(
    /// Whose audience; nothing for all moments of mine until now.
    id: Option<MomentId>,
    /// It was changed.
    on_saved: Callback<()>,
) -> impl IntoView {
    let (sending, lists, toasts) = (use_sending(), use_lists(), use_toasts());
    let entity = id.and_then(|id| use_entities().get(id)).map(|entity| entity.moment.get_untracked());
    let (audience, chosen) = entity.map(|moment| (moment.audience, moment.chosen)).unwrap_or_default();
    let (audience, chosen) = (RwSignal::new(audience), RwSignal::new(chosen));
    // What the server said of exactly this choice.
    let said = RwSignal::new(None::<(ChangeRequest, AudienceChange)>);
    let wanted = derive(move || ChangeRequest {
        moments: id.into_iter().collect(),
        until: None,
        audience: audience.get(),
        chosen: chosen.with(|chosen| chosen.of(audience.get())),
        is_dry_run: true,
    });
    let answer = derive(move || said.get().filter(|(asked, _)| *asked == wanted.get()).map(|(_, change)| change));
    let submit = on_submit(move || {
        let asked = wanted.get_untracked();
        // What was posted since the dry run stays as it is.
        let until = answer.get_untracked().map(|change| change.until);
        let is_dry_run = until.is_none();
        let request = ChangeRequest { is_dry_run, until, ..asked.clone() };
        sending.send::<ChangeAudience>(NoArgument, request, move |change| {
            if is_dry_run {
                said.try_set(Some((asked, change)));
            } else {
                toasts.say(|text| text.profile_saved);
                lists.moments_changed();
                tell_screen(on_saved, ());
            }
        });
    });
    let summary = dynamic(move || match answer.get() {
        Some(change) => view! { <Change change /> }.into_any(),
        None => ().into_any(),
    });
    let [message] = field_errors(sending.error, ["audience"]);
    let label = say_with(move |text| if answer.get().is_some() { text.change_now } else { text.see_what_changes });
    view! {
        <form class="composer" on:submit=submit>
            <div class="composer-body">
                {id.is_none().then(|| view! { <p class="field-hint">{say(|text| text.change_all_hint)}</p> })}
                <AudienceChoice reach=Reach::new(audience, chosen) />
                <div role="status">{summary}</div>
                <p class="field-error" role="alert">{message}</p>
            </div>
            <button type="submit" class="button" data-kind="primary" disabled=sending.is_busy>{label}</button>
        </form>
    }
}

/// What would change.
#[component]
fn Change(
    /// As the server says.
    change: AudienceChange,
) -> impl IntoView {
    let lists = use_lists();
    lists.friends.read_all(|| true);
    let people = lists.friend_people();
    let (moments, before, after) = (change.moments, change.before, change.after);
    let line = move |heading: fn(&'static LaterText) -> &'static str, mut those: Vec<PersonId>| {
        those.sort_unstable();
        let names = derive(move || {
            let names = people.with(|people| {
                let those = people.iter().filter(|person| those.binary_search(&person.id).is_ok());
                those.map(|person| person.name().to_owned()).collect::<Vec<_>>()
            });
            names.join(", ")
        });
        view! { <p hidden=move || names.with(String::is_empty)>{say(heading)} ": " {names}</p> }
    };
    view! {
        <div class="audience-change">
            <p><strong>{say_with(move |text| (text.what_changes)(moments, before, after))}</strong></p>
            {line(|text| text.gaining, change.gaining)}
            {line(|text| text.losing, change.losing)}
        </div>
    }
}
