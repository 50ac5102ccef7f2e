//! Offers and work, counted, for pieces of several sizes.

const ITEMS: u64 = 1 << 20;
/// In nanoseconds: to offer a half, and to do an item.
const OFFER: u64 = 50;
const ITEM: u64 = 1;

// ANCHOR: program
/// How often a half is offered, if pieces have `grain` items at most.
fn offers(items: u64, grain: u64) -> u64 {
    if items <= grain { 0 } else { 1 + offers(items / 2, grain) + offers(items - items / 2, grain) }
}
// ANCHOR_END: program

fn main() {
    println!("    grain      pieces     work in ms   offers in ms");
    for grain in [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        let offers = offers(ITEMS, grain);
        let (work, offered) = (ITEMS * ITEM, offers * OFFER);
        println!(
            "{grain:9}{:12}{:15.2}{:15.2}",
            offers + 1,
            work as f64 / 1e6,
            offered as f64 / 1e6
        );
    }
}
