//! Albums: the moments of one person. They are kept while the page is open.

use leptos::prelude::*;
use life_circle_wire::moments::ListAlbum;
use life_circle_wire::{Handle, MomentId, PageQuery};

use super::FeedEntry;
use crate::data::api::{Api, use_api};
use crate::data::by_id::ById;
use crate::data::pager::Pager;
use crate::data::session::{Session, use_session};
use crate::moments::store::{Moments, use_moments};

/// The albums that were opened.
#[derive(Clone, Copy)]
pub struct Albums {
    by_handle: StoredValue<ById<Handle, Pager<FeedEntry>>>,
    /// Albums live as long as the page, not as the screen that first asks for them.
    owner: StoredValue<Owner>,
    api: Api,
    moments: Moments,
    session: Session,
}

/// Makes the albums available.
pub fn provide_albums() {
    provide_context(Albums {
        by_handle: StoredValue::new(ById::new()),
        owner: StoredValue::new(Owner::current().expect("albums are provided within the app")),
        api: use_api(),
        moments: use_moments(),
        session: use_session(),
    });
}

/// The [`Albums`] from the context.
pub fn use_albums() -> Albums {
    expect_context()
}

impl Albums {
    /// The list of a person's moments. The list is kept, so that asking again returns the same one.
    pub fn of(&self, handle: &Handle) -> Pager<FeedEntry> {
        if let Some(album) = self.by_handle.with_value(|albums| albums.get(handle)) {
            return album;
        }
        let api = self.api;
        let moments = self.moments;
        let key = handle.clone();
        let album = self.owner.get_value().with(|| {
            Pager::kept(move |cursor, source| {
                let handle = key.clone();
                async move {
                    let asked_at = source.stamp(moments.stamp());
                    let page = api
                        .read_from::<ListAlbum>(source, &handle, &PageQuery::at(cursor))
                        .await?;
                    let entry = |moment| FeedEntry {
                        id: moments.take(moment, asked_at),
                        is_new: false,
                    };
                    Ok((page.items.into_iter().map(entry).collect(), page.next))
                }
            })
        });
        self.by_handle.update_value(|albums| {
            albums.insert(handle.clone(), album);
        });
        album
    }

    /// My own album, if it was opened.
    fn mine(&self) -> Option<Pager<FeedEntry>> {
        let me = self.session.me()?;
        self.by_handle
            .with_value(|albums| albums.get(&me.person.handle))
    }

    /// Puts my new moment at the top of my album.
    pub fn add_mine(&self, id: MomentId) {
        if let Some(album) = self.mine() {
            album.add_first(FeedEntry { id, is_new: false });
        }
    }

    /// The audience of moments of mine has changed: reads my album again.
    pub fn reload_mine(&self) {
        if let Some(album) = self.mine() {
            album.reload();
        }
    }

    /// Other moments may be visible to me than before: each album is read again when it is opened.
    pub fn doubt(&self) {
        self.by_handle
            .with_value(|albums| albums.values().for_each(Pager::doubt));
    }
}
