//! What `src/panics.rs` promises, in every interleaving.

use std::any::Any;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use interleave::panic::{AssertUnwindSafe, catch_unwind, panic_any, resume_unwind};
use interleave::sync::Arc;
use interleave::{Gauge, Staff, Verdict, check, reachable, require, yield_point};
use threads::panics::cook_all;

type Dish = Box<dyn FnOnce() -> &'static str + Send>;

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(Vec<Dish>) -> Vec<&'static str> = cook_all;

/// What a pot is dropped with, and nothing else: no text, so a message about it does not do.
#[derive(Debug, PartialEq)]
struct Pot(u32);

/// A dish that is cooked.
fn fine(name: &'static str) -> Dish {
    Box::new(move || {
        yield_point();
        name
    })
}

/// A cook who panics with that payload.
fn dropped<P: Send + 'static>(payload: P) -> Dish {
    Box::new(move || {
        yield_point();
        panic_any(payload)
    })
}

/// The text of a payload, if it is one.
fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    let string = || payload.downcast_ref::<String>().map(String::as_str);
    payload.downcast_ref::<&str>().copied().or_else(string)
}

/// What a payload is, in words.
fn describe(payload: &(dyn Any + Send)) -> String {
    match (text(payload), payload.downcast_ref::<Pot>()) {
        // What `unwrap` says is long, and the end of it says nothing.
        (Some(text), _) => format!("{:?}", text.split(" on an `Err`").next().unwrap_or_default()),
        (_, Some(pot)) => format!("{pot:?}"),
        _ => "something that is neither a text nor a Pot".to_string(),
    }
}

/// What `cook_all` panics with. Fails if it does not.
fn payload_of(order: &str, dishes: Vec<Dish>) -> Box<dyn Any + Send> {
    let result = catch_unwind(AssertUnwindSafe(|| cook_all(dishes)));
    let not_started = |payload: &(dyn Any + Send)| {
        text(payload).is_some_and(|text| text.starts_with("not yet implemented"))
    };
    match result {
        Err(payload) if not_started(&*payload) => resume_unwind(payload),
        Err(payload) => payload,
        Ok(served) => {
            require!(
                false,
                WrongResult,
                "{order}, and nobody got to know: `cook_all` returned {served:?}"
            );
            unreachable!("the line above has panicked")
        }
    }
}

#[test]
fn dishes_are_served_in_the_order_of_the_menu() {
    check(|| {
        let served = cook_all(vec![fine("soup"), fine("roast"), fine("cake")]);
        require!(
            served == ["soup", "roast", "cake"],
            WrongResult,
            "soup, roast and cake were asked for, and {served:?} was served"
        );
    });
}

#[test]
fn an_order_of_nothing_is_served_at_once() {
    check(|| {
        let served = cook_all(Vec::<Dish>::new());
        require!(
            served.is_empty(),
            WrongResult,
            "nothing was asked for, and {served:?} was served"
        );
    });
}

#[test]
fn all_are_cooked_at_the_same_time() {
    reachable(
        Verdict::RanSerially,
        "were three cooks at their stoves at once: what is each of them waited for?",
        || {
            let stoves = Arc::new(Gauge::new());
            let cook = |name: &'static str| -> Dish {
                let stoves = stoves.clone();
                Box::new(move || {
                    let _busy = stoves.enter();
                    name
                })
            };
            cook_all(vec![cook("soup"), cook("roast"), cook("cake")]);
            stoves.most() == 3
        },
    );
}

#[test]
fn a_panic_is_not_lost() {
    for at in 0..3 {
        check(move || {
            let mut dishes = vec![fine("soup"), fine("roast")];
            dishes.insert(at, dropped("the pot slipped"));
            payload_of(&format!("cook {at} of three panicked"), dishes);
        });
    }
}

/// Two dishes that are cooked beside one that is dropped, and how many of the two are cooked in the end.
fn two_and_a_pot(at: usize, staff: &Staff) -> usize {
    let cooked = Arc::new(AtomicUsize::new(0));
    let cook = || -> Dish {
        let (staff, cooked) = (staff.clone(), cooked.clone());
        Box::new(move || {
            staff.sign_in();
            cooked.fetch_add(1, Relaxed);
            "a dish"
        })
    };
    let mut dishes = vec![cook(), cook()];
    dishes.insert(at, dropped("the pot slipped"));
    payload_of(&format!("cook {at} of three panicked"), dishes);
    // Each of the two has `cooked` in hands until it is done.
    let at_work = Arc::strong_count(&cooked) - 1;
    require!(
        at_work == 0,
        ThreadLeaked,
        "cook {at} of three panicked, then `cook_all` panicked, and {at_work} of the others were not done: which line \
         panics, and who has been joined by then?"
    );
    staff.has_gone_home(&format!("cook {at} of three panicked, then `cook_all` panicked"));
    cooked.load(Relaxed)
}

#[test]
fn the_others_finish_first() {
    for at in 0..3 {
        check(move || {
            let cooked = two_and_a_pot(at, &Staff::new());
            require!(
                cooked == 2,
                WrongResult,
                "cook {at} of three panicked, and of the two other dishes {cooked} were finished when `cook_all` \
                 panicked: what are they waited for?"
            );
        });
    }
}

#[test]
fn every_thread_has_ended_when_all_is_served() {
    check(|| {
        let staff = Staff::new();
        let cook = |name: &'static str| -> Dish {
            let staff = staff.clone();
            Box::new(move || {
                staff.sign_in();
                name
            })
        };
        cook_all(vec![cook("soup"), cook("roast")]);
        staff.has_gone_home("`cook_all` returned");
    });
}

#[test]
fn the_panic_says_what_the_cook_said() {
    check(|| {
        let payload = payload_of(
            "the second of two cooks panicked",
            vec![fine("soup"), dropped("the pot slipped")],
        );
        let said = describe(&*payload);
        require!(
            payload.downcast_ref::<&str>() == Some(&"the pot slipped"),
            WrongResult,
            "a cook panicked with the text \"the pot slipped\", and `cook_all` with {said}: what did `join` return?"
        );
    });
}

#[test]
fn a_payload_that_is_no_text_arrives_as_it_is() {
    check(|| {
        let payload =
            payload_of("the first of two cooks panicked", vec![dropped(Pot(42)), fine("soup")]);
        let said = describe(&*payload);
        require!(
            payload.downcast_ref::<Pot>() == Some(&Pot(42)),
            WrongResult,
            "a cook panicked with Pot(42), and `cook_all` with {said}: is it the same box?"
        );
    });
}

#[test]
fn of_two_panics_the_first_of_the_menu_is_told() {
    check(|| {
        let dishes = vec![fine("soup"), dropped(Pot(1)), dropped(Pot(2))];
        let payload = payload_of("the second and the third of three cooks panicked", dishes);
        let said = describe(&*payload);
        require!(
            payload.downcast_ref::<Pot>() == Some(&Pot(1)),
            WrongResult,
            "the second cook panicked with Pot(1), the third with Pot(2), and `cook_all` with {said}"
        );
    });
}
