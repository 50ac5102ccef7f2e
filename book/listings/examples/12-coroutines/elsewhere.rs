//! Work that blocks is done by another thread, and awaited.

// ANCHOR: program
use tokio::sync::mpsc::channel;
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut receiver) = channel(1);
    let eat = async {
        let bread = spawn_blocking(move || receiver.blocking_recv().unwrap()).await.unwrap();
        println!("anna eats {bread}");
    };
    let bake = async { sender.send("rye bread").await.unwrap() };
    tokio::join!(eat, bake);
}
// ANCHOR_END: program
