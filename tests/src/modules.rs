//! Which modules of a crate need which, as their paths tell: `crate::`, `super::` and `self::`, in `use` and elsewhere.
//!
//! Looked at are siblings: what lies in one folder is laid side by side, each file or folder with all that is in it. A
//! module and the one around it belong together and are not told apart. Tests may use what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module's path within its crate; the root has none.
type Module = Vec<String>;

/// Who needs whom, with the path that says so.
type Needs = BTreeMap<(String, String), String>;

/// The text of every module, by its path.
#[derive(Debug, Default)]
pub struct Modules(BTreeMap<Module, String>);

impl Modules {
    /// The modules in this folder, which holds the root of a crate.
    #[must_use]
    pub fn of(sources: &Path) -> Self {
        let mut modules = Self::default();
        modules.collect(sources, &Vec::new());
        modules
    }

    fn collect(&mut self, folder: &Path, module: &Module) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            if path.is_dir() {
                self.collect(&path, &[module.as_slice(), &[name.to_owned()]].concat());
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                self.add(module, name, &fs::read_to_string(&path).expect("a source file"));
            }
        }
    }

    fn add(&mut self, folder: &Module, name: &str, text: &str) {
        if name == "tests" || name.ends_with("_tests") {
            return;
        }
        let mut module = folder.clone();
        if !["mod", "lib", "main"].contains(&name) {
            module.push(name.to_owned());
        }
        self.0.insert(module, code(text));
    }

    /// Siblings that need each other, each group as one line with the reasons.
    #[must_use]
    pub fn cycles(&self) -> Vec<String> {
        self.needs().values().flat_map(circles).collect()
    }

    /// Which module at the top needs which other one, and why.
    #[must_use]
    pub fn needs_of_the_top(&self) -> Vec<(String, String, String)> {
        let top = self.needs().remove(&Vec::new()).unwrap_or_default();
        top.into_iter().map(|((one, other), reason)| (one, other, reason)).collect()
    }

    /// By folder: who needs whom, and why.
    fn needs(&self) -> BTreeMap<Module, Needs> {
        let mut needs: BTreeMap<Module, Needs> = BTreeMap::new();
        for (module, text) in &self.0 {
            for path in paths(text) {
                let Some(target) = self.resolve(module, &path, 0) else { continue };
                let common = module.iter().zip(&target).take_while(|(one, other)| one == other).count();
                if let (Some(one), Some(other)) = (module.get(common), target.get(common)) {
                    let reason = format!("{} uses {}", module.join("::"), path.join("::"));
                    let folder = needs.entry(module[..common].to_vec()).or_default();
                    folder.entry((one.clone(), other.clone())).or_insert(reason);
                }
            }
        }
        needs
    }

    /// The module that a path in `module` leads to; None where it is no module of this crate.
    fn resolve(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (mut at, mut rest) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (module.clone(), &path[1..]),
            "super" => (module.split_last()?.1.to_vec(), &path[1..]),
            _ => (module.clone(), path),
        };
        while rest.first().is_some_and(|name| name == "super") {
            at.pop()?;
            rest = &rest[1..];
        }
        for (index, name) in rest.iter().enumerate() {
            let inner = [at.as_slice(), std::slice::from_ref(name)].concat();
            if self.0.contains_key(&inner) {
                at = inner;
                continue;
            }
            // A name that the module has from another one; it may be imported in several steps.
            let imported = self.0.get(&at).into_iter().flat_map(|text| imports(text));
            let found = imported.filter(|one| one.last() == Some(name) && one.as_slice() != path);
            let mut found = found.filter_map(|one| {
                let inside = [one.as_slice(), &rest[index + 1..]].concat();
                (depth < 5).then(|| self.resolve(&at, &inside, depth + 1)).flatten()
            });
            return found.rfind(|target| *target != at).or(Some(at));
        }
        Some(at)
    }
}

/// Code alone: no comments, and no tests, which stand last.
fn code(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let is_tests = |pair: &[&str]| pair[0].trim() == "#[cfg(test)]" && pair[1].trim() == "mod tests {";
    let end = lines.windows(2).position(is_tests).unwrap_or(lines.len());
    lines[..end].join("\n")
}

/// All paths that say where they begin.
fn paths(code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if !(before == ':' || before == '_' || before.is_alphanumeric()) {
                tree(&code[at..], &[], &mut found);
            }
        }
    }
    found
}

/// What `use` brings in.
fn imports(code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for line in code.split(';') {
        let line = line.trim_start();
        let at = line.find("use ").filter(|&at| {
            let before = line[..at].rsplit('\n').next().unwrap_or_default().trim();
            before.is_empty() || before.starts_with("pub")
        });
        if let Some(at) = at {
            tree(&line[at + 4..], &[], &mut found);
        }
    }
    found
}

/// Reads `a::b::{c, d::e}` into its paths; gives what follows.
fn tree<'a>(text: &'a str, before: &[String], found: &mut Vec<Module>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            if rest.is_empty() || rest.starts_with('}') {
                return rest.strip_prefix('}').unwrap_or(rest);
            }
            let length = rest.len();
            rest = tree(rest, before, found);
            if rest.len() == length {
                return rest;
            }
        }
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = before.to_vec();
    // `a::{self}` is a itself.
    if !name.is_empty() && (name != "self" || before.is_empty()) {
        path.push(name.to_owned());
    }
    match rest.strip_prefix("::") {
        Some(rest) => tree(rest, &path, found),
        None => {
            found.push(path);
            rest.strip_prefix('*').unwrap_or(rest)
        }
    }
}

/// Groups in which everybody needs everybody, by a way of any length.
fn circles(needs: &Needs) -> Vec<String> {
    let reached = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut left = vec![from.to_owned()];
        while let Some(at) = left.pop() {
            let next = needs.keys().filter(|(one, _)| *one == at).map(|(_, other)| other.clone());
            left.extend(next.filter(|other| seen.insert(other.clone())));
        }
        seen
    };
    let names: BTreeSet<_> = needs.keys().map(|(one, _)| one.clone()).collect();
    let reach: BTreeMap<_, _> = names.iter().map(|name| (name.clone(), reached(name))).collect();
    let group = |name: &String| -> BTreeSet<String> {
        names.iter().filter(|one| reach[name].contains(*one) && reach[*one].contains(name)).cloned().collect()
    };
    let groups: BTreeSet<_> = names.iter().map(group).filter(|group| group.len() > 1).collect();
    let line = |group: &BTreeSet<String>| {
        let within = needs.iter().filter(|((one, other), _)| group.contains(one) && group.contains(other));
        let reasons: Vec<_> = within.map(|(_, reason)| reason.as_str()).collect();
        let names: Vec<_> = group.iter().map(String::as_str).collect();
        format!("{}: {}", names.join(", "), reasons.join("; "))
    };
    groups.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(texts: &[(&[&str], &str, &str)]) -> Modules {
        let mut modules = Modules::default();
        for (folder, name, text) in texts {
            let folder = folder.iter().map(|&part| part.to_owned()).collect();
            modules.add(&folder, name, text);
        }
        modules
    }

    #[test]
    fn two_that_need_each_other_are_found() {
        let found = |texts: &[(&[&str], &str, &str)]| modules(texts).cycles();
        let two = found(&[(&[], "a", "use crate::b::{C, d};"), (&[], "b", "fn f() { super::a::g() }")]);
        assert_eq!(two, ["a, b: a uses crate::b::C; b uses super::a::g"]);
        // By way of a third one, from within a folder, and through a name that the folder passes on.
        let three = found(&[
            (&[], "a", "use crate::b;"),
            (&["b"], "mod", "mod deep;\npub use deep::Thing;\nuse std::fmt;"),
            (&["b"], "deep", "use crate::{\n    c::{self, D},\n};"),
            (&[], "c", "use crate::a::E;"),
        ]);
        assert_eq!(three.len(), 1, "{three:?}");
        let passed_on = found(&[
            (&["m"], "mod", "mod one;\nmod two;\npub use one::{First, Other};"),
            (&["m"], "one", "use super::two::f;"),
            (&["m"], "two", "use super::First;"),
        ]);
        assert_eq!(passed_on.len(), 1, "{passed_on:?}");
        for fine in [
            // One way only; a module and the one around it; comments and tests.
            &[(&[][..], "a", "use crate::b::C;"), (&[][..], "b", "use std::fmt;")][..],
            &[(&["m"], "mod", "mod one;\nuse one::F;\npub struct G;"), (&["m"], "one", "use super::G;")],
            &[
                (&[], "a", "use crate::b;"),
                (&[], "b", "// see crate::a\n#[cfg(test)]\nmod tests {\n use crate::a;"),
            ],
        ] {
            assert_eq!(found(fine), Vec::<String>::new());
        }
    }
}
