//! Bug patterns of SCTBench, each found within the default budget, each repaired version passing it.
//!
//! SCTBench is the collection of concurrency bugs of Thomson, Donaldson and Betts ("Concurrency testing using
//! controlled schedulers: an empirical study", ACM TOPC 2(4), 2016; PPoPP 2014). Its programs are C with pthreads;
//! these are programs of our own after the descriptions of their bugs, with the parts that do not matter left out.
//! Not here are `safestack`, which needs at least five preemptions and which the study's techniques miss, and the
//! largest sizes (`twostage_100`, `reorder_20`), of which smaller ones are. For the RADBench family, whose sources are
//! whole runtimes, six of its patterns are.
//!
//! `cargo test -p interleave --test sctbench -- --nocapture` prints the table.

mod claims;
mod locks;
mod programs;
mod queues;
mod runtimes;

use interleave::{Explorer, Verdict};

struct Program {
    name: &'static str,
    verdict: Verdict,
    /// Whether the bug is one of memory orderings, invisible as long as every load reads the newest store.
    weak: bool,
    run: fn(buggy: bool),
}

const fn program(name: &'static str, verdict: Verdict, run: fn(bool)) -> Program {
    Program { name, verdict, weak: false, run }
}

use Verdict::{Deadlock, Panicked, StaleRead};

const PROGRAMS: &[Program] = &[
    program("aget", Panicked, programs::aget),
    program("pbzip2", Panicked, programs::pbzip2),
    program("stringbuffer", Panicked, programs::stringbuffer),
    program("wsq", Panicked, queues::wsq),
    program("swsq", Panicked, queues::swsq),
    program("iwsq", Panicked, queues::iwsq),
    Program { name: "iwsqws", verdict: StaleRead, weak: true, run: queues::iwsqws },
    program("account", Panicked, claims::account),
    program("arithmetic_prog", Panicked, claims::arithmetic_prog),
    program("bluetooth_driver", Panicked, locks::bluetooth_driver),
    program("carter01", Deadlock, locks::carter01),
    program("circular_buffer", Panicked, queues::circular_buffer),
    program("deadlock01", Deadlock, locks::deadlock01),
    program("din_phil2", Deadlock, locks::din_phil::<2>),
    program("din_phil3", Deadlock, locks::din_phil::<3>),
    program("din_phil4", Deadlock, locks::din_phil::<4>),
    program("din_phil5", Deadlock, locks::din_phil::<5>),
    program("din_phil6", Deadlock, locks::din_phil::<6>),
    program("din_phil7", Deadlock, locks::din_phil::<7>),
    program("fsbench", Panicked, locks::fsbench),
    program("lazy01", Panicked, claims::lazy01),
    program("phase01", Deadlock, locks::phase01),
    program("queue", Panicked, queues::queue),
    program("reorder_3", Panicked, claims::reorder::<2>),
    program("reorder_4", Panicked, claims::reorder::<3>),
    program("reorder_5", Panicked, claims::reorder::<4>),
    program("reorder_10", Panicked, claims::reorder::<9>),
    program("stack", Panicked, queues::stack),
    program("sync01", Deadlock, claims::sync01),
    program("sync02", Panicked, claims::sync02),
    program("token_ring", Panicked, claims::token_ring),
    program("twostage", Panicked, locks::twostage::<1>),
    program("twostage_4", Panicked, locks::twostage::<2>),
    program("wronglock", Panicked, locks::wronglock::<1>),
    program("wronglock_3", Panicked, locks::wronglock::<3>),
    program("qsort_mt", Deadlock, programs::qsort_mt),
    program("ctrace", Panicked, programs::ctrace),
    program("ferret", Panicked, programs::ferret),
    program("streamcluster", Deadlock, programs::streamcluster),
    program("streamcluster2", Panicked, programs::streamcluster2),
    program("streamcluster3", Panicked, programs::streamcluster3),
    program("last_context", Panicked, runtimes::last_context),
    program("collector_waits", Deadlock, runtimes::collector_waits),
    program("lazy_lock", Panicked, runtimes::lazy_lock),
    program("timed_monitor", Panicked, runtimes::timed_monitor),
    program("thread_list", Panicked, runtimes::thread_list),
    program("init_flag", Panicked, runtimes::init_flag),
    program("barnes", Panicked, programs::barnes),
    program("fft", Panicked, programs::fft),
    program("lu", Panicked, programs::lu),
];

fn explore(program: &Program, buggy: bool) -> interleave::Report {
    let run = program.run;
    Explorer::new().weak_memory(program.weak).explore(move || run(buggy))
}

#[test]
fn every_bug_is_found_within_the_default_budget() {
    let mut wrong = Vec::new();
    println!("{:18} {:>13}  verdict", "program", "interleavings");
    for program in PROGRAMS {
        let report = explore(program, true);
        println!("{:18} {:>13}  {}", program.name, report.interleavings, report.verdict.name());
        if report.verdict != program.verdict {
            wrong.push(format!("{}, expected {}: {report}", program.name, program.verdict.name()));
        }
    }
    assert!(wrong.is_empty(), "not found as what they are:\n{}", wrong.join("\n"));
}

#[test]
fn every_repaired_version_passes_the_default_budget() {
    let mut wrong = Vec::new();
    for program in PROGRAMS {
        let report = explore(program, false);
        let all = if report.exhaustive { "all" } else { "budget used" };
        println!("{:18} {:>13}  {all}", program.name, report.interleavings);
        if !report.passed() {
            wrong.push(format!("{}: {report}", program.name));
        }
    }
    assert!(wrong.is_empty(), "refused, though repaired:\n{}", wrong.join("\n"));
}
