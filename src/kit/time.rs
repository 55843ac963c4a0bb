//! Points in time as people say them, in the browser's own words for its language. Long only
//! together with its tests.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use life_circle_wire::{Month, Timestamp};
use wasm_bindgen::JsValue;

use crate::reactive::derive;
use crate::text::{Language, use_language};

const MINUTE_MS: f64 = 60_000.0;
const HOUR_MS: f64 = 60.0 * MINUTE_MS;
const DAY_MS: f64 = 24.0 * HOUR_MS;
/// Two clocks that differ by less, in milliseconds, count as equal: an answer takes its time, and
/// its header has whole seconds.
const AS_GOOD_AS_EQUAL_MS: f64 = 5000.0;

/// Parts of a date, as options of the browser's `Intl.DateTimeFormat`.
type Parts = &'static [(&'static str, &'static str)];

const SHORT_WEEKDAY: Parts = &[("weekday", "short")];
const WEEKDAY: Parts = &[("weekday", "long")];
/// China and most of the world use the 24-hour clock.
const TIME: Parts = &[
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("hourCycle", "h23"),
];
const DAY: Parts = &[("month", "long"), ("day", "numeric")];
const DAY_AND_YEAR: Parts = &[("year", "numeric"), ("month", "long"), ("day", "numeric")];
const MONTH: Parts = &[("month", "short")];
const MONTH_AND_YEAR: Parts = &[("year", "numeric"), ("month", "long")];
const DAY_AND_TIME: Parts = &[
    ("month", "long"),
    ("day", "numeric"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("hourCycle", "h23"),
];
const EXACT: Parts = &[
    ("year", "numeric"),
    ("month", "long"),
    ("day", "numeric"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("hourCycle", "h23"),
];

/// Formats of the browser that were made so far, by what they were made for. A phone takes
/// milliseconds to make one, and a list shows many times.
type Formats<K, F> = RefCell<Vec<(K, F)>>;

thread_local! {
    static DATES: Formats<(String, Parts), Function> = const { RefCell::new(Vec::new()) };
    static SPANS: Formats<String, Intl::RelativeTimeFormat> = const { RefCell::new(Vec::new()) };
}

/// How a point in time is said.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phrase {
    /// "now", "5 minutes ago".
    MinutesAgo(f64),
    /// "3 hours ago".
    HoursAgo(f64),
    /// "yesterday 09:10" and "Tuesday 09:10".
    DayAndTime { is_yesterday: bool },
    /// "12 March", with the year if it is more than 300 days ago.
    Date { has_year: bool },
}

/// How to say a time, given both in milliseconds since 1970 shifted by the reader's time zone.
fn phrase(then: f64, now: f64) -> Phrase {
    let age = now - then;
    let days = (now / DAY_MS).floor() - (then / DAY_MS).floor();
    if age < HOUR_MS {
        // If the reader's clock is slower than the server's, the text must not be about the future.
        Phrase::MinutesAgo((age / MINUTE_MS).floor().max(0.0))
    } else if days < 1.0 {
        Phrase::HoursAgo((age / HOUR_MS).floor())
    } else if days < 7.0 {
        Phrase::DayAndTime {
            is_yesterday: days < 2.0,
        }
    } else {
        // Up to 300 days ago, day and month are enough: they can't mean another year.
        Phrase::Date {
            has_year: age > 300.0 * DAY_MS,
        }
    }
}

thread_local! {
    /// Milliseconds that the server's clock is ahead of this device's.
    static AHEAD_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// Learns the server's time from the `Date` header of an answer: the clocks of devices are wrong by
/// minutes, often by hours. A difference that the network explains is ignored.
pub fn learn_server_time(date: &str) {
    let ahead = Date::parse(date) - Date::now();
    if (ahead - AHEAD_MS.get()).abs() > AS_GOOD_AS_EQUAL_MS {
        AHEAD_MS.set(ahead);
    }
}

/// The server's time now.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
pub fn now() -> Timestamp {
    Timestamp(server_now() as i64)
}

/// The server's time, in milliseconds since 1970.
fn server_now() -> f64 {
    Date::now() + AHEAD_MS.get()
}

/// A time in the past, as precise as it matters.
pub fn point_in_time_text(time: Timestamp, language: Language) -> String {
    let then = as_js(time);
    let now = server_now();
    let shift = |ms: f64| ms - Date::new(&ms.into()).get_timezone_offset() * MINUTE_MS;
    match phrase(shift(then), shift(now)) {
        Phrase::MinutesAgo(minutes) if minutes < 1.0 => language.text().common.just_now.to_owned(),
        Phrase::MinutesAgo(minutes) => relative(-minutes, "minute", language),
        Phrase::HoursAgo(hours) => relative(-hours, "hour", language),
        Phrase::DayAndTime { is_yesterday } => {
            let day = if is_yesterday {
                relative(-1.0, "day", language)
            } else {
                let weekday = if language == Language::Chinese {
                    SHORT_WEEKDAY
                } else {
                    WEEKDAY
                };
                format_date(then, language, weekday)
            };
            format!("{day} {}", format_date(then, language, TIME))
        }
        Phrase::Date { has_year: false } => format_date(then, language, DAY),
        Phrase::Date { has_year: true } => date_text(time, language),
    }
}

/// A day with its year.
pub fn date_text(time: Timestamp, language: Language) -> String {
    format_date(as_js(time), language, DAY_AND_YEAR)
}

/// A month without its year, as `Nov`.
pub fn month_text(month: Month, language: Language) -> String {
    format_date(begin_of(month), language, MONTH)
}

/// A month with its year, as `November 2026`.
pub fn month_and_year_text(month: Month, language: Language) -> String {
    format_date(begin_of(month), language, MONTH_AND_YEAR)
}

/// When a month begins here.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a year has four digits, a month two"
)]
fn begin_of(month: Month) -> f64 {
    Date::new_with_year_month_day(month.year() as u32, month.number() as i32 - 1, 1).get_time()
}

/// A day and a time of this year or the next, as `30 November, 09:10`.
pub fn day_and_time_text(time: Timestamp, language: Language) -> String {
    format_date(as_js(time), language, DAY_AND_TIME)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "JavaScript's times are doubles, exact for 285,000 years"
)]
fn as_js(time: Timestamp) -> f64 {
    time.0 as f64
}

/// The browser's own variant of the language, such as `en-GB`: it decides the order of day and
/// month. If it has none, the plain language code.
fn locale(language: Language) -> String {
    let own = window()
        .navigator()
        .languages()
        .into_iter()
        .filter_map(|code| code.as_string());
    own.into_iter()
        .find(|code| Language::from_code(code) == Some(language))
        .unwrap_or_else(|| language.code().to_owned())
}

fn relative(value: f64, unit: &str, language: Language) -> String {
    let format = SPANS.with(|formats| {
        make_once(formats, locale(language), |locale| {
            let numeric = options(&[("numeric", "auto")]);
            Intl::RelativeTimeFormat::new(&Array::of1(&locale.into()), &numeric)
        })
    });
    format.format(value, unit).into()
}

fn format_date(ms: f64, language: Language, parts: Parts) -> String {
    let format = DATES.with(|formats| {
        make_once(formats, (locale(language), parts), |(locale, parts)| {
            Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options(parts)).format()
        })
    });
    let text = format.call1(&JsValue::UNDEFINED, &ms.into());
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The format for a key. It is made at the first call with this key.
fn make_once<K: PartialEq, F: Clone>(
    formats: &Formats<K, F>,
    key: K,
    make: impl FnOnce(&K) -> F,
) -> F {
    let mut formats = formats.borrow_mut();
    if let Some((_, format)) = formats.iter().find(|(known, _)| *known == key) {
        return format.clone();
    }
    let format = make(&key);
    formats.push((key, format.clone()));
    format
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        let is_set = Reflect::set(&object, &(*name).into(), &(*value).into());
        debug_assert!(is_set.is_ok(), "a new object takes every property");
    }
    object
}

/// A signal that changes every minute, so that texts such as "5 minutes ago" stay true.
#[derive(Clone, Copy)]
struct Minute(RwSignal<()>);

/// Provides the signal that changes every minute.
pub fn provide_minute() {
    let minute = RwSignal::new(());
    // This fails only without a window. The timer runs as long as the page is open.
    set_interval_with_handle(move || minute.set(()), Duration::from_mins(1)).ok();
    provide_context(Minute(minute));
}

/// Whether a time is still to come, looked at every minute.
pub fn use_is_before(time: Timestamp) -> Signal<bool> {
    let Minute(minute) = expect_context();
    derive(move || {
        minute.track();
        server_now() < as_js(time)
    })
}

/// How long ago something was. The tooltip has the exact time.
#[component]
pub fn Ago(
    /// The time to show.
    time: Timestamp,
) -> impl IntoView {
    let language = use_language();
    let Minute(minute) = expect_context();
    let exact = move || format_date(as_js(time), language.get(), EXACT);
    view! {
        // All of the content is set at once: a translator may have replaced the text node.
        <time
            datetime=time.to_string()
            title=exact
            prop:textContent=move || {
                minute.track();
                point_in_time_text(time, language.get())
            }
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_precisely_as_it_matters() {
        let now = 100.0 * DAY_MS + 12.0 * HOUR_MS;
        let cases = [
            (now + 5000.0, Phrase::MinutesAgo(0.0)),
            (now - 59.0 * MINUTE_MS, Phrase::MinutesAgo(59.0)),
            (now - 11.0 * HOUR_MS, Phrase::HoursAgo(11.0)),
            (
                now - 13.0 * HOUR_MS,
                Phrase::DayAndTime { is_yesterday: true },
            ),
            (
                now - 6.0 * DAY_MS,
                Phrase::DayAndTime {
                    is_yesterday: false,
                },
            ),
            (now - 7.0 * DAY_MS, Phrase::Date { has_year: false }),
        ];
        for (then, expected) in cases {
            assert_eq!(phrase(then, now), expected);
        }
        assert_eq!(
            phrase(now - 301.0 * DAY_MS, now),
            Phrase::Date { has_year: true }
        );
    }
}
