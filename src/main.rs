//! Starts the page.

fn main() {
    life_circle::start();
}
