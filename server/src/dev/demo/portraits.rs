//! The pictures of the demo's people: flat faces, each with hair, skin and a shirt of its own.

use image::RgbImage;
use serde::Deserialize;

use super::canvas::{Canvas, mix};

/// How somebody looks; colours are `0xRRGGBB`.
#[derive(Clone, Copy, Deserialize)]
pub struct Look {
    style: Style,
    hair: u32,
    skin: u32,
    shirt: u32,
    wall: u32,
    #[serde(default)]
    glasses: bool,
}

/// How somebody wears their hair.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Style {
    Long,
    Short,
    Bun,
    Curls,
    Cloud,
}

/// Draws somebody's portrait.
pub fn draw(look: Look) -> RgbImage {
    let Look {
        style, hair, wall, ..
    } = look;
    let mut canvas = Canvas::new(480, 480, 0);
    canvas.sky(
        0.0,
        1.0,
        &[mix(wall, 0xffffff, 0.25), wall, mix(wall, 0x203040, 0.25)],
    );
    match style {
        // The shoulders cover a part of long hair.
        Style::Long => canvas.oval((0.5, 0.56), (0.27, 0.34), hair, 1.0),
        Style::Cloud => canvas.oval((0.5, 0.38), (0.29, 0.27), hair, 1.0),
        Style::Short | Style::Bun | Style::Curls => {}
    }
    draw_shoulders(&mut canvas, look);
    draw_face(&mut canvas, look);
    draw_hair(&mut canvas, style, hair);
    if look.glasses {
        draw_glasses(&mut canvas);
    }
    canvas.finish()
}

fn draw_shoulders(canvas: &mut Canvas, look: Look) {
    canvas.oval((0.5, 1.02), (0.38, 0.3), look.shirt, 1.0);
    canvas.block(
        (0.43, 0.6),
        (0.57, 0.78),
        mix(look.skin, 0x6b3a20, 0.2),
        1.0,
    );
    canvas.oval(
        (0.5, 0.79),
        (0.1, 0.06),
        mix(look.skin, 0x6b3a20, 0.08),
        1.0,
    );
}

fn draw_face(canvas: &mut Canvas, look: Look) {
    let Look { hair, skin, .. } = look;
    canvas.oval((0.5, 0.46), (0.19, 0.23), skin, 1.0);
    for side in [-1.0_f32, 1.0] {
        canvas.oval((0.5 + side * 0.19, 0.48), (0.03, 0.045), skin, 1.0);
        canvas.oval((0.5 + side * 0.075, 0.46), (0.017, 0.022), 0x2a201c, 1.0);
        canvas.line(
            &[
                (0.5 + side * 0.04, 0.405),
                (0.5 + side * 0.08, 0.395),
                (0.5 + side * 0.115, 0.408),
            ],
            0.012,
            hair,
            0.9,
        );
        canvas.oval((0.5 + side * 0.11, 0.54), (0.035, 0.02), 0xe8707a, 0.28);
    }
    canvas.line(
        &[(0.5, 0.48), (0.512, 0.53), (0.495, 0.535)],
        0.008,
        mix(skin, 0x6b3a20, 0.45),
        0.9,
    );
    canvas.line(
        &[(0.44, 0.585), (0.5, 0.625), (0.56, 0.585)],
        0.014,
        0x9c3f3f,
        0.95,
    );
}

/// Draws the hair in front of the face.
fn draw_hair(canvas: &mut Canvas, style: Style, hair: u32) {
    match style {
        Style::Long => {
            canvas.oval((0.4, 0.3), (0.14, 0.1), hair, 1.0);
            canvas.oval((0.6, 0.3), (0.14, 0.1), hair, 1.0);
            canvas.oval((0.5, 0.26), (0.17, 0.08), hair, 1.0);
        }
        Style::Short => {
            canvas.oval((0.5, 0.27), (0.2, 0.1), hair, 1.0);
            canvas.oval((0.335, 0.35), (0.03, 0.075), hair, 1.0);
            canvas.oval((0.665, 0.35), (0.03, 0.075), hair, 1.0);
            canvas.polygon(
                &[
                    (0.3, 0.3),
                    (0.34, 0.24),
                    (0.68, 0.24),
                    (0.7, 0.34),
                    (0.55, 0.33),
                ],
                hair,
                1.0,
            );
        }
        Style::Bun => {
            canvas.oval((0.5, 0.26), (0.2, 0.1), hair, 1.0);
            canvas.disc((0.5, 0.15), 0.075, hair, 1.0);
            canvas.oval((0.34, 0.35), (0.04, 0.1), hair, 1.0);
            canvas.oval((0.66, 0.35), (0.04, 0.1), hair, 1.0);
        }
        Style::Curls | Style::Cloud => {
            for curl in 0..9_u8 {
                let x = 0.33 + f32::from(curl) * 0.042;
                let y = 0.3 - 0.07 * (1.0 - ((x - 0.5) / 0.17).powi(2));
                canvas.disc((x, y), 0.05, hair, 1.0);
            }
        }
    }
}

fn draw_glasses(canvas: &mut Canvas) {
    for side in [-1.0_f32, 1.0] {
        let center = 0.5 + side * 0.078;
        let ring: Vec<(f32, f32)> = (0..=16_u8)
            .map(|step| {
                let angle = f32::from(step) * std::f32::consts::TAU / 16.0;
                (center + angle.cos() * 0.058, 0.462 + angle.sin() * 0.05)
            })
            .collect();
        canvas.line(&ring, 0.009, 0x2b2b2b, 0.95);
    }
    canvas.line(&[(0.478, 0.455), (0.522, 0.455)], 0.009, 0x2b2b2b, 0.95);
}
