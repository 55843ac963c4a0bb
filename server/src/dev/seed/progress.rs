//! Says how far the seed is.

/// Prints how far the work is.
#[expect(clippy::print_stderr, reason = "progress is for the person who waits")]
pub fn progress(what: &str, done: usize, of: usize) {
    eprintln!("{what}: {done} of {of}");
}
