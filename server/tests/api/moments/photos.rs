//! Photos: accepted, refused, and who sees them. Long, because each kind of bad file has its case.

use std::io::Cursor;

use axum::http::StatusCode;
use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
use image::{ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use life_circle_server::clock;
use life_circle_wire::audience::Audience;
use life_circle_wire::moments::{
    Moment, PostMoment, PostMomentRequest, SetDeletedRequest, SetMomentDeleted,
};
use life_circle_wire::photos::{PhotoFile, PhotoSize, PhotoUse, ReadPhoto, ReadPhotoQuota};
use life_circle_wire::{ErrorBody, ErrorCode, NoArgument, PhotoId, limits};

use crate::support::{Friend, Server, code, photo_files, picture, story, story_with};

async fn post(
    author: &Friend,
    photos: &[PhotoId],
    audience: Audience,
) -> Result<Moment, ErrorBody> {
    let photos = photos
        .iter()
        .map(|&id| PhotoUse {
            id,
            alt: format!("picture {id}"),
        })
        .collect();
    let request = PostMomentRequest {
        text: String::new(),
        photos,
        audience,
        ..Default::default()
    };
    author.call::<PostMoment>(&NoArgument, &request).await
}

async fn bytes(viewer: &Friend, id: PhotoId, size: PhotoSize) -> Vec<u8> {
    let raw = viewer
        .raw::<ReadPhoto>(&PhotoFile { id, size }, "", Vec::new(), "")
        .await;
    assert_eq!(
        (raw.status, &raw.headers["content-type"]),
        (StatusCode::OK, &"image/jpeg".parse().expect("a header"))
    );
    raw.body
}

#[test]
fn a_person_has_room_for_as_many_photos_as_the_operator_wants() {
    story_with(&["--photos-most", "3"], async |server| {
        let [author, other] = server.sign_up_all(["author", "other"]).await;
        let quota = async |person: &Friend| {
            let quota = person.get::<ReadPhotoQuota>(&NoArgument).await;
            quota.expect("a quota")
        };
        let mut ids = Vec::new();
        for seed in 0..3 {
            assert_eq!(quota(&author).await.photos, u32::from(seed));
            ids.push(author.upload_picture(seed).await);
        }
        let full = quota(&author).await;
        let large = bytes(&author, ids[0], PhotoSize::Large).await.len() as u64;
        assert!(full.is_full() && full.bytes > 3 * large, "all sizes count");
        let key = server.new_key();
        let upload = async || code(author.upload(picture(64, 48, 9), &key).await);
        assert_eq!(upload().await, ErrorCode::PhotoQuotaFull);
        other.upload_picture(9).await;
        let moment = post(&author, &ids, Audience::Friends)
            .await
            .expect("posted");
        assert_eq!(
            upload().await,
            ErrorCode::PhotoQuotaFull,
            "used photos count"
        );
        author.delete_moment(moment.id).await;
        server.sweep_after(clock::hours_ms(1)).await;
        assert_eq!(quota(&author).await.bytes, 0, "deleted photos don't");
        author.upload(picture(64, 48, 9), &key).await.expect("room");
    });
}

#[test]
fn photos_of_a_person_take_as_many_bytes_as_the_operator_wants() {
    story_with(&["--megabytes-most", "1"], async |server| {
        let author = server.sign_up("author").await;
        let mut refused = None;
        for seed in 0..20 {
            let noise = RgbImage::from_fn(1000, 1000, |x, y| {
                Rgb([x, y, x * y]
                    .map(|value| value.wrapping_mul(2_654_435_761).to_le_bytes()[3] ^ seed))
            });
            let mut png = Cursor::new(Vec::new());
            noise.write_to(&mut png, ImageFormat::Png).expect("a PNG");
            let key = server.new_key();
            match author.upload(png.into_inner(), &key).await {
                Ok(_) => {}
                Err(error) => {
                    refused = Some(error.code);
                    break;
                }
            }
        }
        assert_eq!(refused, Some(ErrorCode::PhotoQuotaFull));
    });
}

#[test]
fn photos_stand_in_their_moment_in_their_order() {
    story(async |server| {
        let [author, friend] = server.sign_up_all(["author", "friend"]).await;
        author.befriend(&friend).await;
        let mut ids = Vec::new();
        for seed in 0..9 {
            ids.push(author.upload_picture(seed).await);
        }
        ids.reverse();
        let moment = post(&author, &ids, Audience::Friends)
            .await
            .expect("nine photos and no word are a moment");
        let seen = friend.read_moment(moment.id).await;
        assert_eq!(
            seen.photos.iter().map(|photo| photo.id).collect::<Vec<_>>(),
            ids
        );
        assert_eq!((seen.photos[0].width, seen.photos[0].height), (64, 48));
        assert_eq!(seen.photos[0].alt, format!("picture {}", ids[0]));
        for size in PhotoSize::ALL {
            let jpeg =
                image::load_from_memory(&bytes(&friend, ids[0], size).await).expect("a JPEG");
            assert_eq!((jpeg.width(), jpeg.height()), size.fit(64, 48));
        }
    });
}

#[test]
fn a_photo_is_seen_by_exactly_those_who_see_its_moment() {
    story(async |server| {
        let [author, friend, ex_friend, stranger] = server
            .sign_up_all(["author", "friend", "former", "stranger"])
            .await;
        author.befriend(&friend).await;
        author.befriend(&ex_friend).await;
        let photo = author.upload_picture(1).await;
        let statuses = async || {
            let mut statuses = Vec::new();
            for viewer in [&author, &friend, &ex_friend, &stranger, &server.nobody()] {
                statuses.push(viewer.fetch(photo).await.as_u16());
            }
            statuses
        };
        assert_eq!(
            statuses().await,
            [200, 404, 404, 404, 401],
            "while it waits"
        );
        let moment = post(&author, &[photo], Audience::Friends)
            .await
            .expect("posted")
            .id;
        assert_eq!(
            statuses().await,
            [200, 200, 200, 404, 401],
            "in a moment for friends"
        );
        author.remove_friend(&ex_friend).await;
        assert_eq!(
            statuses().await,
            [200, 200, 404, 404, 401],
            "when they are friends no more"
        );
        author.delete_moment(moment).await;
        assert_eq!(
            statuses().await,
            [404, 404, 404, 404, 401],
            "when it is deleted"
        );
        author
            .call::<SetMomentDeleted>(&moment, &SetDeletedRequest { deleted: false })
            .await
            .expect("undone");
        assert_eq!(
            statuses().await,
            [200, 200, 404, 404, 401],
            "when that is undone"
        );
        let secret = author.upload_picture(2).await;
        post(&author, &[secret], Audience::OnlyMe)
            .await
            .expect("posted");
        assert_eq!(
            (
                author.fetch(secret).await.as_u16(),
                friend.fetch(secret).await.as_u16()
            ),
            (200, 404),
            "for me only"
        );
    });
}

#[test]
fn a_photo_that_is_known_is_not_sent_again() {
    story(async |server| {
        let author = server.sign_up("author").await;
        let photo = author.upload_picture(1).await;
        let path = format!("/api/v1/photos/{photo}-small");
        let first = author.raw_path("GET", &path, Vec::new(), "").await;
        let request = axum::http::Request::builder()
            .uri(&path)
            .header(
                "authorization",
                format!("Bearer {}", author.token.clone().expect("a token")),
            )
            .header("if-none-match", &first.headers["etag"]);
        let second = server
            .send(request.body(axum::body::Body::empty()).expect("a request"))
            .await;
        assert_eq!(
            (second.status, second.body.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
        assert_eq!(
            first.headers["cache-control"], "private, no-cache",
            "its URL alone shows nothing to the next person"
        );
    });
}

#[test]
fn a_photo_is_used_once_and_by_its_owner() {
    story(async |server| {
        let [author, other] = server.sign_up_all(["author", "other"]).await;
        let photo = author.upload_picture(1).await;
        let gone = |outcome: Result<Moment, ErrorBody>| {
            let error = outcome.expect_err("it must be refused");
            assert_eq!(
                (error.code, error.field.as_deref()),
                (ErrorCode::PhotoGone, Some("photos"))
            );
        };
        gone(post(&other, &[photo], Audience::Friends).await);
        gone(post(&author, &[photo, photo], Audience::Friends).await);
        post(&author, &[photo], Audience::Friends)
            .await
            .expect("what was refused has used nothing");
        gone(post(&author, &[photo], Audience::Friends).await);
        gone(post(&author, &[PhotoId(1)], Audience::Friends).await);
        let too_many: Vec<PhotoId> = (0..10).map(PhotoId).collect();
        assert_eq!(
            code(post(&author, &too_many, Audience::Friends).await),
            ErrorCode::TooManyPhotos
        );
    });
}

#[test]
fn an_upload_happens_once_however_often_it_is_sent() {
    story(async |server| {
        let author = server.sign_up("author").await;
        let file = picture(64, 48, 1);
        let mut uploads = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let author = author.clone();
            let file = file.clone();
            uploads.spawn(async move {
                author
                    .upload(file, "the-same-key")
                    .await
                    .expect("each gets an answer")
                    .id
            });
        }
        let mut ids = uploads.join_all().await;
        ids.dedup();
        assert_eq!(ids.len(), 1, "one photo for all");
        assert_eq!(
            author
                .upload(file, "the-same-key")
                .await
                .expect("a repeat")
                .id,
            ids[0],
            "and for a later repeat"
        );
        assert_eq!(
            code(author.upload(picture(64, 48, 2), "the-same-key").await),
            ErrorCode::KeyReused
        );
    });
}

/// A PNG whose header claims this size and bit depth, whatever its data holds.
fn lying(png: &[u8], width: u32, height: u32, bits: u8) -> Vec<u8> {
    let mut png = png.to_vec();
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    png[24] = bits;
    let checksum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&checksum.to_be_bytes());
    png
}

/// CRC-32, the checksum of the chunks of a PNG.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}

fn jpeg_of(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .expect("a JPEG");
    bytes.into_inner()
}

#[test]
fn what_is_no_picture_is_refused_with_the_reason() {
    story(async |server| {
        let author = server.sign_up("author").await;
        let png = picture(300, 200, 1);
        let jpeg = jpeg_of(&RgbImage::from_fn(300, 200, |x, y| {
            Rgb([x, y, x * y].map(|value| value.to_le_bytes()[0]))
        }));
        let mut gif = Cursor::new(Vec::new());
        RgbImage::new(30, 20)
            .write_to(&mut gif, ImageFormat::Gif)
            .expect("a GIF");
        let gif = gif.into_inner();
        let mut webp = Cursor::new(Vec::new());
        RgbImage::new(30, 20)
            .write_to(&mut webp, ImageFormat::WebP)
            .expect("a WebP");
        let webp = webp.into_inner();
        let unreadable = [
            ("nothing", Vec::new()),
            (
                "text",
                b"<script>alert(1)</script>, long enough to be looked at".to_vec(),
            ),
            (
                "svg",
                b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
            ),
            ("a cut png", png[..png.len() / 2].to_vec()),
            ("a png without its last rows", lying(&png, 300, 400, 8)),
            ("a cut webp", webp[..webp.len() - 10].to_vec()),
            ("a cut jpeg", jpeg[..jpeg.len() - 200].to_vec()),
            ("a jpeg's head", jpeg[..20].to_vec()),
            ("a cut gif", gif[..20].to_vec()),
            (
                "a png's signature on a page",
                [
                    &png[..8],
                    b"<html><script>alert(1)</script></html>".as_slice(),
                ]
                .concat(),
            ),
        ];
        for (what, file) in unreadable {
            assert_eq!(
                code(author.upload(file, &server.new_key()).await),
                ErrorCode::PhotoUnreadable,
                "{what}"
            );
        }
        for (what, file) in [
            ("boundless", lying(&png, 50_000, 50_000, 8)),
            ("deep", lying(&png, 7000, 7000, 16)),
        ] {
            assert_eq!(
                code(author.upload(file, &server.new_key()).await),
                ErrorCode::PhotoTooLarge,
                "{what}"
            );
        }
        let huge = [png, vec![0; limits::PHOTO_BYTES_MOST]].concat();
        assert_eq!(
            code(author.upload(huge, &server.new_key()).await),
            ErrorCode::BodyTooLarge
        );
    });
}

#[test]
fn what_is_hidden_in_a_picture_does_not_come_out_again() {
    story(async |server| {
        let author = server.sign_up("author").await;
        let mut exif = Vec::new();
        let mut encoder = Encoder::new(&mut exif, 90);
        encoder
            .add_exif_metadata(b"SECRET-PLACE 30.25N 120.17E, a camera's number")
            .expect("it fits");
        encoder
            .encode(&[128; 16 * 16 * 3], 16, 16, ColorType::Rgb)
            .expect("a JPEG");
        let appended = [
            picture(16, 16, 3).as_slice(),
            b"PK\x03\x04 SECRET-PLACE in an archive after the picture",
        ]
        .concat();
        for file in [exif, appended] {
            let photo = author
                .upload(file, &server.new_key())
                .await
                .expect("a picture")
                .id;
            for size in PhotoSize::ALL {
                let given = bytes(&author, photo, size).await;
                let holds = |words: &[u8]| given.windows(words.len()).any(|window| window == words);
                assert!(!holds(b"SECRET-PLACE") && !holds(b"Exif"), "{size:?}");
            }
        }
    });
}

/// An EXIF block that holds only the orientation.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff
}

/// The pixels that a camera held in this orientation stores. The upright scene is blue at the top
/// left, red at the top right, and green below.
fn taken(orientation: u8) -> RgbImage {
    let upright = RgbImage::from_fn(96, 64, |x, y| match (x < 48, y < 32) {
        (true, true) => Rgb([0, 0, 255]),
        (false, true) => Rgb([255, 0, 0]),
        _ => Rgb([0, 255, 0]),
    });
    match orientation {
        2 => flip_horizontal(&upright),
        3 => rotate180(&upright),
        4 => flip_vertical(&upright),
        5 => flip_horizontal(&rotate90(&upright)),
        6 => rotate270(&upright),
        7 => flip_horizontal(&rotate270(&upright)),
        8 => rotate90(&upright),
        _ => upright,
    }
}

#[test]
fn all_eight_ways_to_hold_a_camera_come_out_upright() {
    story(async |server| {
        let author = server.sign_up("author").await;
        for orientation in 1..=8 {
            let scene = taken(orientation);
            let side = |pixels: u32| u16::try_from(pixels).expect("a small picture");
            let mut file = Vec::new();
            let mut encoder = Encoder::new(&mut file, 95);
            encoder
                .add_exif_metadata(&exif(orientation))
                .expect("it fits");
            encoder
                .encode(
                    scene.as_raw(),
                    side(scene.width()),
                    side(scene.height()),
                    ColorType::Rgb,
                )
                .expect("a JPEG");
            let photo = author
                .upload(file, &server.new_key())
                .await
                .expect("a picture");
            assert_eq!(
                (photo.width, photo.height),
                (96, 64),
                "orientation {orientation}"
            );
            let given = bytes(&author, photo.id, PhotoSize::Large).await;
            let given = image::load_from_memory(&given).expect("a JPEG").into_rgb8();
            let strongest =
                |x, y| (0..3).max_by_key(|channel: &usize| given.get_pixel(x, y).0[*channel]);
            assert_eq!(
                [strongest(8, 8), strongest(88, 8), strongest(48, 56)],
                [Some(2), Some(0), Some(1)],
                "{orientation}"
            );
        }
    });
}

/// Photos of real cameras. A file named `landscape_…` or `portrait_…` must come out in that format.
#[test]
#[ignore = "needs a folder of them: LIFE_CIRCLE_TEST_PHOTOS=FOLDER cargo test --test api \
    real_cameras -- --ignored"]
fn photos_of_real_cameras_come_out_upright_and_bare() {
    let folder = std::env::var("LIFE_CIRCLE_TEST_PHOTOS").expect("the folder is named");
    story(async |server: Server| {
        let author = server.sign_up("author").await;
        for file in std::fs::read_dir(&folder).expect("the folder").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let photo = author
                .upload(
                    std::fs::read(file.path()).expect("a file"),
                    &server.new_key(),
                )
                .await;
            let photo = photo.unwrap_or_else(|error| panic!("{name}: {error:?}"));
            let is_right = match name.split('_').next() {
                Some("landscape") => photo.width > photo.height,
                Some("portrait") => photo.width < photo.height,
                _ => true,
            };
            assert!(is_right, "{name}: {} × {}", photo.width, photo.height);
            let given = bytes(&author, photo.id, PhotoSize::Large).await;
            assert!(!given.windows(4).any(|window| window == b"Exif"), "{name}");
        }
    });
}

#[test]
fn what_nobody_uses_is_forgotten_and_what_two_use_stays_for_the_other() {
    story(async |server| {
        let [author, other] = server.sign_up_all(["author", "other"]).await;
        let photos = [
            author.upload_picture(7).await,
            other.upload_picture(7).await,
        ];
        let moment = post(&author, &photos[..1], Audience::Friends)
            .await
            .expect("posted")
            .id;
        post(&other, &photos[1..], Audience::Friends)
            .await
            .expect("posted");
        let waiting = author.upload_picture(8).await;
        author.delete_moment(moment).await;
        server.sweep_after(clock::hours_ms(25)).await;
        assert_eq!(author.fetch(photos[0]).await, StatusCode::NOT_FOUND);
        assert_eq!(author.fetch(waiting).await, StatusCode::NOT_FOUND);
        assert_eq!(
            other.fetch(photos[1]).await,
            StatusCode::OK,
            "the same picture, shown by somebody else"
        );
        let kept = photo_files(&server.app.config.media());
        assert_eq!(kept.len(), 3, "three sizes of the one that is still shown");
    });
}

#[test]
fn nobody_fills_the_disk_with_what_they_do_not_use() {
    story(async |server| {
        let author = server.sign_up("author").await;
        for _ in 0..limits::PHOTOS_WAITING_MOST {
            author.upload_picture(1).await;
        }
        assert_eq!(
            code(author.upload(picture(8, 8, 2), &server.new_key()).await),
            ErrorCode::PhotosWaiting
        );
    });
}
