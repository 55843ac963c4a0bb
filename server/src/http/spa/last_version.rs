//! Keeps the parts of the page that this server served before: a tab that was open meanwhile still
//! asks for them.
//!
//! `page/current` in the server's folder has the parts of the version that is served, and
//! `page/last` those of the version before it.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use tracing::warn;

use crate::private_folder::make_private_folder;

/// The content of files, by their path in the page.
pub type Contents = HashMap<String, Vec<u8>>;

/// Adds the parts of the last version to a page, and keeps those of this one for the next. If the
/// folder can't be read or written, the page does without.
pub fn with_last_version(mut page: Contents, folder: &Path) -> Contents {
    match last_parts(&page, &folder.join("page")) {
        Ok(last) => {
            for (path, bytes) in last {
                page.entry(path).or_insert(bytes);
            }
        }
        Err(error) => warn!(%error, "can't read the parts of the page's last version"),
    }
    page
}

/// The parts of the version before this one.
fn last_parts(page: &Contents, folder: &Path) -> io::Result<Contents> {
    let parts: HashMap<&String, &Vec<u8>> = page
        .iter()
        .filter(|(path, _)| is_named_by_content(path) && !path.contains('/'))
        .collect();
    if parts.is_empty() {
        return Ok(Contents::new());
    }
    make_private_folder(folder)?;
    // Another server that shares the folder may be doing the same.
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let kept = read_parts(&folder.join("current"))?;
    let names: BTreeSet<&String> = parts.keys().copied().collect();
    if kept.keys().collect::<BTreeSet<_>>() == names {
        return read_parts(&folder.join("last"));
    }
    if let Err(error) = put_into_place(&parts, folder, !kept.is_empty()) {
        warn!(%error, "can't keep the parts of the page for its next version");
    }
    Ok(kept)
}

/// Keeps these parts as the current ones; what was current is the last version then.
fn put_into_place(
    parts: &HashMap<&String, &Vec<u8>>,
    folder: &Path,
    has_last: bool,
) -> io::Result<()> {
    let current = folder.join("current");
    let last = folder.join("last");
    // Written under another name first: what is in `current` is complete.
    let new = folder.join("new");
    remove(&new)?;
    make_private_folder(&new)?;
    for (path, bytes) in parts {
        let mut file = File::create_new(new.join(path))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    if has_last {
        remove(&last)?;
        fs::rename(&current, &last)?;
    }
    remove(&current)?;
    fs::rename(&new, &current)
}

/// Whether a name has a hash of the file's content, as Trunk writes it. A compressed twin has the
/// name of its file.
pub fn is_named_by_content(name: &str) -> bool {
    let name = name.trim_end_matches(".br");
    name.rsplit_once('.').is_some_and(|(stem, _)| {
        stem.trim_end_matches("_bg")
            .rsplit_once('-')
            .is_some_and(|(_, hash)| is_hash(hash))
    })
}

/// Whether it is a hash of Trunk's: up to 16 hexadecimal digits, without zeros in front.
fn is_hash(text: &str) -> bool {
    (8..=16).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn read_parts(folder: &Path) -> io::Result<Contents> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Contents::new()),
        files => files?,
    };
    let mut parts = Contents::new();
    for file in files {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        // Whatever else lies there isn't the page's.
        if is_named_by_content(&name) && file.file_type()?.is_file() {
            parts.insert(name, fs::read(file.path())?);
        }
    }
    Ok(parts)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(hash: &str) -> Contents {
        let part = format!("composer-{hash}.wasm");
        [
            ("index.html".to_owned(), hash.into()),
            (format!("{part}.br"), hash.into()),
            (part, hash.into()),
        ]
        .into()
    }

    #[test]
    fn a_tab_of_the_last_version_still_finds_its_parts() {
        let folder = tempfile::tempdir().expect("a folder");
        let serve = |hash: &str| with_last_version(version(hash), folder.path());
        let first = "0000000000000001";
        // Trunk leaves out zeros in front.
        let second = "d614b62de32f2f2";
        let third = "0000000000000003";

        assert_eq!(serve(first), version(first));
        assert_eq!(serve(first), version(first), "it is started again");
        let mut both = version(first);
        both.extend(version(second));
        assert_eq!(serve(second), both);
        assert_eq!(serve(second), both, "it is started again");
        let third = serve(third);
        assert!(
            third.contains_key(&format!("composer-{second}.wasm"))
                && !third.contains_key(&format!("composer-{first}.wasm")),
            "the parts of one earlier version are kept"
        );
    }

    #[test]
    fn what_is_no_part_of_a_page_is_not_served() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = version("0000000000000001");
        for kept in ["page/current", "page/last"] {
            let kept = folder.path().join(kept);
            fs::create_dir_all(&kept).expect("a folder");
            fs::write(kept.join("notes.txt"), "mine").expect("a file");
            let link = kept.join("link-0000000000000002.wasm");
            std::os::unix::fs::symlink("/etc/passwd", link).expect("a link");
        }
        assert_eq!(with_last_version(page.clone(), folder.path()), page);
    }

    #[test]
    fn a_page_whose_parts_cannot_be_kept_is_served_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("page"), "in the way").expect("a file");
        let page = version("0000000000000001");
        assert_eq!(with_last_version(page.clone(), folder.path()), page);
    }
}
