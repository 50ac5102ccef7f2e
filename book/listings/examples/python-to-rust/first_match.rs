//! A value or none, and a choice by what a value is.

// ANCHOR: program
enum Door {
    Open,
    Locked { by: String },
}

fn seat_of(name: &str) -> Option<u32> {
    match name {
        "Anna" => Some(1),
        "Ben" => Some(2),
        _ => None,
    }
}

fn main() {
    match seat_of("Cleo") {
        Some(seat) => println!("seat {seat}"),
        None => println!("no seat"),
    }
    if let Some(seat) = seat_of("Ben") {
        println!("seat {seat}");
    }
    for door in [Door::Open, Door::Locked { by: "Anna".to_string() }] {
        match door {
            Door::Open => println!("open"),
            Door::Locked { by } => println!("locked by {by}"),
        }
    }
}
// ANCHOR_END: program
