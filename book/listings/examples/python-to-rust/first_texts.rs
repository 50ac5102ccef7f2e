//! Vectors, texts, and borrowed parts of them.

// ANCHOR: program
fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn main() {
    let mut names: Vec<String> = vec!["Anna".to_string()];
    names.push(String::from("Ben"));

    let loud: Vec<String> = names.iter().map(|name| shout(name)).collect();
    let first: &str = &names[0];
    println!("{loud:?}, first {first}, of {}", names.len());

    let numbers = [3, 1, 2];
    let sum: i32 = numbers.iter().sum();
    println!("{sum} {:?}", &numbers[1..]);
}
// ANCHOR_END: program
