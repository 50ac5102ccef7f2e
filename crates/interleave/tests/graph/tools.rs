//! What is asked of every graph.

use interleave::{Explorer, Graph, Verdict};

/// The graph of a program that has one.
#[track_caller]
pub(crate) fn graph<R>(f: impl Fn() -> R + Send + Sync + 'static) -> Graph {
    Explorer::new().graph(f).unwrap_or_else(|error| panic!("there is no graph: {error}"))
}

/// States and ways.
pub(crate) fn sizes(graph: &Graph) -> (usize, usize) {
    (graph.states.len(), graph.states.iter().map(|state| state.ways.len()).sum())
}

/// The verdicts of the ends, in order of their names.
pub(crate) fn verdicts(graph: &Graph) -> Vec<Verdict> {
    let mut verdicts: Vec<_> = graph.ends.iter().map(|end| end.verdict).collect();
    verdicts.sort_by_key(|verdict| verdict.name());
    verdicts.dedup();
    verdicts
}

/// Every path from the start, as the ways to take, and the state that it ends in. With more than `most` of them, only
/// those that are found first.
pub(crate) fn paths(graph: &Graph, most: usize) -> Vec<(Vec<usize>, usize)> {
    let mut paths = Vec::new();
    let mut open = vec![(Vec::new(), 0)];
    while let Some((path, at)) = open.pop() {
        let state = &graph.states[at];
        assert_eq!(state.ways.is_empty(), state.end.is_some(), "state {at} is an end, or leads on");
        if state.ways.is_empty() {
            paths.push((path, at));
            if paths.len() == most {
                break;
            }
            continue;
        }
        for (number, way) in state.ways.iter().enumerate() {
            let mut longer: Vec<usize> = path.clone();
            longer.push(number);
            open.push((longer, way.to));
        }
    }
    paths
}

/// Demands that every path, run on the real program, comes to the end that the graph tells, by the steps that it
/// tells; and that there are `expected` paths, if that is not 0.
#[track_caller]
pub(crate) fn every_path_replays<R>(graph: &Graph, f: fn() -> R, expected: usize)
where
    R: 'static,
{
    let found = every_path_replays_with(Explorer::new(), graph, f);
    assert!(expected == 0 || found == expected, "{found} paths, where {expected} were expected");
}

/// [`every_path_replays`], with the options of `explorer`. The number of paths.
#[track_caller]
pub(crate) fn every_path_replays_with<R>(
    explorer: Explorer,
    graph: &Graph,
    f: impl Fn() -> R + Send + Sync + Copy + 'static,
) -> usize {
    let paths = paths(graph, 2_000);
    for (path, at) in &paths {
        let replay = graph.replay(path);
        let report = explorer.clone().replay(&replay, f);
        let end = &graph.ends[graph.states[*at].end.expect("a path leads to an end")];
        assert_eq!(report.verdict, end.verdict, "{path:?} is {replay}:\n{report}");
        if end.verdict != Verdict::Passed {
            assert_eq!(report.message, end.message, "{path:?} is {replay}");
        }
        let run = report.timeline.as_ref().expect("a replay is recorded");
        let real: Vec<_> =
            run.steps.iter().filter(|s| s.op != "blocks").map(|s| (s.thread, &s.text)).collect();
        let mut told = Vec::new();
        let mut at = 0;
        for &way in path {
            let way = &graph.states[at].ways[way];
            told.extend(way.steps.iter().map(|step| (step.thread, &step.text)));
            at = way.to;
        }
        // A report shows nothing after a panic; the graph goes on to where that ends the program.
        let shown = if report.passed() { told.len() } else { real.len() };
        assert_eq!(told.get(..shown), Some(&real[..]), "{path:?} is {replay}");
    }
    paths.len()
}
