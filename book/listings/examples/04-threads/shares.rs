//! How seven parcels are shared among three workers.

// ANCHOR: program
fn main() {
    let parcels = [1, 2, 3, 4, 5, 6, 7];
    let workers = 3;
    for share in [parcels.len() / workers, parcels.len().div_ceil(workers)] {
        let parts: Vec<_> = parcels.chunks(share).collect();
        println!("{share} each: {} parts, {parts:?}", parts.len());
    }
}
// ANCHOR_END: program
