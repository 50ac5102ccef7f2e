//! Associated functions, methods, and a getter.

// ANCHOR: program
struct Room {
    width: f64,
    depth: f64,
}

impl Room {
    /// Without `self`: an associated function that makes one. `Self` is `Room`.
    fn square(side: f64) -> Self {
        Self { width: side, depth: side }
    }

    /// Without `self`: only its name lives here.
    fn in_feet(metres: f64) -> f64 {
        metres / 0.3048
    }

    /// With `self`: a method. This one is a getter.
    fn area(&self) -> f64 {
        self.width * self.depth
    }
}

fn main() {
    let hall = Room::square(12.0);
    println!("{} {}", hall.area(), Room::in_feet(3.048));
}
// ANCHOR_END: program
