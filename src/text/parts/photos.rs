//! Photos of a moment.

/// The strings of `photos` in one language.
pub struct PhotosText {
    pub add_photos: &'static str,
    pub photos_left_out: fn(usize) -> String,
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
    photo_before: "Previous photo",
    photo_after: "Next photo",
    remove_photo: |place| format!("Remove photo {place}"),
    move_photo: |place, of| format!("Move photo {place} of {of}: drag it, or use the arrow keys"),
    alt: "Alt text",
    describe_photo: |place| format!("Alt text for photo {place}"),
    describe_placeholder: "Describe the photo for people who can't see it.",
};

/// The strings in Chinese.
pub const CHINESE: PhotosText = PhotosText {
    add_photos: "照片",
    photos_left_out: |left| format!("一条动态最多 9 张照片，有 {left} 张没有加入"),
    photo_before: "上一张",
    photo_after: "下一张",
    remove_photo: |place| format!("移除第 {place} 张照片"),
    move_photo: |place, of| format!("移动第 {place} 张照片，共 {of} 张：拖动，或用方向键"),
    alt: "照片说明",
    describe_photo: |place| format!("照片说明（第 {place} 张）"),
    describe_placeholder: "描述照片内容，方便视障朋友了解",
};
