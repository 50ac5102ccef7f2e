//! A future that blocks, and the one that it waits for.

use interleave::Explorer;
use listings::take_turns;

// ANCHOR: program
use interleave::sync::mpsc::{Receiver, Sender, channel};

async fn eat(basket: Receiver<&str>) {
    let bread = basket.recv().unwrap();
    println!("anna eats {bread}");
}

async fn bake(basket: Sender<&str>) {
    basket.send("rye bread").unwrap();
}

fn evening() {
    let (sender, receiver) = channel();
    take_turns([Box::pin(eat(receiver)) as _, Box::pin(bake(sender)) as _]);
}
// ANCHOR_END: program

fn main() {
    listings::show(&Explorer::new().explore(evening));
}
