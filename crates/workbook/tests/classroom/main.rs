//! Submissions that try to get points they have not earned, to see what is not theirs, or to keep the grader from its
//! end.
//!
//! `attacks/<exercise>/` holds answers that are wrong, each with an attack; `no_attack.rs` is as wrong without one. An
//! attack may earn what that one earns, and no more. Answers that are right are graded between them, and keep all their
//! points.

#[cfg(target_os = "linux")]
mod attacks;
#[cfg(target_os = "linux")]
mod chapters;
#[cfg(target_os = "linux")]
mod class;
#[cfg(target_os = "linux")]
mod damaged;
#[cfg(target_os = "linux")]
mod levels;
#[cfg(target_os = "linux")]
mod stopped;
