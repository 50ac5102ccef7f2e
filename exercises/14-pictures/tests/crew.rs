//! What `src/crew.rs` promises. Its workers are real processes, and they are really killed.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use forktest::process::descendants;
use forktest::{Actor, Me, Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, raise};
use nix::unistd::getpid;
use pictures::crew::{TRIES, run};

#[path = "crew/deaths.rs"]
mod deaths;
#[path = "crew/desk.rs"]
mod desk;
#[path = "crew/gate.rs"]
mod gate;
#[path = "crew/runs.rs"]
mod runs;

use desk::{Broken, Files};
use gate::Gate;

// What the exercise gives. If a line here does not compile, something has lost its signature.
const _: fn(
    &Files<'static>,
    &Path,
    &[&str],
    Vec<io::Result<PathBuf>>,
    fn(&Path),
) -> io::Result<()> = run;
const _: usize = TRIES;

/// So many pictures.
fn pictures(count: usize) -> Vec<PathBuf> {
    (0..count).map(|number| format!("album/{number}.png").into()).collect()
}

/// Runs a crew, and looks whether each of `paths` has one record then, and whether `told` was called once for each of
/// `rest`, in this process.
fn told_here(desk: &Files<'_>, names: &[&str], paths: &[PathBuf], rest: &[PathBuf], moment: &str) {
    let (told, here) = (RefCell::new(Vec::new()), getpid());
    run(desk, &desk.lock(), names, paths.iter().cloned().map(Ok), |path| {
        require!(getpid() == here, WrongResult, "{moment}. `told` was called in a worker");
        told.borrow_mut().push(path.to_owned());
    })
    .unwrap_or_else(|error| panic!("{moment}, and `run` says: {error}"));
    desk.holds(paths, moment);
    let (mut told, mut rest) = (told.into_inner(), rest.to_vec());
    told.sort();
    rest.sort();
    require!(
        told == rest,
        WrongResult,
        "{moment}. `told` is to be called once for each path that was settled in this run, {rest:?}, and was called for {told:?}"
    );
}

/// The same in a process of its own, which is watched meanwhile.
fn told_of(
    scene: &Scene,
    desk: &Files<'_>,
    names: &[&str],
    paths: &[PathBuf],
    rest: &[PathBuf],
    moment: &str,
) {
    let work = |_: &Me<'_>| told_here(desk, names, paths, rest, moment);
    scene.fork("supervisor", work).join();
    scene.finish();
}

/// A crew at work in a process of its own.
fn crew<'s>(scene: &'s Scene, desk: &Files<'_>, names: &[&str], count: usize) -> Actor<'s> {
    scene.fork("supervisor", |_| {
        told_here(desk, names, &pictures(count), &pictures(count), "a crew at work");
    })
}

/// Waits until nobody gets any further. Not all is settled, so `run` must not have returned.
fn comes_as_far_as_it_can(scene: &Scene, supervisor: &Actor<'_>) {
    if let Seen::Ended(_) = supervisor.seen() {
        // If it has panicked, that is what there is to be said.
        scene.finish();
        scene.fail(Verdict::MessageLost, "a path is not settled, and `run` has returned");
    }
}

forktest::tests! {
    fn every_path_has_one_record(scene: &Scene) {
        for (count, names) in [(0, &["ann"][..]), (1, &["ann"]), (1, &["ann", "ben"]), (7, &["ann"]), (20, &["ann", "ben", "cem"])] {
            let moment = format!("{count} paths and {} workers", names.len());
            let watched = Files::new(scene.path(&format!("watched {count} {}", names.len())));
            told_of(scene, &watched, names, &pictures(count), &pictures(count), &moment);
            // Here, what is left of it is the test's.
            let desk = Files::new(scene.path(&format!("{count} {}", names.len())));
            told_here(&desk, names, &pictures(count), &pictures(count), &moment);
            let records = desk.records().expect("the records are fine");
            for (name, record) in &records {
                require!(names.contains(&&**name), WrongResult, "a worker was called {name:?}, and wrote {record:?}");
            }
        }
    }

    fn a_path_that_comes_twice_is_given_out_once(scene: &Scene) {
        for names in [&["ann"][..], &["ann", "ben"]] {
            let desk = Files::new(scene.path(&format!("{}", names.len())));
            let twice = [&pictures(3)[..], &pictures(4)].concat();
            told_of(scene, &desk, names, &twice, &pictures(4), "three of four paths came twice");
        }
    }

    fn what_has_a_record_is_left_out(scene: &Scene) {
        let desk = Files::new(scene.path("desk"));
        let all = pictures(6);
        for (name, path) in [("ann", &all[0]), ("somebody who has left", &all[2]), ("given up", &all[5])] {
            desk.write(name, path, "from an earlier run").expect("the folder is writable");
        }
        let rest = [&all[1], &all[3], &all[4]].map(PathBuf::clone);
        let moment = "three of six paths had a record from an earlier run";
        told_of(scene, &desk, &["ann", "ben"], &all, &rest, moment);
        told_of(scene, &desk, &["ann", "ben"], &all, &[], "all paths had a record from an earlier run");
    }

    fn workers_work_at_the_same_time(scene: &Scene) {
        for (number, (names, count)) in [(&["ann", "ben"][..], 2), (&["ann", "ben", "cem"], 8), (&["ann", "ben"], 1)].iter().enumerate() {
            let gate = Gate::new();
            let desk = Files::new(scene.path(&format!("{number}"))).before(|_, _| gate.pass());
            let supervisor = crew(scene, &desk, names, *count);
            comes_as_far_as_it_can(scene, &supervisor);
            let (busy, most) = (gate.arrived().len(), names.len().min(*count));
            let moment = format!("{count} paths, {} workers, and everybody has come as far as possible", names.len());
            if busy < most {
                scene.fail(Verdict::RanSerially, format!("{moment}: {busy} of them are at work"));
            }
            let processes = descendants(supervisor.pid()).len();
            if processes > names.len() {
                scene.fail(Verdict::BoundExceeded, format!("{moment}: there are {processes} of them"));
            }
            gate.open(*count);
            supervisor.join();
            scene.finish();
            desk.holds(&pictures(*count), &moment);
        }
    }

    fn paths_are_taken_when_somebody_is_free(scene: &Scene) {
        let gate = Gate::new();
        let desk = Files::new(scene.path("desk")).before(|_, _| gate.pass());
        let taken = scene.path("taken");
        let supervisor = scene.fork("supervisor", |_| {
            let paths = pictures(10).into_iter().map(|path| {
                let mut file = File::options().create(true).append(true).open(&taken)?;
                file.write_all(b"x").map(|()| path)
            });
            run(&desk, &desk.lock(), &["ann", "ben"], paths, |_| ()).expect("the desk is fine");
        });
        for done in 0..3 {
            comes_as_far_as_it_can(scene, &supervisor);
            let taken = fs::metadata(&taken).map_or(0, |file| file.len()) as usize;
            if taken > done + 3 {
                scene.fail(
                    Verdict::BoundExceeded,
                    format!("{done} of 10 paths are settled, two workers have one each in hand, and {taken} were taken from `paths`"),
                );
            }
            let processes = descendants(supervisor.pid()).len();
            if processes > 2 {
                scene.fail(
                    Verdict::BoundExceeded,
                    format!("{done} of 10 paths are settled by two workers, and there are {processes} processes: who has done one path can do another"),
                );
            }
            gate.open(1);
        }
        gate.open(7);
        supervisor.join();
    }

    fn a_worker_may_die_before_the_record(scene: &Scene) {
        deaths::before_the_record(scene);
    }

    fn a_worker_may_die_behind_the_record(scene: &Scene) {
        deaths::behind_the_record(scene);
    }

    fn a_worker_may_die_with_nothing_in_hand(scene: &Scene) {
        deaths::with_nothing_in_hand(scene);
    }

    fn several_may_die_at_the_same_moment(scene: &Scene) {
        deaths::several_at_the_same_moment(scene);
    }

    fn a_path_that_kills_is_given_up(scene: &Scene) {
        deaths::a_path_that_kills_is_given_up(scene);
    }

    fn the_last_one_to_die_may_have_written(scene: &Scene) {
        deaths::the_last_one_had_written(scene);
    }

    fn deaths_are_counted_for_each_path(scene: &Scene) {
        deaths::counted_for_each_path(scene);
    }

    fn a_name_has_one_worker(scene: &Scene) {
        // The dead one's place is taken while the other one works, and there are never three.
        let gate = Gate::new();
        let died = scene.path("died");
        let desk = Files::new(scene.path("desk")).before(|_, path| {
            if path == pictures(1)[0] && File::options().write(true).create_new(true).open(&died).is_ok() {
                let _ = raise(Signal::SIGKILL);
            }
            gate.pass();
        });
        let supervisor = crew(scene, &desk, &["ann", "ben"], 4);
        comes_as_far_as_it_can(scene, &supervisor);
        let (busy, all) = (gate.arrived().len(), descendants(supervisor.pid()).len());
        if busy < 2 {
            scene.fail(Verdict::RanSerially, format!("one of two workers has died, three paths are left, and {busy} are at work: who takes its place?"));
        }
        if all > 2 {
            scene.fail(Verdict::BoundExceeded, format!("one of two workers has died, and there are {all} processes: was it waited for?"));
        }
        gate.open(4);
        supervisor.join();
        scene.finish();
        let mut names: Vec<String> = desk.records().expect("the records are fine").into_iter().map(|(name, _)| name).collect();
        names.dedup();
        require!(names == ["ann", "ben"], WrongResult, "`ann` and `ben` work at the same time, one of them dies and is replaced. Records are under these names: {names:?}");
    }

    fn the_next_run_waits_for_the_last_worker(scene: &Scene) {
        runs::the_next_run_waits_for_the_last_worker(scene);
    }

    fn runs_are_one_after_the_other(scene: &Scene) {
        runs::one_after_the_other(scene);
    }

    fn a_run_may_end_before_any_system_call(scene: &Scene) {
        runs::may_end_before_any_system_call(scene);
    }

    fn an_error_is_told_and_leaves_nobody(scene: &Scene) {
        let all = pictures(5);
        for (number, names) in [&["ann"][..], &["ann", "ben"]].iter().enumerate() {
            let desk = Files::new(scene.path(&format!("{number}")));
            let cut = all.iter().take(3).cloned().map(Ok).chain([Err(io::ErrorKind::UnexpectedEof.into())]);
            let ended = run(&desk, &desk.lock(), names, cut, |_| ());
            require!(
                ended.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::UnexpectedEof),
                MessageLost,
                "`paths` has an error behind three paths, and `run` says: {ended:?}"
            );
            let begun: Vec<PathBuf> = desk.records().expect("they are fine").into_iter().map(|(_, record)| record.path).collect();
            desk.holds(&begun, "`paths` has had an error");
            let rest: Vec<PathBuf> = all.iter().filter(|path| !begun.contains(path)).cloned().collect();
            told_here(&desk, names, &all, &rest, "`paths` has had an error in the run before");
        }
        for broken in [Broken::Settled, Broken::Everything] {
            let told = Cell::new(0);
            let paths = all.iter().cloned().map(Ok);
            let ended = run(&broken, &scene.path("lock"), &["ann", "ben"], paths, |_| told.set(told.get() + 1));
            require!(ended.is_err(), MessageLost, "the desk has an error, {broken:?}, and `run` says that all went well");
            require!(told.get() == 0, WrongResult, "the desk has an error, {broken:?}, and `told` was called {} times", told.get());
        }
    }

    fn an_error_does_not_end_the_work(scene: &Scene) {
        runs::an_error_does_not_end_the_work(scene);
    }
}
