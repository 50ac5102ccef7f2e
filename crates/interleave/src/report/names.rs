//! What threads and objects are called: the name they were given, or the one on the line that made them.

use super::source;
use crate::kernel::{Kernel, Kind, Place, Subject};

/// All names of a run.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) threads: Vec<String>,
    pub(crate) objects: Vec<String>,
}

impl Names {
    /// Those of an execution.
    pub(crate) fn of(k: &Kernel) -> Names {
        let threads: Vec<_> =
            k.threads.iter().map(|t| (t.given_name.clone(), t.spawned_at)).collect();
        let objects: Vec<_> = k.objects.iter().map(|o| (o.kind, o.place)).collect();
        Names::new(&threads, &objects)
    }

    /// Of threads with the names given to `Builder` and the lines that spawned them, and of objects with the lines
    /// that made them.
    pub(crate) fn new(
        threads: &[(Option<String>, Option<Place>)],
        objects: &[(Kind, Place)],
    ) -> Names {
        let read = |place: Place| binding(place).filter(|n| !is_generic(n));
        let bases: Vec<_> = threads
            .iter()
            .map(|(given, place)| given.clone().or_else(|| place.and_then(read)))
            .collect();
        let name = |(id, base): (usize, &Option<String>)| match base {
            Some(name) => numbered(name, id, |other| bases[other] == *base, bases.len()),
            None => format!("T{id}"),
        };
        let threads = bases.iter().enumerate().map(name).collect();
        let base = |(kind, place): &(Kind, Place)| {
            let name = binding(place);
            (*kind, name.unwrap_or_else(|| format!("{}@{}", kind.name(), place.line())))
        };
        let bases: Vec<_> = objects.iter().map(base).collect();
        // Two objects of one struct literal have names of their own; two that one line made are numbered.
        let name = |(id, base): (usize, &(Kind, String))| {
            numbered(&base.1, id, |other| bases[other] == *base, bases.len())
        };
        let objects = bases.iter().enumerate().map(name).collect();
        Names { threads, objects }
    }

    /// What a step acts on, in words.
    pub(super) fn subject(&self, subject: Subject) -> &str {
        match subject {
            Subject::None | Subject::Console | Subject::Time => "",
            Subject::Object(id) => &self.objects[id],
            Subject::Thread(id) => &self.threads[id],
        }
    }
}

/// A variable that only says that it is a thread says nothing in the head of a lane.
fn is_generic(name: &str) -> bool {
    ["t", "h", "th", "handle", "thread", "join", "_"].contains(&name)
}

/// `name`, with a number if others `among` as many have it as well.
fn numbered(name: &str, id: usize, has_it: impl Fn(usize) -> bool, among: usize) -> String {
    let before = (0..id).filter(|&other| has_it(other)).count();
    let after = (id + 1..among).any(has_it);
    if before > 0 || after { format!("{name}#{}", before + 1) } else { name.to_string() }
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
