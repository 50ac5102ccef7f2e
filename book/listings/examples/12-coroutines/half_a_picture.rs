//! A download that is given up in the middle.

use listings::http;
use loopback::{Answer, Point, Server, State};
use tokio::task::yield_now;

// ANCHOR: program
use std::fs::{self, File};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;

async fn download(server: SocketAddr, target: &Path) -> io::Result<()> {
    let mut answer = http::get(server, "/cat.jpg").await?;
    let mut file = File::create(target)?;
    while let Some(piece) = answer.piece().await? {
        file.write_all(&piece)?;
    }
    Ok(())
}
// ANCHOR_END: program

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let server = Server::start()?;
    server.answers("/cat.jpg", [Answer::ok("a picture").hold(Point::Body(5))]);
    let folder = std::env::temp_dir().join(format!("half-a-picture-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let target = folder.join("cat.jpg");
    let impatient = async {
        while fs::metadata(&target).map_or(0, |file| file.len()) < 5 {
            yield_now().await;
        }
    };
    tokio::select! {
        done = download(server.address(), &target) => done?,
        () = impatient => println!("given up"),
    }
    server.wait_for(|requests| requests.iter().all(|request| request.state == State::Gone));
    println!("the connection is closed");
    println!("cat.jpg: {:?}", fs::read_to_string(&target)?);
    fs::remove_dir_all(&folder)
}
