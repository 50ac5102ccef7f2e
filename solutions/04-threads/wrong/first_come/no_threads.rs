//! VERDICT: RAN SERIALLY
//! One question after the other.

pub fn ask_all<A, F>(questions: Vec<F>, mut tell: impl FnMut(usize, A))
where
    F: FnOnce() -> A + Send + 'static,
    A: Send + 'static,
{
    for (number, question) in questions.into_iter().enumerate() {
        tell(number, question());
    }
}
