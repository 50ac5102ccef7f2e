/// What can be written down as bytes, and read by somebody who has never seen it.
trait Letter {
    fn bytes(&self) -> Vec<u8>;
}

impl Letter for u32 {
    fn bytes(&self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }
}

impl<T: Letter> Letter for Vec<T> {
    fn bytes(&self) -> Vec<u8> {
        self.iter().flat_map(T::bytes).collect()
    }
}

fn send(letter: &impl Letter) {
    println!("{:?}", letter.bytes());
}

fn main() {
    send(&vec![1, 2]);
    send(&|ships: u32| println!("{ships} ships")); //~ E0277
}
