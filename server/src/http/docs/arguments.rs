//! The arguments of paths in the documentation.

use life_circle_wire::ID_PATTERN;
use serde_json::{Value, json};

/// The argument of a path as a parameter of `OpenAPI`; `None` if the path has none.
pub fn path_parameter(path: &str) -> Option<Value> {
    let name = argument(path)?;
    let schema = match pattern(name) {
        Some(pattern) => json!({ "type": "string", "pattern": pattern }),
        None => json!({ "type": "string" }),
    };
    Some(json!({ "name": name, "in": "path", "required": true, "schema": schema }))
}

/// The name of a path's argument; `None` if the path has none.
fn argument(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once('{')?;
    let (name, _) = rest.split_once('}')?;
    Some(name)
}

/// The pattern of an argument with this name; `None` if it can be any text.
fn pattern(name: &str) -> Option<String> {
    match name {
        "handle" => Some("^[A-Za-z0-9_]{3,30}$".to_owned()),
        "photo_file" => Some(format!("^{ID_PATTERN}-(small|medium|large)$")),
        _ if name.ends_with("_id") => Some(format!("^{ID_PATTERN}$")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_but_a_topic_has_a_pattern() {
        let without: Vec<&str> = life_circle_wire::endpoints()
            .iter()
            .filter_map(|endpoint| argument(endpoint.path))
            .filter(|name| pattern(name).is_none())
            .collect();
        assert_eq!(without, ["topic"], "add the pattern of the others");
    }
}
