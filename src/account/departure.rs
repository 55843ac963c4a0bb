//! Until when somebody who has just left can come back. It is said once, after a reload, on a page
//! where nobody is signed in.

use life_circle_wire::security::Departure;

use crate::data::storage;

const LEFT: &str = "left";

/// Stores the date for the sign-in page that is loaded next.
pub fn keep_departure(departure: Departure) {
    storage::keep_value(LEFT, &departure);
}

/// Returns the stored date and forgets it.
pub fn take_departure() -> Option<Departure> {
    let kept = storage::read_value(LEFT);
    storage::keep(LEFT, None);
    kept
}
