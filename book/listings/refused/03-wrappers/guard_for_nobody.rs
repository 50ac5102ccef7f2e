#![deny(unused_must_use)]

#[must_use = "dropped at once, it lights the lamp again at once"]
struct Dark;

fn darken() -> Dark {
    println!("dark");
    Dark
}

impl Drop for Dark {
    fn drop(&mut self) {
        println!("light");
    }
}

fn main() {
    darken(); //~ unused_must_use
    println!("a film is shown");
}
