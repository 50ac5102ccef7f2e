fn main() {
    let mut seats = vec![0; 5];
    let front = &mut seats[..2];
    let back = &mut seats[2..]; //~ E0499
    front.fill(1);
    back.fill(2);
}
