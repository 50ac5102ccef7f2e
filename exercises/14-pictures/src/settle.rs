//! # One picture, one record
//!
//! A worker takes a picture, sends it to a service, and writes down what came of it. Each line of that can fail. The file
//! is gone, or is a folder. The service says 500, or says nothing, or says half a word and hangs up. And the worker may be
//! killed between any two of its lines, and somebody begins again.
//!
//! Write `settle`. Whatever happens, the picture has one record in the end: in `results`, with what the service answered,
//! or in `errors`, with the reason. `src/service.rs` and `src/record.rs` are written.
//!
//! 1. If the path has a record, in either of the two, nothing is to be done, also if the picture is gone by now. Nothing is
//!    posted.
//! 2. Read the file. If it cannot be read, that is an error, and is recorded.
//! 3. Post `{"name": …, "picture": …}`: the path as text (`to_string_lossy`), and the bytes of the file in base64, the
//!    standard kind with padding. `serde_json::json!` makes such a value, and `use base64::prelude::*` brings
//!    `BASE64_STANDARD.encode`.
//! 4. The status is between 200 and 299: the text of the answer is the result, and is recorded.
//! 5. The status is between 500 and 599, or `post` fails: try again, at once. After `TRIES` posts in all, whatever went
//!    wrong with each, it is an error, and is recorded.
//! 6. Any other status: the service will not have it. That is an error, is recorded, and is not tried again.
//! 7. Who hears nothing does not know whether the picture was taken in. So the key that is posted with it is the same
//!    whenever this path is posted: at the second try, and by the process that begins again after a crash. Another path
//!    has another key, even if the pictures are the same, or both lead to one file. A key is printable ASCII, and a path
//!    may be any bytes.
//! 8. If a record cannot be written or read, `settle` returns that error. Then the path is not settled, and somebody will
//!    try again.
//!
//! Check it with `cargo test -p pictures --test settle`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io;
use std::path::Path;

use crate::record::Records;
use crate::service::Service;

/// How often a picture is posted, at most.
pub const TRIES: usize = 3;

/// Where the record of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// In the results.
    Result,
    /// In the errors.
    Error,
}

/// Sees to it that the picture at `path` has one record, and says where.
///
/// # Errors
/// When a record cannot be written or read.
pub fn settle<B: Records>(
    path: &Path,
    service: &Service,
    results: &mut B,
    errors: &mut B,
) -> io::Result<Settled> {
    todo!("look, read, post, record")
}
