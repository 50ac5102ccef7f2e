//! A model that is not `Send`, given to a worker.

use std::rc::Rc;
use std::thread;

// ANCHOR: program
struct Model {
    weights: Rc<Vec<f32>>,
}

fn main() {
    let model = Model { weights: Rc::new(vec![0.5; 8]) };
    let worker = thread::spawn(move || model.weights.len()); //~ E0277
    worker.join().unwrap();
}
// ANCHOR_END: program
