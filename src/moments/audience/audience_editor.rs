//! Changes the audience of an existing moment, or of all my moments. The form first shows what
//! would change.

use leptos::prelude::*;
use life_circle_wire::audience::{AudienceChange, ChangeAudience, ChangeRequest, PreviewRequest};
use life_circle_wire::{MomentId, NoArgument, PersonId};

use super::audience_choice::AudienceChoice;
use super::audience_form::AudienceForm;
use crate::data::action::{Action, tell_screen, use_form_action};
use crate::data::error_note::field_errors;
use crate::data::people::use_people;
use crate::data::toasts::use_toasts;
use crate::moments::feed::albums::use_albums;
use crate::moments::feed::use_feed;
use crate::moments::store::use_moments;
use crate::people::roster::use_roster;
use crate::reactive::{derive, dynamic, on_submit};
use crate::text::parts;
use crate::text::parts::{PartsText, say, say_with};

/// A change of audience that isn't made yet.
#[derive(Clone, Copy)]
struct Editing {
    /// The moment to change. `None`: all my moments until now.
    id: Option<MomentId>,
    form: AudienceForm,
    /// The last dry run: its request and the server's answer.
    last_dry_run: RwSignal<Option<(ChangeRequest, AudienceChange)>>,
    saving: Action,
}

fn use_editing(id: Option<MomentId>) -> Editing {
    let moment = id
        .and_then(|id| use_moments().get(id))
        .map(|known| known.moment.get_untracked());
    let form = match moment {
        Some(moment) => AudienceForm::for_moment(moment.id, moment.audience, moment.chosen),
        None => AudienceForm::new(RwSignal::default(), RwSignal::default()),
    };
    Editing {
        id,
        form,
        last_dry_run: RwSignal::new(None),
        saving: use_form_action(),
    }
}

impl Editing {
    /// The dry run of the current choice.
    fn dry_run(self) -> ChangeRequest {
        let PreviewRequest { audience, chosen } = self.form.request();
        ChangeRequest {
            moments: self.id.into_iter().collect(),
            until: None,
            audience,
            chosen,
            is_dry_run: true,
        }
    }

    /// The answer to the last dry run, if the choice is still the same.
    fn answer(self) -> Option<AudienceChange> {
        let (asked, change) = self.last_dry_run.get()?;
        (asked == self.dry_run()).then_some(change)
    }

    /// Whether there is nothing to change: nobody would see more or less, and the choice is the
    /// saved one. Another choice can be saved even if nobody gains or loses access now: it may
    /// follow other tags later.
    fn is_idle(&self) -> bool {
        self.answer().is_some_and(|change| changes_nothing(&change))
            && self.form.moment_if_unchanged().is_some()
    }

    /// Does the dry run. If it was already done for this choice, makes the change and then calls
    /// `then`.
    fn send(self, then: impl FnOnce() + 'static) {
        if self.form.ask_if_nobody() {
            return;
        }
        let asked = untrack(|| self.dry_run());
        // Moments that were posted after the dry run aren't changed.
        let until = untrack(|| self.answer()).map(|change| change.until);
        let is_dry_run = until.is_none();
        let request = ChangeRequest {
            is_dry_run,
            until,
            ..asked.clone()
        };
        self.saving
            .send::<ChangeAudience>(NoArgument, request, move |change| {
                if is_dry_run {
                    self.last_dry_run.try_set(Some((asked, change)));
                } else {
                    then();
                }
            });
    }
}

/// The form that changes the audience. The first submit is a dry run, the second one makes the
/// change.
#[component]
pub fn AudienceEditor(
    /// The moment to change. `None`: all my moments until now.
    id: Option<MomentId>,
    /// Called after the change is made.
    on_saved: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let feed = use_feed();
    let albums = use_albums();
    let editing = use_editing(id);
    let Editing { form, saving, .. } = editing;
    let submit = on_submit(move || {
        editing.send(move || {
            toasts.say(|language| parts::of(language).actions.saved);
            feed.entries.reload();
            albums.reload_mine();
            tell_screen(on_saved, ());
        });
    });
    let summary = dynamic(move || match editing.answer() {
        Some(change) => view! { <Change change is_alone=id.is_some() /> }.into_any(),
        None => ().into_any(),
    });
    let is_disabled = derive(move || saving.is_busy.get() || editing.is_idle());
    let [message] = field_errors(saving.error, ["audience"]);
    // The old audiences of many moments aren't kept, so this change can't be undone.
    let kind = derive(move || {
        if id.is_none() && editing.answer().is_some() {
            "danger"
        } else {
            "primary"
        }
    });
    let label = say_with(move |text| {
        if editing.answer().is_some() {
            text.audience.change_now
        } else {
            text.audience.see_what_changes
        }
    });
    view! {
        <form class="composer" on:submit=submit>
            <div class="composer-body">
                {id
                    .is_none()
                    .then(|| {
                        view! {
                            <p class="field-hint">{say(|text| text.audience.change_all_hint)}</p>
                        }
                    })} <AudienceChoice form />
            </div>
            // Outside of the part that scrolls, so that the answer is always visible.
            <div role="status">{summary}</div>
            <p class="field-error" role="alert">
                {message}
            </p>
            <button type="submit" class="button" data-kind=kind disabled=is_disabled>
                {label}
            </button>
        </form>
    }
}

const fn changes_nothing(change: &AudienceChange) -> bool {
    change.gaining.is_empty() && change.losing.is_empty()
}

/// The result of the dry run: the numbers, and who sees more or less.
#[component]
fn Change(
    /// The server's answer to the dry run.
    change: AudienceChange,
    /// `true` if the change is about one moment, `false` if it is about all of them.
    is_alone: bool,
) -> impl IntoView {
    let roster = use_roster();
    roster.friends.read_all(|| true);
    let people = roster.people();
    let known = use_people();
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
    let summary = say_with(move |text| match (is_nothing, is_alone) {
        (true, _) => text.audience.nothing_changes.to_owned(),
        (false, true) => (text.audience.seen_by_others)(before, after),
        (false, false) => (text.audience.what_changes)(moments, opened, closed),
    });
    let line = move |heading: fn(&'static PartsText) -> &'static str, mut those: Vec<PersonId>| {
        those.sort_unstable();
        let names = say_with(move |text| {
            people.with(|people| {
                let those = people
                    .iter()
                    .filter(|person| those.binary_search(&person.id).is_ok());
                text.join_names(those.map(|person| known.name_now(person)))
            })
        });
        view! {
            <p hidden=move || {
                names.with(String::is_empty)
            }>{say(heading)} {say(|text| text.common.colon)} {names}</p>
        }
    };
    view! {
        <div class="notice audience-change">
            <p>
                <strong>{summary}</strong>
            </p>
            {line(|text| text.audience.gaining, gaining)}
            {line(|text| text.audience.losing, losing)}
            {is_open.then(|| view! { <p>{say(|text| text.audience.strangers_change)}</p> })}
        </div>
    }
}
