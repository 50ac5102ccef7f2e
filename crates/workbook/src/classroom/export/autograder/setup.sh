#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image. A failure here is shown to the teacher.
set -euo pipefail
autograder="${AUTOGRADER:-/autograder}"
# Not in root's own folder, nor with the assignment: submissions are compiled and run by users who must come here.
tools="${TOOLS:-/opt/workbook}"
export RUSTUP_HOME="$tools/rust" CARGO_HOME="$tools/rust" PATH="$tools/rust/bin:$PATH"
# By this mark a program knows that it is in a container: https://systemd.io/CONTAINER_INTERFACE/
export container=gradescope

apt-get update
apt-get install --yes --no-install-recommends bubblewrap build-essential ca-certificates curl
curl --proto '=https' --tlsv1.2 --silent --show-error --fail https://sh.rustup.rs |
    sh -s -- -y --no-modify-path --profile minimal --default-toolchain @RUST@

cd "$autograder/source/repository"
cargo build --release --package workbook
# What decides a grade is nobody else's to read.
chmod --recursive o= "$autograder/source"
target/release/workbook grade pack --assignment "$autograder/source/assignment" --out "$tools/pack"
# Says which sandbox holds here; without one the image is of no use.
target/release/workbook grade doctor
