//! VERDICT: DOES NOT COMPILE
//! The caller loads all states, and a state that is not `Send` cannot be given to a worker.

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
    let states = (0..workers).map(&init).collect::<Result<Vec<S>, E>>()?;
    let (queue, work) = (&queue, &work);
    let mut done: Vec<(usize, R)> = thread::scope(|s| {
        let crew: Vec<_> = states
            .into_iter()
            .map(|mut state| {
                s.spawn(move || {
                    let mut done = Vec::new();
                    loop {
                        let next = queue.lock().unwrap().next();
                        let Some((place, item)) = next else { return done };
                        done.push((place, work(&mut state, item)));
                    }
                })
            })
            .collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}
