//! VERDICT: DOES NOT COMPILE
//! `move` copies the number, and a closure that changes its copy is no `Fn`.

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let mut calls = 0;
    let instead = move |x| {
        calls += 1;
        f(x)
    };
    (instead, move || calls)
}
