//! VERDICT: WRONG RESULT
//! A payload that is no text is turned into one.

use std::{panic, thread};
pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    let ended: Vec<_> = cooks.into_iter().map(|c| c.join()).collect();
    ended
        .into_iter()
        .map(|r| {
            r.unwrap_or_else(|p| match p.downcast::<String>() {
                Ok(s) => panic::resume_unwind(s),
                Err(p) => match p.downcast::<&str>() {
                    Ok(s) => panic::resume_unwind(s),
                    Err(_) => panic!("a cook panicked"),
                },
            })
        })
        .collect()
}
