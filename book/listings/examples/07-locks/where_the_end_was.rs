//! Two processes write to the end of one file: where the end was, and where it is.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};

use forktest::Scene;

// ANCHOR: program
fn evening(scene: &Scene, name: &str, append: bool) -> io::Result<String> {
    let path = scene.path(name);
    fs::write(&path, "18:00 the museum closes\n")?;
    let open = || File::options().write(!append).append(append).open(&path).unwrap();
    let (mut annas, mut bens) = (open(), open());
    if !append {
        annas.seek(SeekFrom::End(0))?;
        bens.seek(SeekFrom::End(0))?;
    }
    let anna = scene.fork("anna", |_| annas.write_all(b"19:00 anna: east door\n").unwrap());
    anna.join();
    let ben = scene.fork("ben", |_| bens.write_all(b"19:10 ben: all well\n").unwrap());
    ben.join();
    fs::read_to_string(&path)
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    print!("sought:\n{}", evening(&scene, "sought", false)?);
    print!("appended:\n{}", evening(&scene, "appended", true)?);
    Ok(())
}
