//! Banks with many accounts, most of which have nothing to do with each other.

use interleave::{Explorer, Verdict, check, require, thread};
use locks::transfer::Bank;

use super::yes;

/// What `f` returns, run by another thread.
fn elsewhere<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    thread::scope(|s| s.spawn(f).join().unwrap())
}

/// `check` for scenes where a rule answers when transfers between other accounts are over. If those wait for the
/// rule, everybody waits for ever.
#[track_caller]
fn check_meanwhile(scene: fn()) {
    let report = Explorer::new().explore(scene);
    if matches!(report.verdict, Verdict::Deadlock | Verdict::NoProgress) {
        report.fail_as(
            Verdict::RanSerially,
            "a transfer waits until a rule for other accounts has answered: what do the two have to share?",
        );
    }
    check(scene);
}

#[test]
fn no_two_strangers_share_a_lock() {
    check_meanwhile(|| {
        // 1 always goes from one account to another that the first transfer does not use.
        for (from, to) in [(0, 2), (3, 0), (1, 1)] {
            let bank = Bank::new(&[50; 11]);
            let mut strangers = (0..11).filter(|account| ![from, to].contains(account));
            let first = strangers.next().unwrap();
            let mut all_moved = true;
            let moved = bank.transfer(from, to, 1, |_, _| {
                elsewhere(|| {
                    for other in strangers {
                        all_moved &= bank.transfer(other, first, 1, yes);
                    }
                });
                true
            });
            require!(
                moved && all_moved,
                WrongResult,
                "1 of 50 from account {from} to {to}: `transfer` says {moved}; meanwhile 1 of 50 from each of the others \
                 to {first}: all of them moved: {all_moved}"
            );
        }
    });
}

#[test]
fn any_number_of_rules_are_asked_at_the_same_time() {
    check_meanwhile(|| {
        let bank = Bank::new(&[10, 20, 30, 40, 50, 60]);
        let (mut ben, mut cleo) = (false, false);
        let anna = bank.transfer(0, 1, 5, |_, _| {
            ben = elsewhere(|| {
                bank.transfer(2, 3, 5, |_, _| {
                    cleo = elsewhere(|| bank.transfer(4, 5, 5, yes));
                    true
                })
            });
            true
        });
        require!(
            anna && ben && cleo,
            WrongResult,
            "three transfers between six accounts, all of them possible, say {anna}, {ben}, {cleo}"
        );
    });
}

#[test]
fn the_auditor_and_a_transfer_agree_on_the_order_of_many_accounts() {
    check(|| {
        let bank = Bank::new(&[1; 11]);
        let (total, moved) = thread::scope(|s| {
            let auditor = s.spawn(|| bank.total());
            let anna = s.spawn(|| bank.transfer(10, 9, 1, yes));
            (auditor.join().unwrap(), anna.join().unwrap())
        });
        require!(
            moved && total == 11,
            TornWrite,
            "11 accounts of 1 each, 1 goes from account 10 to 9 (`transfer` says {moved}), and the auditor counted {total}"
        );
    });
}
