//! `cargo run --release -p benches`: measures the ratios that the book states.

#[cfg(target_os = "linux")]
mod commands;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    commands::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!(
        "What is measured here needs Linux. Run it in the dev container, in WSL, or in a virtual machine."
    );
}
