//! VERDICT: WRONG RESULT
//! Right in spirit: the name may be gone. For a closure there is an error of its own.

use std::thread::{self, JoinHandle};

#[derive(Clone, Copy, Debug)]
pub enum Rustc {
    Accepts,
    Refuses(u32, &'static str),
}

pub fn late() -> Rustc {
    Rustc::Refuses(4, "E0506")
}

pub fn farewell() -> Rustc {
    Rustc::Refuses(6, "E0382")
}

pub fn turnstile() -> Rustc {
    Rustc::Refuses(4, "E0499")
}

pub fn evening() -> Rustc {
    Rustc::Accepts
}

pub fn coat() -> Rustc {
    Rustc::Refuses(5, "E0382")
}

pub fn messenger() -> Rustc {
    Rustc::Refuses(5, "E0597")
}

pub fn coat_for_each(coat: String) -> impl Fn() -> String {
    move || coat.clone()
}

pub fn send_messenger(name: &str) -> JoinHandle<String> {
    let name = name.to_owned();
    thread::spawn(move || format!("I am {name}"))
}
