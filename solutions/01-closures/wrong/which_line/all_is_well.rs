//! VERDICT: WRONG RESULT
//! As in Python: all of them run.

use std::thread::{self, JoinHandle};

#[derive(Clone, Copy, Debug)]
pub enum Rustc {
    Accepts,
    Refuses(u32, &'static str),
}

pub fn late() -> Rustc {
    Rustc::Accepts
}

pub fn farewell() -> Rustc {
    Rustc::Accepts
}

pub fn turnstile() -> Rustc {
    Rustc::Accepts
}

pub fn evening() -> Rustc {
    Rustc::Accepts
}

pub fn coat() -> Rustc {
    Rustc::Accepts
}

pub fn messenger() -> Rustc {
    Rustc::Accepts
}

pub fn coat_for_each(coat: String) -> impl Fn() -> String {
    move || coat.clone()
}

pub fn send_messenger(name: &str) -> JoinHandle<String> {
    let name = name.to_owned();
    thread::spawn(move || format!("I am {name}"))
}
