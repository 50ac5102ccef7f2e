fn main() {
    let mut numbers = vec![1, 2, 2, 3];
    for (place, number) in numbers.iter().enumerate() {
        if *number == 2 {
            numbers.remove(place); //~ E0502
        }
    }
    println!("{numbers:?}");
}
