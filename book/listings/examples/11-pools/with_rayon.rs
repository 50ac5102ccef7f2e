//! What the chapter has built, with rayon.

use rayon::prelude::*;

// ANCHOR: program
fn scrape(page: u32) -> Result<u32, String> {
    if page == 3 { Err(format!("no page {page}")) } else { Ok(page * page) }
}

fn main() {
    // In the order of the items, an outcome for each.
    let pages: Vec<Result<u32, String>> = (1..=4).into_par_iter().map(scrape).collect();
    println!("{pages:?}");

    // Or the first error that is found, and no results.
    let all: Result<Vec<u32>, String> = (1..=4).into_par_iter().map(scrape).collect();
    println!("{all:?}");

    // State that each piece of work gets anew, as an initialiser would make it; pieces of at least two items.
    let lengths: Vec<usize> = vec!["a", "bb", "ccc", "dddd"]
        .into_par_iter()
        .with_min_len(2)
        .map_init(String::new, |text, word| {
            text.clear();
            text.push_str(word);
            text.len()
        })
        .collect();
    println!("{lengths:?}");

    // A pool of its own size. A job may wait for jobs of the same pool: the worker helps meanwhile.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("threads");
    let sum = pool.install(|| {
        let (left, right) = rayon::join(|| 1 + 2, || rayon::join(|| 3, || 4));
        left + right.0 + right.1
    });
    println!("{sum}");
}
// ANCHOR_END: program
