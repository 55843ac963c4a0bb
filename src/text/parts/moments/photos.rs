//! Photos of a moment.

/// The strings of `photos` in one language.
pub struct PhotosText {
    pub add_photos: &'static str,
    pub photos_left_out: fn(usize) -> String,
    pub no_photos: fn(&str) -> String,
    pub photo_before: &'static str,
    pub photo_after: &'static str,
    pub remove_photo: fn(usize) -> String,
    pub move_photo: fn(usize, usize) -> String,
    pub alt: &'static str,
    pub describe_photo: fn(usize) -> String,
    pub describe_placeholder: &'static str,
}

/// The strings in English.
pub const ENGLISH: PhotosText = PhotosText {
    add_photos: "Photos",
    photos_left_out: |left| format!("You can add up to 9 photos. {left} left out."),
    no_photos: |names| format!("Not a photo: {names}"),
    photo_before: "Previous photo",
    photo_after: "Next photo",
    remove_photo: |position| format!("Remove photo {position}"),
    move_photo: |position, of| {
        format!("Move photo {position} of {of}: drag it, or use the arrow keys")
    },
    alt: "Alt text",
    describe_photo: |position| format!("Alt text for photo {position}"),
    describe_placeholder: "Describe the photo for people who can't see it.",
};

/// The strings in Chinese.
pub const CHINESE: PhotosText = PhotosText {
    add_photos: "照片",
    photos_left_out: |left| format!("一条动态最多 9 张照片，有 {left} 张没有加入"),
    no_photos: |names| format!("不是照片：{names}"),
    photo_before: "上一张",
    photo_after: "下一张",
    remove_photo: |position| format!("移除第 {position} 张照片"),
    move_photo: |position, of| format!("移动第 {position} 张照片，共 {of} 张：拖动，或用方向键"),
    alt: "照片说明",
    describe_photo: |position| format!("照片说明（第 {position} 张）"),
    describe_placeholder: "描述照片内容，方便视障朋友了解",
};
