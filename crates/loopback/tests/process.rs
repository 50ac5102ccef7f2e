//! The server as a process of its own.

use std::io::{Read, Write};
use std::net::TcpStream;

use forktest::process::descendants;
use forktest::{Scene, Seen};
use loopback::{Answer, Point, Server, State};
use nix::unistd::getpid;

fn begin(server: &Server, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nconnection: close\r\n\r\n").expect("it reads");
    stream
}

fn rest(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    text
}

forktest::tests! {
    fn it_answers_other_processes_and_ends_with_its_handle(scene: &Scene) {
        let server = Server::fork().expect("one thread, and a free port");
        server.answers("/a", [Answer::ok("body")]);
        let client = scene.fork("client", |_| {
            assert!(rest(begin(&server, "/a")).ends_with("body"));
        });
        client.join();
        assert_eq!(server.requests().len(), 1);
        assert_eq!(descendants(getpid()).len(), 1, "the server");
        drop(server);
        assert_eq!(descendants(getpid()).len(), 0, "nobody");
    }

    fn whoever_waits_for_a_held_answer_is_seen_asleep(scene: &Scene) {
        let server = Server::fork().expect("one thread, and a free port");
        server.answers("/a", [Answer::ok("body").hold(Point::Start)]);
        let client = scene.fork("client", |_| {
            assert!(rest(begin(&server, "/a")).ends_with("body"));
        });
        assert_eq!(client.seen(), Seen::Asleep("recv".into()));
        let held = server.held();
        assert_eq!(held.len(), 1, "it sleeps because its answer is held");
        server.let_go(held[0].number);
        client.join();
        assert_eq!(server.requests()[0].state, State::Answered);
    }

    fn it_remembers_who_was_killed(scene: &Scene) {
        let server = Server::fork().expect("one thread, and a free port");
        server.answers("/a", [Answer::ok("body").hold(Point::Start)]);
        let client = scene.fork("client", |_| drop(rest(begin(&server, "/a"))));
        server.wait_for(|requests| requests.iter().any(|request| request.state == State::Held));
        client.kill();
        server.wait_for(|requests| requests[0].state == State::Gone);
    }

    fn a_handler_keeps_what_it_counts_in_its_process(_scene: &Scene) {
        let mut count = 0;
        let server = Server::fork_with(move |_| {
            count += 1;
            Answer::ok(format!("number {count}"))
        })
        .expect("one thread, and a free port");
        assert!(rest(begin(&server, "/a")).ends_with("number 1"));
        assert!(rest(begin(&server, "/b")).ends_with("number 2"));
    }
}
