//! The whole program, killed at 200 points that a seed has chosen, and started again: each path has one record.

#![cfg(target_os = "linux")]

mod tracer;

#[path = "../support/album.rs"]
mod album;

use album::{Album, Lab};
use tracer::{End, Victim};

/// How many points.
const POINTS: u64 = 200;

/// Numbers that are the same in each run of the tests (SplitMix64, by Guy Steele, Doug Lea and Christine Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

// ANCHOR: test
#[test]
fn every_path_has_one_record_wherever_it_is_killed() {
    let lab = Lab::start();
    let whole = tracer::run(lab.command(&Album::new()), None);
    assert_eq!(whole.end, End::Code(0), "a run that nobody kills");
    let (mut random, mut killed) = (Random(14), 0);
    for number in 0..POINTS {
        let album = Album::new();
        let call = 1 + random.next() % whole.calls;
        let victim = if random.next() % 2 == 0 { Victim::One } else { Victim::All };
        let first = tracer::run(lab.command(&album), Some((call, victim)));
        killed += u64::from(first.killed);
        let point = format!("point {number}: {victim:?} killed before system call {call} of all");
        if first.end != End::Code(0) {
            let second = lab.command(&album).status().expect("the program was built");
            assert!(second.success(), "{point}: the run after it {second}");
        }
        album.assert_settled(&point);
    }
    lab.assert_keys();
    // ANCHOR_END: test
    // A run may make some calls more or less than another one.
    assert!(killed > POINTS / 2, "of {POINTS} points, runs came to {killed}");
    println!(
        "{} system calls in a run that nobody kills; {killed} of {POINTS} points",
        whole.calls
    );
}
