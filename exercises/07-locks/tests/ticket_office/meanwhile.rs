//! Scenes in which something happens at another window during a payment.

use interleave::{Explorer, Verdict, check, thread};

/// What `f` returns, run by another thread: by a customer at another window.
pub(super) fn elsewhere<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    thread::scope(|s| s.spawn(f).join().unwrap())
}

/// `check` for scenes where a payment ends when something at another window is over. Who waits there for the payment
/// waits for ever.
#[track_caller]
pub(super) fn check_meanwhile(what: &str, scene: fn()) {
    let report = Explorer::new().explore(scene);
    if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
        report.fail_as(
            Verdict::LockHeldTooLong,
            format!(
                "{what} waits until others have paid: what do the windows have to share meanwhile?"
            ),
        );
    }
    check(scene);
}
