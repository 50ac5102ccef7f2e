fn main() {
    let mut guests = vec!["anna", "ben"];
    let first = &guests[0];
    guests.push("cleo"); //~ E0502
    println!("{first} was first");
}
