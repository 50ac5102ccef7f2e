//! VERDICT: MESSAGE LOST
//! Each worker gets its share beforehand, and the share of one who fails is lost.

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
    let mut shares: Vec<Vec<(usize, T)>> = (0..workers).map(|_| Vec::new()).collect();
    for (place, item) in items.into_iter().enumerate() {
        shares[place % workers].push((place, item));
    }
    let folder = Mutex::new(());
    let make = |number| {
        let _alone = folder.lock().unwrap();
        init(number)
    };
    let live = |number, share: Vec<(usize, T)>| -> Result<Vec<(usize, R)>, E> {
        let mut state = make(number)?;
        Ok(share.into_iter().map(|(place, item)| (place, work(&mut state, item))).collect())
    };
    let ends: Vec<Result<_, E>> = thread::scope(|s| {
        let live = &live;
        let crew: Vec<_> = shares
            .into_iter()
            .enumerate()
            .map(|(number, share)| s.spawn(move || live(number, share)))
            .collect();
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
