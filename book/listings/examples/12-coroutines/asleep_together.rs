//! Three who rest, in two ways.

// ANCHOR: program
use std::thread;
use std::time::Duration;

async fn blocks(name: &str, rest: Duration) {
    println!("{name} lies down");
    thread::sleep(rest);
    println!("{name} gets up");
}

async fn waits(name: &str, rest: Duration) {
    println!("{name} lies down");
    tokio::time::sleep(rest).await;
    println!("{name} gets up");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let [long, short] = [20, 10].map(Duration::from_millis);
    tokio::join!(blocks("anna", long), blocks("ben", short));
    println!();
    tokio::join!(waits("anna", long), waits("ben", short));
}
// ANCHOR_END: program
