//! The demo's pictures; long, since it has a function of plain drawing for each scene. The scenes
//! show what the people saw, ate and looked at.

use std::f32::consts::TAU;

use image::RgbImage;

use super::canvas::{Canvas, mix};

/// Draws a scene by its name; the seed varies it. `None` if there is no such scene.
pub fn draw(name: &str, seed: u64) -> Option<RgbImage> {
    let (width, height) = match name {
        "tower" | "bamboo" | "latte" | "cat" => (960, 1280),
        "noodles" | "cake" | "mooncake" => (1120, 1120),
        "panorama" => (1920, 800),
        _ => (1280, 960),
    };
    let mut canvas = Canvas::new(width, height, seed);
    let paint: fn(&mut Canvas) = match name {
        "sunset" => sunset,
        "mist" => mist,
        "panorama" => panorama,
        "lake" => lake,
        "city" => city,
        "tower" => tower,
        "sea" => sea,
        "noodles" => noodles,
        "latte" => latte,
        "cat" => cat,
        "tulips" => tulips,
        "autumn" => autumn,
        "lanterns" => lanterns,
        "snow" => snow,
        "bridge" => bridge,
        "dunes" => dunes,
        "cake" => cake,
        "mooncake" => mooncake,
        "fields" => fields,
        "bamboo" => bamboo,
        "train" => train,
        _ => return None,
    };
    paint(&mut canvas);
    Some(canvas.finish())
}

fn sunset(canvas: &mut Canvas) {
    let sky = canvas.pick(&[
        [0x2b3a67, 0xb35a7a, 0xf7a072, 0xffe3a8],
        [0x24304f, 0x7a4b83, 0xe87a6d, 0xffd08a],
    ]);
    canvas.sky(0.0, 0.8, &sky);
    let sun = (canvas.chance(0.25, 0.75), canvas.chance(0.44, 0.52));
    canvas.glow(sun, 0.55, 0xfff0c0, 0.75);
    canvas.disc(sun, 0.055, 0xfff6dc, 1.0);
    for layer in 0..5_u8 {
        let depth = f32::from(layer) / 4.0;
        let rgb = mix(0xc9788a, 0x1f1b36, depth);
        canvas.ridge(
            0.55 + depth * 0.3,
            0.1 + depth * 0.05,
            0.5,
            rgb,
            mix(0xf0b08c, 0x14122a, depth),
        );
    }
    birds(canvas, 0x33254a);
}

fn mist(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0xbfd3d8, 0xdfe9e6, 0xf3f1e8]);
    canvas.disc((0.72, 0.22), 0.05, 0xf7e8c8, 0.9);
    for layer in 0..6_u8 {
        let depth = f32::from(layer) / 5.0;
        canvas.ridge(
            0.4 + depth * 0.48,
            0.13,
            0.8,
            mix(0xaebfc4, 0x23484a, depth),
            mix(0xeef2ee, 0x6f9490, depth),
        );
    }
    for _ in 0..9 {
        let x = canvas.chance(0.02, 0.98);
        let y = canvas.chance(0.86, 0.99);
        pine(canvas, (x, y), canvas_size(y), 0x17393a);
    }
    birds(canvas, 0x405b5e);
}

fn panorama(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x4c86b8, 0x9cc4dc, 0xe9f0ea]);
    canvas.glow((0.8, 0.2), 0.3, 0xfffbe6, 0.8);
    canvas.ridge(0.5, 0.2, 1.0, 0x7f97ab, 0xc9d5d8);
    canvas.ridge(0.62, 0.14, 0.7, 0x54786d, 0x9dbb9b);
    canvas.ridge(0.8, 0.08, 0.2, 0x5f8f4e, 0xa8c46a);
    for _ in 0..40 {
        let x = canvas.chance(0.0, 1.0);
        let y = canvas.chance(0.78, 1.0);
        pine(canvas, (x, y), 0.4 * canvas_size(y), 0x2f5b3a);
    }
}

fn lake(canvas: &mut Canvas) {
    let (sky, tint) = canvas.pick(&[
        ([0x7ea7c9, 0xbfd4dd, 0xf6e9cf], 0x2f566b),
        ([0x3c4b78, 0xb9748c, 0xf5bd94], 0x2b2f52),
        ([0x8fb8b1, 0xcfe3d6, 0xf4f4e2], 0x3f6c68),
    ]);
    canvas.sky(0.0, 0.56, &sky);
    canvas.glow((0.66, 0.34), 0.35, 0xfff4d4, 0.8);
    canvas.disc((0.66, 0.34), 0.035, 0xfffae8, 1.0);
    canvas.ridge(0.46, 0.13, 0.5, mix(sky[0], 0x4c6076, 0.55), sky[2]);
    canvas.ridge(0.52, 0.06, 0.6, 0x3b5850, mix(sky[2], 0x3b5850, 0.6));
    pagoda(canvas, (0.2, 0.5), 0.5);
    canvas.water(0.56, tint, 0.25);
    let boat = (canvas.chance(0.35, 0.7), canvas.chance(0.7, 0.78));
    boat_at(canvas, boat);
    for _ in 0..16 {
        let x = canvas.chance(0.0, 1.0);
        let y = canvas.chance(0.6, 0.98);
        canvas.line(&[(x, y), (x + 0.05, y)], 0.0016, 0xffffff, 0.25);
    }
    willow(canvas, 0.97);
}

fn city(canvas: &mut Canvas) {
    canvas.sky(0.0, 0.78, &[0x0d1533, 0x2a2f66, 0x7a4f86, 0xd9827a]);
    canvas.sprinkle(90, (0.0, 0.4), 0.0018, &[0xffffff, 0xcfe0ff]);
    canvas.disc((0.8, 0.16), 0.04, 0xfff2d2, 1.0);
    canvas.glow((0.8, 0.16), 0.16, 0xfff2d2, 0.5);
    for (row, (rgb, base)) in [(0x4a3b6e, 0.5), (0x2e2a54, 0.58), (0x171833, 0.66)]
        .into_iter()
        .enumerate()
    {
        let mut left = -0.02;
        while left < 1.0 {
            let wide = canvas.chance(0.04, 0.1);
            let top = base - canvas.chance(0.0, 0.26);
            canvas.block((left, top), (left + wide, 0.8), rgb, 1.0);
            if row > 0 {
                windows(canvas, (left, top), wide);
            }
            left += wide + canvas.chance(0.0, 0.012);
        }
    }
    canvas.water(0.78, 0x0c1230, 0.35);
}

fn tower(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x121a3f, 0x3b3f7d, 0xa05f8d, 0xf2a07f]);
    canvas.sprinkle(120, (0.0, 0.5), 0.002, &[0xffffff]);
    canvas.ridge(0.82, 0.06, 0.4, 0x2c2a55, 0x4b3a66);
    let center = 0.52;
    let shade = 0x1a1838;
    canvas.polygon(
        &[
            (center - 0.035, 0.95),
            (center - 0.012, 0.36),
            (center + 0.012, 0.36),
            (center + 0.035, 0.95),
        ],
        shade,
        1.0,
    );
    for (height, size) in [(0.62, 0.075), (0.4, 0.05), (0.27, 0.02)] {
        canvas.glow((center, height), size * 2.4, 0xff8fb0, 0.55);
        canvas.disc((center, height), size, 0xb04a7d, 1.0);
        canvas.oval((center, height), (size, size * 0.22), 0xffc2d4, 0.9);
    }
    canvas.line(&[(center, 0.27), (center, 0.1)], 0.006, shade, 1.0);
    let mut left = 0.0;
    while left < 1.0 {
        let wide = canvas.chance(0.06, 0.14);
        let top = canvas.chance(0.8, 0.93);
        canvas.block((left, top), (left + wide, 1.0), 0x12122b, 1.0);
        windows(canvas, (left, top), wide);
        left += wide;
    }
}

fn sea(canvas: &mut Canvas) {
    canvas.sky(0.0, 0.5, &[0x3f8fc4, 0x8cc7e2, 0xe6f3ee]);
    for _ in 0..6 {
        let x = canvas.chance(0.0, 1.0);
        let y = canvas.chance(0.08, 0.32);
        cloud(canvas, (x, y));
    }
    canvas.sky(0.5, 0.84, &[0x2f86ad, 0x4fb0bf, 0x9fdcd0]);
    for row in 0..26_u8 {
        let y = 0.52 + f32::from(row) * 0.012;
        let x = canvas.chance(0.0, 0.9);
        canvas.line(
            &[(x, y), (x + 0.03, y - 0.003), (x + 0.07, y)],
            0.002,
            0xffffff,
            0.4,
        );
    }
    canvas.ridge(0.86, 0.02, 0.0, 0xf4e3bd, 0xe7cf9c);
    canvas.line(
        &[(0.0, 0.845), (0.3, 0.86), (0.6, 0.845), (1.0, 0.862)],
        0.008,
        0xffffff,
        0.8,
    );
    for (x, size) in [(0.3, 1.0), (0.68, 0.6)] {
        let base = 0.56;
        let tall = 0.13 * size;
        canvas.polygon(
            &[(x, base - tall), (x, base), (x + 0.06 * size, base)],
            0xffffff,
            1.0,
        );
        canvas.polygon(
            &[
                (x - 0.008, base - tall * 0.8),
                (x - 0.008, base),
                (x - 0.045 * size, base),
            ],
            0xf6ded0,
            1.0,
        );
        canvas.polygon(
            &[
                (x - 0.05 * size, base + 0.006),
                (x + 0.065 * size, base + 0.006),
                (x + 0.04 * size, base + 0.03 * size),
                (x - 0.03 * size, base + 0.03 * size),
            ],
            0x8c3b3b,
            1.0,
        );
    }
    canvas.disc((0.16, 0.93), 0.022, 0xe8604c, 1.0);
    canvas.oval((0.16, 0.93), (0.022, 0.007), 0xffffff, 0.9);
}

fn noodles(canvas: &mut Canvas) {
    let table = canvas.pick(&[[0x6b4630, 0x8a5d3f], [0x3f4a4d, 0x5c6a6a]]);
    canvas.sky(0.0, 1.0, &table);
    for _ in 0..22 {
        let y = canvas.chance(0.0, 1.0);
        canvas.line(
            &[(0.0, y), (0.5, y + 0.01), (1.0, y)],
            0.0025,
            0x000000,
            0.12,
        );
    }
    canvas.glow((0.52, 0.55), 0.5, 0x000000, 0.5);
    canvas.disc((0.5, 0.52), 0.38, 0xf5f1e6, 1.0);
    canvas.disc((0.5, 0.52), 0.36, 0x2f5f8f, 1.0);
    canvas.disc((0.5, 0.52), 0.35, 0xfaf7ee, 1.0);
    canvas.disc((0.5, 0.52), 0.315, 0xb9692c, 1.0);
    canvas.glow((0.44, 0.46), 0.3, 0xf0b25e, 0.8);
    noodle_threads(canvas);
    for at in [(0.38, 0.42), (0.5, 0.37)] {
        canvas.oval(at, (0.075, 0.06), 0xffffff, 1.0);
        canvas.oval(at, (0.042, 0.036), 0xf2a52e, 1.0);
        canvas.oval((at.0 - 0.01, at.1 - 0.01), (0.012, 0.008), 0xffdf94, 0.9);
    }
    for slice in 0..4_u8 {
        let x = 0.55 + f32::from(slice) * 0.035;
        canvas.oval(
            (x, 0.66 - f32::from(slice) * 0.02),
            (0.06, 0.035),
            0x7d3a22,
            1.0,
        );
        canvas.oval(
            (x - 0.005, 0.655 - f32::from(slice) * 0.02),
            (0.045, 0.02),
            0xa9573a,
            1.0,
        );
    }
    for _ in 0..26 {
        let at = (canvas.chance(0.34, 0.68), canvas.chance(0.4, 0.72));
        canvas.disc(at, 0.011, 0x5f9e3d, 1.0);
        canvas.disc(at, 0.005, 0xcde8a0, 1.0);
    }
    canvas.line(&[(0.72, 0.2), (0.98, 0.86)], 0.014, 0x3a2416, 1.0);
    canvas.line(&[(0.77, 0.18), (1.03, 0.84)], 0.014, 0x4a2e1c, 1.0);
}

fn noodle_threads(canvas: &mut Canvas) {
    for _ in 0..70 {
        let angle = canvas.chance(0.0, TAU);
        let out = canvas.chance(0.0, 0.2);
        let x = 0.5 + angle.cos() * out;
        let y = 0.54 + angle.sin() * out;
        let bend = canvas.chance(-0.08, 0.08);
        canvas.line(
            &[
                (x - 0.09, y),
                (x, y + bend),
                (x + 0.05, y - bend),
                (x + 0.1, y),
            ],
            0.011,
            0xf6d98f,
            1.0,
        );
        canvas.line(
            &[
                (x - 0.09, y - 0.003),
                (x, y + bend - 0.003),
                (x + 0.1, y - 0.003),
            ],
            0.003,
            0xfff0c0,
            0.8,
        );
    }
}

fn latte(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0xd9c3a5, 0xc3a27c, 0xa67e58]);
    canvas.polygon(
        &[(0.0, 0.0), (0.55, 0.0), (0.1, 1.0), (0.0, 1.0)],
        0xfff3d6,
        0.35,
    );
    canvas.glow((0.56, 0.6), 0.5, 0x4a2c16, 0.45);
    canvas.disc((0.5, 0.56), 0.4, 0xf8f4ec, 1.0);
    canvas.disc((0.5, 0.56), 0.37, 0xe9e0d2, 1.0);
    canvas.oval((0.88, 0.56), (0.1, 0.05), 0xf8f4ec, 1.0);
    canvas.disc((0.5, 0.56), 0.3, 0xfffdf8, 1.0);
    canvas.disc((0.5, 0.56), 0.275, 0x8a5430, 1.0);
    canvas.glow((0.45, 0.52), 0.26, 0xc48a54, 0.9);
    for leaf in 0..6_u8 {
        let y = 0.47 + f32::from(leaf) * 0.035;
        let size = 0.15 - f32::from(leaf) * 0.018;
        canvas.line(
            &[
                (0.5 - size, y - 0.02),
                (0.5 - size * 0.4, y + 0.03),
                (0.5, y + 0.045),
            ],
            0.02,
            0xfaeedb,
            0.95,
        );
        canvas.line(
            &[
                (0.5 + size, y - 0.02),
                (0.5 + size * 0.4, y + 0.03),
                (0.5, y + 0.045),
            ],
            0.02,
            0xfaeedb,
            0.95,
        );
    }
    canvas.line(&[(0.5, 0.43), (0.5, 0.7)], 0.008, 0x8a5430, 0.9);
    canvas.block((0.06, 0.06), (0.42, 0.24), 0x3f5e5a, 1.0);
    canvas.block((0.075, 0.07), (0.41, 0.225), 0xfbf6ea, 1.0);
    for line in 0..6_u8 {
        let y = 0.09 + f32::from(line) * 0.022;
        canvas.line(
            &[(0.1, y), (0.1 + canvas_words(line), y)],
            0.003,
            0x8c8578,
            0.8,
        );
    }
}

fn cat(canvas: &mut Canvas) {
    let sky = canvas.pick(&[
        [0x9cc6e6, 0xdcecf2, 0xfff2d8],
        [0x5a5f99, 0xc98aa0, 0xffcf9c],
    ]);
    canvas.sky(0.0, 1.0, &[0x4b3b33, 0x5b473b]);
    canvas.block((0.08, 0.05), (0.92, 0.76), 0xf3ead8, 1.0);
    canvas.sky(0.08, 0.73, &sky);
    canvas.block((0.0, 0.08), (0.11, 0.73), 0xf3ead8, 1.0);
    canvas.block((0.89, 0.08), (1.0, 0.73), 0xf3ead8, 1.0);
    canvas.block((0.0, 0.0), (0.08, 1.0), 0x54413a, 1.0);
    canvas.block((0.92, 0.0), (1.0, 1.0), 0x54413a, 1.0);
    for x in [0.2, 0.42, 0.7] {
        let top = canvas.chance(0.42, 0.55);
        canvas.block((x, top), (x + 0.16, 0.73), mix(sky[0], 0x5c6b7a, 0.5), 0.8);
    }
    canvas.block((0.49, 0.08), (0.51, 0.73), 0xf3ead8, 1.0);
    canvas.block((0.02, 0.73), (0.98, 0.78), 0xe6d6ba, 1.0);
    let coat = canvas.pick(&[0x2b2422, 0xc77b3a, 0x6f6a68]);
    canvas.oval((0.42, 0.64), (0.15, 0.19), coat, 1.0);
    canvas.disc((0.42, 0.46), 0.1, coat, 1.0);
    canvas.polygon(&[(0.335, 0.43), (0.345, 0.35), (0.4, 0.4)], coat, 1.0);
    canvas.polygon(&[(0.505, 0.43), (0.495, 0.35), (0.44, 0.4)], coat, 1.0);
    canvas.line(
        &[(0.55, 0.74), (0.68, 0.75), (0.72, 0.83), (0.66, 0.87)],
        0.035,
        coat,
        1.0,
    );
    pot(canvas, (0.75, 0.73));
    canvas.polygon(
        &[(0.1, 0.78), (0.5, 0.78), (0.9, 1.0), (0.35, 1.0)],
        0xffe2a8,
        0.14,
    );
}

fn tulips(canvas: &mut Canvas) {
    canvas.sky(0.0, 0.5, &[0x86bfe6, 0xd7ecf4]);
    cloud(canvas, (0.25, 0.16));
    cloud(canvas, (0.75, 0.24));
    canvas.ridge(0.42, 0.05, 0.3, 0x7fa68a, 0xa9c79a);
    canvas.sky(0.46, 1.0, &[0x6f9f4f, 0x3f7a34]);
    let colors = [0xe4475b, 0xf3b53f, 0xf08bb0, 0xfff3ea, 0x8a4fa0];
    for row in 0..14_u8 {
        let depth = f32::from(row) / 13.0;
        let y = 0.5 + depth * depth * 0.5;
        let size = 0.006 + depth * 0.03;
        let rgb = colors[usize::from(row / 2) % colors.len()];
        let mut x = canvas.chance(-0.02, 0.02);
        while x < 1.03 {
            let lift = canvas.chance(-0.2, 0.2) * size;
            canvas.line(
                &[(x, y + size * 2.2), (x, y + lift)],
                size * 0.16,
                0x2f6b2c,
                1.0,
            );
            canvas.oval((x, y + lift), (size * 0.62, size * 0.8), rgb, 1.0);
            canvas.oval(
                (x - size * 0.18, y + lift),
                (size * 0.2, size * 0.6),
                mix(rgb, 0xffffff, 0.35),
                0.8,
            );
            x += size * canvas.chance(1.5, 2.0);
        }
    }
}

fn autumn(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0xc9dbe2, 0xf5e6c4, 0xe8b878]);
    canvas.ridge(0.62, 0.07, 0.4, 0xa9825c, 0xdcb888);
    canvas.polygon(
        &[(0.44, 0.62), (0.54, 0.62), (0.86, 1.0), (0.14, 1.0)],
        0xd9b48a,
        1.0,
    );
    let leaves = [0xd9542b, 0xe8892f, 0xf2b63c, 0xb8392a];
    for side in [0.06, 0.94, 0.2, 0.8, 0.3, 0.7] {
        let away = (side - 0.5_f32).abs() * 2.0;
        let x = side;
        let base = 0.62 + away * 0.3;
        let size = 0.06 + away * 0.13;
        canvas.line(
            &[(x, base), (x + 0.01, base - size * 2.2)],
            size * 0.12,
            0x4a2f22,
            1.0,
        );
        for _ in 0..110 {
            let angle = canvas.chance(0.0, TAU);
            let out = canvas.chance(0.0, 1.0).sqrt() * size;
            let at = (
                x + angle.cos() * out,
                base - size * 2.3 + angle.sin() * out * 1.2,
            );
            let leaf = canvas.chance(0.1, 0.2) * size;
            let rgb = canvas.pick(&leaves);
            canvas.disc(at, leaf, rgb, 0.85);
        }
    }
    canvas.sprinkle(180, (0.66, 1.0), 0.008, &leaves);
    canvas.sprinkle(30, (0.3, 0.66), 0.006, &leaves);
}

fn lanterns(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x150f2b, 0x3a1c3f, 0x5f2a35]);
    canvas.sprinkle(60, (0.0, 0.35), 0.0016, &[0xffffff]);
    roof(canvas, (-0.05, 0.62), 0.5);
    roof(canvas, (0.6, 0.68), 0.5);
    for row in 0..3_u8 {
        let depth = f32::from(row) / 2.0;
        let base = 0.2 + depth * 0.16;
        let size = 0.022 + depth * 0.03;
        canvas.line(
            &[(0.0, base - 0.1), (0.5, base + 0.02), (1.0, base - 0.1)],
            0.002,
            0x1a1016,
            1.0,
        );
        for index in 0..6_u8 {
            let x = 0.08 + f32::from(index) * 0.17 + depth * 0.03;
            let y = base - 0.1 + 0.11 * (1.0 - (x * 2.0 - 1.0).powi(2)).max(0.0) + size;
            canvas.glow((x, y), size * 4.0, 0xff7a3c, 0.5);
            canvas.oval((x, y), (size, size * 0.85), 0xe0372c, 1.0);
            canvas.oval((x, y), (size * 0.45, size * 0.85), 0xff8a4a, 0.8);
            canvas.block(
                (x - size * 0.4, y - size * 1.22),
                (x + size * 0.4, y - size * 1.05),
                0xf2c14e,
                1.0,
            );
            canvas.line(
                &[(x, y + size * 1.1), (x, y + size * 2.0)],
                size * 0.12,
                0xf2c14e,
                1.0,
            );
        }
    }
    canvas.water(0.86, 0x1c1020, 0.3);
}

fn snow(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x22305a, 0x51628f, 0xa9b4d0]);
    canvas.ridge(0.55, 0.14, 0.8, 0x8d9ec2, 0xc3cde2);
    canvas.ridge(0.72, 0.05, 0.1, 0xdfe6f4, 0xf5f8fd);
    for (x, y, size) in [(0.2, 0.74, 1.0), (0.5, 0.7, 0.8), (0.76, 0.76, 1.1)] {
        house(canvas, (x, y), size);
    }
    canvas.ridge(0.9, 0.03, 0.1, 0xf2f6fd, 0xffffff);
    for _ in 0..8 {
        let x = canvas.chance(0.0, 1.0);
        let y = canvas.chance(0.74, 0.96);
        pine(canvas, (x, y), canvas_size(y), 0x2a4452);
    }
    canvas.sprinkle(260, (0.0, 1.0), 0.004, &[0xffffff]);
}

fn bridge(canvas: &mut Canvas) {
    canvas.sky(0.0, 0.62, &[0xa8c4cf, 0xdde8e2, 0xf8ecd2]);
    canvas.ridge(0.5, 0.1, 0.5, 0x9fb5b2, 0xdbe4d9);
    let deck: Vec<(f32, f32)> = (0..=20_u8)
        .map(|step| {
            let x = f32::from(step) / 20.0;
            (x, 0.6 - 0.2 * (1.0 - (x * 2.0 - 1.0).powi(2)))
        })
        .collect();
    let mut side = deck.clone();
    side.extend([(1.0, 0.62), (0.0, 0.62)]);
    canvas.polygon(&side, 0x8c8f86, 1.0);
    for (x, size) in [(0.5, 0.13), (0.24, 0.075), (0.76, 0.075)] {
        canvas.oval((x, 0.62), (size, size * 0.95), 0xdfe6dd, 1.0);
    }
    canvas.line(&deck, 0.012, 0xc9c8bb, 1.0);
    for index in 1..10_u8 {
        let x = f32::from(index) / 10.0;
        let y = 0.6 - 0.2 * (1.0 - (x * 2.0 - 1.0).powi(2));
        canvas.line(&[(x, y), (x, y - 0.045)], 0.006, 0xb5b5a8, 1.0);
    }
    for x in [0.42, 0.47] {
        canvas.oval(
            (x, 0.36),
            (0.045, 0.03),
            if x < 0.45 { 0xc8483f } else { 0x2f6f9f },
            1.0,
        );
        canvas.line(&[(x, 0.36), (x, 0.42)], 0.004, 0x33302c, 1.0);
    }
    canvas.water(0.62, 0x4b6f72, 0.3);
    willow(canvas, 0.06);
}

fn dunes(canvas: &mut Canvas) {
    canvas.sky(0.0, 0.7, &[0x0b1030, 0x26305f, 0x6f5f86, 0xd9a07c]);
    canvas.sprinkle(320, (0.0, 0.5), 0.0022, &[0xffffff, 0xffe9c4, 0xcfe0ff]);
    for step in 0..120_u8 {
        let x = f32::from(step) / 120.0;
        let at = (x, 0.42 - x * 0.36 + canvas.chance(-0.05, 0.05));
        canvas.glow(at, 0.05, 0xcabfff, 0.06);
    }
    canvas.ridge(0.66, 0.07, 0.0, 0xb97a52, 0x8a5440);
    canvas.ridge(0.78, 0.08, 0.0, 0x8a4f3c, 0x5f3430);
    canvas.ridge(0.93, 0.06, 0.0, 0x4c2a2c, 0x2f1a20);
    let tent = (0.3, 0.82);
    canvas.glow((tent.0, tent.1 - 0.02), 0.12, 0xffc46a, 0.7);
    canvas.polygon(
        &[
            (tent.0 - 0.06, tent.1),
            (tent.0, tent.1 - 0.09),
            (tent.0 + 0.06, tent.1),
        ],
        0xf2a65a,
        1.0,
    );
    canvas.polygon(
        &[
            (tent.0 - 0.012, tent.1),
            (tent.0, tent.1 - 0.06),
            (tent.0 + 0.014, tent.1),
        ],
        0xfff0c4,
        1.0,
    );
}

fn cake(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x3d2b45, 0x6a4561, 0x8f5f6e]);
    for _ in 0..26 {
        let at = (canvas.chance(0.0, 1.0), canvas.chance(0.0, 0.6));
        let size = canvas.chance(0.02, 0.06);
        let rgb = canvas.pick(&[0xffd98a, 0xff9fb4, 0x9fd8ff]);
        canvas.disc(at, size, rgb, 0.16);
    }
    canvas.oval((0.5, 0.84), (0.42, 0.08), 0xf7f0e6, 1.0);
    for (bottom, wide, tall, rgb) in [(0.82, 0.34, 0.2, 0xf9dfe2), (0.62, 0.23, 0.15, 0xfdf3e3)] {
        canvas.block((0.5 - wide, bottom - tall), (0.5 + wide, bottom), rgb, 1.0);
        canvas.oval((0.5, bottom), (wide, 0.035), rgb, 1.0);
        canvas.oval(
            (0.5, bottom - tall),
            (wide, 0.035),
            mix(rgb, 0xffffff, 0.6),
            1.0,
        );
        let mut x = 0.5 - wide;
        while x < 0.5 + wide {
            canvas.oval(
                (x + 0.025, bottom - tall + 0.035),
                (0.025, 0.04),
                0xe8798f,
                1.0,
            );
            x += 0.05;
        }
    }
    for index in 0..7_u8 {
        let x = 0.5 + (f32::from(index) - 3.0) * 0.055;
        canvas.disc((x, 0.465), 0.02, 0xd4304a, 1.0);
        canvas.line(
            &[(x + 0.02, 0.455), (x + 0.02, 0.37)],
            0.01,
            canvas_stripe(index),
            1.0,
        );
        canvas.glow((x + 0.02, 0.345), 0.06, 0xffd070, 0.8);
        canvas.oval((x + 0.02, 0.345), (0.008, 0.016), 0xfff2b8, 1.0);
    }
}

fn mooncake(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x16233f, 0x24365a]);
    canvas.glow((0.76, 0.2), 0.35, 0xfff1c4, 0.5);
    canvas.disc((0.76, 0.2), 0.11, 0xfff3cf, 1.0);
    canvas.oval((0.5, 0.66), (0.43, 0.24), 0xdfe7ea, 1.0);
    canvas.oval((0.5, 0.65), (0.38, 0.2), 0xf5f8f8, 1.0);
    for at in [(0.34, 0.66), (0.62, 0.7), (0.5, 0.55)] {
        canvas.oval((at.0, at.1 + 0.03), (0.14, 0.1), 0x8a4d1f, 1.0);
        canvas.oval(at, (0.14, 0.1), 0xc67c35, 1.0);
        for petal in 0..10_u8 {
            let angle = f32::from(petal) * 0.628;
            canvas.oval(
                (at.0 + angle.cos() * 0.1, at.1 + angle.sin() * 0.07),
                (0.034, 0.026),
                0xdc9a4c,
                1.0,
            );
        }
        canvas.oval(at, (0.07, 0.05), 0xb46a28, 1.0);
        canvas.oval(at, (0.055, 0.038), 0xdc9a4c, 1.0);
    }
    canvas.line(
        &[(0.05, 0.1), (0.2, 0.22), (0.3, 0.2), (0.4, 0.3)],
        0.008,
        0x3a2a22,
        1.0,
    );
    canvas.sprinkle(40, (0.1, 0.34), 0.01, &[0xf2c14e, 0xf7d98a]);
}

fn fields(canvas: &mut Canvas) {
    canvas.sky(0.0, 0.5, &[0x9ad0ec, 0xe3f2ee]);
    canvas.ridge(0.38, 0.1, 0.6, 0x6f9a8c, 0xb9d3bd);
    for step in 0..11_u8 {
        let depth = f32::from(step) / 10.0;
        let rgb = mix(
            0xa7cf6a,
            0x3f8a3f,
            canvas.chance(0.0, 1.0) * 0.4 + depth * 0.5,
        );
        canvas.ridge(
            0.44 + depth * depth * 0.52,
            0.02 + depth * 0.025,
            0.1,
            rgb,
            mix(rgb, 0xdff0a0, 0.35),
        );
        let y = 0.45 + depth * depth * 0.52;
        canvas.line(
            &[(0.0, y), (0.35, y - 0.015), (0.7, y + 0.012), (1.0, y)],
            0.002 + depth * 0.003,
            0xeaf7c4,
            0.6,
        );
    }
    house(canvas, (0.68, 0.5), 0.5);
    birds(canvas, 0x3f5b4a);
}

fn bamboo(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0xeaf4d2, 0xbcd9a0, 0x6f9f66]);
    canvas.glow((0.5, 0.25), 0.6, 0xfffbe0, 0.8);
    for layer in 0..3_u8 {
        let depth = f32::from(layer) / 2.0;
        for _ in 0..9 {
            let x = canvas.chance(0.0, 1.0);
            let wide = 0.012 + depth * 0.02;
            let rgb = mix(0xa9cc8b, 0x2f6138, depth);
            let lean = canvas.chance(-0.03, 0.03);
            canvas.line(&[(x, 1.02), (x + lean, -0.02)], wide, rgb, 1.0);
            for joint in 0..9_u8 {
                let y = f32::from(joint) / 9.0 + 0.04;
                canvas.line(
                    &[
                        (x + lean * (1.0 - y) - wide / 2.0, y),
                        (x + lean * (1.0 - y) + wide / 2.0, y),
                    ],
                    0.003,
                    mix(rgb, 0xffffff, 0.4),
                    0.9,
                );
                let dx = canvas.chance(-0.12, 0.12);
                let dy = canvas.chance(-0.03, 0.05);
                canvas.line(
                    &[
                        (x + lean, y),
                        (x + dx * 0.6, y + dy * 0.4),
                        (x + dx, y + dy),
                    ],
                    wide * 0.3,
                    mix(rgb, 0x8fc46a, 0.5),
                    0.8,
                );
            }
        }
    }
    canvas.polygon(
        &[(0.4, 0.72), (0.56, 0.72), (0.8, 1.0), (0.16, 1.0)],
        0xcbbf95,
        0.9,
    );
}

fn train(canvas: &mut Canvas) {
    canvas.sky(0.0, 1.0, &[0x6fa3cc, 0xbcd9e4, 0xf3ead0]);
    canvas.ridge(0.48, 0.12, 0.7, 0x6f8fa6, 0xc3d3d6);
    canvas.ridge(0.6, 0.06, 0.3, 0x6f9a5f, 0xb9c98a);
    for _ in 0..8 {
        let x = canvas.chance(0.1, 0.9);
        let y = canvas.chance(0.62, 0.7);
        pine(canvas, (x, y), 0.5, 0x33593f);
    }
    let frame = 0x2d3238;
    canvas.block((0.0, 0.0), (1.0, 0.08), frame, 1.0);
    canvas.block((0.0, 0.0), (0.06, 1.0), frame, 1.0);
    canvas.block((0.94, 0.0), (1.0, 1.0), frame, 1.0);
    canvas.block((0.0, 0.76), (1.0, 1.0), 0x3b4149, 1.0);
    canvas.block((0.04, 0.76), (0.96, 0.79), 0x59616b, 1.0);
    canvas.block((0.2, 0.7), (0.3, 0.86), 0xf3efe6, 1.0);
    canvas.oval((0.25, 0.7), (0.05, 0.014), 0x7a4a2c, 1.0);
    canvas.block((0.2, 0.76), (0.3, 0.8), 0xb8432f, 1.0);
    canvas.polygon(
        &[(0.5, 0.9), (0.76, 0.86), (0.8, 0.95), (0.54, 0.99)],
        0xf7f1e3,
        1.0,
    );
    canvas.polygon(
        &[(0.08, 0.08), (0.3, 0.08), (0.12, 0.76), (0.06, 0.76)],
        0xffffff,
        0.12,
    );
}

fn canvas_size(y: f32) -> f32 {
    0.5 + (y - 0.7).max(0.0) * 2.0
}

fn canvas_words(line: u8) -> f32 {
    [0.27, 0.24, 0.28, 0.2, 0.26, 0.12][usize::from(line) % 6]
}

fn canvas_stripe(index: u8) -> u32 {
    if index.is_multiple_of(2) {
        0x8fd0e8
    } else {
        0xffd98a
    }
}

fn birds(canvas: &mut Canvas, rgb: u32) {
    for _ in 0..5 {
        let x = canvas.chance(0.15, 0.85);
        let y = canvas.chance(0.1, 0.3);
        let size = canvas.chance(0.008, 0.016);
        canvas.line(
            &[
                (x - size, y - size * 0.4),
                (x - size * 0.4, y - size * 0.5),
                (x, y),
            ],
            0.0025,
            rgb,
            0.9,
        );
        canvas.line(
            &[
                (x, y),
                (x + size * 0.4, y - size * 0.5),
                (x + size, y - size * 0.4),
            ],
            0.0025,
            rgb,
            0.9,
        );
    }
}

fn pine(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, rgb: u32) {
    let size = size * 0.05;
    for tier in 0..4_u8 {
        let rise = f32::from(tier) * size * 0.7;
        let wide = size * (1.0 - f32::from(tier) * 0.2);
        canvas.polygon(
            &[
                (x - wide, y - rise),
                (x, y - rise - size * 1.3),
                (x + wide, y - rise),
            ],
            rgb,
            1.0,
        );
    }
}

fn cloud(canvas: &mut Canvas, (x, y): (f32, f32)) {
    for (dx, dy, size) in [
        (-0.06, 0.012, 0.035),
        (-0.02, -0.01, 0.05),
        (0.04, 0.0, 0.045),
        (0.08, 0.014, 0.03),
    ] {
        canvas.oval((x + dx, y + dy), (size, size * 0.55), 0xffffff, 0.8);
    }
}

fn windows(canvas: &mut Canvas, (left, top): (f32, f32), wide: f32) {
    let mut y = top + 0.015;
    while y < 0.98 {
        let mut x = left + 0.008;
        while x < left + wide - 0.01 {
            if canvas.chance(0.0, 1.0) > 0.55 {
                let rgb = canvas.pick(&[0xffd98a, 0xfff0c4, 0xffb36a, 0xbfe0ff]);
                canvas.block((x, y), (x + 0.006, y + 0.009), rgb, 0.9);
            }
            x += 0.014;
        }
        y += 0.02;
    }
}

fn pagoda(canvas: &mut Canvas, (x, base): (f32, f32), size: f32) {
    for floor in 0..5_u8 {
        let rise = f32::from(floor) * 0.06 * size;
        let wide = (0.06 - f32::from(floor) * 0.008) * size;
        canvas.block(
            (x - wide * 0.7, base - rise - 0.06 * size),
            (x + wide * 0.7, base - rise),
            0x6b3f35,
            1.0,
        );
        canvas.polygon(
            &[
                (x - wide * 1.3, base - rise - 0.045 * size),
                (x - wide * 0.5, base - rise - 0.075 * size),
                (x + wide * 0.5, base - rise - 0.075 * size),
                (x + wide * 1.3, base - rise - 0.045 * size),
            ],
            0x39424a,
            1.0,
        );
    }
    canvas.line(
        &[(x, base - 0.31 * size), (x, base - 0.4 * size)],
        0.004,
        0x39424a,
        1.0,
    );
}

fn boat_at(canvas: &mut Canvas, (x, y): (f32, f32)) {
    canvas.oval((x, y + 0.03), (0.09, 0.008), 0x10202c, 0.35);
    canvas.polygon(
        &[
            (x - 0.09, y),
            (x + 0.09, y),
            (x + 0.06, y + 0.03),
            (x - 0.06, y + 0.03),
        ],
        0x2b2320,
        1.0,
    );
    canvas.oval((x - 0.01, y), (0.045, 0.035), 0x5b4a36, 1.0);
    canvas.block((x - 0.06, y), (x + 0.04, y + 0.01), 0x2b2320, 1.0);
    canvas.line(&[(x + 0.06, y), (x + 0.06, y - 0.06)], 0.006, 0x2b2320, 1.0);
    canvas.disc((x + 0.06, y - 0.07), 0.008, 0x2b2320, 1.0);
    canvas.line(
        &[(x + 0.05, y - 0.05), (x + 0.11, y + 0.04)],
        0.003,
        0x2b2320,
        1.0,
    );
}

fn willow(canvas: &mut Canvas, x: f32) {
    for _ in 0..26 {
        let start = x + canvas.chance(-0.1, 0.1);
        let length = canvas.chance(0.15, 0.42);
        let sway = canvas.chance(-0.02, 0.02);
        canvas.line(
            &[
                (start, -0.02),
                (start + sway, length * 0.5),
                (start + sway * 2.0, length),
            ],
            0.003,
            0x4d7a3f,
            0.75,
        );
    }
}

fn roof(canvas: &mut Canvas, (x, y): (f32, f32), wide: f32) {
    canvas.block((x + 0.04, y), (x + wide - 0.04, 1.0), 0x2a1522, 1.0);
    canvas.polygon(
        &[
            (x - 0.02, y + 0.03),
            (x + 0.05, y - 0.02),
            (x + wide * 0.3, y - 0.08),
            (x + wide * 0.7, y - 0.08),
            (x + wide - 0.05, y - 0.02),
            (x + wide + 0.02, y + 0.03),
        ],
        0x150c18,
        1.0,
    );
    for index in 0..4_u8 {
        let left = x + 0.08 + f32::from(index) * (wide - 0.16) / 4.0;
        canvas.block((left, y + 0.08), (left + 0.06, y + 0.18), 0xffb45a, 0.85);
    }
}

fn house(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    let wide = 0.08 * size;
    let tall = 0.09 * size;
    canvas.block((x - wide, y - tall), (x + wide, y), 0x6b4a3c, 1.0);
    canvas.polygon(
        &[
            (x - wide * 1.25, y - tall),
            (x, y - tall * 2.1),
            (x + wide * 1.25, y - tall),
        ],
        0xf5f8fd,
        1.0,
    );
    canvas.glow((x, y - tall * 0.5), wide, 0xffd98a, 0.6);
    for dx in [-0.5, 0.3] {
        canvas.block(
            (x + wide * dx, y - tall * 0.75),
            (x + wide * (dx + 0.3), y - tall * 0.35),
            0xffe3a0,
            1.0,
        );
    }
}

fn pot(canvas: &mut Canvas, (x, y): (f32, f32)) {
    for leaf in 0..7_u8 {
        let lean = (f32::from(leaf) - 3.0) * 0.03;
        canvas.line(
            &[
                (x, y - 0.06),
                (x + lean * 0.5, y - 0.14),
                (x + lean * 1.4, y - 0.19),
            ],
            0.016,
            0x4f8a4a,
            1.0,
        );
    }
    canvas.polygon(
        &[
            (x - 0.05, y - 0.08),
            (x + 0.05, y - 0.08),
            (x + 0.035, y),
            (x - 0.035, y),
        ],
        0xb5623f,
        1.0,
    );
}
