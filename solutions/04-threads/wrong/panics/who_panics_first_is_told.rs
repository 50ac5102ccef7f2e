//! VERDICT: WRONG RESULT
//! Of two panics, the one that came first in time is told, which is another one from run to run.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::thread;

pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    let died: Mutex<Option<Box<dyn Any + Send>>> = Mutex::new(None);
    let served: Vec<Option<D>> = thread::scope(|s| {
        let died = &died;
        let cooks: Vec<_> = (dishes.into_iter())
            .map(|dish| {
                s.spawn(move || {
                    let result = panic::catch_unwind(AssertUnwindSafe(dish));
                    result
                        .map_err(|payload| {
                            died.lock().unwrap().get_or_insert(payload);
                        })
                        .ok()
                })
            })
            .collect();
        cooks.into_iter().map(|cook| cook.join().unwrap()).collect()
    });
    if let Some(payload) = died.into_inner().unwrap() {
        panic::resume_unwind(payload);
    }
    served.into_iter().flatten().collect()
}
