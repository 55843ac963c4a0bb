//! Gives the functions that the program imports from its script short names.
//!
//! wasm-bindgen names each after the browser's function and a hash, once in the program and once in
//! the script. Four hundred hashes are six kilobytes that no compression makes smaller, and the
//! rest of the names is three.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// How the names begin that wasm-bindgen makes.
const MADE: &str = "__wb";
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Shortens the names of the program's imports, and of the script's functions with these names.
pub fn shorten(program: &Path, script: &Path) -> Result<()> {
    let (shorter, names) = with_short_imports(&fs::read(program)?)?;
    let mut text = fs::read_to_string(script)?;
    for (index, name) in names.iter().enumerate() {
        text = rename(&text, name, &short(index))?;
    }
    fs::write(program, shorter)?;
    fs::write(script, text)?;
    Ok(())
}

/// The program with short names for its imports, and the names they had, in order.
fn with_short_imports(program: &[u8]) -> Result<(Vec<u8>, Vec<String>)> {
    let mut module = Module::new();
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(imports) => {
                let mut section = ImportSection::new();
                for import in imports.into_imports() {
                    let import = import?;
                    let kind = RoundtripReencoder.entity_type(import.ty)?;
                    if import.name.starts_with(MADE) {
                        section.import(import.module, &short(names.len()), kind);
                        names.push(import.name.to_owned());
                    } else {
                        section.import(import.module, import.name, kind);
                    }
                }
                module.section(&section);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = &program[usize::try_from(range.start)?..usize::try_from(range.end)?];
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok((module.finish(), names))
}

/// The script with another name for a function. It stands there once, as a key.
fn rename(script: &str, name: &str, short: &str) -> Result<String> {
    let key = format!("{name}:");
    let (before, after) = script
        .split_once(&key)
        .with_context(|| format!("the script has no {name}"))?;
    ensure!(
        before.trim_end().ends_with([',', '{']) && !after.contains(&key),
        "{name} is no key of the script, or twice"
    );
    Ok(format!("{before}{short}:{after}"))
}

/// A name of one or two letters.
fn short(index: usize) -> String {
    let letter = |index: usize| char::from(LETTERS[index % LETTERS.len()]);
    let second = (index / LETTERS.len()).checked_sub(1).map(letter);
    std::iter::once(letter(index)).chain(second).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wasm_encoder::EntityType;

    use super::*;

    fn program() -> Vec<u8> {
        let mut imports = ImportSection::new();
        for name in ["__wbg_fetch_0123456789abcdef", "memory", "__wbindgen_throw"] {
            imports.import("./x.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&imports);
        module.section(&RawSection {
            id: 0,
            data: b"\x01xrest",
        });
        module.finish()
    }

    #[test]
    fn imports_that_wasm_bindgen_made_get_short_names_and_nothing_else_changes() {
        let (shorter, names) = with_short_imports(&program()).expect("a program");
        assert_eq!(names, ["__wbg_fetch_0123456789abcdef", "__wbindgen_throw"]);
        let mut found = Vec::new();
        let mut others = Vec::new();
        for payload in Parser::new(0).parse_all(&shorter) {
            match payload.expect("a program") {
                Payload::ImportSection(imports) => {
                    found.extend(
                        imports
                            .into_imports()
                            .map(|import| import.expect("one").name),
                    );
                }
                Payload::CustomSection(custom) => others.push(custom.data().to_vec()),
                _ => {}
            }
        }
        assert_eq!(found, ["a", "memory", "b"]);
        assert_eq!(others, [b"rest"]);
    }

    #[test]
    fn a_function_is_renamed_where_it_is_a_key_and_only_once() {
        let renamed = rename("{a: 1,\n__wbg_x: f}", "__wbg_x", "b").expect("a key");
        assert_eq!(renamed, "{a: 1,\nb: f}");
        assert!(rename("{a:1}", "__wbg_x", "b").is_err());
        assert!(rename("{my__wbg_x:1}", "__wbg_x", "b").is_err());
        assert!(rename("{__wbg_x:1,__wbg_x:2}", "__wbg_x", "b").is_err());
    }

    #[test]
    fn every_name_is_another() {
        let names: BTreeSet<String> = (0..2000).map(short).collect();
        assert_eq!(names.len(), 2000);
    }
}
