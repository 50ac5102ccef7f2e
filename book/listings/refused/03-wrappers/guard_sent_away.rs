use std::rc::Rc;

struct Dark {
    _stays_here: Rc<()>,
}

fn send_away(_: impl Send) {}

fn main() {
    let dark = Dark { _stays_here: Rc::new(()) };
    send_away(dark); //~ E0277
}
