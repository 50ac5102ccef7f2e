//! What `src/settle.rs` promises. The service is a real HTTP server, a process of its own.

use std::cell::Cell;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use forktest::Scene;
use interleave::require;
use loopback::{Answer, Point};
use nix::sys::stat::Mode;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
use nix::unistd::mkdir;
use pictures::record::{Record, Records};
use pictures::service::Service;
use pictures::settle::{Settled, TRIES, settle};

#[path = "settle/books.rs"]
mod books;
#[path = "settle/lab.rs"]
mod lab;

use books::{Book, Broken, List};
use lab::{Lab, odd_names, picture};

// What the exercise gives. If a line here does not compile, something has lost its signature.
const _: fn(&Path, &Service, &mut List, &mut List) -> io::Result<Settled> = settle;
const _: usize = TRIES;

/// Settles in a process that is killed after so many steps, or when its first post is held, and then here. Whether it was
/// not killed at all.
fn killed_and_begun_again(
    scene: &Scene,
    lab: &Lab,
    path: &Path,
    settled: Settled,
    steps: usize,
    name: &str,
) -> bool {
    let (until, ever) = (Cell::new(steps), Cell::new(usize::MAX));
    let book = |kind: &str| {
        let path = scene.path(&format!("{name}, {kind}"));
        fs::write(&path, "").expect("the folder is writable");
        path
    };
    let (results, errors) = (book("results"), book("errors"));
    let books = |left| (Book { path: results.clone(), left }, Book { path: errors.clone(), left });
    let process = scene.fork("worker", |_| {
        let (mut results, mut errors) = books(&until);
        let _ = settle(path, &lab.service, &mut results, &mut errors);
    });
    if steps == usize::MAX {
        lab.server.wait_for(|posts| !posts.is_empty());
        process.kill();
    }
    let status = waitid(Id::Pid(process.pid()), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT);
    process.kill();
    let (mut results, mut errors) = books(&ever);
    let moment = format!("a process was killed ({name}), and another one begins again");
    let told = settle(path, &lab.service, &mut results, &mut errors).expect("the books are fine");
    lab::one_record(path, told, settled, None, [&mut results, &mut errors], &moment);
    lab.one_key(&moment);
    matches!(status, Ok(WaitStatus::Exited(_, 0)))
}

forktest::tests! {
    fn an_answer_is_a_result(scene: &Scene) {
        let answer = " a tower,\n\tfrom below \n";
        let lab = Lab::new(&[Answer::ok(answer)]);
        let bytes: Vec<u8> = (0..=255).collect();
        for (name, bytes) in [("tower.png", &bytes[..]), ("empty.png", b""), ("one.png", b"?")] {
            let path = picture(scene, name, bytes);
            lab.settles(&path, Settled::Result, Some(answer), "the service answered 200");
            let [.., post] = &lab.posts()[..] else { panic!("there was no post") };
            require!(post.name() == path.to_string_lossy(), WrongResult, "`name` in what was posted is {:?}", post.name());
            let sent = BASE64_STANDARD.decode(post.picture());
            require!(
                sent.as_deref() == Ok(bytes),
                WrongResult,
                "`picture` in what was posted is to be the {} bytes of the file in base64: {:?}", bytes.len(), post.picture()
            );
        }
        lab.posted(3, "three pictures, and the service answered 200");
        let lab = Lab::new(&[Answer::status(204)]);
        let path = picture(scene, "quiet.png", b"quiet");
        lab.settles(&path, Settled::Result, Some(""), "the service answered 204, and no text");
        for status in [201, 206, 299] {
            let lab = Lab::new(&[Answer::status(status).body("a well")]);
            let path = picture(scene, format!("{status}.png"), b"bytes");
            lab.settles(&path, Settled::Result, Some("a well"), &format!("the service answered {status}"));
        }
    }

    fn a_file_that_cannot_be_read_is_an_error(scene: &Scene) {
        let lab = Lab::new(&[Answer::ok("a tower")]);
        let folder = scene.path("folder.png");
        mkdir(&folder, Mode::S_IRWXU).expect("the folder is writable");
        for path in [scene.path("nothing.png"), folder] {
            lab.settles(&path, Settled::Error, None, "it cannot be read");
        }
        lab.posted(0, "nothing could be read");
    }

    fn what_the_service_will_not_have_is_an_error_at_once(scene: &Scene) {
        for status in [404, 413, 400, 304, 600] {
            let refused = Answer::status(status).body("no");
            let lab = Lab::new(std::slice::from_ref(&refused));
            let path = picture(scene, format!("{status}.png"), b"large");
            lab.settles(&path, Settled::Error, None, &format!("the service answered {status}"));
            lab.posted(1, &format!("the service answered {status}"));
            let lab = Lab::new(&[Answer::status(500), refused]);
            let path = picture(scene, format!("500 and {status}.png"), b"large");
            let moment = format!("the service answered 500, and then {status}");
            lab.settles(&path, Settled::Error, None, &moment);
            lab.posted(2, &moment);
        }
    }

    fn trouble_is_tried_again(scene: &Scene) {
        let fine = || Answer::ok("a tower");
        let trouble: [(&str, Answer); 6] = [
            ("500", Answer::status(500).body("a bad day")),
            ("503", Answer::status(503)),
            ("599", Answer::status(599)),
            ("nothing", Answer::none()),
            ("half an answer", fine().cut(Point::Body(3))),
            ("no word of the answer", fine().cut(Point::Body(0))),
        ];
        for (what, answer) in &trouble {
            for times in 1..TRIES {
                let lab = Lab::new(&[vec![answer.clone(); times], vec![fine()]].concat());
                let path = picture(scene, format!("{what} {times}.png"), b"bytes");
                let moment = format!("the service answered {what} {times} times, and then 200");
                lab.settles(&path, Settled::Result, Some("a tower"), &moment);
                lab.posted(times + 1, &moment);
                lab.one_key(&moment);
            }
            // If it is never given up, the service is fine some day.
            let lab = Lab::new(&[vec![answer.clone(); TRIES + 20], vec![fine()]].concat());
            let path = picture(scene, format!("{what}.png"), b"bytes");
            let moment = format!("the service answered {what} again and again");
            lab.settles(&path, Settled::Error, None, &moment);
            lab.posted(TRIES, &moment);
            lab.one_key(&moment);
        }
        // By turns, and they are counted together.
        let (hangs_up, bad_day) = (Answer::none(), Answer::status(500));
        let lab = Lab::new(&[hangs_up.clone(), bad_day.clone(), hangs_up, bad_day, fine()]);
        let moment = "the service hangs up, answers 500, and so on by turns";
        lab.settles(&picture(scene, "by turns.png", b"bytes"), Settled::Error, None, moment);
        lab.posted(TRIES, moment);
    }

    fn a_service_that_never_answers_is_an_error(scene: &Scene) {
        for at in [Point::Start, Point::Body(3)] {
            // Nobody lets it go, so the limit passes each time, however long that takes.
            let lab = Lab::with_limit(&[Answer::ok("a tower").hold(at)], Duration::from_millis(15));
            let path = picture(scene, format!("slow at {at:?}.png"), b"bytes");
            lab.settles(&path, Settled::Error, None, "the service never answers");
        }
    }

    fn a_service_that_is_not_there_is_an_error(scene: &Scene) {
        let lab = Lab::new(&[Answer::ok("a tower")]);
        lab.server.die();
        lab.settles(&picture(scene, "tower.png", b"bytes"), Settled::Error, None, "the service refuses connections");
    }

    fn what_has_a_record_is_not_posted(scene: &Scene) {
        let lab = Lab::new(&[Answer::ok("another answer")]);
        for (number, expected) in [Settled::Result, Settled::Error].into_iter().enumerate() {
            let path = picture(scene, format!("{number}.png"), b"bytes");
            let mut books = [List::default(), List::default()];
            let before = [Record::new(&path, "from an earlier run"), Record::new("another.png", "a well")];
            for record in &before {
                books[number].append(record).expect("memory has room");
            }
            let [results, errors] = &mut books;
            let told = settle(&path, &lab.service, results, errors).expect("the books are fine");
            let both = [&results.records[..], &errors.records].concat();
            require!(
                both == before,
                DoneTwice,
                "there was a record ({expected:?}), and one of another picture, and now there are these: {both:?}"
            );
            require!(told == expected, WrongResult, "there was a record ({expected:?}), and `settle` says {told:?}");
        }
        let posts = lab.posts().len();
        require!(posts == 0, DoneTwice, "two paths had a record, and there were {posts} posts");
        // Somebody has tidied up since.
        let path = scene.path("gone.png");
        let (mut results, mut errors) = (List::default(), List::default());
        results.append(&Record::new(&path, "from an earlier run")).expect("memory has room");
        let told = settle(&path, &lab.service, &mut results, &mut errors).expect("the books are fine");
        let both = [&results.records[..], &errors.records].concat();
        require!(
            both.len() == 1,
            DoneTwice,
            "there was a result of a picture that is gone by now, and now there are these records: {both:?}"
        );
        require!(told == Settled::Result, WrongResult, "there was a result of a picture that is gone by now, and `settle` says {told:?}");
    }

    fn each_path_has_a_key_of_its_own(scene: &Scene) {
        let lab = Lab::new(&[Answer::ok("a tower")]);
        let mut keys = Vec::new();
        let mut settles = |path: &Path| {
            lab.settles(path, Settled::Result, Some("a tower"), "the service answered 200");
            let [.., post] = &lab.posts()[..] else { panic!("there was no post") };
            require!(post.name() == path.to_string_lossy(), WrongResult, "{path:?} was posted, and `name` is {:?}", post.name());
            keys.push((post.key().to_owned(), path.to_owned()));
        };
        for name in odd_names() {
            settles(&picture(scene, &name, b"all the same"));
        }
        // One file with four names, two of which are the same in different folders.
        let file = picture(scene, "tower.png", b"all the same");
        let folder = scene.path("old town");
        mkdir(&folder, Mode::S_IRWXU).expect("the folder is writable");
        let [link, other, symbolic] = [folder.join("tower.png"), folder.join("other.png"), folder.join("symbolic.png")];
        for link in [&link, &other] {
            fs::hard_link(&file, link).expect("the folder is writable");
        }
        symlink(&file, &symbolic).expect("the folder is writable");
        for path in [&file, &link, &other, &symbolic] {
            settles(path);
        }
        for (at, (key, path)) in keys.iter().enumerate() {
            let same = keys[..at].iter().find(|(other, _)| other == key);
            require!(
                same.is_none(),
                MessageLost,
                "two paths are posted with the key `{key}`, so the service takes only one of them in: {path:?} and {same:?}"
            );
        }
    }

    fn who_begins_again_has_the_same_key(scene: &Scene) {
        let lab = Lab::new(&[Answer::ok("a tower")]);
        for (number, name) in odd_names().iter().enumerate() {
            let path = picture(scene, name, b"bytes");
            // Two processes, and the second one knows nothing of the first. `pid` and the clock are others by then.
            for again in 0..2 {
                let process = scene.fork("worker", |_| {
                    let (mut results, mut errors) = (List::default(), List::default());
                    let _ = settle(&path, &lab.service, &mut results, &mut errors);
                });
                // Bytes on their way between two sockets are no process, so nobody may be seen at work meanwhile.
                waitid(Id::Pid(process.pid()), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT).expect("it is there");
                process.join();
                scene.finish();
                lab.posted(2 * number + again + 1, "each process posts once");
            }
            let posts = lab.posts();
            let [.., first, second] = &posts[..] else { panic!("there were two posts") };
            require!(
                first.key() == second.key(),
                DoneTwice,
                "two processes have posted {path:?}, with the keys `{}` and `{}`. The service does it twice",
                first.key(), second.key()
            );
        }
    }

    fn the_end_may_come_at_any_step(scene: &Scene) {
        for (name, answer, settled) in [
            ("fine", Answer::ok("a tower"), Settled::Result),
            ("refused", Answer::status(404), Settled::Error),
        ] {
            // Killed before and behind each look into a book and each record.
            for steps in 1.. {
                let lab = Lab::new(std::slice::from_ref(&answer));
                let path = picture(scene, "tower.png", b"bytes");
                let ended = killed_and_begun_again(scene, &lab, &path, settled, steps, &format!("{name}, step {steps}"));
                if ended {
                    break;
                }
            }
            // Killed when the service has the picture, and has not answered.
            let lab = Lab::new(&[answer.clone().hold(Point::Start), answer]);
            let path = picture(scene, "tower.png", b"bytes");
            killed_and_begun_again(scene, &lab, &path, settled, usize::MAX, &format!("{name}, not answered"));
        }
    }

    fn what_cannot_be_recorded_is_not_settled(scene: &Scene) {
        let fine = Lab::new(&[Answer::ok("a tower")]);
        let refuses = Lab::new(&[Answer::status(404)]);
        let troubled = Lab::new(&[Answer::status(500)]);
        let path = picture(scene, "tower.png", b"bytes");
        let nothing = scene.path("nothing.png");
        for (lab, path, broken, fails) in [
            (&fine, &path, "results", Broken::Write),
            (&fine, &path, "results", Broken::Read),
            (&fine, &path, "errors", Broken::Read),
            (&fine, &nothing, "errors", Broken::Write),
            (&fine, &nothing, "errors", Broken::Read),
            (&fine, &nothing, "results", Broken::Read),
            (&refuses, &path, "errors", Broken::Write),
            (&troubled, &path, "errors", Broken::Write),
        ] {
            let (mut list, mut book) = (List::default(), List { broken: Some(fails), ..List::default() });
            let told = match broken {
                "results" => settle(path, &lab.service, &mut book, &mut list),
                _ => settle(path, &lab.service, &mut list, &mut book),
            };
            let moment = format!("`{broken}` has an error, {fails:?}");
            require!(list.records.is_empty(), WrongResult, "{moment}, and the other book has this: {:?}", list.records);
            require!(told.is_err(), MessageLost, "{moment}, and `settle` says that all is well: {told:?}");
        }
    }
}
