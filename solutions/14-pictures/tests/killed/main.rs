//! The whole program, killed at 200 points that a seed has chosen, and started again: each path has one record.

#![cfg(target_os = "linux")]

mod tracer;

#[path = "../support/album.rs"]
mod album;

use std::process::Command;

use album::{Album, Lab};
use tracer::{End, Victim};

/// How many points.
const POINTS: u64 = 200;
/// Who is killed at a point.
const VICTIMS: [Victim; 3] = [Victim::One, Victim::All, Victim::Supervisor];
/// Consumers. The last crew has more than there are paths, so that somebody is free when another one dies.
const CREWS: [&str; 3] =
    ["ann,ben,cem", "dan,eve", "fay,gus,hal,ida,jim,kim,leo,mia,ned,oda,pat,ron"];

/// Numbers that are the same in each run of the tests (SplitMix64, by Guy Steele, Doug Lea and Christine Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// The program with one of the crews.
fn command(lab: &Lab, album: &Album, crew: usize) -> Command {
    let mut command = lab.command(album);
    command.args(["--names", CREWS[crew]]);
    command
}

// ANCHOR: test
#[test]
fn every_path_has_one_record_wherever_it_is_killed() {
    let lab = Lab::start();
    let calls = [0, 1, 2].map(|crew| {
        let whole = tracer::run(command(&lab, &Album::new(), crew), None);
        assert_eq!(whole.end, End::Code(0), "a run that nobody kills");
        whole.calls
    });
    let (mut random, mut killed, mut beside) = (Random(14), 0, 0);
    for number in 0..POINTS {
        let album = Album::new();
        let (crew, next, victim) = (random.below(3), random.below(3), VICTIMS[random.below(3)]);
        let call = 1 + random.next() % calls[crew];
        let first = tracer::run(command(&lab, &album, crew), Some((call, victim)));
        let point = format!("point {number}: {victim:?} killed before system call {call} of all");
        if first.end != End::Code(0) {
            let second = first.and_beside(command(&lab, &album, next));
            assert_eq!(second, End::Code(0), "{point}: the run after it");
        }
        album.assert_settled(&point);
        killed += u64::from(first.killed);
        beside += u64::from(!first.held.is_empty());
    }
    lab.assert_keys();
    // ANCHOR_END: test
    // A run may make some calls more or less than another one.
    assert!(killed > POINTS / 2, "of {POINTS} points, runs came to {killed}");
    assert!(beside > POINTS / 8, "of {POINTS} second runs, {beside} began beside the first");
    println!(
        "{calls:?} system calls in runs that nobody kills; {killed} of {POINTS} points, {beside} with some of the first run alive"
    );
}
