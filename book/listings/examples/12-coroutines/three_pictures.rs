//! Three pictures, one after the other and together.

use std::sync::Arc;
use std::thread;

use listings::http;
use loopback::{Answer, Point, Server, State};

// ANCHOR: program
use std::io;
use std::net::SocketAddr;

async fn fetch(server: SocketAddr, path: &str) -> io::Result<usize> {
    let mut answer = http::get(server, path).await?;
    let mut length = 0;
    while let Some(piece) = answer.piece().await? {
        length += piece.len();
    }
    Ok(length)
}

async fn one_after_the_other(server: SocketAddr) -> io::Result<[usize; 3]> {
    let cat = fetch(server, "/cat.jpg").await?;
    let dog = fetch(server, "/dog.jpg").await?;
    let cow = fetch(server, "/cow.jpg").await?;
    Ok([cat, dog, cow])
}

async fn together(server: SocketAddr) -> io::Result<[usize; 3]> {
    let (cat, dog, cow) = tokio::join!(
        fetch(server, "/cat.jpg"),
        fetch(server, "/dog.jpg"),
        fetch(server, "/cow.jpg"),
    );
    Ok([cat?, dog?, cow?])
}
// ANCHOR_END: program

/// A server with three pictures.
fn server(answer: impl Fn(usize) -> Answer) -> io::Result<Server> {
    let server = Server::start()?;
    for (path, length) in [("/cat.jpg", 7000), ("/dog.jpg", 5000), ("/cow.jpg", 9000)] {
        server.answers(path, [answer(length)]);
    }
    Ok(server)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let quick = server(|length| Answer::ok(vec![0; length]))?;
    let lengths = one_after_the_other(quick.address()).await?;
    println!("one after the other: {lengths:?}, {} at a time", quick.most_at_once());

    // No answer comes before all three requests are there.
    let slow = server(|length| Answer::ok(vec![0; length]).hold(Point::Start))?;
    let (address, slow) = (slow.address(), Arc::new(slow));
    let watched = Arc::clone(&slow);
    thread::spawn(move || {
        watched.wait_for(|requests| {
            requests.iter().all(|r| r.state == State::Held) && requests.len() == 3
        });
        watched.let_all_go();
    });
    let lengths = together(address).await?;
    println!("together: {lengths:?}, {} at a time", slow.most_at_once());
    Ok(())
}
