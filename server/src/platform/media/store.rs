//! Photos on the disk, named by their content: `ab/ab12….large.jpg`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use life_circle_wire::photos::PhotoSize;
use tempfile::NamedTempFile;

use super::encoding::EncodedPhoto;
use crate::private_folder::make_private_folder;

/// Sub-folder of files that aren't stored yet.
const INCOMING: &str = "incoming";
/// A file in `INCOMING` that is older than this was left by a crash.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// Photos leave this many bytes of a disk free, or a twentieth of it if that is less: the database
/// needs room to delete something, too.
const LEFT_FREE_BYTES: u64 = 1_000_000_000;

/// A folder of photos; cheap to clone.
#[derive(Clone)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Uses this folder, and creates it if it is missing. Removes half-written files that a crash
    /// left in it. Files that another server is writing there are too young for that.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let incoming = folder.join(INCOMING);
        make_private_folder(&incoming)?;
        // A folder that can't be written to fails now, not at the first photo.
        NamedTempFile::new_in(&incoming)?;
        for entry in fs::read_dir(&incoming)? {
            let entry = entry?;
            let is_old = entry
                .metadata()
                .and_then(|data| data.modified())
                .is_ok_and(|written| written.elapsed().is_ok_and(|age| age > LEFT_BEHIND));
            if is_old {
                // Another server may have removed it first.
                fs::remove_file(entry.path()).ok();
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Whether the disk has room for photos.
    pub fn has_room(&self) -> io::Result<bool> {
        let disk = rustix::fs::statvfs(&self.folder)?;
        Ok(leaves_room(
            disk.f_bavail * disk.f_frsize,
            disk.f_blocks * disk.f_frsize,
        ))
    }

    /// A new temporary file in the store. It is deleted unless it is moved to its place.
    pub fn spool(&self) -> io::Result<NamedTempFile> {
        NamedTempFile::new_in(self.folder.join(INCOMING))
    }

    /// Stores a photo. When this returns, the photo survives a power cut. Files that are there
    /// already stay as they are.
    pub fn put(&self, photo: &EncodedPhoto) -> io::Result<()> {
        let folder = self.folder_of(&photo.content);
        if !folder.exists() {
            make_private_folder(&folder)?;
            File::open(&self.folder)?.sync_all()?;
        }
        for (size, bytes) in PhotoSize::ALL.into_iter().zip(&photo.sizes) {
            let path = self.path(&photo.content, size);
            if path.exists() {
                continue;
            }
            let mut file = self.spool()?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(path)?;
        }
        File::open(folder)?.sync_all()
    }

    /// Takes a photo from another store, unless it is here; `false` if the other store lacks it. A
    /// photo never changes, so stores on one disk share its files if `shares` says so. Nothing is
    /// safe from a power cut before [`Self::sync`].
    pub fn adopt(&self, content: &str, from: &Self, shares: bool) -> io::Result<bool> {
        make_private_folder(&self.folder_of(content))?;
        for size in PhotoSize::ALL {
            let path = self.path(content, size);
            let other = from.path(content, size);
            if path.exists() || (shares && fs::hard_link(&other, &path).is_ok()) {
                continue;
            }
            let mut file = match File::open(&other) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
                file => file?,
            };
            let mut copy = self.spool()?;
            io::copy(&mut file, &mut copy)?;
            copy.persist(path)?;
        }
        Ok(true)
    }

    /// Whether all files of a photo are here.
    pub fn has(&self, content: &str) -> bool {
        let mut sizes = PhotoSize::ALL.into_iter();
        sizes.all(|size| self.path(content, size).exists())
    }

    /// The content hashes of all photos that are here, each once.
    pub fn list_contents(&self) -> io::Result<BTreeSet<String>> {
        let mut contents = BTreeSet::new();
        for folder in fs::read_dir(&self.folder)? {
            let folder = folder?;
            if folder.file_name().len() != 2 || !folder.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path())? {
                let name = file?.file_name();
                let content = name.to_str().and_then(|name| name.split_once('.'));
                contents.extend(content.map(|(content, _)| content.to_owned()));
            }
        }
        Ok(contents)
    }

    /// Makes all that was written to the disk survive a power cut.
    pub fn sync(&self) -> io::Result<()> {
        Ok(rustix::fs::syncfs(File::open(&self.folder)?)?)
    }

    /// The bytes of a photo in a size; `None` if the file is missing.
    pub fn read(&self, content: &str, size: PhotoSize) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(content, size)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes a photo in all sizes.
    pub fn remove(&self, content: &str) -> io::Result<()> {
        for size in PhotoSize::ALL {
            match fs::remove_file(self.path(content, size)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn folder_of(&self, content: &str) -> PathBuf {
        self.folder.join(&content[..2])
    }

    fn path(&self, content: &str, size: PhotoSize) -> PathBuf {
        self.folder_of(content)
            .join(format!("{content}.{}.jpg", size.name()))
    }
}

/// Whether enough of a disk is free, in bytes.
fn leaves_room(free: u64, total: u64) -> bool {
    free >= LEFT_FREE_BYTES.min(total / 20)
}

#[cfg(test)]
mod tests {
    use super::leaves_room;

    #[test]
    fn photos_leave_a_twentieth_of_a_disk_free_but_never_more_than_a_gigabyte() {
        assert!(leaves_room(5, 100));
        assert!(!leaves_room(4, 100));
        assert!(leaves_room(1_000_000_000, 1_000_000_000_000));
        assert!(!leaves_room(999_999_999, 1_000_000_000_000));
    }
}
