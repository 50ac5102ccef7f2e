//! Against a real server. Where there is none to be started, each test says so, and does nothing.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::sync::Arc;

use interleave::{Explorer, thread};
use ownredis::{Server, Store};
use redis::{Script, cmd};

/// A server, if there is one on this machine.
fn server(test: &str) -> Option<Server> {
    match Server::start() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Past the capture of the test's output, so that it is seen.
            let words = format!("\n`{test}` is not run: {error}\n");
            io::stderr().write_all(words.as_bytes()).expect("stderr is there");
            None
        }
        result => Some(result.expect("it starts")),
    }
}

fn set(store: &mut Store, key: &str, value: u64) {
    let () = store.ask(cmd("SET").arg(key).arg(value)).expect("it answers");
}

fn get(store: &mut Store, key: &str) -> Option<u64> {
    store.ask(cmd("GET").arg(key)).expect("it answers")
}

#[test]
fn what_one_client_sets_another_gets_until_it_is_cleared() {
    let Some(server) = server("one client sets, another gets") else { return };
    let (mut one, mut two) = (server.connect().unwrap(), server.connect().unwrap());
    set(&mut one, "a", 7);
    assert_eq!(get(&mut two, "a"), Some(7));
    assert_eq!(get(&mut server.connect_to(1).unwrap(), "a"), None, "the parts share nothing");
    server.clear();
    assert_eq!(get(&mut two, "a"), None);
}

#[test]
fn an_hour_ends_what_has_an_hour_left() {
    let Some(server) = server("an hour goes by") else { return };
    let mut store = server.connect().unwrap();
    for (key, millis) in [("one", 3_600_000), ("two", 7_200_000)] {
        let set = cmd("SET").arg(key).arg(1).arg("PX").arg(millis).to_owned();
        let () = store.ask(&set).expect("it answers");
    }
    set(&mut store, "for ever", 1);
    assert_eq!(server.left(0).len(), 2);
    server.wait_an_hour();
    assert_eq!((get(&mut store, "one"), get(&mut store, "two")), (None, Some(1)));
    server.wait_an_hour();
    assert_eq!((get(&mut store, "two"), get(&mut store, "for ever")), (None, Some(1)));
}

#[test]
fn the_names_in_a_server_are_told() {
    let Some(server) = server("the names in a server") else { return };
    let mut store = server.connect().unwrap();
    set(&mut store, "b", 1);
    let set = cmd("HSET").arg("a").arg("text").arg("x").arg(&[255_u8][..]).arg("y").to_owned();
    let () = store.ask(&set).expect("it answers");
    assert_eq!(server.names(0), ["a", "b", "text"]);
    assert!(server.names(1).is_empty(), "the parts share nothing");
}

#[test]
fn a_hidden_clock_tells_nobody_the_time() {
    let Some(server) = server("a hidden clock") else { return };
    let mut store = server.connect().unwrap();
    let mut times = || {
        let script = cmd("EVAL").arg("return redis.call('TIME')").arg(0).to_owned();
        [cmd("TIME"), script].map(|ask| store.ask::<Vec<u64>>(&ask).is_ok())
    };
    assert_eq!(times(), [true, true]);
    server.hide_the_clock();
    assert_eq!(times(), [false, false]);
    let mut later = server.connect().unwrap();
    assert!(later.ask::<Vec<u64>>(&cmd("TIME")).is_err(), "nor a client that comes later");
    set(&mut later, "a", 7);
    assert_eq!(get(&mut later, "a"), Some(7), "everything else is as before");
}

#[test]
fn a_connection_breaks_where_it_should() {
    let Some(server) = server("a connection breaks") else { return };
    let mut store = server.connect().unwrap();
    store.break_after(2);
    for _ in 0..2 {
        let _: u64 = store.ask(cmd("INCR").arg("a")).expect("it is let through");
    }
    assert!(store.ask::<u64>(cmd("INCR").arg("a")).is_err() && store.is_broken());
    assert_eq!(get(&mut server.connect().unwrap(), "a"), Some(2), "the third one did not arrive");
}

#[test]
fn every_order_of_commands_is_tried() {
    let Some(server) = server("every order") else { return };
    let server = Arc::new(server);
    let ends = Explorer::new().outcomes(move || {
        server.clear();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let mut store = server.connect().unwrap();
                    let seen = get(&mut store, "a").unwrap_or(0);
                    set(&mut store, "a", seen + 1);
                });
            }
        });
        get(&mut server.connect().unwrap(), "a")
    });
    assert_eq!(ends.results().copied().collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn a_script_is_one_step_and_a_pipeline_several() {
    let Some(server) = server("a script is one step") else { return };
    let server = Arc::new(server);
    let explored = |body: fn(&mut Store)| {
        let server = server.clone();
        let ends = Explorer::new().outcomes(move || {
            server.clear();
            let mut other = server.connect().unwrap();
            thread::scope(|s| {
                s.spawn(|| body(&mut server.connect().unwrap()));
                s.spawn(|| set(&mut other, "a", 10));
            });
            get(&mut other, "b")
        });
        ends.results().copied().collect::<Vec<_>>()
    };
    let script: fn(&mut Store) = |store| {
        let twice =
            "redis.call('INCR', 'a') return redis.call('INCRBY', 'b', redis.call('GET', 'a'))";
        let _: u64 = Script::new(twice).invoke(store).expect("it answers");
    };
    assert_eq!(explored(script), [Some(1), Some(11)], "nothing comes in between");
    let pipeline: fn(&mut Store) = |store| {
        let mut pipe = redis::pipe();
        pipe.cmd("INCR").arg("a").cmd("COPY").arg("a").arg("b");
        pipe.exec(store).expect("it answers");
    };
    assert_eq!(explored(pipeline), [Some(1), Some(10), Some(11)], "the other one comes in between");
    let transaction: fn(&mut Store) = |store| {
        let mut pipe = redis::pipe();
        pipe.atomic().cmd("INCR").arg("a").cmd("COPY").arg("a").arg("b");
        pipe.exec(store).expect("it answers");
    };
    assert_eq!(explored(transaction), [Some(1), Some(11)], "nothing comes in between");
}

/// Set in a program that the test below starts, and kills.
const HOLD: &str = "OWNREDIS_HOLDS_A_SERVER";

#[test]
#[cfg(target_os = "linux")]
fn nothing_is_left_of_a_program_that_is_killed() {
    let Some(server) = server("a program is killed") else { return };
    if env::var_os(HOLD).is_some() {
        println!("\nsocket:{}", server.socket().display());
        // Until it is killed.
        let _ = io::stdin().read(&mut [0]);
        return;
    }
    let mut program = Command::new(env::current_exe().expect("this test has a path"));
    program.args(["--exact", "nothing_is_left_of_a_program_that_is_killed", "--nocapture"]);
    program.env(HOLD, "1").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = program.spawn().expect("this test can be run");
    let mut lines = BufReader::new(program.stdout.take().expect("a pipe")).lines();
    let socket = lines.find_map(|line| Some(line.ok()?.strip_prefix("socket:")?.to_owned()));
    let socket = socket.expect("it says where its server is");
    let mut line = UnixStream::connect(&socket).expect("its server is there");
    program.kill().expect("it is there");
    program.wait().expect("it is ours");
    // It ends when the server does.
    let _ = line.read(&mut [0]);
    assert!(!std::fs::exists(&socket).expect("a folder"), "{socket} is still there");
}
