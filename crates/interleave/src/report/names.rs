//! What threads and objects are called: the name they were given, or the one on the line that made them.

use super::source;
use crate::kernel::{Kernel, ObjId, Place, Subject, ThreadId};

/// The name of a thread.
pub(crate) fn thread(k: &Kernel, id: ThreadId) -> String {
    let base = |id: ThreadId| {
        let thread = &k.threads[id];
        let read = || thread.spawned_at.and_then(binding).filter(|n| !is_generic(n));
        thread.given_name.clone().or_else(read)
    };
    let Some(name) = base(id) else { return format!("T{id}") };
    let same: Vec<_> = (0..k.threads.len()).filter(|&t| base(t).as_ref() == Some(&name)).collect();
    numbered(name, &same, id)
}

/// A variable that only says that it is a thread says nothing in the head of a lane.
fn is_generic(name: &str) -> bool {
    ["t", "h", "th", "handle", "thread", "join", "_"].contains(&name)
}

/// The name of an object.
pub(crate) fn object(k: &Kernel, id: ObjId) -> String {
    let base = |id: ObjId| {
        let object = &k.objects[id];
        binding(object.place)
            .unwrap_or_else(|| format!("{}@{}", object.kind.name(), object.place.line()))
    };
    let name = base(id);
    // Two objects of one struct literal have names of their own; two that one line made are numbered.
    let same: Vec<_> = (0..k.objects.len())
        .filter(|&o| k.objects[o].kind == k.objects[id].kind && base(o) == name)
        .collect();
    numbered(name, &same, id)
}

fn numbered(name: String, same: &[usize], id: usize) -> String {
    match same.iter().position(|&other| other == id) {
        Some(at) if same.len() > 1 => format!("{name}#{}", at + 1),
        _ => name,
    }
}

/// What a step acts on, in words.
pub(super) fn subject(k: &Kernel, subject: Subject) -> String {
    match subject {
        Subject::None | Subject::Console | Subject::Time => String::new(),
        Subject::Object(id) => object(k, id),
        Subject::Thread(id) => thread(k, id),
    }
}

/// The variable, field or static that what is made at `place` goes into.
fn binding(place: Place) -> Option<String> {
    let line = source::line(place.file(), place.line())?;
    let before: String = line.chars().take(place.column() as usize - 1).collect();
    binding_in(&before)
}

/// The name in the text before a constructor: `let NAME = Arc::new(`, `NAME: `, `static NAME: T = `.
fn binding_in(before: &str) -> Option<String> {
    if let Some(name) = in_tuple(before) {
        return Some(name);
    }
    let (target, _) = at_binding(before)
        .filter(|(_, wrapper)| is_wrapper(wrapper))
        .or_else(|| at_field(before).filter(|(_, wrapper)| is_wrapper(wrapper)))?;
    let target = target.trim().trim_start_matches("pub ").trim_start();
    let keywords = ["let ", "static ", "const "];
    let target = keywords.iter().fold(target, |t, k| t.strip_prefix(k).unwrap_or(t));
    let target = target.trim_start().trim_start_matches("mut ").trim_start_matches(['(', '&', '_']);
    let name: String = target.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The name in `let (a, NAME) = (first(), `.
fn in_tuple(before: &str) -> Option<String> {
    let (target, values) = at_binding(before)?;
    let names = target.trim().strip_prefix("let (")?.strip_suffix(')')?;
    let mut depth = 0;
    let mut nth = 0;
    for c in values.strip_prefix('(')?.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => nth += 1,
            _ => {}
        }
    }
    let name = names.split(',').nth(nth)?.trim().trim_start_matches("mut ");
    Some(name.trim_start_matches('_').to_string()).filter(|n| !n.is_empty())
}

/// Whether only wrappers stand between a name and the constructor: no closure, second argument, or block.
fn is_wrapper(text: &str) -> bool {
    !text.contains(['|', '{', ';', ',']) && !text.contains("..")
}

/// The text on both sides of the last ` = `.
fn at_binding(before: &str) -> Option<(&str, &str)> {
    let at = before.rfind(" = ")?;
    let starts = ["let ", "static ", "const "].iter().filter_map(|k| before[..at].rfind(k));
    let start = starts.max().unwrap_or(0);
    Some((&before[start..at], &before[at + 3..]))
}

/// The text on both sides of the last `:` that is none of a path.
fn at_field(before: &str) -> Option<(&str, &str)> {
    let is_field = |&(at, _): &(usize, char)| {
        !before[..at].ends_with(':') && !before[at + 1..].starts_with(':')
    };
    let (at, _) = before.char_indices().filter(|(_, c)| *c == ':').rfind(is_field)?;
    let start = before[..at].rfind([',', '{', '(']).map_or(0, |i| i + 1);
    Some((&before[start..at], &before[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::binding_in;

    #[test]
    fn the_name_is_read_off_the_text_before_the_constructor() {
        for (before, name) in [
            ("let left = Arc::new(", Some("left")),
            ("    let mut left: Arc<Mutex<u8>> = Arc::new(", Some("left")),
            ("        Counter { count: ", Some("count")),
            ("            count: ", Some("count")),
            ("    ready: std::sync::", Some("ready")),
            ("static TOTAL: Mutex<u32> = ", Some("TOTAL")),
            ("let (tx, rx) = mpsc::", Some("tx")),
            ("let (turn, count) = (Mutex::new(()), ", Some("count")),
            ("let (turn, count) = (", Some("turn")),
            ("let alice = ", Some("alice")),
            ("check(|| { let alice = ", Some("alice")),
            ("let ts: Vec<_> = (0..2).map(|_| ", None),
            ("    let sh = Arc::new(Shared { jobs: ", Some("jobs")),
            ("    let sh = Arc::new(Shared { jobs: Mutex::new(1), ready: ", Some("ready")),
            ("let _east = s.", Some("east")),
            ("        ", None),
            ("    s.", None),
        ] {
            assert_eq!(binding_in(before).as_deref(), name, "before the constructor: {before:?}");
        }
    }
}
