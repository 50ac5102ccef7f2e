//! `cargo workbook sample`: a class made up from the answers that the repository has, to try grading with.
//!
//! What a student hands in depends on the seed, the student and the exercise alone, so a class with more students
//! begins with the same ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};

use crate::chapter::Exercise;
use crate::commands::Exit;
use crate::prove::{Answer, Kind, shipped};
use crate::terminal::count;
use crate::workspace::Workspace;
use crate::{files, select, stub};

/// Of 100 students, so many hand in each of these; the rest hands in a wrong answer.
const RIGHT: u64 = 40;
const SHIPPED: u64 = 6;
const NOTHING: u64 = 5;
const CUT_OFF: u64 = 4;

const GIVEN: [&str; 24] = [
    "anna", "ben", "chloe", "dmitri", "elif", "femi", "giulia", "hiro", "ines", "jonas", "kavya",
    "lars", "mei", "noor", "oscar", "priya", "quentin", "rosa", "samir", "tuva", "uma", "viktor",
    "wen", "yara",
];
const FAMILY: [&str; 20] = [
    "adeyemi", "berg", "costa", "dubois", "eriksson", "fischer", "garcia", "haddad", "ito",
    "jansen", "kim", "larsen", "mbeki", "novak", "okafor", "patel", "rossi", "santos", "tanaka",
    "wang",
];

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Wish<'a> {
    pub exercises: &'a [String],
    pub students: u32,
    pub seed: u64,
}

/// Writes a folder for each student into `dest`, and beside it what each of them handed in: `<dest>.key.csv`.
///
/// # Errors
/// When an exercise is unknown, or `dest` holds files.
pub(crate) fn run(workspace: &Workspace, dest: &Path, wish: &Wish) -> anyhow::Result<Exit> {
    let mut exercises = Vec::new();
    for typed in wish.exercises {
        for exercise in select::exercises(workspace, typed)? {
            if !exercises.iter().any(|known: &Exercise| known.id() == exercise.id()) {
                exercises.push(exercise);
            }
        }
    }
    ensure!(!exercises.is_empty(), "there are no exercises to hand in");
    let taken = fs::read_dir(dest).is_ok_and(|mut entries| entries.next().is_some());
    ensure!(
        !taken,
        "{} holds files; name a folder that is empty or does not exist",
        dest.display()
    );
    let mut key = csv::Writer::from_writer(Vec::new());
    key.write_record(["student", "exercise", "answer", "verdict"])?;
    let answers: Vec<Vec<Answer>> = exercises.iter().map(shipped).collect::<anyhow::Result<_>>()?;
    for student in students(wish.students) {
        let folder = dest.join(&student);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (exercise, answers) in exercises.iter().zip(&answers) {
            let drawn = Drawn::of(wish.seed, &student, &exercise.id(), answers);
            if let Some(text) = drawn.text()? {
                let path = exercise.file();
                let path = folder.join(path.strip_prefix(&workspace.root).unwrap_or(&path));
                let parent = path.parent().unwrap_or(&folder);
                fs::create_dir_all(parent)
                    .and_then(|()| fs::write(&path, text))
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
            let (answer, verdict) = drawn.told();
            key.write_record([&student, &exercise.id(), &answer, &verdict])?;
        }
    }
    let name = dest.file_name().unwrap_or_default().to_string_lossy();
    let beside = dest.with_file_name(format!("{name}.key.csv"));
    let key = String::from_utf8(key.into_inner().map_err(|error| error.into_error())?)?;
    files::replace(&beside, &key).with_context(|| format!("cannot write {}", beside.display()))?;
    println!(
        "{} in {}; {} says who handed in what.",
        count(wish.students as usize, "student"),
        dest.display(),
        beside.display()
    );
    Ok(Exit::Passed)
}

/// The names of so many students, none twice; the first are the same however many there are.
fn students(number: u32) -> Vec<String> {
    let mut known = BTreeSet::new();
    (0..number as usize)
        .map(|n| {
            // Given names go round faster than family names, and each round begins elsewhere.
            let round = n / GIVEN.len();
            let family = FAMILY[(n * 7 + round) % FAMILY.len()];
            let name = format!("{}-{family}", GIVEN[n % GIVEN.len()]);
            if known.insert(name.clone()) { name } else { format!("{name}-{n}") }
        })
        .collect()
}

/// What one student hands in for one exercise.
enum Drawn<'a> {
    Answer(&'a Answer<'a>),
    /// The solution, as if the upload had stopped in the middle.
    CutOff(&'a Answer<'a>),
    Nothing,
}

impl<'a> Drawn<'a> {
    fn of(seed: u64, student: &str, exercise: &str, answers: &'a [Answer<'a>]) -> Drawn<'a> {
        let hash = Sha256::digest(format!("{seed} {student} {exercise}"));
        let number = |at: usize| {
            hash[at..].first_chunk().map_or(0, |bytes: &[u8; 8]| u64::from_be_bytes(*bytes))
        };
        let one = |is: &dyn Fn(Kind) -> bool| {
            let fit: Vec<&Answer> = answers.iter().filter(|answer| is(answer.kind)).collect();
            let at = number(8) % fit.len().max(1) as u64;
            fit.get(at as usize).copied()
        };
        let right = |kind| matches!(kind, Kind::Solution | Kind::Right);
        let drawn = match number(0) % 100 {
            n if n < RIGHT => one(&right).map(Drawn::Answer),
            n if n < RIGHT + SHIPPED => one(&|kind| kind == Kind::Shipped).map(Drawn::Answer),
            n if n < RIGHT + SHIPPED + NOTHING => Some(Drawn::Nothing),
            n if n < RIGHT + SHIPPED + NOTHING + CUT_OFF => {
                one(&|kind| kind == Kind::Solution).map(Drawn::CutOff)
            }
            _ => one(&|kind| kind == Kind::Wrong).map(Drawn::Answer),
        };
        drawn.unwrap_or(Drawn::Nothing)
    }

    /// The text of the file, if there is one.
    fn text(&self) -> anyhow::Result<Option<String>> {
        let read = |answer: &Answer| {
            fs::read_to_string(&answer.path)
                .with_context(|| format!("cannot read {}", answer.path.display()))
        };
        Ok(match self {
            Drawn::Nothing => None,
            Drawn::CutOff(answer) => {
                let text = stub::readable(&read(answer)?)?;
                let open = text.rfind('{').map_or(0, |at| at + 1);
                Some(text[..open].to_owned())
            }
            Drawn::Answer(answer) => Some(match answer.kind {
                Kind::Solution => stub::readable(&read(answer)?)?,
                Kind::Shipped => read(answer)?,
                Kind::Right | Kind::Wrong => without_header(&read(answer)?),
            }),
        })
    }

    /// For the key: which answer, and which verdict is expected.
    fn told(&self) -> (String, String) {
        match self {
            Drawn::Nothing => ("nothing".into(), "MISSING".into()),
            Drawn::CutOff(_) => ("the solution cut off".into(), "DOES NOT COMPILE".into()),
            Drawn::Answer(answer) => {
                let name = answer.path.file_stem().unwrap_or_default().to_string_lossy();
                let told = match answer.kind {
                    Kind::Shipped => "as shipped".to_owned(),
                    Kind::Solution => "solution".to_owned(),
                    Kind::Right => format!("right/{name}"),
                    Kind::Wrong => format!("wrong/{name}"),
                };
                (told, answer.expected.name().to_owned())
            }
        }
    }
}

/// An answer without the lines that say what is wrong with it.
fn without_header(text: &str) -> String {
    let lines = text.lines().skip_while(|line| line.starts_with("//!") || line.trim().is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The files of a class of `students`, and its key.
    fn class(students: u32, seed: u64) -> (BTreeMap<String, String>, String) {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let workspace = Workspace::find(Some(root)).expect("the repository is a workspace");
        let place = tempfile::tempdir().expect("a temporary folder");
        let dest = place.path().join("class");
        let exercises = ["locks/counter".to_owned(), "locks/transfer".to_owned()];
        let wish = Wish { exercises: &exercises, students, seed };
        run(&workspace, &dest, &wish).expect("the folder is new");
        run(&workspace, &dest, &wish).expect_err("nothing is overwritten");
        let mut found = BTreeMap::new();
        for student in fs::read_dir(&dest).expect("it was written").flatten() {
            for name in ["counter", "transfer"] {
                let path = student.path().join(format!("exercises/07-locks/src/{name}.rs"));
                let id = format!("{}/{name}", student.file_name().to_string_lossy());
                found.insert(id, fs::read_to_string(path).unwrap_or_default());
            }
        }
        (found, fs::read_to_string(place.path().join("class.key.csv")).expect("there is a key"))
    }

    #[test]
    fn the_seed_and_nothing_else_decides_who_hands_in_what() {
        let (files, key) = class(40, 1);
        assert_eq!(class(40, 1), (files.clone(), key.clone()));
        assert_ne!(class(40, 2).0, files, "another seed is another class");
        let (fewer, _) = class(10, 1);
        assert_eq!(fewer.len(), 20);
        assert!(fewer.iter().all(|(id, text)| files[id] == *text), "the first students stay");
    }

    #[test]
    fn a_class_has_every_kind_of_answer_and_none_says_what_it_is() {
        let (files, key) = class(60, 1);
        assert_eq!(key.lines().count(), 1 + files.len(), "a line for each");
        for kind in ["right/", "wrong/", "solution", "as shipped", "nothing", "cut off"] {
            assert!(key.contains(kind), "nobody drew {kind}:\n{key}");
        }
        assert!(
            files.values().all(|text| !text.contains("VERDICT:") && !text.contains("// ANSWER"))
        );
        assert!(files.values().any(String::is_empty), "somebody hands in nothing");
    }

    #[test]
    fn no_two_students_have_the_same_name() {
        let names = students(5000);
        let known: BTreeSet<&String> = names.iter().collect();
        assert_eq!(known.len(), names.len());
        assert_eq!(names[..30], students(30));
    }
}
