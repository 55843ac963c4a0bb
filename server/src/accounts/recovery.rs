//! Recovery codes: 120 random bits as 24 letters and digits that are hard to misread. Their hashes
//! need no salt: nobody can try so many codes.

use life_circle_wire::limits;
use sha2::{Digest as _, Sha256};

use crate::fold;
use crate::hex::hex;

/// Crockford's Base32: without I, L, O and U, which look like other characters or form words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// New codes for a person, and their hashes for the database.
pub struct Codes {
    /// The codes, shown to their owner once.
    pub codes: Vec<String>,
    /// The hash of each code.
    pub hashes: Vec<String>,
}

/// A full set of `limits::RECOVERY_CODES` new codes.
pub fn new_codes() -> Codes {
    let codes: Vec<String> = (0..limits::RECOVERY_CODES).map(|_| new_code()).collect();
    let hashes = codes.iter().map(|code| hash(code)).collect();
    Codes { codes, hashes }
}

/// A new code: six groups of four, with dashes between.
pub fn new_code() -> String {
    let letters: Vec<char> = rand::random::<[u8; 24]>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// The hash of a code that the database stores. Case, width, spaces and dashes make no difference;
/// O counts as 0, I and L count as 1.
pub fn hash(code: &str) -> String {
    let code = fold(code);
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
        assert_eq!(code.len(), 29);
        assert_eq!(
            hash(&code),
            hash(&format!(" {} ", code.to_lowercase().replace('-', " ")))
        );
        assert_eq!(hash("0O1I-L111"), hash("0011 1111"));
        assert_eq!(
            hash("ＡＢ１２－Ｘ"),
            hash("ab12-x"),
            "as Chinese keyboards write it"
        );
        assert_ne!(hash(&code), hash(&new_code()));
    }
}
