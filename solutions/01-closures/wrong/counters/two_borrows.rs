//! VERDICT: DOES NOT COMPILE
//! One closure changes the number while the other one looks at it.

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let mut calls = 0;
    let instead = |x| {
        calls += 1;
        f(x)
    };
    (instead, || calls)
}
