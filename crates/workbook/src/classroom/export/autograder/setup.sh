#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image. A failure here is shown to the teacher.
set -euo pipefail
autograder="${AUTOGRADER:-/autograder}"

apt-get update
apt-get install --yes --no-install-recommends bubblewrap build-essential ca-certificates curl
curl --proto '=https' --tlsv1.2 --silent --show-error --fail https://sh.rustup.rs |
    sh -s -- -y --profile minimal --default-toolchain @RUST@

export PATH="$HOME/.cargo/bin:$PATH"
cd "$autograder/source/repository"
cargo build --release --package workbook
target/release/workbook grade pack --assignment "$autograder/source/assignment" --out "$autograder/source/pack"
# Says which sandbox holds here; without one the image is of no use.
target/release/workbook grade doctor
# What decides a grade is nobody else's to read.
chmod --recursive o= "$autograder/source"
