//! Computes how fingers zoom and move a picture. It works with plain numbers only, so tests need no
//! screen.

/// The largest scale of a picture.
const MOST: f64 = 6.0;
/// The scale after a double tap.
const DOUBLE_TAP: f64 = 2.5;
/// Two taps are a double tap if they are less than this many milliseconds and this many pixels
/// apart.
const TAPS_WITHIN_MS: f64 = 300.0;
const TAPS_WITHIN: f64 = 30.0;
/// The factor by which one key press or one wheel event zooms.
pub const STEP: f64 = 1.4;
/// Pixels by which an arrow key moves a zoomed picture.
pub const PAN: f64 = 80.0;

/// A position within the picture's box, in pixels from its middle.
pub type Point = (f64, f64);

/// How a picture is placed: scaled about its middle, then moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The scale: 1 shows the whole picture.
    pub scale: f64,
    /// Pixels to the right.
    pub x: f64,
    /// Pixels downwards from the centre.
    pub y: f64,
}

impl Placement {
    /// The whole picture.
    pub const WHOLE: Self = Self {
        scale: 1.0,
        x: 0.0,
        y: 0.0,
    };

    /// Scales the picture by a factor, to between 1 and `MOST`. What is at the given point stays
    /// there.
    pub fn scaled(self, factor: f64, (x, y): Point) -> Self {
        let scale = (self.scale * factor).clamp(1.0, MOST);
        let factor = scale / self.scale;
        Self {
            scale,
            x: x - (x - self.x) * factor,
            y: y - (y - self.y) * factor,
        }
    }

    /// Moves the picture by this many pixels.
    pub fn moved(self, (x, y): Point) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }

    /// Limits the position so that the picture still covers a box of this width and height.
    pub fn within(self, (width, height): (f64, f64)) -> Self {
        let bound = |at: f64, side: f64| {
            let most = side * (self.scale - 1.0) / 2.0;
            at.clamp(-most, most)
        };
        Self {
            x: bound(self.x, width),
            y: bound(self.y, height),
            ..self
        }
    }

    /// Whether less than the whole picture is shown.
    pub fn is_zoomed(&self) -> bool {
        self.scale > 1.0
    }

    /// The value of the CSS property `transform`. It has whole numbers only: formatting floats
    /// would add code to the page.
    #[expect(clippy::cast_possible_truncation, reason = "pixels and thousandths")]
    pub fn transform(&self) -> String {
        let [scale, x, y] =
            [self.scale * 1000.0, self.x, self.y].map(|number| number.round() as i32);
        format!("translate({x}px, {y}px) scale(calc({scale} / 1000))")
    }
}

/// The fingers on a picture, the last tap, and whether a finger has moved.
#[derive(Clone, Default)]
pub struct Gesture {
    fingers: Vec<(i32, Point)>,
    last_tap: Option<(f64, Point)>,
    has_moved: bool,
}

impl Gesture {
    /// A finger touches the picture. `finger` is its pointer id.
    pub fn down(&mut self, finger: i32, at: Point) {
        if self.fingers.is_empty() {
            self.has_moved = false;
        }
        self.fingers.push((finger, at));
    }

    /// A finger moves. Returns the picture's new placement.
    pub fn drag(&mut self, finger: i32, at: Point, picture: Placement) -> Placement {
        let Some(index) = self
            .fingers
            .iter()
            .position(|(number, _)| *number == finger)
        else {
            return picture;
        };
        let before = self.fingers[index].1;
        self.has_moved |= distance(before, at) > 2.0;
        let other = self
            .fingers
            .iter()
            .find(|(number, _)| *number != finger)
            .map(|(_, other)| *other);
        self.fingers[index].1 = at;
        match other {
            Some(other) => {
                let middle_before = middle(before, other);
                let middle = middle(at, other);
                let factor = distance(at, other) / distance(before, other).max(1.0);
                let shift = (middle.0 - middle_before.0, middle.1 - middle_before.1);
                picture.scaled(factor, middle_before).moved(shift)
            }
            None if picture.is_zoomed() => picture.moved((at.0 - before.0, at.1 - before.1)),
            None => picture,
        }
    }

    /// A finger is lifted, at a time in milliseconds. Returns the picture's new placement: a
    /// double tap zooms in, or out again.
    pub fn up(&mut self, finger: i32, at: Point, now_ms: f64, picture: Placement) -> Placement {
        self.fingers.retain(|(number, _)| *number != finger);
        if self.has_moved || !self.fingers.is_empty() {
            self.last_tap = None;
            return picture;
        }
        let is_second = self.last_tap.is_some_and(|(then, position)| {
            now_ms - then < TAPS_WITHIN_MS && distance(position, at) < TAPS_WITHIN
        });
        self.last_tap = if is_second { None } else { Some((now_ms, at)) };
        match (is_second, picture.is_zoomed()) {
            (false, _) => picture,
            (true, true) => Placement::WHOLE,
            (true, false) => picture.scaled(DOUBLE_TAP, at),
        }
    }

    /// Forgets all fingers, after the browser has taken one over, for example to scroll.
    pub fn cancel(&mut self) {
        *self = Self::default();
    }
}

fn middle(a: Point, b: Point) -> Point {
    (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_taps_zoom_in_where_they_are_and_two_more_out_again() {
        let mut gesture = Gesture::default();
        let tap = |gesture: &mut Gesture, now_ms: f64, picture: Placement| {
            gesture.down(1, (100.0, 50.0));
            gesture.up(1, (100.0, 50.0), now_ms, picture)
        };
        let once = tap(&mut gesture, 0.0, Placement::WHOLE);
        assert_eq!(once, Placement::WHOLE);
        let twice = tap(&mut gesture, 200.0, once);
        assert_eq!(
            twice,
            Placement {
                scale: 2.5,
                x: -150.0,
                y: -75.0
            },
            "what was tapped stays under the finger"
        );
        let later = tap(&mut gesture, 900.0, twice);
        assert_eq!(later, twice, "one tap says nothing");
        assert_eq!(tap(&mut gesture, 1000.0, later), Placement::WHOLE);
    }

    #[test]
    fn two_fingers_zoom_by_how_far_they_go_apart_and_no_further_than_it_goes() {
        let mut gesture = Gesture::default();
        gesture.down(1, (-50.0, 0.0));
        gesture.down(2, (50.0, 0.0));
        let apart = gesture.drag(2, (150.0, 0.0), Placement::WHOLE);
        assert!((apart.scale - 2.0).abs() < 1e-9, "{apart:?}");
        assert!((gesture.drag(2, (5000.0, 0.0), apart).scale - MOST).abs() < 1e-9);
        let mut pinched = gesture.drag(2, (-49.0, 0.0), apart);
        assert!(
            (pinched.scale - 1.0).abs() < 1e-9,
            "never smaller than whole"
        );
        pinched = pinched.within((390.0, 844.0));
        assert_eq!(pinched, Placement::WHOLE);
    }

    #[test]
    fn a_picture_that_is_zoomed_moves_with_the_finger_but_not_out_of_its_box() {
        let mut gesture = Gesture::default();
        gesture.down(1, (0.0, 0.0));
        let zoomed = Placement {
            scale: 2.0,
            x: 0.0,
            y: 0.0,
        };
        assert_eq!(
            gesture.drag(1, (30.0, 10.0), zoomed),
            Placement {
                x: 30.0,
                y: 10.0,
                ..zoomed
            }
        );
        let far = gesture
            .drag(1, (9000.0, 0.0), zoomed)
            .within((400.0, 800.0));
        assert_eq!((far.x, far.y), (200.0, -10.0));
        assert_eq!(
            gesture.drag(1, (0.0, 0.0), Placement::WHOLE),
            Placement::WHOLE,
            "whole, it stays: the strip is swiped"
        );
    }
}
