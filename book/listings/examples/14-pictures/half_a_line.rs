//! A line behind half a line.

use std::fs::{self, File};
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("half-a-line-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let path = folder.join("ann.results");
    // ANCHOR: program
    let mut ann = File::options().create(true).append(true).open(&path)?;
    // Ann is killed in the middle of `tower.png TAB a tower LINE END`.
    ann.write_all(b"tower.png\ta tow")?;

    let mut ben = File::options().append(true).open(&path)?;
    ben.write_all(b"well.png\ta well\n")?;

    for line in fs::read_to_string(&path)?.lines() {
        println!("{:?}", line.split_once('\t').unwrap());
    }
    // ANCHOR_END: program
    fs::remove_dir_all(&folder)
}
