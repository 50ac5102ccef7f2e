//! VERDICT: TWO INSIDE
//! A thread may wake up for no reason, and does not look again.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::thread;

pub fn map_with<S, T, R, E>(
    items: Vec<T>,
    workers: usize,
    init: impl Fn(usize) -> Result<S, E> + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
) -> Result<Vec<R>, E>
where
    T: Send,
    R: Send,
    E: Send,
{
    let queue = Mutex::new(items.into_iter().enumerate());
    let folder = (Mutex::new(false), std::sync::Condvar::new());
    let make = |number| {
        let (busy, free) = &folder;
        let mut taken = busy.lock().unwrap();
        if *taken {
            taken = free.wait(taken).unwrap();
        }
        *taken = true;
        drop(taken);
        let made = init(number);
        *busy.lock().unwrap() = false;
        free.notify_one();
        made
    };
    let live = |number| -> Result<Vec<(usize, R)>, E> {
        let mut state = make(number)?;
        let mut done = Vec::new();
        loop {
            let next = queue.lock().unwrap().next();
            let Some((place, item)) = next else { return Ok(done) };
            done.push((place, work(&mut state, item)));
        }
    };
    let ends: Vec<Result<_, E>> = thread::scope(|s| {
        let live = &live;
        let crew: Vec<_> = (0..workers).map(|number| s.spawn(move || live(number))).collect();
        crew.into_iter().map(|worker| worker.join().expect("nothing panics")).collect()
    });
    let (ready, failed): (Vec<_>, Vec<_>) = ends.into_iter().partition(Result::is_ok);
    if ready.is_empty()
        && let Some(Err(error)) = failed.into_iter().next()
    {
        return Err(error);
    }
    let mut done: Vec<(usize, R)> = ready.into_iter().flatten().flatten().collect();
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}
