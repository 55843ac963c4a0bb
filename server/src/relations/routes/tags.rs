//! Handlers for tags.

use life_circle_wire::tags::{ChangeTag, CreateTag, DeleteTag, ListTags, Tag, Tags};
use life_circle_wire::{ErrorCode, Nothing, TagId, limits};

use crate::audience::sql::audiences;
use crate::http::call::Call;
use crate::relations::keeping;
use crate::relations::sql::tags;
use crate::{Error, clock};

pub async fn list_tags(call: Call<ListTags>) -> Result<Tags, Error> {
    Ok(Tags {
        items: tags::list_tags(&mut call.app.database.read().await?, call.viewer()).await?,
    })
}

pub async fn create_tag(call: Call<CreateTag>) -> Result<Tag, Error> {
    let owner = call.viewer();
    let mut write = call.app.database.write().await?;
    write.lock_people(&[owner.0]).await?;
    let new_id = call.app.ids.make();
    let id = write
        .once(&call.key(), new_id, async |write| {
            if tags::count_tags(write, owner).await? >= limits::TAGS_MOST {
                return Err(ErrorCode::TooManyTags.into());
            }
            keeping::set_tag(write, owner, TagId(new_id), &call.request, clock::now()).await
        })
        .await?;
    let tag = tags::find_tag(&mut write, owner, TagId(id)).await?;
    write.commit_found(tag).await
}

pub async fn change_tag(call: Call<ChangeTag>) -> Result<Tag, Error> {
    let owner = call.viewer();
    let id = call.argument;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[owner.0]).await?;
    tags::find_tag(&mut write, owner, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    keeping::set_tag(&mut write, owner, id, &call.request, clock::now()).await?;
    let tag = tags::find_tag(&mut write, owner, id).await?;
    write.commit_found(tag).await
}

pub async fn delete_tag(call: Call<DeleteTag>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    write.lock_people(&[call.viewer().0]).await?;
    tags::find_tag(&mut write, call.viewer(), call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    audiences::forget_tag(&mut write, call.argument).await?;
    tags::delete_tag(&mut write, call.argument).await?;
    write.commit().await?;
    Ok(Nothing {})
}
