//! What a future keeps: what is used after an `await`, and nothing else.

// ANCHOR: program
async fn bell() {}

async fn before() -> u8 {
    let page = [7_u8; 4096];
    let first = page[0];
    bell().await;
    first
}

async fn across() -> u8 {
    let page = [7_u8; 4096];
    bell().await;
    page[0]
}

fn main() {
    println!("before: {} bytes", size_of_val(&before()));
    println!("across: {} bytes", size_of_val(&across()));
}
// ANCHOR_END: program
