//! The tests of this crate notice faults in it: each of a list of planted faults makes one of them fail.
//!
//! Takes minutes, so it is asked for by name:
//! `cargo test -p interleave --features mutants --test mutants -- --nocapture`
//! With `MUTANT=words` in the environment only those are tried whose description contains the words.

mod list;
mod workshop;

use list::MUTANTS;
use workshop::{Outcome, Workshop};

#[test]
fn every_planted_fault_is_noticed() {
    let workshop = Workshop::new();
    match workshop.test() {
        Outcome::Passed => {}
        Outcome::Failed(names) => panic!("without any fault planted, these fail: {names:?}"),
        Outcome::DoesNotCompile(errors) => panic!("the copy does not compile:\n{errors}"),
        Outcome::Hangs => panic!("without any fault planted, the tests do not end"),
    }
    let mut unnoticed = Vec::new();
    let wanted = std::env::var("MUTANT").unwrap_or_default();
    let chosen: Vec<_> = MUTANTS.iter().filter(|m| m.breaks.contains(&wanted)).collect();
    assert!(!chosen.is_empty(), "no planted fault is described by MUTANT={wanted}");
    for mutant in chosen {
        let by = match workshop.try_out(mutant) {
            Outcome::Failed(names) => format!("{} ({} in all)", names[0], names.len()),
            Outcome::Hangs => "a test that does not end".to_string(),
            Outcome::DoesNotCompile(errors) => {
                panic!("`{}` does not compile, so it shows nothing:\n{errors}", mutant.breaks)
            }
            Outcome::Passed => {
                unnoticed.push(mutant.breaks);
                "NOBODY".to_string()
            }
        };
        println!("{}: noticed by {by}", mutant.breaks);
    }
    assert!(unnoticed.is_empty(), "not noticed by any test of semantics or litmus: {unnoticed:?}");
}
