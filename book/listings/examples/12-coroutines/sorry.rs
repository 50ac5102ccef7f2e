//! What a server says on a bad day.

use listings::http;
use loopback::{Answer, Point, Server};

// ANCHOR: program
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::timeout;

async fn fetch(server: SocketAddr, path: &str) -> io::Result<String> {
    let mut answer = http::get(server, path).await?;
    let mut body = Vec::new();
    while let Some(piece) = answer.piece().await? {
        body.extend(piece);
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}

async fn bad_day(server: SocketAddr) {
    for path in ["/cat.jpg", "/dog.jpg", "/cow.jpg"] {
        println!("{path}: {:?}", fetch(server, path).await);
    }
    let limit = Duration::from_millis(100);
    println!("/hen.jpg: {:?}", timeout(limit, fetch(server, "/hen.jpg")).await);
}
// ANCHOR_END: program

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let server = Server::start()?;
    server.answers("/cat.jpg", [Answer::status(500).body("Sorry! Come back tomorrow.")]);
    server.answers("/dog.jpg", [Answer::none()]);
    server.answers("/cow.jpg", [Answer::ok("a picture").cut(Point::Body(5))]);
    server.answers("/hen.jpg", [Answer::ok("a picture").hold(Point::Start)]);
    bad_day(server.address()).await;
    Ok(())
}
