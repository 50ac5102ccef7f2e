//! One function for many types, and what they must be able to do.

// ANCHOR: program
trait Greet {
    fn greeting(&self) -> String;
}

struct Guest(String);
struct Crowd(usize);

impl Greet for Guest {
    fn greeting(&self) -> String {
        format!("Good evening, {}", self.0)
    }
}

impl Greet for Crowd {
    fn greeting(&self) -> String {
        format!("Good evening, all {} of you", self.0)
    }
}

fn welcome(who: &impl Greet) {
    println!("{}", who.greeting());
}

fn larger<T: PartialOrd>(a: T, b: T) -> T {
    if a > b { a } else { b }
}

fn main() {
    welcome(&Guest("Anna".to_string()));
    let everybody: Vec<Box<dyn Greet>> =
        vec![Box::new(Guest("Ben".to_string())), Box::new(Crowd(3))];
    for who in &everybody {
        println!("{}", who.greeting());
    }
    println!("{} {}", larger(3, 7), larger("soup", "salad"));
}
// ANCHOR_END: program
