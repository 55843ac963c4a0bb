//! The pictures of the demo's people: flat faces, each with hair, skin and a shirt of its own.

use image::RgbImage;

use super::canvas::{Canvas, mix};

/// Draws somebody; the seed says whom.
pub fn draw(seed: u64) -> RgbImage {
    let mut canvas = Canvas::new(480, 480, seed);
    let wall = canvas.pick(&[0xf2c9a0, 0xa9cbb7, 0x9fb8d9, 0xe3a9a9, 0xd9c7e8, 0xf0d78c, 0x8fc1c4]);
    canvas.sky(0.0, 1.0, &[mix(wall, 0xffffff, 0.25), wall, mix(wall, 0x203040, 0.25)]);
    let skin = canvas.pick(&[0xf3cfae, 0xe8b98f, 0xc98f62, 0x8f5f43, 0xf7dcc4]);
    let hair = canvas.pick(&[0x241c1a, 0x3b2a22, 0x5a3824, 0x9c6b3a, 0x17181c]);
    let shirt = canvas.pick(&[0x2f5d62, 0xb8483f, 0x3f4f8c, 0xe0a33e, 0x4f7a4a, 0x6a4a7d]);
    let style = canvas.pick(&[0_u8, 1, 2, 3]);
    if style == 0 {
        // Long hair falls behind the shoulders.
        canvas.oval((0.5, 0.56), (0.27, 0.34), hair, 1.0);
    }
    canvas.oval((0.5, 1.02), (0.38, 0.3), shirt, 1.0);
    canvas.block((0.43, 0.6), (0.57, 0.78), mix(skin, 0x6b3a20, 0.2), 1.0);
    canvas.oval((0.5, 0.79), (0.1, 0.06), mix(skin, 0x6b3a20, 0.08), 1.0);
    canvas.oval((0.5, 0.46), (0.19, 0.23), skin, 1.0);
    for side in [-1.0_f32, 1.0] {
        canvas.oval((0.5 + side * 0.19, 0.48), (0.03, 0.045), skin, 1.0);
        canvas.oval((0.5 + side * 0.075, 0.46), (0.017, 0.022), 0x2a201c, 1.0);
        canvas.line(
            &[(0.5 + side * 0.04, 0.405), (0.5 + side * 0.08, 0.395), (0.5 + side * 0.115, 0.408)],
            0.012,
            hair,
            0.9,
        );
        canvas.oval((0.5 + side * 0.11, 0.54), (0.035, 0.02), 0xe8707a, 0.28);
    }
    canvas.line(&[(0.5, 0.48), (0.512, 0.53), (0.495, 0.535)], 0.008, mix(skin, 0x6b3a20, 0.45), 0.9);
    canvas.line(&[(0.44, 0.585), (0.5, 0.625), (0.56, 0.585)], 0.014, 0x9c3f3f, 0.95);
    match style {
        0 => {
            canvas.oval((0.4, 0.3), (0.14, 0.1), hair, 1.0);
            canvas.oval((0.6, 0.3), (0.14, 0.1), hair, 1.0);
            canvas.oval((0.5, 0.26), (0.17, 0.08), hair, 1.0);
        }
        1 => {
            canvas.oval((0.5, 0.27), (0.2, 0.1), hair, 1.0);
            canvas.polygon(&[(0.3, 0.3), (0.34, 0.24), (0.68, 0.24), (0.7, 0.34), (0.55, 0.33)], hair, 1.0);
        }
        2 => {
            canvas.oval((0.5, 0.26), (0.2, 0.1), hair, 1.0);
            canvas.disc((0.5, 0.15), 0.075, hair, 1.0);
            canvas.oval((0.34, 0.35), (0.04, 0.1), hair, 1.0);
            canvas.oval((0.66, 0.35), (0.04, 0.1), hair, 1.0);
        }
        _ => {
            for place in 0..9_u8 {
                let x = 0.33 + f32::from(place) * 0.042;
                let y = 0.3 - 0.07 * (1.0 - ((x - 0.5) / 0.17).powi(2));
                canvas.disc((x, y), 0.05, hair, 1.0);
            }
        }
    }
    if canvas.chance(0.0, 1.0) > 0.68 {
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
    canvas.finish()
}
