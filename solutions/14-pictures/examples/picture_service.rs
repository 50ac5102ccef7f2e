//! The service of the case study, to try the other program with. It describes pictures, badly, and has bad days.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use clap::Parser;
use loopback::{Answer, Point, Server};

/// A service on this machine that takes pictures. It ends when its input ends, or with Ctrl-C.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many of a hundred posts go wrong: 500, no answer, half an answer
    #[arg(long, default_value = "10", value_parser = clap::value_parser!(u64).range(0..=100))]
    trouble: u64,
    /// How many of a hundred pictures it will not have
    #[arg(long, default_value = "2", value_parser = clap::value_parser!(u64).range(0..=100))]
    refuse: u64,
}

/// A number below 100, which depends on these and on nothing else.
fn luck(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish() % 100
}

fn main() -> io::Result<()> {
    let Arguments { trouble, refuse } = Arguments::parse();
    // ANCHOR: handler
    let mut answers: HashMap<String, String> = HashMap::new();
    let mut posts = 0;
    let server = Server::start_with(move |request| {
        posts += 1;
        let Some(key) = request.header("idempotency-key") else { return Answer::status(400) };
        if luck((key, "refused")) < refuse {
            return Answer::status(413).body("too large");
        }
        if luck((posts, "before")) < trouble / 2 {
            return Answer::status(500).body("try again");
        }
        // What came with this key before is not done again.
        let next = answers.len() + 1;
        let answer = answers
            .entry(key.to_owned())
            .or_insert_with(|| format!("picture {next}, {} bytes of JSON", request.body.len()));
        let answer = Answer::ok(answer.clone());
        match luck((posts, "behind")) {
            bad if bad >= trouble / 2 => answer,
            bad if bad % 2 == 0 => answer.cut(Point::Start),
            _ => answer.cut(Point::Body(5)),
        }
    })?;
    // ANCHOR_END: handler
    println!("{}", server.url("/pictures"));
    io::stdin().lines().for_each(drop);
    let posts = server.requests();
    let keys: HashSet<_> = posts.iter().map(|post| post.header("idempotency-key")).collect();
    println!("{} posts, {} pictures", posts.len(), keys.len());
    Ok(())
}
