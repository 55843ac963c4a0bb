//! Backups that are made while people write, and restored.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;
use life_circle_server::clock;
use life_circle_wire::accounts::{ListDevices, SignUp};
use life_circle_wire::comments::DeleteComment;
use life_circle_wire::moments::{PostMomentRequest, ReadMoment};
use life_circle_wire::people::ReadPerson;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::profile::{SetProfile, SetProfileRequest};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, Nothing, PhotoId};
use tokio::task::{spawn_blocking, yield_now};

use super::operator;
use crate::accounts::signing_in::sign_up_request;
use crate::support::{Friend, PASSWORD, Place, Server, code, photo_files, story};

/// A moment with a photo that differs by its seed.
async fn post_photo(author: &Friend, seed: u8) -> (MomentId, PhotoId) {
    let photo = author.upload_picture(seed).await;
    let used = PhotoUse {
        id: photo,
        alt: String::new(),
    };
    let request = PostMomentRequest {
        text: format!("photo {seed}"),
        photos: vec![used],
        ..PostMomentRequest::default()
    };
    (author.post_moment(&request).await.id, photo)
}

/// Runs an operator's command, with a folder as its first argument.
fn run(place: &Place, act: &str, folder: &Path, more: &[&str]) -> Result<String, String> {
    let folder = folder.to_str().expect("UTF-8");
    let words = [&[act, folder], more].concat();
    operator(place, &words)
}

/// The backups in a folder, the oldest first.
fn backups(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut backups: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("backup.json").exists())
        .collect();
    backups.sort();
    backups
}

#[test]
fn a_backup_under_load_has_all_that_was_there_and_nothing_by_halves() {
    story(async |server| {
        let folder = tempfile::tempdir().expect("a folder");
        let saved = folder.path().join("backups");
        let author = server.sign_up("wang_fang").await;
        let mut before = Vec::new();
        for seed in 0..4 {
            before.push(post_photo(&author, seed).await);
        }
        let is_over = AtomicBool::new(false);
        let backing_up = async {
            let place = server.place.clone();
            let folder = saved.clone();
            let made = spawn_blocking(move || run(&place, "backup", &folder, &[])).await;
            is_over.store(true, Ordering::Relaxed);
            made.expect("no panic").expect("a backup")
        };
        let writing = async {
            let mut seed = 4;
            while !is_over.load(Ordering::Relaxed) {
                post_photo(&author, seed).await;
                seed = seed.wrapping_add(1);
                yield_now().await;
            }
            usize::from(seed)
        };
        let (said, posted) = tokio::join!(backing_up, writing);
        assert!(posted > 5, "nobody waited for the backup");
        assert!(!said.contains("missing"), "{said}");

        let elsewhere = server.place.another(&folder.path().join("data")).await;
        run(&elsewhere, "restore", &saved, &[]).expect("restored");
        let restored = Server::start(elsewhere, &[]).await;
        let author = restored.sign_in("wang_fang").await;
        let album = author.feed().await;
        for (moment, photo) in before {
            author.read_moment(moment).await;
            assert_eq!(author.fetch(photo).await, StatusCode::OK);
        }
        assert!(album.len() >= 4);
        for item in album {
            for photo in item.moment.photos {
                assert_eq!(author.fetch(photo.id).await, StatusCode::OK);
            }
        }
    });
}

async fn set_picture(who: &Friend, avatar: Option<PhotoId>) {
    let request = SetProfileRequest {
        display_name: "Fang".to_owned(),
        about: String::new(),
        avatar,
        cover: None,
    };
    let set = who.call::<SetProfile>(&NoArgument, &request).await;
    set.expect("a profile");
}

/// Moments with a photo, before and after a backup.
struct Written {
    stays: (MomentId, PhotoId),
    /// Deleted after the backup, for good.
    purged: (MomentId, PhotoId),
    /// Deleted just now: it could still be undone.
    deleted: (MomentId, PhotoId),
}

/// Writes, makes a backup, and deletes: moments, a comment, a picture, and two accounts.
async fn write_back_up_and_delete(server: &Server, saved: &Path) -> Written {
    let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
    for friend in [&lei, &han] {
        fang.befriend(friend).await;
    }
    let written = Written {
        stays: post_photo(&fang, 1).await,
        purged: post_photo(&fang, 2).await,
        deleted: post_photo(&fang, 3).await,
    };
    let comment = han.comment(written.stays.0, "a word too much").await;
    lei.comment(written.stays.0, "hi").await;
    let picture = fang.upload_picture(9).await;
    set_picture(&fang, Some(picture)).await;
    run(&server.place, "backup", saved, &[]).expect("a backup");

    fang.delete_moment(written.purged.0).await;
    set_picture(&fang, None).await;
    server.sweep_after(clock::hours_ms(25)).await;
    fang.delete_moment(written.deleted.0).await;
    let removed = han.call::<DeleteComment>(&comment, &Nothing {}).await;
    removed.expect("deleted");
    post_photo(&fang, 4).await;
    operator(&server.place, &["erase", "li_lei"]).expect("erased");
    operator(&server.place, &["suspend", "han_mei"]).expect("suspended");
    written
}

#[test]
fn a_restored_server_does_not_bring_back_what_was_deleted() {
    story(async |server| {
        let folder = tempfile::tempdir().expect("a folder");
        let saved = folder.path().join("backups");
        let place = server.place.clone();
        let written = write_back_up_and_delete(&server, &saved).await;
        let serving = server.database.clone().claim_node(3).await.expect("free");
        let used = run(&place, "restore", &saved, &[]).expect_err("a server runs");
        assert!(used.contains("use"), "{used}");
        drop(serving);
        server.stop().await;
        let said = run(&place, "restore", &saved, &["--note", "tried"]).expect("restored");
        assert!(said.contains("kept as"), "{said}");

        let restored = Server::start(place, &[]).await;
        let fang = restored.sign_in("wang_fang").await;
        let devices = fang.get::<ListDevices>(&NoArgument).await.expect("devices");
        assert_eq!(devices.items.len(), 1, "everybody else is signed out");
        let comments = async || {
            fang.read_moment(written.stays.0)
                .await
                .comments
                .newest
                .len()
        };
        assert_eq!(comments().await, 0, "of who is erased and suspended");
        assert_eq!(fang.fetch(written.stays.1).await, StatusCode::OK);
        for (moment, photo) in [written.purged, written.deleted] {
            let gone = code(fang.get::<ReadMoment>(&moment).await);
            assert_eq!(gone, ErrorCode::NotFound);
            assert_eq!(fang.fetch(photo).await, StatusCode::NOT_FOUND);
        }
        let profile = fang.read_person(&fang).await;
        assert!(
            profile.person.avatar.is_none(),
            "a picture that was removed"
        );
        let again = sign_up_request("li_lei", PASSWORD);
        let taken = restored.nobody().call::<SignUp>(&NoArgument, &again).await;
        assert_eq!(code(taken), ErrorCode::HandleTaken);
        let handle = "han_mei".parse().expect("a handle");
        assert_eq!(
            code(fang.get::<ReadPerson>(&handle).await),
            ErrorCode::NotFound
        );
        operator(&restored.place, &["unsuspend", "han_mei"]).expect("it was suspended");
        assert_eq!(comments().await, 0, "the comment was deleted");
        restored.sweep_after(clock::hours_ms(25)).await;
        let files = photo_files(&restored.app.config.media());
        assert_eq!(
            files.len(),
            3,
            "of what came after the backup, no files are left"
        );
    });
}

#[test]
fn as_many_backups_are_kept_as_the_operator_wants_and_photos_are_copied_once() {
    story(async |server| {
        let folder = tempfile::tempdir().expect("a folder");
        let place = &server.place;
        let elsewhere = place.another(&folder.path().join("data")).await;
        let none = run(&elsewhere, "restore", folder.path(), &[]).expect_err("no backup");
        assert!(none.contains("no backup"), "{none}");
        let author = server.sign_up("wang_fang").await;
        post_photo(&author, 1).await;
        for _ in 0..4 {
            run(place, "backup", folder.path(), &["--keep", "2"]).expect("a backup");
        }
        let kept = backups(folder.path());
        assert_eq!(kept.len(), 2);
        let files: Vec<u64> = photo_files(&kept[1].join("media"))
            .iter()
            .map(|file| {
                let data = std::fs::metadata(file).expect("a file");
                std::os::unix::fs::MetadataExt::nlink(&data)
            })
            .collect();
        assert_eq!(files, [2, 2, 2], "both backups have the same files");
        let listed = run(place, "backups", folder.path(), &[]).expect("a list");
        assert_eq!(listed.lines().count(), 2, "{listed}");
    });
}
