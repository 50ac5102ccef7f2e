//! Five pictures, two at a time.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use listings::http;
use loopback::{Answer, Point, Request, Server, State};

// ANCHOR: program
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

static PLACES: Semaphore = Semaphore::const_new(2);

async fn fetch(server: SocketAddr, number: usize) -> io::Result<usize> {
    let _place = PLACES.acquire().await.expect("nobody closes it");
    let mut answer = http::get(server, &format!("/{number}.jpg")).await?;
    let mut length = 0;
    while let Some(piece) = answer.piece().await? {
        length += piece.len();
    }
    Ok(length)
}

async fn fetch_all(server: SocketAddr) -> usize {
    let mut tasks = JoinSet::new();
    for number in 0..5 {
        tasks.spawn(fetch(server, number));
    }
    let lengths = tasks.join_all().await;
    lengths.into_iter().flatten().sum()
}
// ANCHOR_END: program

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let server = Server::start_with(|_| Answer::ok("picture").hold(Point::Start))?;
    let (address, server) = (server.address(), Arc::new(server));
    let watched = Arc::clone(&server);
    let lets_go = thread::spawn(move || {
        for over in 0..5 {
            // As many as there can be, then the first of them is let go.
            let held = |requests: &[Request]| {
                requests.iter().filter(|request| request.state == State::Held).count()
            };
            let requests = watched.wait_for(|requests| held(requests) == 2.min(5 - over));
            println!("{over} are over, {} have come, {} stand", requests.len(), held(&requests));
            watched.let_go(watched.held()[0].number);
        }
    });
    let bytes = fetch_all(address).await;
    lets_go.join().unwrap();
    println!("{bytes} bytes, at most {} at a time", server.most_at_once());
    Ok(())
}
