//! Moments and comments that the server hasn't confirmed yet.

mod outgoing_card;

use leptos::prelude::*;
use life_circle_wire::MomentId;
pub use outgoing_card::OutgoingCards;

use crate::outbox::use_outbox;
use crate::reactive::{Show, derive};
use crate::shell::parts::Part;

/// The cards of what waits here. They are loaded when something waits.
#[component]
pub fn OutgoingHere(
    /// The moment whose comments to show; `None` for moments, and for comments that were refused
    /// because their moment wasn't found: they have no moment to be shown under.
    under: Option<MomentId>,
) -> impl IntoView {
    let all = use_outbox().outgoing();
    let is_any =
        derive(move || all.with(|all| all.iter().any(|outgoing| outgoing.stands_under() == under)));
    view! { <Show when=is_any>{Part::Outgoing(under).show()}</Show> }
}
