//! Tags of friends.

/// The strings of `tags` in one language.
pub struct TagsText {
    pub tags: &'static str,
    pub tags_hint: &'static str,
    pub tags_empty: &'static str,
    pub make: &'static str,
    pub new_tag: &'static str,
    pub change_tag: &'static str,
    pub tag_name: &'static str,
    pub tag_name_hint: &'static str,
    pub members: &'static str,
    pub member_count: fn(usize) -> String,
    pub delete_tag_of: fn(&str) -> String,
    pub delete_tag_explained: &'static str,
    pub tag_followed: fn(&str, u32) -> String,
    pub tag_deleted: &'static str,
    pub deleted_tag: &'static str,
}

/// The strings in English.
pub const ENGLISH: TagsText = TagsText {
    tags: "Tags",
    tags_hint: "Groups of friends, to choose who can see a moment. Only you can see your tags.",
    tags_empty: "No tags yet. Create one for your family, or for your running group.",
    make: "Add",
    new_tag: "New tag",
    change_tag: "Edit tag",
    tag_name: "Tag name",
    tag_name_hint: "Up to 20 characters.",
    members: "Members",
    member_count: |count| {
        if count == 1 {
            "1 friend".to_owned()
        } else {
            format!("{count} friends")
        }
    },
    delete_tag_of: |name| format!("Delete tag {name}"),
    delete_tag_explained: "This won't change who can see your moments.",
    tag_followed: |name, moments| {
        let (follow, them) = if moments == 1 {
            ("1 of your moments follows".to_owned(), "it")
        } else {
            (
                format!("{moments} of your moments follow"),
                "them, old ones included",
            )
        };
        format!("{follow} the tag “{name}”. Adding or removing friends changes who can see {them}.")
    },
    tag_deleted: "Tag deleted.",
    deleted_tag: "Deleted tag",
};

/// The strings in Chinese.
pub const CHINESE: TagsText = TagsText {
    tags: "标签",
    tags_hint: "给朋友分组，方便选择谁可以看。标签仅自己可见。",
    tags_empty: "还没有标签。可以为家人、跑友建一个。",
    make: "新建",
    new_tag: "新建标签",
    change_tag: "编辑标签",
    tag_name: "标签名",
    tag_name_hint: "最多 20 个字",
    members: "成员",
    member_count: |count| format!("{count} 位朋友"),
    delete_tag_of: |name| format!("删除标签“{name}”"),
    delete_tag_explained: "删除标签不会改变谁能看到你的动态",
    tag_followed: |name, moments| {
        format!(
            "{moments} 条动态的可见范围随标签“{name}”变化，增减成员会改变谁能看到（含以前的动态）"
        )
    },
    tag_deleted: "标签已删除",
    deleted_tag: "已删除的标签",
};
