//! Workers send results, and the caller puts them into their places.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Mutex, mpsc};
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
    let count = items.len();
    let queue = Mutex::new(items.into_iter().enumerate());
    let folder = Mutex::new(());
    let (tell, told) = mpsc::channel::<Result<(usize, R), E>>();
    let (init, work, queue, folder) = (&init, &work, &queue, &folder);
    thread::scope(|s| {
        for number in 0..workers {
            let tell = tell.clone();
            s.spawn(move || {
                let guard = folder.lock().unwrap();
                let state = init(number);
                drop(guard);
                let mut state = match state {
                    Ok(state) => state,
                    Err(error) => return drop(tell.send(Err(error))),
                };
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((place, item)) = next else { return };
                    tell.send(Ok((place, work(&mut state, item)))).unwrap();
                }
            });
        }
        drop(tell);
        let mut results: Vec<Option<R>> = (0..count).map(|_| None).collect();
        let mut failure = None;
        for message in told {
            match message {
                Ok((place, result)) => results[place] = Some(result),
                Err(error) => failure = Some(error),
            }
        }
        match (results.into_iter().collect::<Option<Vec<R>>>(), failure) {
            (Some(results), _) => Ok(results),
            (None, failure) => Err(failure.unwrap()),
        }
    })
}
