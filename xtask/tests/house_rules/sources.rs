//! The sources of a package: its files, its modules, and which module refers to which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, ItemMod, ItemUse, UseTree, Visibility};

/// The folders with Rust.
pub const RUST: [&str; 5] = ["src", "crates", "server", "xtask", "tests"];

/// The path of a module within its package, as `["moments", "card"]`. The root is empty.
pub type Module = Vec<String>;

/// The project's folder.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let manifest = PathBuf::from(manifest);
    manifest.parent().expect("xtask is in the root").to_owned()
}

/// The files below a folder whose names end in this, sorted. Packages from npm don't count.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)
            .expect("a folder of the project")
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                if !path.ends_with("node_modules") {
                    folders.push(path);
                }
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A file's path from the project's folder.
pub fn name(file: &Path) -> String {
    let path = file.strip_prefix(root()).expect("a file of the project");
    path.to_string_lossy().into_owned()
}

/// The text of a file.
pub fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A package as its sources say it is.
struct Package {
    parsed: BTreeMap<Module, syn::File>,
    /// The paths of re-exported names, each with the path that it stands for.
    exports: BTreeMap<Vec<String>, Vec<String>>,
}

impl Package {
    fn read(folder: &str) -> Self {
        let source = root().join(folder);
        let mut parsed = BTreeMap::new();
        for file in files(folder, ".rs") {
            let path = file.strip_prefix(&source).expect("below the folder");
            if path.ends_with("main.rs") {
                continue;
            }
            let tree = syn::parse_file(&text(&file)).expect("Rust");
            parsed.insert(module_of(path), tree);
        }
        let mut exports = BTreeMap::new();
        for (module, tree) in &parsed {
            for item in &tree.items {
                if let Item::Use(item) = item
                    && !matches!(item.vis, Visibility::Inherited)
                {
                    for path in flatten(item) {
                        let name = path.last().expect("a path has a name").clone();
                        exports.insert(
                            [module.clone(), vec![name]].concat(),
                            absolute(module, &path),
                        );
                    }
                }
            }
        }
        Self { parsed, exports }
    }

    /// The module that defines a name.
    fn defining_module(&self, mut path: Vec<String>) -> Module {
        // An export may lead to another one.
        for _ in 0..4 {
            let hit = (1..=path.len())
                .rev()
                .find_map(|length| Some((length, self.exports.get(&path[..length])?)));
            let Some((length, to)) = hit else { break };
            if to[..] == path[..]
                || to.len() > length && to[..length] == path[..length] && path.len() > length
            {
                break;
            }
            path = [to.clone(), path[length..].to_vec()].concat();
        }
        let length = (0..=path.len())
            .rev()
            .find(|&length| self.parsed.contains_key(&path[..length]));
        path[..length.expect("the root is a module")].to_vec()
    }
}

/// The modules of a package, each with the modules that it refers to. Tests don't count, nor do
/// re-exports: a name counts for the module that defines it.
pub fn references(folder: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let package = Package::read(folder);
    let mut edges = BTreeMap::new();
    for (module, tree) in &package.parsed {
        let mut paths = Paths::default();
        paths.visit_file(tree);
        let known = paths.found.into_iter().filter_map(|path| {
            let is_own = ["crate", "super", "self"].contains(&path[0].as_str());
            let child = [module.clone(), vec![path[0].clone()]].concat();
            (is_own || package.parsed.contains_key(&child)).then(|| absolute(module, &path))
        });
        let targets = known.map(|path| package.defining_module(path));
        edges.insert(module.clone(), targets.filter(|to| to != module).collect());
    }
    edges
}

/// The modules of a package with re-exports, each with the modules that define the names.
pub fn re_exports(folder: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let package = Package::read(folder);
    let mut found: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (name, path) in &package.exports {
        let target = package.defining_module(path.clone());
        let module = name[..name.len() - 1].to_vec();
        found.entry(module).or_default().insert(target);
    }
    found
}

fn module_of(path: &Path) -> Module {
    let stem = path.with_extension("");
    let names = stem.iter().map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name != "lib").collect()
}

/// A path from the root of the package.
fn absolute(module: &Module, path: &[String]) -> Vec<String> {
    if path[0] == "crate" {
        return path[1..].to_vec();
    }
    let ups = path.iter().take_while(|name| *name == "super").count();
    let rest = &path[ups + usize::from(path[0] == "self")..];
    let base = &module[..module.len().saturating_sub(ups)];
    [base.to_vec(), rest.to_vec()].concat()
}

/// The paths of a `use` item, each in full.
fn flatten(item: &ItemUse) -> Vec<Vec<String>> {
    fn walk(tree: &UseTree, prefix: &[String], found: &mut Vec<Vec<String>>) {
        match tree {
            UseTree::Path(path) => {
                walk(
                    &path.tree,
                    &[prefix.to_vec(), vec![path.ident.to_string()]].concat(),
                    found,
                );
            }
            UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|tree| walk(tree, prefix, found)),
            UseTree::Name(name) if name.ident == "self" => found.push(prefix.to_vec()),
            UseTree::Name(name) => {
                found.push([prefix.to_vec(), vec![name.ident.to_string()]].concat());
            }
            UseTree::Rename(name) => {
                found.push([prefix.to_vec(), vec![name.ident.to_string()]].concat());
            }
            UseTree::Glob(_) => found.push(prefix.to_vec()),
        }
    }
    let mut found = Vec::new();
    walk(&item.tree, &[], &mut found);
    found.retain(|path| !path.is_empty());
    found
}

/// Collects every path that a module names, in macros, too.
#[derive(Default)]
struct Paths {
    found: Vec<Vec<String>>,
}

impl Paths {
    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.scan(group.stream()),
                TokenTree::Ident(first) if first == "crate" || first == "super" => {
                    let mut path = vec![first.to_string()];
                    let rest = tokens[index + 1..]
                        .chunks(3)
                        .map_while(|chunk| match chunk {
                            [
                                TokenTree::Punct(a),
                                TokenTree::Punct(b),
                                TokenTree::Ident(name),
                            ] if a.as_char() == ':' && b.as_char() == ':' => Some(name.to_string()),
                            _ => None,
                        });
                    path.extend(rest);
                    // `$crate` and the visibility `pub(crate)` name no module.
                    if path.len() > 1 {
                        self.found.push(path);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if matches!(item.vis, Visibility::Inherited) {
            self.found.extend(flatten(item));
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let is_test = item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Path>()
                    .is_ok_and(|path| path.is_ident("test"))
        });
        if !is_test {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let names = path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string());
            self.found.push(names.collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.scan(called.tokens.clone());
    }
}
