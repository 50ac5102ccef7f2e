use std::sync::Mutex;

fn main() {
    let visitors = Mutex::new(0);
    let seen: &i32;
    {
        let guard = visitors.lock().unwrap();
        seen = &*guard; //~ E0597
    }
    println!("{seen}");
}
