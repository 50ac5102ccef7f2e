//! A number that a manager owns, read in one call and written in another.

use std::io::{self, BufRead, BufReader, Write};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::process;

use forktest::{Me, Scene};
use interleave::Verdict;

// ANCHOR: server
/// Owns a number, and answers one question a connection.
fn serve(listener: &UnixListener) -> io::Result<()> {
    let mut visitors = 0;
    loop {
        let (mut client, _) = listener.accept()?;
        let mut question = String::new();
        BufReader::new(&client).read_line(&mut question)?;
        match question.trim_end().split_once(' ') {
            Some(("set", number)) => visitors = number.parse().unwrap_or(0),
            Some(("add", number)) => visitors += number.parse().unwrap_or(0),
            _ => {}
        }
        writeln!(client, "{visitors}")?;
    }
}

/// Asks the owner something.
fn ask(owner: &SocketAddr, question: &str) -> io::Result<i32> {
    let mut owner = UnixStream::connect_addr(owner)?;
    writeln!(owner, "{question}")?;
    let mut answer = String::new();
    BufReader::new(owner).read_line(&mut answer)?;
    answer.trim_end().parse().map_err(io::Error::other)
}
// ANCHOR_END: server

// ANCHOR: program
fn enter(me: &Me, owner: &SocketAddr) -> io::Result<()> {
    let seen = ask(owner, "get")?;
    me.say(&format!("get gives {seen}"));
    me.stop_at("the door");
    ask(owner, &format!("set {}", seen + 1))?;
    me.say(&format!("set {}", seen + 1));
    Ok(())
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let owner = SocketAddr::from_abstract_name(format!("manager_lost-{}", process::id()))?;
    let listener = UnixListener::bind_addr(&owner)?;
    let server = scene.fork("manager", |_| serve(&listener).expect("a socket that works"));
    let east = scene.fork("east", |me| enter(me, &owner).expect("an answer"));
    east.expect_at("the door");
    let west = scene.fork("west", |me| enter(me, &owner).expect("an answer"));
    west.expect_at("the door");
    east.join();
    west.join();
    let message = format!("two visitors came, and the number is {}", ask(&owner, "get")?);
    listings::show(&scene.report(Verdict::LostUpdate, message));
    server.kill();
    Ok(())
}
