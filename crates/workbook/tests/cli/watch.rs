//! `cargo workbook watch`: verdicts in the terminal, one exercise after the other.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::support::{Fixture, wait_until};

struct Watch {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Watch {
    fn start(fixture: &Fixture, more: &[&str]) -> Watch {
        let mut command = fixture.command(&[&["watch"], more].concat());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("it is piped"));
        Watch { child, lines }
    }

    /// What is printed up to the line that holds `words`.
    #[track_caller]
    fn until(&mut self, words: &str) -> String {
        let mut printed = String::new();
        loop {
            let mut line = String::new();
            let count = self.lines.read_line(&mut line).expect("it prints UTF-8");
            printed += &line;
            assert_ne!(count, 0, "it ended before printing `{words}`; before that:\n{printed}");
            if line.contains(words) {
                return printed;
            }
        }
    }

    fn interrupt(&self) {
        kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGINT).expect("it is running");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn each_save_is_judged_and_after_a_pass_comes_the_next_exercise() {
    let fixture = Fixture::new();
    let mut watch = Watch::start(&fixture, &[]);
    let printed = watch.until("NOT STARTED");
    assert!(printed.contains("Open exercises/01-basics/src/add.rs"), "what to do: {printed}");
    fixture.answer_add("wrong/add/forgets_one");
    watch.until("WRONG RESULT  2 and 3 gave 2");
    let printed = watch.until("failed as well");
    assert!(printed.contains("in test two_numbers_give_their_sum"), "as `check` has it: {printed}");
    fixture.answer_add("src/add");
    watch.until("basics/add  PASSED");
    let printed = watch.until("NOT STARTED");
    assert!(printed.contains("Open exercises/01-basics/src/shout.rs"), "the next one: {printed}");
    fixture.solve_shout();
    let printed = watch.until("All passed.");
    assert!(!printed.contains('\x1b'), "there is no terminal to clear or to colour: {printed:?}");
    assert!(watch.child.wait().expect("it ends").success());
    let list = fixture.run(&["list"]).ended_with(0).stdout;
    assert!(list.contains("2 of 2 passed"), "it is remembered as `check` does: {list}");
}

#[test]
fn another_exercise_that_is_saved_is_judged_as_well() {
    let fixture = Fixture::new();
    let mut watch = Watch::start(&fixture, &["basics"]);
    watch.until("basics/add  NOT STARTED");
    fixture.solve_shout();
    watch.until("basics/shout  PASSED");
    // The first open one is still `add`.
    watch.until("Open exercises/01-basics/src/add.rs");
}

#[test]
fn what_has_passed_is_not_watched_and_an_unknown_name_is_a_mistake() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    fixture.run(&["check", "shout"]).ended_with(0);
    let run = fixture.run(&["watch", "shout"]).ended_with(0);
    assert!(run.stdout.contains("passed"), "{}", run.stdout);
    fixture.run(&["watch", "shuot"]).ended_with(2);
    let help = fixture.run(&["watch", "--help"]).ended_with(0).stdout;
    for word in ["save", "Ctrl-C", "next"] {
        assert!(help.contains(word), "the help says nothing of `{word}`:\n{help}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_leaves_nothing_behind() {
    let fixture = Fixture::new();
    fixture.answer_add("wrong/add/does_not_end");
    let mut watch = Watch::start(&fixture, &["add", "--limit", "600"]);
    watch.until("Open");
    wait_until("the tests are running", || !fixture.processes().is_empty());
    watch.interrupt();
    watch.until("Stopped.");
    assert!(watch.child.wait().expect("it ends").success(), "leaving is no failure");
    assert!(fixture.strays().is_empty(), "left behind: {:?}", fixture.strays());
    let scratch = std::fs::read_dir(fixture.path("target/workbook")).expect("it was made").count();
    assert_eq!(scratch, 0, "scratch folders in target/workbook");
}
