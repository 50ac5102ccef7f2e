//! All interleavings of a program, for a reader who wants to choose who runs.

use interleave::Explorer;

/// Leaves the graph of `body` for the book's game.
///
/// # Panics
/// If `body` has no graph, as when it has too many states; or if the recorder's folder cannot be written to.
pub fn game<R>(explorer: Explorer, body: impl Fn() -> R + Send + Sync + 'static) {
    match explorer.graph(body) {
        Ok(graph) => crate::leave("game.json", &graph.to_json()),
        Err(error) => panic!("this program makes no game: {error}"),
    }
}
