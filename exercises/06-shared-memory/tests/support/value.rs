//! What is done with a shared value, and what must come of it.

use forktest::held::apart;
use forktest::{Scene, Seen};
use interleave::Verdict;
use shared_memory::shared_value::{Bits, SharedValue};

/// A new value.
pub(crate) fn shared<T: Bits>(first: T) -> SharedValue<T> {
    SharedValue::new(first).expect("the kernel has a page left")
}

/// Fails unless that process came to its end.
pub(crate) fn ended(scene: &Scene, seen: &Seen, who: &str, meanwhile: &str) {
    let verdict = match seen {
        Seen::Ended(_) => return,
        Seen::Asleep(_) => Verdict::Deadlock,
        _ => Verdict::NoProgress,
    };
    scene.fail(
        verdict,
        format!("{who} {seen}, {meanwhile}: does it wait for a process that may never go on?"),
    );
}

/// Puts values in and gets them out again.
pub(crate) fn keeps<T: Bits + PartialEq + std::fmt::Debug>(scene: &Scene, values: [T; 3]) {
    let [first, second, third] = values;
    let value = shared(first);
    let check = |got: T, what: &str, want: T| {
        if got.to_bits() != want.to_bits() {
            scene.fail(Verdict::WrongResult, format!("{what} gave {got:?}, not {want:?}"));
        }
    };
    check(value.get(), "`get` after `new`", first);
    value.set(second);
    check(value.get(), "`get` after `set`", second);
    // In another process first, which can be stopped if it never ends.
    let alone = apart(|| _ = value.update(|_| third));
    ended(scene, &alone, "a process", "in `update`, and nobody else is there");
    value.set(second);
    let mut seen = Vec::new();
    let old = value.update(|old| {
        seen.push(old);
        third
    });
    check(old, "`update`, which returns what the value was,", second);
    check(value.get(), "`get` after `update`", third);
    check(seen[0], "the value shown to `change`", second);
}

/// What ann does to the value, and what ben does to it. In either order the result is another one.
pub(crate) fn double(n: u64) -> u64 {
    n.wrapping_mul(2)
}

pub(crate) fn triple_and_one(n: u64) -> u64 {
    n.wrapping_mul(3).wrapping_add(1)
}

/// Where the value begins: doubling it changes both halves.
pub(crate) const FIRST: u64 = 0x0000_0001_8000_0001;

/// What ann and ben were told that the value was, and what it is now, must be what one after the other would have come
/// to.
pub(crate) fn one_after_the_other(scene: &Scene, ann: u64, ben: u64, now: u64, how: &str) {
    let ann_first = (FIRST, double(FIRST), triple_and_one(double(FIRST)));
    let ben_first = (triple_and_one(FIRST), FIRST, double(triple_and_one(FIRST)));
    if (ann, ben, now) != ann_first && (ann, ben, now) != ben_first {
        scene.fail(
            Verdict::LostUpdate,
            format!(
                "the value was {FIRST}; ann doubled it, and was told that it had been {ann}; ben made it three times as \
                 much and one, and was told that it had been {ben}; now it is {now}, which neither order gives ({how})"
            ),
        );
    }
}
