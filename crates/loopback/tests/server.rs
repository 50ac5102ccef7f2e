//! What the server promises, asked with sockets.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use loopback::{Answer, Point, Request, Server, State};

/// Sends a GET, and leaves the answer to be read.
fn begin(server: &Server, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .expect("it reads");
    stream
}

/// All that comes until the connection is closed.
fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer, whole or not");
    String::from_utf8(bytes).expect("the bodies here are text")
}

fn get(server: &Server, path: &str) -> String {
    rest(begin(server, path))
}

fn states(requests: &[Request]) -> Vec<State> {
    requests.iter().map(|request| request.state).collect()
}

fn server() -> Server {
    Server::start().expect("a free port")
}

#[test]
fn a_path_answers_what_it_was_told_to_one_after_the_other() {
    let server = server();
    server.answers("/a", [Answer::status(500), Answer::ok("first"), Answer::ok("then")]);
    assert_eq!(
        get(&server, "/a"),
        "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n"
    );
    assert_eq!(get(&server, "/a?size=big"), "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirst");
    assert!(get(&server, "/a").ends_with("then"));
    assert!(get(&server, "/a").ends_with("then"));
    assert!(get(&server, "/b").starts_with("HTTP/1.1 404 "), "nobody has told of /b");
}

#[test]
fn a_handler_answers_what_no_path_does() {
    let server =
        Server::start_with(|request| Answer::ok(request.path().to_uppercase())).expect("a port");
    server.answers("/b", [Answer::ok("of the path")]);
    assert!(get(&server, "/a").ends_with("/A"));
    assert!(get(&server, "/b").ends_with("of the path"));
}

#[test]
fn several_requests_come_over_one_connection_with_bodies_and_cookies() {
    let server = server();
    server.answers("/in", [Answer::ok("in").header("Set-Cookie", "who=ann")]);
    let mut stream = TcpStream::connect(server.address()).expect("it listens");
    let requests = "POST /in HTTP/1.1\r\nCookie: size=7; who=ann\r\ncontent-length: 4\r\n\r\nbody\
                    HEAD /in HTTP/1.1\r\nconnection: close\r\n\r\n";
    // One byte at a time: nothing depends on how the bytes come.
    for byte in requests.bytes() {
        stream.write_all(&[byte]).expect("it reads");
    }
    let head = "HTTP/1.1 200 OK\r\nSet-Cookie: who=ann\r\ncontent-length: 2\r\n\r\n";
    assert_eq!(rest(stream), format!("{head}in{head}"));
    let [post, look] = &server.requests()[..] else { panic!("two requests") };
    assert_eq!((post.method.as_str(), post.text().as_str()), ("POST", "body"));
    assert_eq!((post.cookie("who"), post.cookie("w")), (Some("ann"), None));
    assert_eq!((look.method.as_str(), look.number), ("HEAD", 1));
}

#[test]
fn leave_to_send_a_body_is_given() {
    let server = server();
    let mut stream = TcpStream::connect(server.address()).expect("it listens");
    write!(
        stream,
        "POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 1\r\nconnection: close\r\n\r\n"
    )
    .expect("it reads");
    let mut leave = [0; 25];
    stream.read_exact(&mut leave).expect("leave");
    assert_eq!(&leave, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"x").expect("it reads");
    assert!(rest(stream).starts_with("HTTP/1.1 404 "));
    assert_eq!(server.requests()[0].text(), "x");
}

#[test]
fn a_connection_is_dropped_before_an_answer_or_in_the_middle() {
    let server = server();
    server.answers(
        "/a",
        [
            Answer::none(),
            Answer::ok("body").cut(Point::Body(0)),
            Answer::ok("body").cut(Point::Body(2)),
        ],
    );
    assert_eq!(get(&server, "/a"), "");
    assert_eq!(get(&server, "/a"), "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n");
    assert_eq!(get(&server, "/a"), "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbo");
    let requests = server.wait_for(|requests| requests.iter().all(Request::is_over));
    assert_eq!(states(&requests), [State::Dropped; 3]);
}

#[test]
fn answers_are_held_until_they_are_let_go_each_by_itself() {
    let server = server();
    server.answers("/start", [Answer::ok("body").hold(Point::Start)]);
    server.answers("/middle", [Answer::ok("body").hold(Point::Body(2))]);
    let mut middle = begin(&server, "/middle");
    server.wait_for(|requests| states(requests) == [State::Held]);
    let start = begin(&server, "/start");
    server.wait_for(|requests| states(requests) == [State::Held; 2]);
    let mut half = [0; 40];
    middle.read_exact(&mut half).expect("half an answer");
    assert!(half.ends_with(b"\r\n\r\nbo"), "{}", String::from_utf8_lossy(&half));
    assert_eq!(server.most_at_once(), 2);
    assert!(server.let_go(1));
    assert!(rest(start).ends_with("\r\n\r\nbody"));
    assert_eq!(server.held().len(), 1);
    assert!(server.let_all_go());
    assert_eq!(rest(middle), "dy");
    assert!(!server.let_all_go(), "nothing is held any more");
    let requests = server.wait_for(|requests| requests.iter().all(Request::is_over));
    assert_eq!(states(&requests), [State::Answered; 2]);
}

#[test]
fn an_answer_is_held_several_times() {
    let server = server();
    let answer = Answer::ok("body").hold(Point::Start).hold(Point::Body(0)).hold(Point::Body(3));
    server.answers("/a", [answer]);
    let mut stream = begin(&server, "/a");
    for expected in ["", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n", "bod"] {
        server.wait_for(|requests| states(requests) == [State::Held]);
        let mut bytes = vec![0; expected.len()];
        stream.read_exact(&mut bytes).expect("a part of the answer");
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
        assert!(server.let_go(0));
    }
    assert_eq!(rest(stream), "y");
}

#[test]
fn it_notices_who_goes_away_while_an_answer_is_held() {
    let server = server();
    server.answers("/a", [Answer::ok("body").hold(Point::Start)]);
    let stream = begin(&server, "/a");
    server.wait_for(|requests| states(requests) == [State::Held]);
    stream.shutdown(Shutdown::Both).expect("it is open");
    server.wait_for(|requests| states(requests) == [State::Gone]);
    assert!(!server.let_go(0));
}

#[test]
fn one_thread_may_wait_while_another_one_asks() {
    let server = server();
    server.answers("/a", [Answer::ok("body").hold(Point::Start)]);
    let stream = begin(&server, "/a");
    server.wait_for(|requests| states(requests) == [State::Held]);
    thread::scope(|scope| {
        let waits =
            scope.spawn(|| server.wait_for(|requests| states(requests) == [State::Answered]));
        assert!(server.let_all_go());
        assert_eq!(waits.join().expect("it is answered").len(), 1);
    });
    assert!(rest(stream).ends_with("body"));
}

#[test]
fn a_cut_comes_before_a_hold_behind_it() {
    let server = server();
    server.answers("/a", [Answer::ok("body").hold(Point::Body(3)).cut(Point::Body(1))]);
    assert!(get(&server, "/a").ends_with("\r\n\r\nb"));
}

#[test]
fn it_dies_and_comes_back_at_the_same_port() {
    let server = server();
    server.answers("/a", [Answer::ok("body").hold(Point::Start), Answer::ok("again")]);
    let first = begin(&server, "/a");
    server.wait_for(|requests| states(requests) == [State::Held]);
    server.die();
    assert_eq!(rest(first), "", "its connections are closed");
    assert!(TcpStream::connect(server.address()).is_err(), "nobody is let in");
    server.die();
    server.come_back();
    server.come_back();
    assert!(get(&server, "/a").ends_with("again"));
    assert_eq!(server.requests().len(), 2, "it remembers what came before");
    assert_eq!(server.requests()[0].state, State::Dropped);
}

#[test]
fn a_slow_answer_comes() {
    let server = server();
    server.answers("/a", [Answer::ok("body").slow(Duration::from_millis(1))]);
    assert!(get(&server, "/a").ends_with("body"));
}

#[test]
fn what_is_no_http_is_hung_up_on() {
    let server = server();
    for nonsense in [
        "hello\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: lots\r\n\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(server.address()).expect("it listens");
        stream.write_all(nonsense.as_bytes()).expect("it reads");
        assert_eq!(rest(stream), "", "{nonsense:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_server_that_is_dropped_is_gone() {
    let server = server();
    let address = server.address();
    let mut stream = TcpStream::connect(address).expect("it listens");
    drop(server);
    // It may not have been let in yet, and be reset.
    let read = stream.read(&mut [0]);
    assert!(matches!(read, Ok(0) | Err(_)), "{read:?}");
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_process_with_several_threads_forks_no_server() {
    thread::scope(|scope| {
        let refused = scope.spawn(|| Server::fork().is_err()).join();
        assert!(refused.expect("it does not panic"), "this process has at least two threads");
    });
}
