//! No circle among the modules of a package.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::sources::{Module, references};

/// The shortest way from a module back to itself, if there is one.
fn circle_of(start: &Module, edges: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut came_from: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(module) = next.pop_front() {
        for to in edges.get(module).into_iter().flatten() {
            if to == start {
                let mut way = vec![module.clone()];
                let mut at = module;
                while at != start {
                    at = came_from[at];
                    way.push(at.clone());
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(to) {
                came_from.insert(to, module);
                next.push_back(to);
            }
        }
    }
    None
}

fn assert_no_circle(folder: &str) {
    let edges = references(folder);
    let mut circles = BTreeSet::new();
    for module in edges.keys() {
        if let Some(mut way) = circle_of(module, &edges) {
            // The same circle begins at each of its modules.
            let least = way.iter().enumerate().min_by_key(|(_, module)| *module);
            let least = least.map_or(0, |(index, _)| index);
            way.rotate_left(least);
            let names: Vec<String> = way.iter().map(|module| module.join("::")).collect();
            circles.insert(names.join(" → "));
        }
    }
    let circles: Vec<String> = circles.into_iter().collect();
    assert!(
        circles.is_empty(),
        "circles in {folder}:\n{}",
        circles.join("\n")
    );
}

#[test]
fn the_page_has_no_circle() {
    assert_no_circle("src");
}

#[test]
fn the_server_has_no_circle() {
    assert_no_circle("server/src");
}

#[test]
fn the_wire_crate_has_no_circle() {
    assert_no_circle("crates/wire/src");
}
