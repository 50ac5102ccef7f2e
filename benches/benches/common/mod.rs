//! A topic's cases under criterion.

/// Measures each case of a topic; criterion reads the command line.
#[cfg(target_os = "linux")]
pub(crate) fn run(topic: &str) {
    use benches::case::Scale;
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
    for (i, mut case) in cases.into_iter().enumerate() {
        eprintln!("{}, {} of {all}: {}", topic.name, i + 1, case.name());
        group.throughput(Throughput::Elements(case.items()));
        // A name with a slash would be a folder.
        let name = case.name().replace('/', " ");
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|calls| (0..calls).map(|_| case.call()).sum());
        });
    }
    group.finish();
    criterion.final_summary();
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn run(topic: &str) {
    println!("{topic}: what is measured here needs Linux.");
}
