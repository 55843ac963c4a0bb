//! What a restored backup must not bring back. The list is kept next to the backups, so it also has
//! what was erased after each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use life_circle_wire::PersonId;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::moments::sql::{comments, photos, writing};
use crate::operator::sql::restoring;
use crate::platform::db::{Connection, Write, erasures};
use crate::relations;
use crate::relations::sql::departures;
use crate::relations::sql::departures::Absence;
use crate::{Error, clock};

const FILE: &str = "erased.json";

/// What must not come back.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Ids of people, moments, comments and photos.
    erased: BTreeSet<i64>,
    /// Hashes of the handles that nobody can have any more.
    retired_handles: BTreeSet<String>,
    /// People who had left or were suspended when the ledger was last brought up to date.
    away: BTreeMap<i64, Absence>,
}

impl Ledger {
    /// Reads the ledger of a folder of backups. It is empty at first.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        serde_json::from_slice(&fs::read(&path)?)
            .with_context(|| format!("{} is damaged", path.display()))
    }

    /// Brings the ledger up to date with a database.
    pub async fn update(&mut self, connection: &mut Connection) -> Result<()> {
        self.erased.extend(erasures::list_erased(connection).await?);
        let retired = departures::list_retired(connection).await?;
        self.retired_handles.extend(retired);
        self.away = departures::list_away(connection)
            .await?
            .into_iter()
            .collect();
        Ok(())
    }

    /// Writes the ledger to a folder of backups. When this returns, it survives a power cut.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.as_file().sync_all()?;
        file.persist(folder.join(FILE))?;
        Ok(())
    }

    /// Erases again what a restored database has and must not have. Returns how many people,
    /// moments, comments and photos.
    pub async fn erase_again(&self, write: &mut Write) -> Result<usize, Error> {
        let erased: Vec<i64> = self.erased.iter().copied().collect();
        let present = restoring::list_present(write, &erased).await?;
        for person in &present.people {
            departures::erase_account(write, PersonId(*person)).await?;
        }
        for hash in &self.retired_handles {
            departures::insert_retired(write, hash).await?;
        }
        writing::delete_moments(write, &present.moments).await?;
        comments::delete_comments(write, &present.comments).await?;
        restoring::clear_pictures(write, &present.photos).await?;
        photos::delete_photos(write, &present.photos).await?;
        erasures::record_erased(write, &erased).await?;
        for (person, absence) in &self.away {
            let leave = |_| *absence;
            relations::change_absence(write, PersonId(*person), clock::now(), leave).await?;
        }
        Ok(present.count())
    }
}
