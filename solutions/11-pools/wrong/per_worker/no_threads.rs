//! VERDICT: RAN SERIALLY
//! One state, one loop, no threads.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

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
    let mut error = None;
    for number in 0..workers {
        match init(number) {
            Ok(mut state) => {
                return Ok(items.into_iter().map(|item| work(&mut state, item)).collect());
            }
            Err(failure) => error = Some(failure),
        }
    }
    Err(error.unwrap())
}
