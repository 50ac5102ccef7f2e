//! The same evening with a channel that is awaited.

// ANCHOR: program
use tokio::sync::mpsc::{Receiver, Sender, channel};

async fn eat(mut basket: Receiver<&str>) {
    let bread = basket.recv().await.unwrap();
    println!("anna eats {bread}");
}

async fn bake(basket: Sender<&str>) {
    basket.send("rye bread").await.unwrap();
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, receiver) = channel(1);
    tokio::join!(eat(receiver), bake(sender));
}
// ANCHOR_END: program
