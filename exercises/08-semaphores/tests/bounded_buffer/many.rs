//! Several producers, several consumers, and more room than one.

use interleave::{check, require, thread};
use semaphores::bounded_buffer::BoundedBuffer;

use super::counted::Counted;
use super::quiet::until_all_wait;

#[test]
fn two_producers_and_two_consumers_all_get_done() {
    check(|| {
        let buffer = Counted::new(1);
        thread::scope(|s| {
            let produce = |loaves: &'static [u32]| {
                let buffer = &buffer;
                move || loaves.iter().for_each(|&loaf| buffer.put(loaf))
            };
            let anna = s.spawn(produce(&[1, 2]));
            let ben = s.spawn(produce(&[3, 4]));
            let cleo = s.spawn(|| (0..2).for_each(|_| buffer.take()));
            let dora = s.spawn(|| (0..2).for_each(|_| buffer.take()));
            for thread in [anna, ben, cleo, dora] {
                thread.join().unwrap();
            }
        });
    });
}

#[test]
fn two_sleeping_consumers_are_both_woken() {
    check(|| {
        let buffer = Counted::new(2);
        thread::scope(|s| {
            let cleo = s.spawn(|| buffer.take());
            let dora = s.spawn(|| buffer.take());
            until_all_wait();
            buffer.put(1);
            buffer.put(2);
            cleo.join().unwrap();
            dora.join().unwrap();
        });
    });
    check(|| {
        let buffer = Counted::new(2);
        buffer.put(1);
        buffer.put(2);
        thread::scope(|s| {
            let anna = s.spawn(|| buffer.put(3));
            let ben = s.spawn(|| buffer.put(4));
            until_all_wait();
            buffer.take();
            buffer.take();
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
}

/// A buffer of `capacity` is full, or empty, and somebody waits. One `take`, or one `put`, is enough.
fn one_is_enough(capacity: usize) {
    let buffer = Counted::new(capacity);
    thread::scope(|s| {
        let cleo = s.spawn(|| buffer.take());
        until_all_wait();
        buffer.put(0);
        cleo.join().unwrap();
        (0..capacity).for_each(|_| buffer.put(1));
        let anna = s.spawn(|| buffer.put(2));
        until_all_wait();
        buffer.take();
        anna.join().unwrap();
    });
}

#[test]
fn nobody_waits_longer_than_it_has_to() {
    check(|| one_is_enough(2));
    check(|| one_is_enough(3));
    check(|| one_is_enough(5));
}

/// With room for two, two of one kind are at it at once, and one of the other kind follows them.
#[test]
fn what_is_announced_is_there() {
    check(|| {
        let buffer = Counted::new(2);
        thread::scope(|s| {
            let anna = s.spawn(|| buffer.put(1));
            let ben = s.spawn(|| buffer.put(2));
            buffer.take();
            anna.join().unwrap();
            ben.join().unwrap();
        });
        buffer.take();
    });
    check(|| {
        let buffer = BoundedBuffer::new(2);
        buffer.put(1);
        buffer.put(2);
        let mut taken = thread::scope(|s| {
            let cleo = s.spawn(|| buffer.take());
            let dora = s.spawn(|| buffer.take());
            buffer.put(3);
            vec![cleo.join().unwrap(), dora.join().unwrap()]
        });
        taken.push(buffer.take());
        taken.sort_unstable();
        require!(
            taken == [1, 2, 3],
            MessageLost,
            "1, 2 and 3 were put in, and these came out, here sorted: {taken:?}"
        );
    });
}
