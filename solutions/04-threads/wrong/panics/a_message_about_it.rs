//! VERDICT: WRONG RESULT
//! The text of the panic, if it has one, in a new panic.

use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let cooks: Vec<_> = dishes.into_iter().map(thread::spawn).collect();
    let ended: Vec<_> = cooks.into_iter().map(|cook| cook.join()).collect();
    let mut served = Vec::new();
    for result in ended {
        match result {
            Ok(dish) => served.push(dish),
            Err(payload) => match payload.downcast_ref::<&str>() {
                Some(text) => panic!("{text}"),
                None => panic!("a cook panicked"),
            },
        }
    }
    served
}
