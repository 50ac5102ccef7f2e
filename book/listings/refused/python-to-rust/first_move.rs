fn main() {
    let mut guests = vec!["Anna"];
    let archived = guests;
    guests.push("Ben"); //~ E0382
    println!("{archived:?}");
}
