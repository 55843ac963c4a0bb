//! What reads the file in the thread that asks.

use sqlx::sqlite::SqliteConnectOptions;

use super::readers::Readers;
use super::version::Version;

/// The connections to a file, and its version.
#[derive(Clone)]
pub struct Here {
    /// Connections for short statements.
    pub readers: Readers,
    /// Says whether the file has changed.
    pub version: Version,
}

impl Here {
    /// Opens the file of a URL, to which somebody has connected before.
    pub fn open(url: &str) -> anyhow::Result<Self> {
        let options: SqliteConnectOptions = url.parse()?;
        let file = options.get_filename();
        Ok(Self {
            version: Version::of(file)?,
            readers: Readers::of(file.to_owned()),
        })
    }

    /// Closes the connections that nobody uses.
    pub fn close(&self) {
        self.readers.close();
        self.version.close();
    }
}
