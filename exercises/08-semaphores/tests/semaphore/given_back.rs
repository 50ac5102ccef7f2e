//! What it means to give a permit back.

use interleave::{Explorer, check, require, thread};
use semaphores::semaphore::Semaphore;

use super::taken::Notes;
use super::{AN_HOUR, require_left};

#[test]
fn a_permit_is_given_back_in_any_case() {
    check(|| {
        let semaphore = Semaphore::new(1);
        drop(semaphore.permit());
        require_left(&semaphore, 1, "the only permit was taken and dropped");
        semaphore.release(1);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let _permit = semaphore.permit();
                panic!("anna panics with the permit in her hands");
            });
            require!(anna.join().is_err(), WrongResult, "anna panicked, and her thread ended well");
        });
        require_left(&semaphore, 1, "a thread panicked with the only permit in its hands");
    });
}

/// A way to come in. Returns whether it did.
type WayIn = fn(&Semaphore) -> bool;

#[test]
fn what_was_done_before_a_release_is_seen_after_an_acquire() {
    let patient: WayIn = |semaphore| {
        semaphore.acquire();
        true
    };
    let with_a_time: WayIn = |semaphore| semaphore.acquire_timeout(AN_HOUR);
    let at_once: WayIn = |semaphore| semaphore.try_acquire();
    for (of_anna, of_ben) in [(patient, patient), (patient, with_a_time), (patient, at_once)] {
        Explorer::new().weak_memory(true).check(move || {
            let (semaphore, notes) = (Semaphore::new(1), Notes::new());
            let (semaphore, notes) = (&semaphore, &notes);
            let note = |way_in: WayIn| {
                move || {
                    let got = way_in(semaphore);
                    if got {
                        notes.add_one();
                        semaphore.release(1);
                    }
                    usize::from(got)
                }
            };
            let visits = thread::scope(|s| {
                let anna = s.spawn(note(of_anna));
                let ben = s.spawn(note(of_ben));
                anna.join().unwrap() + ben.join().unwrap()
            });
            let notes = notes.count();
            require!(
                notes as usize == visits,
                StaleRead,
                "{visits} threads added 1 while they had the only permit, and the sum is {notes}: which operation makes \
                 what came before `release` visible to the one who takes the permit next?"
            );
        });
    }
}
