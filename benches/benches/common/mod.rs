//! A topic's cases under criterion.

/// Measures each case of a topic; criterion reads the command line.
#[cfg(target_os = "linux")]
pub(crate) fn run(topic: &str) {
    use std::time::Duration;

    use benches::case::Scale;
    use benches::interval::median;
    use benches::own;
    use benches::record::TimeRecord;
    use criterion::{Criterion, Throughput};

    benches::helper::answer();
    let topic = benches::topic::find(topic).unwrap_or_else(|sentence| panic!("{sentence}"));
    // As criterion does: `cargo test --benches` says nothing, `cargo bench` says `--bench`.
    let has = |flag: &str| std::env::args().any(|argument| argument == flag);
    let testing = has("--test") || !has("--bench");
    let cases = (topic.cases)(if testing { Scale::Tiny } else { Scale::Full });
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group(topic.name);
    group.sample_size(20);
    let all = cases.len();
    let mut times = Vec::new();
    for (i, mut case) in cases.into_iter().enumerate() {
        eprintln!("{}, {} of {all}: {}", topic.name, i + 1, case.name());
        group.throughput(Throughput::Elements(case.items()));
        // A name with a slash would be a folder.
        let name = case.name().replace('/', " ");
        let mut samples = Vec::new();
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|calls| {
                let total: Duration = (0..calls).map(|_| case.call()).sum();
                samples.push(total.as_secs_f64() / (calls * case.items()) as f64);
                total
            });
        });
        // None if the command line asks for other cases.
        if !samples.is_empty() {
            times.push(TimeRecord { case: case.name().to_owned(), seconds: median(&samples) });
        }
    }
    group.finish();
    criterion.final_summary();
    if !testing && !times.is_empty() {
        match own::keep_times(topic, times) {
            Ok(()) => eprintln!("{}: kept in .workbook/bench.json, for the book", topic.name),
            Err(error) => eprintln!("{}: not kept for the book: {error}", topic.name),
        }
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn run(topic: &str) {
    println!("{topic}: what is measured here needs Linux.");
}
