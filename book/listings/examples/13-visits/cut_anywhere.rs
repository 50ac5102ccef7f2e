//! A log that is cut in two, at every byte in turn.

// ANCHOR: program
use std::collections::{BTreeMap, HashSet};

const LOG: &str = "203.0.113.7 - - /home\n\
    203.0.113.8 - - /home\n\
    203.0.113.7 - - /news\n\
    203.0.113.8 - - /news\n";

/// Visits, lines that are none, and addresses.
fn count(log: &str) -> (usize, usize, HashSet<&str>) {
    let visits = log.lines().filter_map(|line| line.split_once(" - - "));
    let addresses: Vec<&str> = visits.map(|(address, _)| address).collect();
    let others = log.lines().count() - addresses.len();
    (addresses.len(), others, addresses.into_iter().collect())
}

fn main() {
    let whole = count(LOG);
    let (mut cuts, mut sums) = (BTreeMap::new(), BTreeMap::new());
    for at in 1..LOG.len() {
        let (front, back) = (count(&LOG[..at]), count(&LOG[at..]));
        let what = if front.0 + back.0 < whole.0 {
            "a visit is missing"
        } else if &front.2 | &back.2 != whole.2 {
            "somebody has come who does not exist"
        } else if front.1 + back.1 > whole.1 {
            "a line too many, which is broken"
        } else {
            "right"
        };
        *cuts.entry(what).or_insert(0) += 1;
        *sums.entry(front.2.len() + back.2.len()).or_insert(0) += 1;
    }
    println!("places to cut: {cuts:#?}");
    println!("addresses, which are {}, added up: {sums:?}", whole.2.len());
}
// ANCHOR_END: program
