//! Each item has a slot for itself and one for its result, and an atomic number says which is next.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let next = AtomicUsize::new(0);
    let items: Vec<Mutex<Option<T>>> =
        items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let folder = Mutex::new(());
    let make = |number| {
        let _alone = folder.lock().unwrap();
        init(number)
    };
    let live = |number| -> Result<Vec<(usize, R)>, E> {
        let mut state = make(number)?;
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = items.get(place) else { return Ok(done) };
            let item = slot.lock().unwrap().take().unwrap();
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
