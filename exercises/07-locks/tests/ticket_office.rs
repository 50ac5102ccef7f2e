//! What `src/ticket_office.rs` promises, in every interleaving.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use interleave::{Explorer, Verdict, check, reachable, require, thread, yield_point};
use locks::ticket_office::TicketOffice;

#[path = "ticket_office/meanwhile.rs"]
mod meanwhile;

use meanwhile::{check_meanwhile, elsewhere};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(i32) -> TicketOffice = TicketOffice::new;
const _: fn(&TicketOffice) -> i32 = TicketOffice::left;
const _: fn(&TicketOffice, i32, fn() -> bool) -> bool = TicketOffice::sell;

#[test]
fn one_window_sells_what_is_there() {
    check(|| {
        let office = TicketOffice::new(3);
        let sold = office.sell(2, || true);
        let left = office.left();
        require!(
            sold && left == 1,
            WrongResult,
            "2 of 3 tickets, paid for: `sell` says {sold}, {left} are left"
        );

        let mut asked = false;
        let sold = office.sell(2, || {
            asked = true;
            true
        });
        let left = office.left();
        require!(
            !sold && left == 1,
            WrongResult,
            "2 tickets when 1 is left: `sell` says {sold}, {left} are left"
        );
        require!(!asked, WrongResult, "a customer was asked to pay for 2 tickets when 1 was left");

        let sold = office.sell(1, || false);
        let left = office.left();
        require!(!sold, WrongResult, "the card was refused, and `sell` says {sold}");
        require!(
            left == 1,
            WrongResult,
            "the card was refused for the 1 ticket there was, and now {left} are left"
        );

        let sold = office.sell(1, || true);
        let left = office.left();
        require!(
            sold && left == 0,
            WrongResult,
            "the last ticket, paid for: `sell` says {sold}, {left} are left"
        );
    });
}

#[test]
fn a_refused_card_gives_back_all_the_tickets() {
    check(|| {
        let office = TicketOffice::new(4);
        let sold = office.sell(3, || false);
        let left = office.left();
        require!(
            !sold && left == 4,
            WrongResult,
            "3 of 4 tickets, and the card was refused: `sell` says {sold}, {left} are left"
        );
        let refused = office.sell(4, || false);
        let sold = office.sell(4, || true);
        let left = office.left();
        require!(
            !refused && sold && left == 0,
            WrongResult,
            "4 of 4 tickets, first with a card that was refused (`sell` says {refused}), then with a good one \
             (`sell` says {sold}), and {left} are left"
        );
    });
}

#[test]
fn no_ticket_is_sold_twice() {
    check(|| {
        let office = TicketOffice::new(1);
        let payments = AtomicU32::new(0);
        let pay = || {
            let earlier = payments.fetch_add(1, Ordering::SeqCst);
            require!(
                earlier == 0,
                CheckThenAct,
                "there was one ticket, and a second customer is asked to pay for it: what can happen between \
                 looking at `left` and taking from it?"
            );
            true
        };
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| office.sell(1, pay));
            let ben = s.spawn(|| office.sell(1, pay));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            !(anna && ben),
            CheckThenAct,
            "there was one ticket, and anna and ben both got it"
        );
        require!(
            anna || ben,
            WrongResult,
            "there was one ticket, two customers with money, and it was not sold"
        );
        let left = office.left();
        require!(left == 0, LostUpdate, "the one ticket is sold, and {left} are left");
    });
}

#[test]
fn whoever_pays_gets_the_tickets() {
    check(|| {
        let office = TicketOffice::new(3);
        let buy_two = || {
            let mut paid = false;
            let sold = office.sell(2, || {
                paid = true;
                true
            });
            require!(
                sold == paid,
                CheckThenAct,
                "a customer of two tickets paid: {paid}, got them: {sold}"
            );
            sold
        };
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(buy_two);
            let ben = s.spawn(buy_two);
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let left = office.left();
        require!(
            anna != ben && left == 1,
            CheckThenAct,
            "two customers wanted 2 of 3 tickets each (anna got hers: {anna}, ben got his: {ben}), and {left} are left"
        );
    });
}

#[test]
fn nobody_is_sent_away_while_there_are_enough() {
    check(|| {
        let office = TicketOffice::new(2);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| office.sell(1, || true));
            let ben = s.spawn(|| office.sell(1, || true));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            anna && ben,
            WrongResult,
            "two tickets, two customers who want one each (anna got hers: {anna}, ben got his: {ben}): does `sell` \
             send a customer away for another reason than too few tickets?"
        );
        let left = office.left();
        require!(
            left == 0,
            LostUpdate,
            "two tickets were sold one by one, and {left} of 2 are left"
        );
    });
}

#[test]
fn tickets_that_never_existed_are_not_sold() {
    check(|| {
        let office = TicketOffice::new(1);
        let pay = || {
            require!(
                false,
                CheckThenAct,
                "one ticket is left, and a customer who wants 2 is asked to pay"
            );
            true
        };
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| office.sell(2, pay));
            let ben = s.spawn(|| office.sell(2, pay));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            !anna && !ben,
            CheckThenAct,
            "2 of 1 tickets were sold (to anna: {anna}, to ben: {ben})"
        );
        let left = office.left();
        require!(left == 1, LostUpdate, "nobody got anything, and {left} of 1 tickets are left");
    });
}

#[test]
fn who_asks_for_too_many_is_in_nobodys_way() {
    check(|| {
        let office = TicketOffice::new(2);
        let (club, ben) = thread::scope(|s| {
            let club = s.spawn(|| office.sell(3, || true));
            let ben = s.spawn(|| office.sell(2, || true));
            (club.join().unwrap(), ben.join().unwrap())
        });
        require!(!club, CheckThenAct, "a club bought 3 of 2 tickets");
        require!(
            ben,
            WrongResult,
            "ben wanted 2 of 2 tickets and was sent away, because a club was asking for 3 at the next window: those \
             were never sold"
        );
        let left = office.left();
        require!(left == 0, LostUpdate, "ben bought 2 of 2 tickets, and {left} are left");
    });
}

#[test]
fn tickets_that_were_not_paid_for_are_for_sale_again() {
    check(|| {
        let office = TicketOffice::new(2);
        thread::scope(|s| {
            let anna = s.spawn(|| office.sell(1, || false));
            let ben = s.spawn(|| office.sell(1, || true));
            let (anna, ben) = (anna.join().unwrap(), ben.join().unwrap());
            require!(!anna, WrongResult, "anna's card was refused, and `sell` says {anna}");
            require!(ben, WrongResult, "ben paid for one of two tickets, and `sell` says {ben}");
        });
        let left = office.left();
        require!(
            left == 1,
            LostUpdate,
            "2 tickets, ben bought 1, anna's card was refused, and {left} are left: when a payment fails, does \
             `sell` undo more than its own part?"
        );
    });
}

#[test]
fn the_next_window_sells_while_a_customer_looks_for_the_card() {
    reachable(
        Verdict::LockHeldTooLong,
        "did ben get his ticket while anna was looking for her card: what is locked while `pay` runs?",
        || {
            let office = TicketOffice::new(2);
            let (anna_pays, ben_has_it) = (AtomicBool::new(false), AtomicBool::new(false));
            thread::scope(|s| {
                let anna = s.spawn(|| {
                    let mut meanwhile = false;
                    office.sell(1, || {
                        anna_pays.store(true, Ordering::SeqCst);
                        yield_point();
                        meanwhile = ben_has_it.load(Ordering::SeqCst);
                        true
                    });
                    meanwhile
                });
                let ben = s.spawn(|| {
                    // Only a sale that began after anna's payment did, and was over before it was, tells anything.
                    let began_meanwhile = anna_pays.load(Ordering::SeqCst);
                    let sold = office.sell(1, || true);
                    ben_has_it.store(began_meanwhile && sold, Ordering::SeqCst);
                });
                ben.join().unwrap();
                anna.join().unwrap()
            })
        },
    );
}

#[test]
fn any_number_of_customers_pay_at_the_same_time() {
    check_meanwhile(
        "a customer who could have tickets, or one who asks how many are left,",
        || {
            let office = TicketOffice::new(4);
            let (mut ben, mut cleo, mut left) = (false, false, 0);
            let anna = office.sell(1, || {
                ben = elsewhere(|| {
                    office.sell(1, || {
                        cleo = elsewhere(|| {
                            office.sell(1, || {
                                left = elsewhere(|| office.left());
                                true
                            })
                        });
                        true
                    })
                });
                true
            });
            require!(
                anna && ben && cleo,
                WrongResult,
                "3 of 4 tickets for three customers, one each, and they got them: {anna}, {ben}, {cleo}"
            );
            require!(
                left == 1,
                WrongResult,
                "4 tickets, three customers are paying for one each, and `left` says {left}: is a ticket left while \
             somebody is paying for it?"
            );
        },
    );
}

#[test]
fn who_comes_too_late_is_told_so_during_the_payment() {
    check_meanwhile("a customer for whom there are too few tickets", || {
        let office = TicketOffice::new(2);
        let (mut left, mut ben) = (0, true);
        let anna = office.sell(2, || {
            left = elsewhere(|| office.left());
            ben = elsewhere(|| office.sell(1, || true));
            false
        });
        require!(
            !ben,
            CheckThenAct,
            "anna is paying for both tickets there are, and ben bought one of them"
        );
        require!(
            left == 0,
            WrongResult,
            "anna is paying for both tickets there are, and `left` says {left}"
        );
        let left = office.left();
        require!(
            !anna && left == 2,
            WrongResult,
            "anna's card was refused for both tickets: `sell` says {anna}, {left} of 2 are left"
        );
        let cleo = office.sell(2, || true);
        require!(cleo, WrongResult, "anna's card was refused, and nobody else gets the 2 tickets");
    });
}

#[test]
fn many_sales_at_the_next_window_change_nothing() {
    check(|| {
        let office = TicketOffice::new(4);
        let (asked, bought) = thread::scope(|s| {
            let anna = s.spawn(|| {
                let mut asked = false;
                office.sell(1, || {
                    asked = true;
                    false
                });
                asked
            });
            let ben = s.spawn(|| (0..3).filter(|_| office.sell(1, || true)).count());
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            asked && bought == 3,
            WrongResult,
            "4 tickets: anna wanted one (asked to pay: {asked}), ben wanted three, one by one, and got {bought}: how \
             often does `sell` try?"
        );
        let left = office.left();
        require!(
            left == 1,
            LostUpdate,
            "4 tickets, ben bought 3, anna's card was refused, and {left} are left"
        );
    });
}

#[test]
fn no_ticket_is_sold_twice_whatever_memory_shows() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).check(|| {
        let office = TicketOffice::new(1);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| office.sell(1, || true));
            let ben = s.spawn(|| office.sell(1, || true));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let left = office.left();
        require!(
            anna != ben && left == 0,
            CheckThenAct,
            "one ticket, two customers (anna got hers: {anna}, ben got his: {ben}), and {left} are left: a load may \
             show an older number, and a thread may wake up for no reason"
        );
    });
}
