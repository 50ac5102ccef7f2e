//! The ends of a graph are those that the search finds, for random programs: merging states loses none, and makes
//! none up.

use crate::interpreters::interleave::run;
use crate::program::{FAMILIES, Family, Program};
use crate::tools::paths;
use interleave::{Explorer, Verdict};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many programs of each family are compared.
const PROGRAMS: u64 = 60;
/// How many paths of each are run.
const PATHS: usize = 12;

fn ends_agree(family: Family) {
    let (mut states, mut deadlocks) = (0, 0);
    // A channel puts all that is done to it in order, which makes many states.
    let size = if family == Family::Channels { 3 } else { 4 };
    for seed in 0..PROGRAMS {
        let program = Arc::new(Program::random(family, seed, size));
        let of_search = program.clone();
        let explorer = Explorer::new().budget(1_000_000).allow_leaks(true).states(20_000);
        let searched = explorer.clone().endings(move || format!("{:?}", run(&of_search)));
        assert!(searched.report.exhaustive, "{program:?}: {}", searched.report);
        let searched: BTreeSet<_> = searched.results().cloned().collect();

        // What it comes to is the message of the panic that ends it.
        let of_graph = program.clone();
        let told = move || panic!("{:?}", run(&of_graph));
        let graph = explorer.clone().graph(told.clone());
        let graph = graph.unwrap_or_else(|error| panic!("{program:?}: {error}"));
        let in_graph: BTreeSet<_> = (graph.ends.iter())
            .map(|end| match end.verdict {
                Verdict::Panicked => Ok(end.message.clone()),
                other => Err(other),
            })
            .collect();
        assert_eq!(in_graph, searched, "{program:?}: left is the graph, right is the search");

        for (path, at) in paths(&graph, PATHS) {
            let report = explorer.clone().replay(&graph.replay(&path), told.clone());
            let end = &graph.ends[graph.states[at].end.expect("a path leads to an end")];
            assert_eq!(
                (report.verdict, &report.message),
                (end.verdict, &end.message),
                "{program:?}: the path {path:?} comes to another end:\n{report}"
            );
        }
        states += graph.states.len();
        deadlocks += usize::from(searched.contains(&Err(Verdict::Deadlock)));
    }
    println!("{family:?}: {PROGRAMS} programs, {states} states, {deadlocks} can deadlock");
}

#[test]
fn graphs_of_atomics_and_mutexes_have_the_ends_of_the_search() {
    ends_agree(FAMILIES[0]);
}

#[test]
fn graphs_of_readers_and_writers_have_the_ends_of_the_search() {
    ends_agree(FAMILIES[1]);
}

#[test]
fn graphs_of_condvars_have_the_ends_of_the_search() {
    ends_agree(FAMILIES[2]);
}

#[test]
fn graphs_of_channels_have_the_ends_of_the_search() {
    ends_agree(FAMILIES[3]);
}
