//! Photos on the disk, named by their content: `ab/ab12….large.jpg`.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use life_circle_wire::photos::PhotoSize;
use tempfile::NamedTempFile;

use super::encoding::Encoded;

/// Where files lie that aren't kept yet.
const INCOMING: &str = "incoming";
/// An upload that takes longer is none any more.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// A folder of photos; cheap to clone.
#[derive(Clone)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Uses this folder, which is made if it isn't there. What a crash left half-written in it is removed; what another
    /// server is writing there is younger.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let incoming = folder.join(INCOMING);
        make_folder(&incoming)?;
        // Said at the start, not at the first photo.
        NamedTempFile::new_in(&incoming)?;
        for entry in fs::read_dir(&incoming)? {
            let entry = entry?;
            let is_old = entry
                .metadata()
                .and_then(|data| data.modified())
                .is_ok_and(|written| written.elapsed().is_ok_and(|age| age > LEFT_BEHIND));
            if is_old {
                // Another server may just have done so.
                fs::remove_file(entry.path()).ok();
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// A file to write into that isn't kept by itself.
    pub fn spool(&self) -> io::Result<NamedTempFile> {
        NamedTempFile::new_in(self.folder.join(INCOMING))
    }

    /// Keeps a photo: when this returns, it survives a power cut. One that is there already is left as it is.
    pub fn put(&self, photo: &Encoded) -> io::Result<()> {
        let folder = self.folder_of(&photo.content);
        if !folder.exists() {
            make_folder(&folder)?;
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

    /// The bytes of a photo in a size; nothing if they aren't here.
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

/// What people show is for the server's own user.
fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
