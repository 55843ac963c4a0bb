//! A window over a list of cards: a card that is far from the screen is empty and keeps its height.
//! A list of thousands then costs what is around the screen
//! (`docs/decisions/loading-in-the-page.md`).

use leptos::prelude::*;
use life_circle_wire::MomentId;
use web_sys::{Element, HtmlElement};

use crate::data::by_id::ById;
use crate::kit::Lookout;
use crate::routing::navigator::{Arrival, use_navigator};

/// How far above and below the screen cards are drawn, as in CSS.
const MARGIN: &str = "250% 0px";
/// The attribute of a card with the id of its moment.
const ANCHOR: &str = "data-anchor";
/// Cards of a list that are drawn at once: more than a phone shows.
const DRAWN_FIRST: usize = 3;
/// Cards that a list has before those far away are emptied: drawing them again costs frames.
const DRAWN_MOST: usize = 100;
/// Cards that are drawn or emptied in one frame: a card takes long on a slow phone.
const IN_A_FRAME: usize = 2;

/// The window of a list, as a context of its cards.
#[derive(Clone, Copy)]
pub struct CardWindow {
    lookout: StoredValue<Option<Lookout>, LocalStorage>,
    cards: StoredValue<ById<MomentId, Card>, LocalStorage>,
    begins_at_top: bool,
    /// The number of cards that the list has had.
    begun: StoredValue<usize>,
    /// Whether the next frame draws and empties cards.
    is_due: StoredValue<bool>,
}

/// A card of the list.
#[derive(Clone)]
pub struct Card {
    element: HtmlElement,
    is_drawn: RwSignal<bool>,
    is_near: bool,
    /// Takes the height that the card had, in pixels.
    keep_height: Callback<f64>,
}

impl Card {
    /// A card that is drawn as `is_drawn` says.
    pub fn new(element: HtmlElement, is_drawn: RwSignal<bool>, keep_height: Callback<f64>) -> Self {
        Self {
            element,
            is_drawn,
            is_near: is_drawn.get_untracked(),
            keep_height,
        }
    }

    /// Whether it is to be drawn, or emptied if the list is long. A card in which somebody writes
    /// stays drawn.
    fn is_to_change(&self, is_long: bool) -> bool {
        let writes = || matches!(self.element.query_selector("textarea"), Ok(Some(_)));
        let is_drawn = self.is_drawn.try_get_untracked().unwrap_or(self.is_near);
        self.is_near != is_drawn && (self.is_near || (is_long && !writes()))
    }

    /// How far it is from the screen, in pixels.
    fn distance(&self) -> f64 {
        let place = self.element.get_bounding_client_rect();
        let height = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        (place.top() - height.unwrap_or(0.0))
            .max(-place.bottom())
            .max(0.0)
    }

    fn change(&self) {
        if self.is_near {
            self.is_drawn.try_set(true);
            self.element.style().remove_property("block-size").ok();
        } else {
            let height = self.element.get_bounding_client_rect().height();
            self.keep_height.try_run(height);
            let size = format!("{height}px");
            self.element.style().set_property("block-size", &size).ok();
            self.is_drawn.try_set(false);
        }
    }
}

/// Gives the cards below a window. Without one, for example in a browser that can't watch elements,
/// all of them are drawn.
pub fn provide_card_window() {
    let window = CardWindow {
        lookout: StoredValue::new_local(None),
        cards: StoredValue::new_local(ById::new()),
        begins_at_top: use_navigator().arrival() == Arrival::Forward,
        begun: StoredValue::new(0),
        is_due: StoredValue::new(false),
    };
    let Some(lookout) = Lookout::both_ways(MARGIN, move |element, is_near| {
        window.note(&element, is_near);
    }) else {
        return;
    };
    window.lookout.set_value(Some(lookout));
    provide_context(window);
}

impl CardWindow {
    /// Begins a card. Returns whether it is drawn at once: on a screen that is as it was left, the
    /// reader may be far down.
    pub fn begin(self) -> bool {
        self.begun.update_value(|begun| *begun += 1);
        self.begins_at_top || self.begun.get_value() <= DRAWN_FIRST
    }

    /// Draws and empties a card from now on, until its owner is cleaned up.
    pub fn follow(self, id: MomentId, card: Card) {
        self.lookout.with_value(|lookout| {
            if let Some(lookout) = lookout {
                lookout.look_for(&card.element);
            }
        });
        self.cards.update_value(|cards| cards.insert(id, card));
        on_cleanup(move || {
            let card = self.cards.try_with_value(|cards| cards.get(&id)).flatten();
            let Some(Card { element, .. }) = card else {
                return;
            };
            // The list may be gone with its cards.
            self.cards.try_update_value(|cards| cards.remove(&id));
            self.lookout.try_with_value(|lookout| {
                if let Some(lookout) = lookout {
                    lookout.forget(&element);
                }
            });
        });
    }

    fn note(self, element: &Element, is_near: bool) {
        let id = element.get_attribute(ANCHOR).and_then(|id| id.parse().ok());
        let Some(id) = id else { return };
        // The list may be gone by now.
        self.cards
            .try_update_value(|cards| cards.update(&id, |card| card.is_near = is_near));
        self.work_in_the_next_frame();
    }

    fn work_in_the_next_frame(self) {
        if self.is_due.try_get_value() != Some(false) {
            return;
        }
        self.is_due.set_value(true);
        request_animation_frame(move || {
            if self.is_due.try_set_value(false).is_none() {
                self.work();
            }
        });
    }

    /// Draws and empties some cards, those on the screen first.
    fn work(self) {
        let is_long = self.begun.try_get_value() > Some(DRAWN_MOST);
        let all = self.cards.try_with_value(|cards| {
            let changing = cards.values().filter(|card| card.is_to_change(is_long));
            changing.cloned().collect::<Vec<_>>()
        });
        let mut changing: Vec<(f64, Card)> = all
            .unwrap_or_default()
            .into_iter()
            .map(|card| (card.distance(), card))
            .collect();
        changing.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let rest = changing.len().saturating_sub(IN_A_FRAME);
        changing.truncate(IN_A_FRAME);
        for (_, card) in changing {
            card.change();
        }
        if rest > 0 {
            self.work_in_the_next_frame();
        }
    }
}
