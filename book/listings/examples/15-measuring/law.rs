//! Amdahl's law as a table.

// ANCHOR: program
fn speedup(serial: f64, workers: u32) -> f64 {
    1.0 / (serial + (1.0 - serial) / f64::from(workers))
}

fn main() {
    println!("serial      2 workers      8 workers    100 workers       no limit");
    for serial in [0.0, 0.01, 0.05, 0.25, 0.5] {
        print!("{:4.0} %", 100.0 * serial);
        for workers in [2, 8, 100] {
            print!("{:15.2}", speedup(serial, workers));
        }
        println!("{:15.2}", 1.0 / serial);
    }
}
// ANCHOR_END: program
