//! Drawing tools for the demo's pictures. Long, since each shape has its function.
//!
//! Skies, ridges, lights and plain shapes are varied by chance.

use std::f32::consts::TAU;

use image::RgbImage;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder,
    Pixmap, Point, PremultipliedColorU8, RadialGradient, Rect, Shader, SpreadMode, Stroke,
    Transform,
};

/// A picture that is being drawn. Positions are fractions of its width and height; lengths are
/// fractions of its width.
pub struct Canvas {
    pixmap: Pixmap,
    random: StdRng,
}

/// The color `0xRRGGBB` with an opacity from 0 to 1.
fn color(rgb: u32, opacity: f32) -> Color {
    let [_, red, green, blue] = rgb.to_be_bytes();
    let opacity = (opacity.clamp(0.0, 1.0) * 255.0) as u8;
    Color::from_rgba8(red, green, blue, opacity)
}

/// The color between `a` (`share` is 0) and `b` (`share` is 1).
pub fn mix(a: u32, b: u32, share: f32) -> u32 {
    let [_, r1, g1, b1] = a.to_be_bytes();
    let [_, r2, g2, b2] = b.to_be_bytes();
    let blend =
        |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * share) as u8;
    u32::from_be_bytes([0, blend(r1, r2), blend(g1, g2), blend(b1, b2)])
}

impl Canvas {
    /// An empty picture, its size in pixels. The same seed gives the same random numbers.
    pub fn new(width: u32, height: u32, seed: u64) -> Self {
        let pixmap = Pixmap::new(width, height).expect("a picture has pixels");
        Self {
            pixmap,
            random: StdRng::seed_from_u64(seed),
        }
    }

    /// The finished picture, without transparency.
    pub fn finish(self) -> RgbImage {
        let pixels = self
            .pixmap
            .pixels()
            .iter()
            .map(PremultipliedColorU8::demultiply);
        let bytes = pixels
            .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
            .collect();
        RgbImage::from_raw(self.pixmap.width(), self.pixmap.height(), bytes)
            .expect("three bytes for each pixel")
    }

    /// A random number from `from` up to `to`.
    pub fn chance(&mut self, from: f32, to: f32) -> f32 {
        self.random.random_range(from..to)
    }

    /// One of these values, picked at random.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.random.random_range(0..of.len())]
    }

    fn width(&self) -> f32 {
        self.pixmap.width() as f32
    }

    fn height(&self) -> f32 {
        self.pixmap.height() as f32
    }

    fn point(&self, (x, y): (f32, f32)) -> Point {
        Point::from_xy(x * self.width(), y * self.height())
    }

    fn fill_shaded(&mut self, path: &Path, shader: Shader<'_>) {
        let paint = Paint {
            shader,
            anti_alias: true,
            ..Paint::default()
        };
        self.pixmap
            .fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    /// Fills the area between two heights with a gradient of colors, from top to bottom.
    pub fn sky(&mut self, top: f32, bottom: f32, colors: &[u32]) {
        let top = top * self.height();
        let bottom = bottom * self.height();
        let last = (colors.len() - 1).max(1) as f32;
        let stops = colors.iter().enumerate();
        let stops = stops
            .map(|(index, rgb)| GradientStop::new(index as f32 / last, color(*rgb, 1.0)))
            .collect();
        let start = Point::from_xy(0.0, top);
        let end = Point::from_xy(0.0, bottom);
        let shader = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity());
        let area = Rect::from_ltrb(0.0, top, self.width(), bottom);
        if let (Some(shader), Some(area)) = (shader, area) {
            self.fill_shaded(&PathBuilder::from_rect(area), shader);
        }
    }

    /// Draws a filled disc.
    pub fn disc(&mut self, at: (f32, f32), radius: f32, rgb: u32, opacity: f32) {
        self.oval(at, (radius, radius), rgb, opacity);
    }

    /// Draws a filled oval with these half axes.
    pub fn oval(&mut self, at: (f32, f32), (across, down): (f32, f32), rgb: u32, opacity: f32) {
        let center = self.point(at);
        let across = across * self.width();
        let down = down * self.width();
        let area = Rect::from_ltrb(
            center.x - across,
            center.y - down,
            center.x + across,
            center.y + down,
        );
        if let Some(path) = area.and_then(PathBuilder::from_oval) {
            self.fill_shaded(&path, Shader::SolidColor(color(rgb, opacity)));
        }
    }

    /// A light that fades towards its edge.
    pub fn glow(&mut self, at: (f32, f32), radius: f32, rgb: u32, opacity: f32) {
        let center = self.point(at);
        let radius = radius * self.width();
        let stops = vec![
            GradientStop::new(0.0, color(rgb, opacity)),
            GradientStop::new(0.4, color(rgb, opacity * 0.35)),
            GradientStop::new(1.0, color(rgb, 0.0)),
        ];
        let shader = RadialGradient::new(
            center,
            0.0,
            center,
            radius,
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        );
        let path = PathBuilder::from_circle(center.x, center.y, radius);
        if let (Some(shader), Some(path)) = (shader, path) {
            self.fill_shaded(&path, shader);
        }
    }

    /// Draws a filled shape with straight sides.
    pub fn polygon(&mut self, corners: &[(f32, f32)], rgb: u32, opacity: f32) {
        let mut builder = PathBuilder::new();
        for (index, corner) in corners.iter().enumerate() {
            let Point { x, y } = self.point(*corner);
            if index == 0 {
                builder.move_to(x, y);
            } else {
                builder.line_to(x, y);
            }
        }
        builder.close();
        if let Some(path) = builder.finish() {
            self.fill_shaded(&path, Shader::SolidColor(color(rgb, opacity)));
        }
    }

    /// Draws a filled box between two corners.
    pub fn block(
        &mut self,
        (left, top): (f32, f32),
        (right, bottom): (f32, f32),
        rgb: u32,
        opacity: f32,
    ) {
        self.polygon(
            &[(left, top), (right, top), (right, bottom), (left, bottom)],
            rgb,
            opacity,
        );
    }

    /// Draws a line through points. It is smooth if there are more than two.
    pub fn line(&mut self, through: &[(f32, f32)], thickness: f32, rgb: u32, opacity: f32) {
        let points: Vec<Point> = through.iter().map(|at| self.point(*at)).collect();
        let [first, rest @ ..] = points.as_slice() else {
            return;
        };
        let mut builder = PathBuilder::new();
        builder.move_to(first.x, first.y);
        for pair in rest.windows(2) {
            let middle = (
                f32::midpoint(pair[0].x, pair[1].x),
                f32::midpoint(pair[0].y, pair[1].y),
            );
            builder.quad_to(pair[0].x, pair[0].y, middle.0, middle.1);
        }
        if let Some(last) = rest.last() {
            builder.line_to(last.x, last.y);
        }
        let stroke = Stroke {
            width: thickness * self.width(),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        let paint = Paint {
            shader: Shader::SolidColor(color(rgb, opacity)),
            anti_alias: true,
            ..Paint::default()
        };
        if let Some(path) = builder.finish() {
            self.pixmap
                .stroke_path(&path, &paint, &stroke, Transform::identity(), None);
        }
    }

    /// Draws mountains from edge to edge. `rough` is 0 for a hill, 1 for a jagged range. Their foot
    /// fades into the color `mist`.
    pub fn ridge(&mut self, at: f32, high: f32, rough: f32, rgb: u32, mist: u32) {
        let waves: Vec<(f32, f32, f32)> = (0..7)
            .map(|octave| {
                let size = 0.5_f32.powi(octave) * if octave > 1 { rough } else { 1.0 };
                (1.3 * 2.0_f32.powi(octave), self.chance(0.0, TAU), size)
            })
            .collect();
        let height = |x: f32| -> f32 {
            waves
                .iter()
                .map(|(rate, phase, size)| (x * rate * 2.4 + phase).sin() * size)
                .sum()
        };
        let mut builder = PathBuilder::new();
        let bottom = self.height();
        builder.move_to(0.0, bottom);
        for step in 0..=160 {
            let x = step as f32 / 160.0;
            let Point { x, y } = self.point((x, at - height(x) * high * 0.55));
            builder.line_to(x, y);
        }
        builder.line_to(self.width(), bottom);
        builder.close();
        let start = self.point((0.0, at - high));
        let end = self.point((0.0, (at + high * 2.2).min(1.0)));
        let stops = vec![
            GradientStop::new(0.0, color(rgb, 1.0)),
            GradientStop::new(1.0, color(mist, 1.0)),
        ];
        let shader = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity());
        if let (Some(path), Some(shader)) = (builder.finish(), shader) {
            self.fill_shaded(&path, shader);
        }
    }

    /// Draws small lights or flakes at random places between two heights.
    pub fn sprinkle(
        &mut self,
        count: usize,
        (top, bottom): (f32, f32),
        largest: f32,
        colors: &[u32],
    ) {
        for _ in 0..count {
            let at = (self.chance(0.0, 1.0), self.chance(top, bottom));
            let size = self.chance(largest * 0.3, largest);
            let opacity = self.chance(0.35, 1.0);
            let rgb = self.pick(colors);
            self.disc(at, size, rgb, opacity);
        }
    }

    /// Mirrors the picture above a height into water below it, tinted and with ripples.
    pub fn water(&mut self, level: f32, tint: u32, depth: f32) {
        let width = self.pixmap.width() as usize;
        let height = self.pixmap.height() as usize;
        let level = (level * height as f32) as usize;
        let [_, red, green, blue] = tint.to_be_bytes();
        let phase = self.chance(0.0, TAU);
        let pixels = self.pixmap.data_mut();
        for row in level..height {
            let below = row - level;
            let ripple =
                ((below as f32).powf(0.7) * 1.7 + phase).sin() * (1.0 + below as f32 / 26.0);
            let mirrored = level.saturating_sub(1 + (below as f32 * 0.92) as usize);
            let share = depth + 0.25 * below as f32 / (height - level) as f32;
            for column in 0..width {
                let shifted =
                    (column as f32 + ripple * 2.0).clamp(0.0, width as f32 - 1.0) as usize;
                let from = (mirrored * width + shifted) * 4;
                let to = (row * width + column) * 4;
                for (channel, tint) in [red, green, blue].into_iter().enumerate() {
                    let above = f32::from(pixels[from + channel]);
                    pixels[to + channel] = (above + (f32::from(tint) - above) * share) as u8;
                }
                pixels[to + 3] = 255;
            }
        }
    }
}
