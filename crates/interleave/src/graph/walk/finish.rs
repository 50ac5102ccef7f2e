//! From the states that a walk found to the graph that a reader gets: numbered from the start on, and in words.

use super::{End, Taken, Walk};
use crate::graph::{Ending, Graph, State, Waiting, Way};
use crate::kernel::{Subject, Wait};
use crate::report::{self, Names};

impl Walk {
    pub(super) fn finish(self) -> Graph {
        let names = self.known.names();
        // Choices before the first state that is shown: those of the closure up to its first operation.
        let mut opening = Vec::new();
        let mut order = vec![self.resolve(0, &mut opening)];
        let mut number = vec![None; self.nodes.len()];
        number[order[0]] = Some(0);
        let (mut states, mut ends) = (Vec::new(), Vec::new());
        while let Some(&at) = order.get(states.len()) {
            let node = &self.nodes[at];
            let mut ways: Vec<Way> = Vec::new();
            for taken in &node.ways {
                let mut way = self.way(taken, &names);
                let to = self.resolve(taken.to, &mut way.choices);
                way.to = *number[to].get_or_insert_with(|| {
                    order.push(to);
                    order.len() - 1
                });
                if at == order[0] {
                    way.choices.splice(0..0, opening.iter().copied());
                }
                ways.push(way);
            }
            let end = node.end.as_ref().map(|end| {
                let ending = ending(end, &names);
                ends.iter().position(|known| *known == ending).unwrap_or_else(|| {
                    ends.push(ending);
                    ends.len() - 1
                })
            });
            let waits = node.waits.iter().map(|wait| waiting(wait, &names)).collect();
            states.push(State { ways, waits, end });
        }
        let steps = || states.iter().flat_map(|s| &s.ways).flat_map(|w| &w.steps);
        let sources = report::sources(steps().map(|step| step.file.as_str()));
        let objects = self.known.objects(&names);
        Graph { threads: names.threads, objects, states, ends, sources }
    }

    fn way(&self, taken: &Taken, names: &Names) -> Way {
        Way {
            thread: taken.thread,
            steps: taken.events.iter().map(|event| report::step(names, event)).collect(),
            to: 0,
            choices: taken.choices.clone(),
        }
    }
}

fn ending(end: &End, names: &Names) -> Ending {
    let message = end.failure.as_ref().map_or("", |failure| &failure.message);
    let details = |failure| report::details(names, failure, end.verdict, &end.waits);
    Ending {
        verdict: end.verdict,
        message: message.to_string(),
        details: end.failure.as_ref().map_or_else(Vec::new, details),
    }
}

fn waiting(wait: &Wait, names: &Names) -> Waiting {
    Waiting {
        thread: wait.thread,
        object: match wait.doing.subject {
            Subject::Object(id) => Some(id),
            _ => None,
        },
        text: report::waits_for(names, wait),
        file: wait.doing.place.file().to_string(),
        line: wait.doing.place.line(),
    }
}
