fn main() {
    let letter = String::from("Dear Ben");
    let send = || drop(letter);
    send();
    send(); //~ E0382
}
