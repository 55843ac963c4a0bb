//! Password hashes, made in a bounded pool: argon2 takes 19 MB and tens of milliseconds each.

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use life_circle_wire::{ErrorCode, Refusal};
use tokio::sync::Semaphore;

use unicode_normalization::UnicodeNormalization as _;

use crate::{Error, fold};

/// The passwords that are long enough among the `limits::COMMON_PASSWORDS` commonest, sorted.
/// Source: Royce Williams's list, as Django ships it (BSD licence).
const COMMON: &str = include_str!("passwords/common.txt");
/// A password of digits alone must have at least as many. Phone numbers have eleven.
const DIGITS_LEAST: usize = 12;
/// A word must have at least as many letters for its digits and signs to be worth something.
const WORD_LEAST: usize = 3;
/// A password that contains its owner's handle must have at least as many characters more.
const ADDED_LEAST: usize = 6;
/// Words that people put digits or signs around: the service's own, and those of the list above.
const WEAK_WORDS: &str = include_str!("passwords/weak_words.txt");
/// `Retry-After` in seconds when the pool is full.
const RETRY_AFTER_S: u64 = 2;

/// The hash of a random password. It is verified if there is no such account, so that the answer
/// takes equally long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let password = format!("{:032x}", rand::random::<u128>());
    hash(&Argon2::default(), &password).unwrap_or_default()
});

/// Hashes and verifies passwords, a few at a time.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    working: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Passwords {
    /// Works on `at_once` hashes, and lets `in_line` more wait. Further calls fail with
    /// `Overloaded`.
    pub fn new(at_once: usize, in_line: usize) -> Self {
        Self::with(Argon2::default(), at_once, in_line)
    }

    /// Hashes that take next to no work, and protect nothing: tests sign thousands of people up.
    pub fn cheap(at_once: usize, in_line: usize) -> Self {
        let params = Params::new(Params::MIN_M_COST, Params::MIN_T_COST, 1, None);
        let params = params.expect("the smallest costs are allowed");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Self::with(argon2, at_once, in_line)
    }

    fn with(argon2: Argon2<'static>, at_once: usize, in_line: usize) -> Self {
        // Computed now, so that the first sign-in with an unknown name takes no longer than the
        // others.
        LazyLock::force(&NOBODY);
        Self {
            argon2,
            working: Arc::new(Semaphore::new(at_once)),
            waiting: Arc::new(Semaphore::new(at_once + in_line)),
        }
    }

    /// The password's hash, in PHC form.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        let argon2 = self.argon2.clone();
        self.work(move || hash(&argon2, &composed(&password)))
            .await?
    }

    /// Whether the password matches the hash. Without a hash it does the same work and
    /// returns `false`.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        self.work(move || {
            let is_somebody = hash.is_some();
            let hash = hash.as_deref().unwrap_or(&NOBODY);
            let hash = PasswordHash::new(hash)
                .map_err(|error| Error::internal(anyhow::anyhow!("a stored hash: {error}")))?;
            let is_right = |password: &str| {
                let verified = Argon2::default().verify_password(password.as_bytes(), &hash);
                verified.is_ok()
            };
            let composed = composed(&password);
            // Hashes from before passwords were composed are of what was typed then.
            let is_right = is_right(&composed) || (composed != password && is_right(&password));
            Ok(is_somebody && is_right)
        })
        .await?
    }

    async fn work<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let overloaded = |_| Error::wait(ErrorCode::Overloaded, RETRY_AFTER_S);
        let in_line = self
            .waiting
            .clone()
            .try_acquire_owned()
            .map_err(overloaded)?;
        let at_work = self
            .working
            .clone()
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        // The work goes on if the client hangs up, so it holds its permits until it is done.
        let work = move || {
            let _places = (in_line, at_work);
            task()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Error::internal)
    }
}

/// A password in the Unicode form NFC: keyboards differ in how they send `é`.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String, Error> {
    let hash = argon2.hash_password(password.as_bytes());
    Ok(hash
        .map_err(|error| Error::internal(anyhow::anyhow!("argon2: {error}")))?
        .to_string())
}

/// A hash for demo and test accounts. The salt comes from the password, so the same password gives
/// the same hash.
pub fn hash_for_trying(password: &str) -> Result<String, Error> {
    let salt = format!("{password:0<16.16}");
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt.as_bytes());
    Ok(hash
        .map_err(|error| Error::internal(anyhow::anyhow!("argon2: {error}")))?
        .to_string())
}

/// Refuses a password that others try first, in a field of a request, with `PasswordTooCommon`.
/// `handle` is its owner's.
pub fn refuse_common(password: &str, handle: &str, field: &'static str) -> Result<(), Refusal> {
    if is_common(password, handle) {
        let code = ErrorCode::PasswordTooCommon;
        return Err(Refusal { code, field });
    }
    Ok(())
}

/// Whether others try this password first, in capitals or not: one of the commonest, or a word with
/// no more than digits and signs around it.
fn is_common(password: &str, handle: &str) -> bool {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| COMMON.lines().collect());
    let password = fold(password);
    // A phone number, a date, a row of keys.
    let is_number = password.bytes().all(|byte| byte.is_ascii_digit());
    let is_short_number = is_number && password.len() < DIGITS_LEAST;
    if is_short_number || SORTED.binary_search(&password.as_str()).is_ok() {
        return true;
    }
    let is_filler = |letter: char| letter.is_ascii_digit() || letter.is_ascii_punctuation();
    let word = password.trim_matches(is_filler);
    let without_signs: String = word.chars().filter(|letter| !is_filler(*letter)).collect();
    let handle = handle.to_lowercase();
    let bare_handle = handle.replace(is_filler, "");
    let is_own_name = !bare_handle.is_empty() && without_signs == bare_handle;
    let is_little_more = password.contains(&handle) && password.len() < handle.len() + ADDED_LEAST;
    let is_no_word = word.len() < WORD_LEAST && !is_number;
    is_own_name
        || is_little_more
        || is_no_word
        || WEAK_WORDS.lines().any(|weak| weak == without_signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_try_first_is_refused() {
        for password in [
            "1234567890",
            "QwertyUiop",
            "password123!",
            "Password-2026",
            "woaini1314520",
            "aa123456789",
            "5201314520",
            "88888888888",
            "13800138000",
            "lifecircle1",
            "Life-Circle!",
            "生活圈20260101",
            "!!!!!!!!!!",
            "wang_fang",
            "wangfang1990",
            "1990Wang_Fang",
        ] {
            assert!(is_common(password, "wang_fang"), "{password}");
        }
        for password in [
            "correct horse battery staple",
            "382917465820",
            "我家的猫叫小白",
            "wang_fang eats noodles",
            "tr0ub4dor&3x",
        ] {
            assert!(!is_common(password, "wang_fang"), "{password}");
        }
    }

    #[tokio::test]
    async fn only_the_right_password_verifies() {
        let passwords = Passwords::new(1, 4);
        let hash = passwords
            .hash("a long password".to_owned())
            .await
            .expect("it hashes");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        let verify = async |password: &str, hash: Option<&String>| {
            passwords
                .verify(password.to_owned(), hash.cloned())
                .await
                .expect("it verifies")
        };
        assert!(verify("a long password", Some(&hash)).await);
        assert!(!verify("another password", Some(&hash)).await);
        assert!(!verify("a long password", None).await);
    }

    #[tokio::test]
    async fn who_hangs_up_keeps_their_place_until_the_work_is_done() {
        let passwords = Passwords::new(1, 0);
        let (start, started) = std::sync::mpsc::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let task = move || {
            start.send(()).expect("the test listens");
            finished.recv().ok();
        };
        let asking = tokio::spawn({
            let passwords = passwords.clone();
            async move { passwords.work(task).await.map(drop) }
        });
        tokio::task::spawn_blocking(move || started.recv())
            .await
            .expect("it runs")
            .expect("the work has begun");
        asking.abort();
        assert!(asking.await.is_err_and(|error| error.is_cancelled()));
        let refused = passwords
            .work(|| ())
            .await
            .expect_err("the abandoned work still holds the only place");
        assert_eq!(refused.code, ErrorCode::Overloaded);
        finish.send(()).expect("the work waits for this");
    }

    #[tokio::test]
    async fn a_full_line_is_told_so_at_once() {
        let passwords = Passwords::new(1, 0);
        let (first, second) = tokio::join!(
            passwords.hash("a long password".to_owned()),
            passwords.hash("a long password".to_owned())
        );
        assert!(first.is_ok());
        assert_eq!(
            second.expect_err("the line is full").code,
            ErrorCode::Overloaded
        );
    }
}
