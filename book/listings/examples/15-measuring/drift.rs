//! One function, measured against itself on a machine that gets 2 % slower with each call.

/// A machine that was made up: a call takes as long as it says.
struct Machine {
    next: f64,
}

impl Machine {
    fn call(&mut self) -> f64 {
        let time = self.next;
        self.next *= 1.02;
        time
    }
}

// ANCHOR: program
/// `order` says who is called when; the ratio of the two means.
fn compare(machine: &mut Machine, order: &str) -> f64 {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for who in order.chars() {
        if who == 'A' { a.push(machine.call()) } else { b.push(machine.call()) }
    }
    mean(&a) / mean(&b)
}
// ANCHOR_END: program

fn mean(times: &[f64]) -> f64 {
    times.iter().sum::<f64>() / times.len() as f64
}

fn main() {
    for order in ["AAAAAAAABBBBBBBB", "ABABABABABABABAB", "ABBAABBAABBAABBA"] {
        let ratio = compare(&mut Machine { next: 1.0 }, order);
        println!("{order}: A takes {ratio:.3} times as long as B");
    }
}
