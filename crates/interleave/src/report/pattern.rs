//! The mistake behind a failed assertion, where the run shows it.

use super::{Step, Timeline};

/// A sentence on the first update that was lost in the run, if there is one.
pub(super) fn lost_update(timeline: &Timeline) -> Option<String> {
    let steps = &timeline.steps;
    (0..steps.len()).find_map(|look| {
        let act = next_write(steps, look)?;
        let between = (look + 1..act).rfind(|&i| {
            changes(&steps[i])
                && steps[i].object == steps[look].object
                && steps[i].thread != steps[look].thread
        })?;
        Some(sentence(timeline, look, between, act))
    })
}

/// After a plain load at `look`, the plain store by the same thread to the same atomic, if that is what it does
/// to it next.
fn next_write(steps: &[Step], look: usize) -> Option<usize> {
    let same = |s: &Step| s.thread == steps[look].thread && s.object == steps[look].object;
    if steps[look].op != "loads" {
        return None;
    }
    let next = (look + 1..steps.len()).find(|&i| same(&steps[i]))?;
    (steps[next].op == "stores").then_some(next)
}

fn changes(step: &Step) -> bool {
    matches!(step.op, "stores" | "updates")
}

fn sentence(timeline: &Timeline, look: usize, between: usize, act: usize) -> String {
    let steps = &timeline.steps;
    let name = |i: usize| &timeline.threads[steps[i].thread];
    let object = steps[look].object.map_or("it", |o| &timeline.objects[o].name);
    format!(
        "a lost update: {} loads `{object}` in step {}, {} changes it in step {}, and the store in step {} covers that change",
        name(look),
        look + 1,
        name(between),
        between + 1,
        act + 1
    )
}
