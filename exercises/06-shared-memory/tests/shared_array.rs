//! What `src/shared_array.rs` promises.

#[path = "support/boss.rs"]
mod boss;
#[path = "support/gate.rs"]
mod gate;
#[path = "support/mapped.rs"]
mod mapped;
#[path = "support/no_processes.rs"]
mod no_processes;
#[path = "support/words.rs"]
mod words;

use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook};
use std::process::exit;
use std::sync::atomic::Ordering::Relaxed;

use boss::{
    done, holds, one_fails, shared, signals_come_by, some_cannot_be_started, work_together,
};
use forktest::Scene;
use interleave::{Verdict, size};
use mapped::shared_mappings;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{ForkResult, dup2_stdout, fork};
use shared_memory::shared_array::SharedArray;
use words::words;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> io::Result<SharedArray<u8>> = SharedArray::new;
const _: fn(&mut SharedArray<f64>, usize, fn(usize, &mut [f64])) -> io::Result<()> =
    SharedArray::in_parts;
const _: fn(&SharedArray<[f32; 3]>) -> &[[f32; 3]] = |array| array;
const _: fn(&mut SharedArray<u32>) -> &mut [u32] = |array| array;

/// What element `number` is to be.
fn painted(number: usize) -> u64 {
    1000 + number as u64
}

forktest::tests! {
    fn all_parts_are_worked_on_at_the_same_time(scene: &Scene) {
        work_together(scene, [0, 1, 2]);
        work_together(scene, [2, 1, 0]);
    }

    fn what_the_workers_write_is_in_the_array(scene: &Scene) {
        let mut array = shared(7);
        holds(scene, &array, &[0; 7], "a new array");
        let result = array.in_parts(3, |first, part| {
            for (number, element) in (first..).zip(part) {
                *element += painted(number);
            }
        });
        done(scene, result);
        let want: Vec<u64> = (0..7).map(painted).collect();
        holds(scene, &array, &want, "after three workers wrote 1000 and the number into each element");
    }

    fn workers_find_what_was_written_before(scene: &Scene) {
        let mut array = shared(5);
        array.copy_from_slice(&[1, 2, 3, 4, 5]);
        let result = array.in_parts(2, |_, part| part.iter_mut().for_each(|n| *n *= 10));
        done(scene, result);
        array[4] += 1;
        let result = array.in_parts(5, |_, part| part.iter_mut().for_each(|n| *n += 2));
        done(scene, result);
        let what = "1 to 5, times 10 by two workers, 1 more for the last by their parent, 2 more by five workers";
        holds(scene, &array, &[12, 22, 32, 42, 53], what);
    }

    fn every_element_is_in_one_part_and_no_part_is_too_long(scene: &Scene) {
        let told = words();
        for workers in [1, 2, 3, 4, size(5, 5..=12), 1000] {
            for len in 0..=11 {
                let mut array = shared(len);
                told[..3].iter().for_each(|word| word.store(0, Relaxed));
                let result = array.in_parts(workers, |first, part| {
                    told[0].fetch_add(1, Relaxed);
                    told[1].fetch_max(part.len() as u64, Relaxed);
                    told[2].fetch_add(u64::from(part.is_empty()), Relaxed);
                    for (number, element) in (first..).zip(part) {
                        *element += painted(number);
                    }
                });
                done(scene, result);
                let want: Vec<u64> = (0..len).map(painted).collect();
                let what = format!("{workers} workers and {len} elements, each of which gets 1000 and its number");
                holds(scene, &array, &want, &what);
                let [parts, longest, empty] = [0, 1, 2].map(|n| told[n].load(Relaxed) as usize);
                if parts > workers || longest > len.div_ceil(workers) || empty > 0 {
                    scene.fail(
                        Verdict::WrongResult,
                        format!(
                            "{workers} workers and {len} elements: there were {parts} parts, the longest of {longest} \
                             elements, and {empty} were empty"
                        ),
                    );
                }
            }
        }
    }

    fn a_worker_that_panics_is_an_error_and_the_others_go_on(scene: &Scene) {
        // As a panic does, without a word about it.
        one_fails(scene, 0, "panicked", || resume_unwind(Box::new("no paint")));
    }

    fn a_worker_that_is_killed_is_an_error_and_the_others_go_on(scene: &Scene) {
        one_fails(scene, 3, "was killed", || raise(Signal::SIGKILL).expect("it may"));
    }

    fn a_worker_that_exits_with_an_error_is_an_error(scene: &Scene) {
        one_fails(scene, 6, "ended with exit code 3", || exit(3));
    }

    fn no_worker_comes_back(scene: &Scene) {
        let mut array = shared(2);
        let result = array.in_parts(2, |first, _| {
            if first == 1 {
                resume_unwind(Box::new("no paint"));
            }
        });
        if result.is_ok() {
            scene.fail(Verdict::WrongResult, "the last worker panicked, and `in_parts` says that all went well");
        }
    }

    fn what_was_printed_before_is_printed_once(scene: &Scene) {
        let (mut array, path) = (shared(2), scene.path("printed"));
        let boss = scene.fork("boss", |_| {
            let file = File::create(&path).expect("the folder is writable");
            dup2_stdout(&file).expect("a descriptor");
            // Without an end of line, so it waits in a buffer.
            print!("once ");
            let _ = array.in_parts(2, |_, part| part.fill(1));
        });
        boss.join();
        let printed = fs::read_to_string(&path).expect("the boss has printed");
        if printed != "once " {
            scene.fail(
                Verdict::WrongResult,
                format!(
                    "the boss had printed `once ` when the workers were forked, and it came out as `{printed}`: does a \
                     worker write what is in the buffers of the boss?"
                ),
            );
        }
    }

    fn other_children_are_left_alone(scene: &Scene) {
        let (mut array, told) = (shared(4), words());
        let boss = scene.fork("boss", |_| {
            // SAFETY: a process of these tests has one thread, and the child ends at once.
            let other = match unsafe { fork() }.expect("one more process") {
                ForkResult::Parent { child } => child,
                // SAFETY: always allowed.
                ForkResult::Child => unsafe { libc::_exit(7) },
            };
            // It has ended when `in_parts` begins, and nobody has waited for it.
            let ended = WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT;
            waitid(Id::Pid(other), ended).expect("it is there");
            let result = array.in_parts(2, |_, part| part.fill(1));
            let left = waitpid(other, None) == Ok(WaitStatus::Exited(other, 7));
            told[0].store(u64::from(left), Relaxed);
            told[1].store(u64::from(result.is_ok()), Relaxed);
        });
        boss.join();
        if told[0].load(Relaxed) == 0 || told[1].load(Relaxed) == 0 {
            scene.fail(
                Verdict::WrongResult,
                "the boss had another child, which ended with exit code 7 before `in_parts` began: `in_parts` \
                 has waited for that one",
            );
        }
    }

    fn no_worker_at_all_is_a_panic(scene: &Scene) {
        let (mut array, told) = (shared(4), words());
        scene.fork("boss", |_| {
            // A panic is what is asked for, so it need not be printed.
            set_hook(Box::new(|_| {}));
            let panicked = catch_unwind(AssertUnwindSafe(|| array.in_parts(0, |_, _| {}))).is_err();
            told[0].store(u64::from(panicked), Relaxed);
        }).join();
        if told[0].load(Relaxed) == 0 {
            scene.fail(Verdict::WrongResult, "`in_parts` with 0 workers should panic, and came back");
        }
    }

    fn any_plain_type_has_its_place(scene: &Scene) {
        let mut bytes = SharedArray::<u8>::new(5000).expect("the kernel has two pages left");
        let result = bytes.in_parts(3, |first, part| part[0] = first as u8 | 1);
        done(scene, result);
        let written = bytes.iter().filter(|byte| **byte != 0).count();
        let mut points = SharedArray::<[f32; 3]>::new(1000).expect("the kernel has three pages left");
        let result = points.in_parts(2, |first, part| {
            for (number, point) in (first..).zip(part) {
                *point = [number as f32, -1.0, 0.5];
            }
        });
        done(scene, result);
        // There is nothing to map for these, and there are five all the same.
        let mut nothings = SharedArray::<[u64; 0]>::new(5).expect("no memory is needed");
        let result = nothings.in_parts(2, |_, _| {});
        done(scene, result);
        if nothings.len() != 5 {
            let message = format!("an array of 5 elements of size 0 has {}", nothings.len());
            scene.fail(Verdict::WrongResult, message);
        }
        let right = (0..).zip(points.iter()).all(|(n, point)| *point == [n as f32, -1.0, 0.5]);
        if written != 3 || !right || (bytes.len(), points.len()) != (5000, 1000) {
            scene.fail(
                Verdict::WrongResult,
                format!(
                    "three workers each wrote one of 5000 bytes: {written} are written; 1000 points of three `f32` are \
                     {} what two workers wrote",
                    if right { "all" } else { "not all" }
                ),
            );
        }
    }

    fn a_length_that_no_memory_has_is_an_error(scene: &Scene) {
        for len in [usize::MAX, usize::MAX / 8 + 1, usize::MAX / 8 + 2, 1 << 60] {
            if SharedArray::<u64>::new(len).is_ok() {
                scene.fail(Verdict::WrongResult, format!("an array of {len} numbers of 8 bytes was made"));
            }
        }
    }

    fn two_arrays_are_two_arrays(scene: &Scene) {
        let (mut one, mut other) = (shared(3), shared(3));
        done(scene, one.in_parts(3, |_, part| part.fill(1)));
        done(scene, other.in_parts(1, |_, part| part.fill(2)));
        holds(scene, &one, &[1; 3], "the first of two arrays");
        holds(scene, &other, &[2; 3], "the second of two arrays");
    }

    fn the_memory_is_given_back_and_has_no_name(scene: &Scene) {
        let before = shared_mappings();
        let mut arrays: Vec<SharedArray<u64>> = [0, 1, 511, 512, 513, 100_000].map(shared).into();
        for array in &mut arrays {
            done(scene, array.in_parts(2, |_, part| part.fill(7)));
        }
        let during = shared_mappings();
        if let Some(named) = during.iter().find(|one| !before.contains(one) && one.has_a_name()) {
            scene.fail(
                Verdict::NameLeft,
                format!("the memory of an array has a name, `{}`, that stays if everybody is killed now", named.file),
            );
        }
        drop(arrays);
        let left = shared_mappings().iter().filter(|one| !before.contains(one)).count();
        if left > 0 {
            scene.fail(
                Verdict::MemoryLeaked,
                format!("arrays of up to 100,000 elements were made and dropped, and {left} shared mappings \
                    of this process are left"),
            );
        }
    }

    fn no_signal_ends_the_wait(scene: &Scene) {
        signals_come_by(scene);
    }

    fn who_could_be_started_is_waited_for(scene: &Scene) {
        (0..3).for_each(|started| some_cannot_be_started(scene, started));
    }
}
