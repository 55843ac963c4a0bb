//! What a screen does when the reader comes to it.

use crate::data::pager::Pager;
use crate::routing::navigator::{Arrival, use_navigator};

/// Reads a list again, unless the reader came back to a list that is up to date.
pub fn refresh_on_arrival<T>(list: Pager<T>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if is_due_on_arrival(list) {
        list.refresh();
    }
}

/// Whether a list must be read again: it is out of date, or the reader went forward to it.
pub fn is_due_on_arrival<T>(list: Pager<T>) -> bool
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    list.is_out_of_date() || use_navigator().arrival() != Arrival::Back
}
