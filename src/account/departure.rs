//! Until when somebody who has just left can come back: said once, on a page that doesn't know them any more.

use life_circle_wire::security::Departure;

use crate::data::storage;

const LEFT: &str = "left";

/// Keeps it for the sign-in that comes next.
pub fn keep_departure(departure: Departure) {
    storage::keep_value(LEFT, &departure);
}

/// What was kept, once.
pub fn take_departure() -> Option<Departure> {
    let kept = storage::read_value(LEFT);
    storage::keep(LEFT, None);
    kept
}
