//! Two writers, who send the name and the report in two pieces, into one channel.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::mpsc;
use std::thread;

fn night() {
    let (to_harbour, pieces) = mpsc::channel();
    for keeper in ["ann", "ben"] {
        let to_harbour = to_harbour.clone();
        let write = move || {
            let _ = to_harbour.send((keeper, "name"));
            let _ = to_harbour.send((keeper, "report"));
        };
        thread::Builder::new().name(keeper.into()).spawn(write).unwrap();
    }
    drop(to_harbour);
    while let (Ok((named, _)), Ok((reported, _))) = (pieces.recv(), pieces.recv()) {
        require!(named == reported, TornWrite, "{named}'s name stands above {reported}'s piece");
    }
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(night));
    listings::game(interleave::Explorer::new(), night);
}
