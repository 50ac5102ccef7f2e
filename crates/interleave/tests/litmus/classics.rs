//! The classic litmus programs, with the outcome each is known for.

use crate::program::{Op, Program, add, fence, ld, st};
use std::sync::atomic::Ordering::{self, *};

/// A litmus program, and whether the outcome that gives it its name may be seen.
pub(crate) struct Classic {
    pub(crate) name: &'static str,
    pub(crate) program: Program,
    pub(crate) weak: Weak,
    pub(crate) allowed: bool,
}

/// The outcome in question, told by the values read, the values at the end, or both.
pub(crate) enum Weak {
    Reads(&'static [u8]),
    Ends([u8; 3]),
    Both(&'static [u8], [u8; 3]),
}

const X: usize = 0;
const Y: usize = 1;
const Z: usize = 2;

/// Message passing: data, then a flag; does who sees the flag see the data?
fn message_passing(store: Ordering, load: Ordering) -> Program {
    vec![vec![st(X, 1, Relaxed), st(Y, 1, store)], vec![ld(Y, load), ld(X, Relaxed)]]
}

/// Store buffering: each stores, then looks at the other; can both see nothing?
fn store_buffering(store: Ordering, load: Ordering) -> Program {
    vec![vec![st(X, 1, store), ld(Y, load)], vec![st(Y, 1, store), ld(X, load)]]
}

/// Independent reads of independent writes: do two readers agree which store came first?
fn iriw(store: Ordering, load: Ordering) -> Program {
    vec![
        vec![st(X, 1, store)],
        vec![st(Y, 1, store)],
        vec![ld(X, load), ld(Y, load)],
        vec![ld(Y, load), ld(X, load)],
    ]
}

/// Write-to-read causality: the second passes on what it saw; does the third see what the first did?
fn causality(store: Ordering, load: Ordering) -> Program {
    vec![
        vec![st(X, 1, Relaxed)],
        vec![ld(X, load), st(Y, 1, store)],
        vec![ld(Y, load), ld(X, Relaxed)],
    ]
}

fn two_stores_each(store: Ordering) -> Program {
    vec![vec![st(X, 1, store), st(Y, 2, store)], vec![st(Y, 1, store), st(X, 2, store)]]
}

/// A second thread adds to the flag (or stores over it) between the release store and the acquire load.
fn release_sequence(middle: Op) -> Program {
    vec![
        vec![st(X, 1, Relaxed), st(Y, 1, Release)],
        vec![middle],
        vec![ld(Y, Acquire), ld(X, Relaxed)],
    ]
}

fn sc_fences_between(first: Ordering, second: Ordering) -> Program {
    vec![
        vec![st(X, 1, Relaxed), fence(first), ld(Y, Relaxed)],
        vec![st(Y, 1, Relaxed), fence(second), ld(X, Relaxed)],
    ]
}

/// `weak` can be seen.
fn may(name: &'static str, weak: Weak, program: Program) -> Classic {
    Classic { name, program, weak, allowed: true }
}

/// `weak` must not be seen.
fn never(name: &'static str, weak: Weak, program: Program) -> Classic {
    Classic { allowed: false, ..may(name, weak, program) }
}

pub(crate) fn all() -> Vec<Classic> {
    use Weak::{Both, Ends, Reads};
    let swap = |success| Op::Swap(Y, 1, 2, success, Relaxed);
    let two_adds = vec![vec![add(X, Relaxed)], vec![add(X, Relaxed)]];
    let mp_fences = vec![
        vec![st(X, 1, Relaxed), fence(Release), st(Y, 1, Relaxed)],
        vec![ld(Y, Relaxed), fence(Acquire), ld(X, Relaxed)],
    ];
    let mp_late_fence = vec![
        vec![st(X, 1, Relaxed), fence(Release), st(Y, 1, Relaxed)],
        vec![ld(Y, Relaxed), ld(X, Relaxed), fence(Acquire)],
    ];
    let mp_update =
        vec![vec![st(X, 1, Relaxed), add(Y, Release)], vec![add(Y, Acquire), ld(X, Relaxed)]];
    let mp_swap =
        vec![vec![st(X, 1, Relaxed), st(Y, 1, Release)], vec![swap(Acquire), ld(X, Relaxed)]];
    let mp_swap_relaxed =
        vec![vec![st(X, 1, Relaxed), st(Y, 1, Release)], vec![swap(Relaxed), ld(X, Relaxed)]];
    let load_buffering =
        vec![vec![ld(X, Relaxed), st(Y, 1, Relaxed)], vec![ld(Y, Relaxed), st(X, 1, Relaxed)]];
    let coherent_reads =
        vec![vec![st(X, 1, Relaxed), st(X, 2, Relaxed)], vec![ld(X, Relaxed), ld(X, Relaxed)]];
    let write_then_read = vec![vec![st(X, 1, Relaxed), ld(X, Relaxed)], vec![st(X, 2, Relaxed)]];
    let same_thread_store = vec![
        vec![st(X, 1, Relaxed), st(Y, 1, Release), st(Y, 2, Relaxed)],
        vec![ld(Y, Acquire), ld(X, Relaxed)],
    ];
    let passed_on_twice = vec![
        vec![st(X, 1, Relaxed), st(Y, 1, Release)],
        vec![ld(Y, Acquire), st(Z, 1, Release)],
        vec![ld(Z, Acquire), ld(X, Relaxed)],
    ];
    let sb_updates =
        vec![vec![add(X, AcqRel), ld(Y, Acquire)], vec![add(Y, AcqRel), ld(X, Acquire)]];
    let r_sc =
        vec![vec![st(X, 1, SeqCst), st(Y, 1, SeqCst)], vec![st(Y, 2, SeqCst), ld(X, SeqCst)]];
    let s_relaxed =
        vec![vec![st(X, 2, Relaxed), st(Y, 1, Release)], vec![ld(Y, Acquire), st(X, 1, Relaxed)]];
    let rwc_fences = vec![
        vec![st(X, 1, Relaxed)],
        vec![ld(X, Acquire), fence(SeqCst), ld(Y, Relaxed)],
        vec![st(Y, 1, Relaxed), fence(SeqCst), ld(X, Relaxed)],
    ];
    vec![
        may("MP relaxed", Reads(&[1, 0]), message_passing(Relaxed, Relaxed)),
        may("MP release, relaxed", Reads(&[1, 0]), message_passing(Release, Relaxed)),
        may("MP relaxed, acquire", Reads(&[1, 0]), message_passing(Relaxed, Acquire)),
        never("MP release, acquire", Reads(&[1, 0]), message_passing(Release, Acquire)),
        never("MP sc", Reads(&[1, 0]), message_passing(SeqCst, SeqCst)),
        never("MP fences", Reads(&[1, 0]), mp_fences),
        may("MP fence too late", Reads(&[1, 0]), mp_late_fence),
        never("MP by updates", Reads(&[0, 1, 0]), mp_update),
        never("MP by compare-exchange", Reads(&[1, 0]), mp_swap),
        may("MP by relaxed compare-exchange", Reads(&[1, 0]), mp_swap_relaxed),
        may("SB relaxed", Reads(&[0, 0]), store_buffering(Relaxed, Relaxed)),
        may("SB release, acquire", Reads(&[0, 0]), store_buffering(Release, Acquire)),
        never("SB sc", Reads(&[0, 0]), store_buffering(SeqCst, SeqCst)),
        never("SB sc fences", Reads(&[0, 0]), sc_fences_between(SeqCst, SeqCst)),
        may("SB one sc fence", Reads(&[0, 0]), sc_fences_between(SeqCst, AcqRel)),
        may("SB by updates", Reads(&[0, 0, 0, 0]), sb_updates),
        never("LB relaxed", Reads(&[1, 1]), load_buffering),
        never("CoRR", Reads(&[2, 1]), coherent_reads),
        never("CoWR", Reads(&[0]), write_then_read),
        may("IRIW release, acquire", Reads(&[1, 0, 1, 0]), iriw(Release, Acquire)),
        never("IRIW sc", Reads(&[1, 0, 1, 0]), iriw(SeqCst, SeqCst)),
        may("WRC relaxed", Reads(&[1, 1, 0]), causality(Relaxed, Relaxed)),
        never("WRC release, acquire", Reads(&[1, 1, 0]), causality(Release, Acquire)),
        never("ISA2 release, acquire", Reads(&[1, 1, 0]), passed_on_twice),
        never("release sequence, update", Reads(&[1, 2, 0]), release_sequence(add(Y, Relaxed))),
        may("release sequence cut", Reads(&[2, 0]), release_sequence(st(Y, 2, Relaxed))),
        may("release sequence, own store", Reads(&[2, 0]), same_thread_store),
        never("2+2W relaxed", Ends([1, 1, 0]), two_stores_each(Relaxed)),
        never("2+2W sc", Ends([1, 1, 0]), two_stores_each(SeqCst)),
        never("RMW atomicity", Ends([1, 0, 0]), two_adds),
        never("R sc", Both(&[0], [1, 2, 0]), r_sc),
        never("S release, acquire", Both(&[1], [2, 1, 0]), s_relaxed),
        never("RWC sc fences", Reads(&[1, 0, 0]), rwc_fences),
    ]
}
