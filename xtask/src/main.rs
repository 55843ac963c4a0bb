mod setup;
use xshell::Shell;
fn main() -> anyhow::Result<()> {
    let s = Shell::new()?;
    s.change_dir(project_root());
    setup::for_page(&s)?;
    Ok(())
}
fn project_root() -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("x").to_owned()
}
