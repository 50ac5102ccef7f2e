//! A child that becomes another program.

use std::io;
// ANCHOR: program
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

fn main() -> io::Result<()> {
    let output = Command::new("sh").args(["-c", "echo sorted; exit 4"]).output()?;
    print!("it printed: {}", String::from_utf8_lossy(&output.stdout));
    println!("its code: {:?}, its signal: {:?}", output.status.code(), output.status.signal());

    let status = Command::new("sh").args(["-c", "kill -TERM $$"]).status()?;
    println!("its code: {:?}, its signal: {:?}", status.code(), status.signal());

    let nobody = Command::new("no-such-program").status();
    println!("{:?}", nobody.map_err(|error| error.kind()));
    Ok(())
}
// ANCHOR_END: program
