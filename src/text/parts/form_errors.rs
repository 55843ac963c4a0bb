//! What an error means in a form.

use life_circle_wire::ErrorCode;

use crate::text::errors::refused_in_form;

/// The strings of `form_errors` in one language.
pub struct FormErrorsText {
    /// The meaning of an error code in a form.
    pub refused: fn(ErrorCode) -> &'static str,
}

/// The strings in English.
pub const ENGLISH: FormErrorsText = FormErrorsText {
    refused: |code| refused_in_form(code).english,
};

/// The strings in Chinese.
pub const CHINESE: FormErrorsText = FormErrorsText {
    refused: |code| refused_in_form(code).chinese,
};
