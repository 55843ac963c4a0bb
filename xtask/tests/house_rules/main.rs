//! Rules of the house that the compiler doesn't know.

mod arrows;
mod circles;
mod erasure;
mod imports;
mod sizes;
mod sources;
mod sql;
mod style;
mod words;
