//! What `src/downloads.rs` promises. The server is a real one, and stands still where a test says.

use std::future::Future;
use std::net::SocketAddr;

use coroutines::downloads::{Failure, Job, Options, download_all};
use forktest::Scene;
use interleave::{Verdict, require};
use loopback::{Answer, Point};

#[path = "downloads/files.rs"]
mod files;
#[path = "downloads/stage.rs"]
mod stage;
#[path = "downloads/time.rs"]
mod time;

use stage::{OPTIONS, Outcome, Stage};

// The function as the exercise gives it. If this does not compile, it has lost its signature.
#[allow(dead_code, reason = "it only has to compile")]
fn signature(
    server: SocketAddr,
    jobs: &[Job],
    options: Options,
) -> impl Future<Output = Vec<Outcome>> {
    download_all(server, jobs, options)
}

forktest::tests! {
    fn every_file_arrives_whole(scene: &Scene) {
        for (case, at_once) in [1, 2, 10].into_iter().enumerate() {
            let stage = Stage::new(scene, &case.to_string());
            let bodies = [("empty", 0), ("one", 1), ("small", 1000), ("large", 50_000)];
            for (name, length) in bodies {
                stage.answers(name, [Answer::ok(name.repeat(length)[..length].to_owned())]);
            }
            let names = bodies.map(|(name, _)| name);
            let expected = bodies.map(|(_, length)| Ok(length as u64));
            stage.client(&names, Options { at_once, ..OPTIONS }, &expected).ends();
            for (name, length) in bodies {
                let there = stage.read(name);
                require!(
                    there.as_deref() == Some(&name.repeat(length)[..length]),
                    WrongResult,
                    "`{name}` has {length} bytes. `download_all` has returned, and the file {}",
                    there.map_or("is not there".into(), |text| format!("has {} bytes, or others", text.len()))
                );
            }
            stage.holds_only(&names, "all files were downloaded");
        }
        Stage::new(scene, "none").client(&[], OPTIONS, &[]).ends();
    }

    fn so_many_requests_stand_at_once_and_no_more(scene: &Scene) {
        let names = ["a", "b", "c", "d", "e"];
        for (point, at_once, jobs) in [(Point::Start, 1, 3), (Point::Start, 3, 5), (Point::Body(1), 2, 4)] {
            let stage = Stage::new(scene, &format!("{point:?} {at_once}"));
            names.iter().for_each(|name| stage.answers(name, [Answer::ok("picture").hold(point)]));
            let options = Options { at_once, ..OPTIONS };
            let client = stage.client(&names[..jobs], options, &vec![Ok(7); jobs]);
            for over in 0..jobs {
                client.rests("answers are held");
                let (held, most) = (stage.server.held(), at_once.min(jobs - over));
                let seen = format!(
                    "{jobs} jobs, `at_once` is {at_once}. {over} of them are over, everybody has come as far as possible, and \
                     {} requests stand at the server",
                    held.len()
                );
                require!(held.len() >= most, RanSerially, "{seen}");
                require!(held.len() <= most, BoundExceeded, "{seen}");
                // The one that began last ends first.
                if let Some(last) = held.last() {
                    stage.server.let_go(last.number);
                }
            }
            client.ends();
            let most = stage.server.most_at_once();
            require!(most <= at_once, BoundExceeded, "`at_once` is {at_once}, and {most} requests were under way at once");
        }
    }

    fn two_calls_know_nothing_of_each_other(scene: &Scene) {
        let stage = Stage::new(scene, "files");
        let names = ["a", "b", "c", "d", "e"];
        names.iter().for_each(|name| stage.answers(name, [Answer::ok("picture").hold(Point::Start)]));
        let client = stage.two_clients(&names[..2], &names[2..], Options { at_once: 1, ..OPTIONS });
        for standing in [2, 2, 1] {
            client.rests("answers are held");
            let held = stage.server.held();
            let seen = format!(
                "two calls of `download_all`, for 2 jobs and for 3. `at_once` is 1, everybody has come as far as possible, and \
                 {} requests stand at the server instead of {standing}",
                held.len()
            );
            require!(held.len() >= standing, RanSerially, "{seen}");
            require!(held.len() <= standing, BoundExceeded, "{seen}");
            stage.server.let_all_go();
        }
        client.ends();
    }

    fn what_fails_is_tried_again_after_a_pause(scene: &Scene) {
        time::what_fails_is_tried_again_after_a_pause(scene);
    }

    fn there_are_so_many_tries_and_no_more(scene: &Scene) {
        time::there_are_so_many_tries_and_no_more(scene);
    }

    fn some_failures_are_final(scene: &Scene) {
        let stage = Stage::new(scene, "files");
        let failures = [("404", 404), ("301", 301), ("204", 204), ("400", 400), ("408", 408), ("429", 429), ("499", 499)];
        for (name, status) in failures {
            stage.answers(name, [Answer::status(status).body("sorry"), Answer::ok("picture")]);
        }
        let expected = failures.map(|(_, status)| Err(Failure::Status(status)));
        let client = stage.client(&failures.map(|(name, _)| name), OPTIONS, &expected);
        if !client.is_over() {
            let statuses = failures.map(|(_, status)| status);
            let message = format!("the server has said {statuses:?} to one job each, and `download_all` goes on");
            scene.fail(Verdict::NeverFinished, message);
        }
        stage.holds_only(&[], "the server has said for each job that there is no picture");
    }

    fn what_fails_is_no_business_of_the_others(scene: &Scene) {
        let stage = Stage::new(scene, "all at once");
        stage.answers("b", [Answer::none()]);
        stage.answers("c", [Answer::ok("picture").hold(Point::Start)]);
        stage.answers("d", [Answer::status(500)]);
        stage.answers("e", [Answer::ok("large picture").hold(Point::Body(1))]);
        let expected = [Err(Failure::Status(404)), Err(Failure::Lost), Ok(7), Err(Failure::Status(500)), Ok(13)];
        let options = Options { at_once: 5, tries: 1, ..OPTIONS };
        let client = stage.client(&["a", "b", "c", "d", "e"], options, &expected);
        client.rests("three jobs have failed, two answers are held");
        for name in ["e", "c"] {
            require!(stage.stands(name), WrongResult, "three of five jobs have failed, and nobody waits for `{name}` any more");
            stage.let_go(name);
        }
        client.ends();

        // Who fails makes room.
        let stage = Stage::new(scene, "one by one");
        stage.answers("b", [Answer::none()]);
        stage.answers("c", [Answer::ok("picture").cut(Point::Body(2))]);
        stage.answers("e", [Answer::ok("picture")]);
        let expected = [Err(Failure::Status(404)), Err(Failure::Lost), Err(Failure::Lost), Err(Failure::Status(404)), Ok(7)];
        let options = Options { at_once: 1, tries: 1, ..OPTIONS };
        stage.client(&["a", "b", "c", "d", "e"], options, &expected).ends();
    }

    fn who_pauses_gives_up_its_place(scene: &Scene) {
        time::who_pauses_gives_up_its_place(scene);
    }

    fn the_time_of_a_try_is_limited(scene: &Scene) {
        time::the_time_of_a_try_is_limited(scene);
    }

    fn who_takes_too_long_makes_room(scene: &Scene) {
        time::who_takes_too_long_makes_room(scene);
    }

    fn the_time_is_that_of_one_whole_try(scene: &Scene) {
        time::the_time_is_that_of_one_whole_try(scene);
    }

    fn a_server_may_die_and_come_back(scene: &Scene) {
        time::a_server_may_die_and_come_back(scene);
    }

    fn the_target_is_never_written_to(scene: &Scene) {
        files::the_target_is_never_written_to(scene);
    }

    fn the_target_is_the_old_file_or_the_new_one(scene: &Scene) {
        files::the_target_is_the_old_file_or_the_new_one(scene);
    }

    fn each_file_has_a_part_of_its_own(scene: &Scene) {
        files::each_file_has_a_part_of_its_own(scene);
    }

    fn a_name_need_not_be_text(scene: &Scene) {
        files::a_name_need_not_be_text(scene);
    }

    fn what_cannot_be_written_is_told(scene: &Scene) {
        files::what_cannot_be_written_is_told(scene);
    }

    fn a_disk_that_is_full_is_told(scene: &Scene) {
        files::a_disk_that_is_full_is_told(scene);
    }

    fn a_cancellation_leaves_nothing(scene: &Scene) {
        files::a_cancellation_leaves_nothing(scene);
    }
}
