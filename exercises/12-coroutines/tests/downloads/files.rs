//! What is on the disk meanwhile, and afterwards.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use coroutines::downloads::{Failure, Job, Options};
use forktest::Scene;
use interleave::{Verdict, require};
use loopback::{Answer, Point, State};
use nix::sys::inotify::{AddWatchFlags, InitFlags, Inotify};

use super::stage::{OPTIONS, Stage};

pub(super) fn the_target_is_the_old_file_or_the_new_one(scene: &Scene) {
    let holds = [Point::Start, Point::Body(0), Point::Body(3)];
    let held = holds.into_iter().fold(Answer::ok("picture"), Answer::hold);
    let old_one = Some("an old picture");
    for (old, whole) in [(None, true), (old_one, true), (old_one, false)] {
        let stage = Stage::new(scene, &format!("{old:?} {whole}"));
        let is_old = |when: &str| {
            let now = stage.read("a");
            if now.as_deref() != old {
                let message = format!("the target was {old:?}. {when}, and it is {now:?}");
                scene.fail(Verdict::TornWrite, message);
            }
        };
        old.iter().for_each(|old| stage.write("a", old));
        if whole {
            // A run that was killed has left this behind.
            stage.write("a.part", "half of something much longer");
        }
        let cut = held.clone().cut(Point::Body(6));
        stage.answers("a", [if whole { held.clone() } else { cut }]);
        let expected = if whole { Ok(7) } else { Err(Failure::Lost) };
        let client = stage.client(&["a"], Options { tries: 1, ..OPTIONS }, &[expected]);
        for point in holds {
            client.rests("an answer is held");
            is_old(&format!("The answer is held at {point:?}"));
            stage.let_go("a");
        }
        client.ends();
        if whole {
            require!(
                stage.read("a").as_deref() == Some("picture"),
                WrongResult,
                "there was an `a.part` from an earlier run. `a` is downloaded, and has {:?}",
                stage.read("a")
            );
        } else {
            is_old("The connection was cut in the middle of the new one");
        }
        stage.holds_only(&["a"], "all is over");
    }
}

pub(super) fn the_target_is_never_written_to(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    stage.write("old", "an old picture");
    let names = ["old", "new", "large"];
    stage.answers("old", [Answer::ok("picture")]);
    stage.answers("new", [Answer::ok("picture")]);
    stage.answers("large", [Answer::ok("picture".repeat(7000))]);
    let watch = Inotify::init(InitFlags::IN_NONBLOCK | InitFlags::IN_CLOEXEC).expect("a watch");
    watch.add_watch(stage.folder(), AddWatchFlags::IN_MODIFY).expect("the folder is there");
    stage.client(&names, OPTIONS, &[Ok(7), Ok(7), Ok(49_000)]).ends();
    while let Ok(events) = watch.read_events() {
        for event in events {
            let name = event.name.unwrap_or_default();
            if names.iter().any(|target| name == *target) {
                scene.fail(
                    Verdict::TornWrite,
                    format!(
                        "something was written to `{}` itself. Whoever looks at it meanwhile, or after a crash, finds half of it",
                        Path::new(&name).display()
                    ),
                );
            }
        }
    }
}

pub(super) fn each_file_has_a_part_of_its_own(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    let names = ["cat.jpg", "cat.txt"];
    let expected = names.map(|name| name.len() as u64).map(Ok);
    names.iter().for_each(|name| stage.answers(name, [Answer::ok(*name).hold(Point::Body(1))]));
    let client = stage.client(&names, OPTIONS, &expected);
    client.rests("two answers are held");
    stage.holds_only(&["cat.jpg.part", "cat.txt.part"], "two files are half there");
    names.iter().for_each(|name| stage.let_go(name));
    client.ends();
    for name in names {
        require!(
            stage.read(name).as_deref() == Some(name),
            WrongResult,
            "`cat.jpg` and `cat.txt` were downloaded at the same time, and `{name}` has {:?}",
            stage.read(name)
        );
    }
}

pub(super) fn a_name_need_not_be_text(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    let targets = [&b"caf\xe8.jpg"[..], b"caf\xe9.jpg"]
        .map(|name| stage.folder().join(OsStr::from_bytes(name)));
    let names = ["first", "second"];
    names.iter().for_each(|name| stage.answers(name, [Answer::ok(*name).hold(Point::Body(1))]));
    let jobs =
        [0, 1].map(|job| Job { path: format!("/{}", names[job]), target: targets[job].clone() });
    let client = stage.client_for(&jobs, OPTIONS, &names.map(|name| Ok(name.len() as u64)));
    client.rests("two answers are held");
    names.iter().for_each(|name| stage.let_go(name));
    client.ends();
    for (name, target) in names.into_iter().zip(targets) {
        let there = fs::read(&target).ok();
        require!(
            there.as_deref() == Some(name.as_bytes()),
            WrongResult,
            "two targets differ in one byte, which is no text, and were written at the same time. {target:?} should hold \
             `{name}`, and holds {:?}",
            there.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        );
    }
}

pub(super) fn what_cannot_be_written_is_told(scene: &Scene) {
    let stage = Stage::new(scene, "files");
    let names = ["no-such-folder/a", "folder", "b"];
    fs::create_dir(stage.folder().join("folder")).expect("the folder of a test is writable");
    names.iter().for_each(|name| stage.answers(name, [Answer::ok("picture")]));
    let missing = Err(Failure::Disk(ErrorKind::NotFound));
    let expected = [missing, Err(Failure::Disk(ErrorKind::IsADirectory)), Ok(7)];
    let client = stage.client(&names, OPTIONS, &expected);
    if !client.is_over() {
        let message = "two of three files cannot be written, and `download_all` goes on";
        scene.fail(Verdict::NeverFinished, message);
    }
    stage.holds_only(&["folder", "b"], "a target is a folder, and cannot be replaced");
}

pub(super) fn a_disk_that_is_full_is_told(scene: &Scene) {
    // What the process prints goes to a file as well, which should have room.
    const ROOM: usize = 1 << 20;
    let stage = Stage::new(scene, "files");
    // The last piece is `picture`, and there is room for all of it but the last byte.
    let body = "x".repeat(ROOM - 6) + "picture";
    stage.answers("large", [Answer::ok(body).hold(Point::Body(ROOM - 6))]);
    stage.answers("small", [Answer::ok("picture")]);
    let expected = [Err(Failure::Disk(ErrorKind::FileTooLarge)), Ok(7)];
    let client = stage.client_with_room_for(ROOM, &["large", "small"], OPTIONS, &expected);
    client.rests("the end of an answer is held");
    stage.let_go("large");
    if !client.is_over() {
        let message = "a file has one byte more than there is room for, and `download_all` goes on";
        scene.fail(Verdict::NeverFinished, message);
    }
    stage.holds_only(&["small"], "there was no room for the last byte of `large`");
}

pub(super) fn a_cancellation_leaves_nothing(scene: &Scene) {
    for at_once in [2, 9] {
        let stage = Stage::new(scene, &at_once.to_string());
        stage.answers("done", [Answer::ok("picture")]);
        stage.answers("pauses", [Answer::status(500), Answer::ok("picture")]);
        stage.answers("start", [Answer::ok("picture").hold(Point::Start)]);
        stage.answers("middle", [Answer::ok("picture").hold(Point::Body(3))]);
        stage.answers("more", [Answer::ok("picture").hold(Point::Body(0))]);
        let names = ["done", "pauses", "start", "middle", "more"];
        let mut client = stage.client(&names, Options { at_once, ..OPTIONS }, &[]);
        client.rests("answers are held");
        let asked = stage.server.requests().len();
        client.cancels();
        client.rests("the client waits");
        let still = stage.server.held().len();
        require!(
            still == 0,
            ThreadLeaked,
            "the future of `download_all` was dropped, and {still} connections are still open"
        );
        let cancelled = "the future of `download_all` was dropped";
        stage.holds_only(&["done"], cancelled);
        client.passes(2);
        client.rests("the client waits");
        stage.server.let_all_go();
        client.rests("the client waits");
        let requests = stage.server.requests();
        require!(
            requests.len() == asked && requests.iter().all(|request| request.state != State::Held),
            ThreadLeaked,
            "{cancelled}, two hours have passed, and the server was asked for more: something goes on without it"
        );
        stage.holds_only(&["done"], cancelled);
        client.is_sent_home();
    }
}
