//! What Rust has instead of special attributes.

use std::any::type_name;

// ANCHOR: program
/// Holds cookies.
#[derive(Debug)]
struct Jar {
    cookies: usize,
}

impl Jar {
    fn len(&self) -> usize {
        self.cookies
    }

    fn take(&mut self) {
        self.cookies -= 1;
    }
}

fn main() {
    let mut jar = Jar { cookies: 3 };
    jar.take();
    println!("{jar:?} {}", jar.len());
    println!("{}, in {}", type_name::<Jar>(), module_path!());
    // jar.colour = "blue" would not compile: a jar has cookies, and nothing else.
}
// ANCHOR_END: program
