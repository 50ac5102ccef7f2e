//! What `src/transfer.rs` promises, in every interleaving.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use interleave::{Explorer, Verdict, check, reachable, require, thread, yield_point};
use locks::transfer::Bank;

#[path = "transfer/many_accounts.rs"]
mod many_accounts;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(&[u64]) -> Bank = Bank::new;
const _: fn(&Bank, usize) -> u64 = Bank::balance;
const _: fn(&Bank) -> u64 = Bank::total;
const _: fn(&Bank, usize, usize, u64, fn(u64, u64) -> bool) -> bool = Bank::transfer;

/// The rule that approves of everything.
fn yes(_: u64, _: u64) -> bool {
    true
}

#[test]
fn a_transfer_moves_the_amount_or_nothing() {
    check(|| {
        let bank = Bank::new(&[100, 20]);
        let mut shown = None;
        let moved = bank.transfer(1, 0, 5, |from, to| {
            shown = Some((from, to));
            true
        });
        let balances = (bank.balance(0), bank.balance(1));
        require!(
            shown == Some((20, 100)),
            WrongResult,
            "5 of 20 go from account 1 to account 0, which holds 100: `approve` was shown {shown:?} as (from, to)"
        );
        require!(
            moved && balances == (105, 15),
            WrongResult,
            "5 went from account 1 (20) to account 0 (100): `transfer` says {moved}, they hold {balances:?}"
        );
        let moved = bank.transfer(0, 1, 5, |from, to| {
            shown = Some((from, to));
            false
        });
        let balances = (bank.balance(0), bank.balance(1));
        require!(
            shown == Some((105, 15)),
            WrongResult,
            "5 of 105 go from account 0 to account 1, which holds 15: `approve` was shown {shown:?} as (from, to)"
        );
        require!(
            !moved && balances == (105, 15),
            WrongResult,
            "`approve` said no: `transfer` says {moved}, and (105, 15) became {balances:?}"
        );
        let mut asked = false;
        let moved = bank.transfer(1, 0, 16, |_, _| {
            asked = true;
            false
        });
        require!(
            !moved && !asked,
            WrongResult,
            "16 of 15: `transfer` says {moved}, `approve` was asked: {asked}"
        );
        let moved = bank.transfer(0, 1, 105, yes);
        let balances = (bank.balance(0), bank.balance(1));
        require!(
            moved && balances == (0, 120),
            WrongResult,
            "all 105 of account 0 went to account 1: `transfer` says {moved}, they hold {balances:?}"
        );
        let mut asked = false;
        let moved = bank.transfer(0, 1, 0, |_, _| {
            asked = true;
            false
        });
        require!(
            !moved && asked,
            WrongResult,
            "an account that holds 0 sends 0, and the rule says no: `transfer` says {moved}, `approve` was asked: {asked}"
        );
    });
}

#[test]
fn a_transfer_to_the_same_account_moves_nothing() {
    check(|| {
        let bank = Bank::new(&[7, 100]);
        let mut shown = None;
        let moved = bank.transfer(1, 1, 60, |from, to| {
            shown = Some((from, to));
            true
        });
        let balance = bank.balance(1);
        require!(
            moved && balance == 100,
            WrongResult,
            "60 of 100 from account 1 to itself: `transfer` says {moved}, it holds {balance}"
        );
        require!(
            shown == Some((100, 100)),
            WrongResult,
            "account 1 holds 100, and `approve` was shown {shown:?}"
        );
        let moved = bank.transfer(0, 0, 8, yes);
        require!(
            !moved,
            WrongResult,
            "8 of 7 from account 0 to itself, and `transfer` says {moved}"
        );
        let moved = bank.transfer(0, 0, 7, |_, _| false);
        require!(
            !moved,
            WrongResult,
            "`approve` said no to account 0 sending to itself, `transfer` says {moved}"
        );
        let moved = bank.transfer(0, 0, 7, yes);
        let balance = bank.balance(0);
        require!(
            moved && balance == 7,
            WrongResult,
            "7 of 7 from account 0 to itself: `transfer` says {moved}, it holds {balance}"
        );
    });
}

#[test]
fn large_amounts_are_numbers_like_others() {
    check(|| {
        let bank = Bank::new(&[3, u64::MAX - 3]);
        let moved = bank.transfer(0, 1, u64::MAX, yes);
        require!(
            !moved,
            WrongResult,
            "18446744073709551615 (`u64::MAX`) of 3, and `transfer` says {moved}"
        );
        let moved =
            bank.transfer(1, 1, u64::MAX - 3, yes) && bank.transfer(1, 0, u64::MAX - 4, yes);
        let balances = (bank.balance(0), bank.balance(1));
        require!(
            moved && balances == (u64::MAX - 1, 1),
            WrongResult,
            "account 1 held `u64::MAX` - 3, and 1 less went to account 0, which held 3: `transfer` says {moved}, they \
             hold {balances:?}"
        );
    });
}

#[test]
fn an_account_that_does_not_exist_is_a_panic() {
    check(|| {
        for (from, to) in [(0, 2), (2, 0), (2, 2), (3, 2)] {
            let bank = Bank::new(&[10, 20]);
            let ended = thread::scope(|s| s.spawn(|| bank.transfer(from, to, 1, yes)).join());
            require!(
                ended.is_err(),
                WrongResult,
                "there are the accounts 0 and 1, and `transfer` from {from} to {to} returned {ended:?}, where it \
                 promises a panic"
            );
        }
    });
}

#[test]
fn opposite_transfers_both_go_through() {
    check(|| {
        // Here and below every account holds another amount, which tells them apart in a timeline.
        let bank = Bank::new(&[50, 0, 60]);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| bank.transfer(0, 2, 30, yes));
            let ben = s.spawn(|| bank.transfer(2, 0, 10, yes));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            anna && ben,
            WrongResult,
            "both accounts hold enough and both rules say yes (anna's went through: {anna}, ben's: {ben}): does \
             `transfer` give up for another reason?"
        );
        let balances = [bank.balance(0), bank.balance(1), bank.balance(2)];
        require!(
            balances == [30, 0, 80],
            LostUpdate,
            "30 went from account 0 to account 2, and 10 back: 50, 0, 60 became {balances:?}, not [30, 0, 80]"
        );
    });
}

#[test]
fn a_ring_of_transfers_goes_through() {
    check(|| {
        let bank = Bank::new(&[10, 20, 30]);
        thread::scope(|s| {
            let anna = s.spawn(|| bank.transfer(0, 1, 1, yes));
            let ben = s.spawn(|| bank.transfer(1, 2, 2, yes));
            let cleo = s.spawn(|| bank.transfer(2, 0, 3, yes));
            let moved = [anna.join().unwrap(), ben.join().unwrap(), cleo.join().unwrap()];
            require!(
                moved == [true; 3],
                WrongResult,
                "0 → 1 → 2 → 0, all of them possible, and they say {moved:?}"
            );
        });
        let balances = [bank.balance(0), bank.balance(1), bank.balance(2)];
        require!(
            balances == [12, 19, 29],
            LostUpdate,
            "1, 2 and 3 went round a ring of accounts with 10, 20 and 30: now it is {balances:?}, not [12, 19, 29]"
        );
    });
}

#[test]
fn the_same_money_is_not_approved_twice() {
    check(|| {
        let bank = Bank::new(&[10, 0, 0]);
        let approved = AtomicU32::new(0);
        let rule = |_, _| {
            let earlier = approved.fetch_add(1, Ordering::SeqCst);
            require!(
                earlier == 0,
                CheckThenAct,
                "account 0 holds 10, and a second transfer of 10 is up for approval before the first has moved: \
                 until when must its lock be held?"
            );
            true
        };
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| bank.transfer(0, 1, 10, rule));
            let ben = s.spawn(|| bank.transfer(0, 2, 10, rule));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let balances = [bank.balance(0), bank.balance(1), bank.balance(2)];
        require!(
            anna != ben && balances.iter().sum::<u64>() == 10,
            CheckThenAct,
            "10 in account 0, two transfers of 10 (anna's went through: {anna}, ben's: {ben}), and now {balances:?}"
        );
    });
}

#[test]
fn the_auditor_never_sees_money_on_its_way() {
    check(|| {
        let bank = Bank::new(&[40, 50, 10]);
        let total = thread::scope(|s| {
            let auditor = s.spawn(|| bank.total());
            let anna = s.spawn(|| bank.transfer(0, 1, 25, yes));
            let ben = s.spawn(|| bank.transfer(2, 0, 5, yes));
            anna.join().unwrap();
            ben.join().unwrap();
            auditor.join().unwrap()
        });
        require!(
            total == 100,
            TornWrite,
            "there are 100 in the bank, and the auditor counted {total}: he came between two halves of a transfer"
        );
    });
}

#[test]
fn a_rule_about_the_receiver_holds() {
    check(|| {
        let bank = Bank::new(&[10, 11, 0]);
        let only_if_empty = |_, to| to == 0;
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| bank.transfer(0, 2, 10, only_if_empty));
            let ben = s.spawn(|| bank.transfer(1, 2, 10, only_if_empty));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let receiver = bank.balance(2);
        require!(
            anna != ben && receiver == 10,
            CheckThenAct,
            "`approve` agrees only while account 2 is empty, two transfers of 10 went to it (anna's went through: \
             {anna}, ben's: {ben}), and it holds {receiver}: is `to` locked while the rule is asked?"
        );
    });
}

#[test]
fn money_is_neither_made_nor_lost() {
    check(|| {
        let bank = Bank::new(&[20, 30, 40]);
        thread::scope(|s| {
            let anna = s.spawn(|| bank.transfer(0, 1, 5, yes));
            let ben = s.spawn(|| bank.transfer(2, 1, 7, yes));
            let cleo = s.spawn(|| bank.transfer(1, 1, 9, yes));
            require!(
                anna.join().unwrap(),
                WrongResult,
                "5 of 20 did not go from account 0 to account 1"
            );
            require!(
                ben.join().unwrap(),
                WrongResult,
                "7 of 40 did not go from account 2 to account 1"
            );
            require!(
                cleo.join().unwrap(),
                WrongResult,
                "9 of 30 and more did not go from account 1 to itself"
            );
        });
        let balances = [bank.balance(0), bank.balance(1), bank.balance(2)];
        require!(
            balances == [15, 42, 33],
            LostUpdate,
            "5 and 7 came to account 1, and 9 went from it to itself: now it is {balances:?}, not [15, 42, 33]"
        );
    });
}

#[test]
fn other_accounts_go_on_during_a_transfer() {
    reachable(
        Verdict::RanSerially,
        "did a transfer from account 2 to account 3 go through while one from account 0 to account 1 was being \
         approved: what do the two have to share?",
        || {
            let bank = Bank::new(&[10, 20, 30, 40]);
            let (anna_is_judged, ben_is_done) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|s| {
                let anna = s.spawn(|| {
                    let mut meanwhile = false;
                    bank.transfer(0, 1, 5, |_, _| {
                        anna_is_judged.store(true, Ordering::SeqCst);
                        yield_point();
                        meanwhile = ben_is_done.load(Ordering::SeqCst);
                        true
                    });
                    meanwhile
                });
                let ben = s.spawn(|| {
                    // Only a transfer that began after anna's rule was asked, and was over before it answered, tells
                    // anything.
                    let began_meanwhile = anna_is_judged.load(Ordering::SeqCst);
                    let moved = bank.transfer(2, 3, 5, yes);
                    ben_is_done.store(began_meanwhile && moved, Ordering::SeqCst);
                });
                ben.join().unwrap();
                anna.join().unwrap()
            })
        },
    );
}

#[test]
fn an_account_that_sends_to_itself_is_held_as_well() {
    check(|| {
        let bank = Bank::new(&[10, 20]);
        let (ben_began, ben_is_done) = (AtomicBool::new(false), AtomicBool::new(false));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                bank.transfer(0, 0, 10, |_, _| {
                    let earlier = ben_began.load(Ordering::SeqCst);
                    yield_point();
                    let meanwhile = !earlier && ben_is_done.load(Ordering::SeqCst);
                    require!(
                        !meanwhile,
                        CheckThenAct,
                        "`approve` is asked about account 0 sending 10 of 10 to itself, and meanwhile a transfer takes \
                         5 from it: until when must its lock be held?"
                    );
                    true
                })
            });
            let ben = s.spawn(|| {
                ben_began.store(true, Ordering::SeqCst);
                let moved = bank.transfer(0, 1, 5, yes);
                ben_is_done.store(moved, Ordering::SeqCst);
            });
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
}

#[test]
fn opposite_transfers_go_through_whatever_memory_shows() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).check(|| {
        let bank = Bank::new(&[50, 60]);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| bank.transfer(0, 1, 30, yes));
            let ben = s.spawn(|| bank.transfer(1, 0, 10, yes));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let balances = [bank.balance(0), bank.balance(1)];
        require!(
            anna && ben && balances == [30, 80],
            LostUpdate,
            "30 went from account 0 to account 1, and 10 back (anna's went through: {anna}, ben's: {ben}): 50, 60 \
             became {balances:?}, not [30, 80]. A load may show an older value, and a thread may wake up for no reason"
        );
    });
}
