//! Recovery codes: 80 random bits in sixteen letters and digits that are read and typed without mistakes.

use life_circle_wire::limits;
use sha2::{Digest as _, Sha256};

use crate::http::sessions::hex;

/// No I, L, O and U: they look like others, or make words. Source: Crockford's Base32.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Codes for their owner, and what the database keeps of them.
pub struct Codes {
    /// Shown once.
    pub codes: Vec<String>,
    /// Their hashes.
    pub hashes: Vec<String>,
}

/// As many new codes as are made at once.
pub fn new_codes() -> Codes {
    let codes: Vec<String> = (0..limits::RECOVERY_CODES).map(|_| new_code()).collect();
    let hashes = codes.iter().map(|code| hash(code)).collect();
    Codes { codes, hashes }
}

/// A new code: four groups of four, with dashes between.
pub fn new_code() -> String {
    let letters: Vec<char> = rand::random::<[u8; 16]>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// What the database keeps of a code, however it was typed.
pub fn hash(code: &str) -> String {
    let typed = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
    hex(&Sha256::digest(typed.collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_can_be_typed_as_people_do() {
        let code = new_code();
        assert_eq!(code.len(), 19);
        assert_eq!(
            hash(&code),
            hash(&format!(" {} ", code.to_lowercase().replace('-', " ")))
        );
        assert_eq!(hash("0O1I-L111"), hash("0011 1111"));
        assert_ne!(hash(&code), hash(&new_code()));
    }
}
