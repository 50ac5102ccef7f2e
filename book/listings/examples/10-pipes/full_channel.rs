//! The full pipes again, within one process: two channels with room for one letter each.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc::sync_channel;
use std::thread;

fn correspondence(letters: usize) -> usize {
    let (to_child, theirs) = sync_channel(1);
    let (answer, from_child) = sync_channel(1);
    thread::scope(|s| {
        let _child = s.spawn(move || {
            for letter in theirs {
                let _ = answer.send(letter);
            }
        });
        for letter in 0..letters {
            to_child.send(letter).unwrap();
        }
        drop(to_child);
        from_child.iter().count()
    })
}
// ANCHOR_END: program

fn main() {
    // ANCHOR: explore
    let report = interleave::Explorer::new().explore(|| {
        correspondence(3);
    });
    print!("three letters: ");
    print!("{}", report.text(80, false));
    let report = interleave::Explorer::new().explore(|| {
        correspondence(4);
    });
    print!("\nfour letters: ");
    listings::show(&report);
    // ANCHOR_END: explore
    listings::outcomes(interleave::Explorer::new(), || correspondence(4));
}
