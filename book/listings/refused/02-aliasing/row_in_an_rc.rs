use std::rc::Rc;

fn main() {
    let mut rows = vec![Rc::new(vec![]); 5];
    rows[0].push("anna"); //~ E0596
    println!("{rows:?}");
}
