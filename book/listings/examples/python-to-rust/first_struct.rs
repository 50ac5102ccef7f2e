//! A struct and its methods.

// ANCHOR: program
struct Jar {
    owner: String,
    coins: u32,
}

impl Jar {
    fn new(owner: &str) -> Jar {
        Jar { owner: owner.to_string(), coins: 0 }
    }

    fn put(&mut self, coins: u32) {
        self.coins += coins;
    }

    fn label(&self) -> String {
        format!("{}: {}", self.owner, self.coins)
    }
}

fn main() {
    let mut jar = Jar::new("Anna");
    jar.put(2);
    println!("{}", jar.label());
}
// ANCHOR_END: program
