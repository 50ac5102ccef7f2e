//! What teachers may type after `cargo workbook`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::results::Sandbox;
use super::shard::Shard;

/// The commands for those who teach.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Teaching: what is handed out for some exercises, and how it is graded
    ///
    /// Makes a folder of yours: `assignment.toml`, with the points of each property, and `starter/` and `starter.zip`
    /// for the students, without solutions. Change the points as you like, then use --again.
    Assign(AssignArgs),
    /// Teaching: grade submissions
    ///
    /// SUBMISSIONS is a folder that holds a folder, a zip or a git repository for each student, or a zip of all of
    /// them. Only the assignment's own files are read. Answers are compiled and run in a sandbox; without one, nothing
    /// is graded. A run that was stopped goes on with the same command, and one that is done grades what has changed.
    #[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
    Grade {
        #[command(subcommand)]
        command: Option<Grade>,
        #[command(flatten)]
        args: GradeArgs,
    },
    /// Teaching: pages from the results of `grade`, one for each student and one for the class
    ///
    /// The pages need no server and no JavaScript. `index.html` is the class, with everybody's points;
    /// `students/` holds a page for each student, with no word on anybody else.
    Report {
        /// What `grade` wrote
        #[arg(value_name = "RESULTS.jsonl")]
        results: PathBuf,
        /// Where the pages are written: a new or empty folder, or an earlier report
        #[arg(long, value_name = "DIR")]
        dest: PathBuf,
    },
    /// Teaching: the results of `grade` as other programs read them
    #[command(subcommand)]
    Export(Export),
    /// Teaching: a job that grades on several machines, each a part
    ///
    /// Prints a script or a manifest for an engine that you have. It runs `grade` once for each part of the
    /// submissions, with `--shard K/N`; `grade merge` puts the parts together.
    Jobs {
        engine: Engine,
        #[command(flatten)]
        args: JobArgs,
    },
    /// Teaching: a class made up from the repository's right and wrong answers, to try all this with
    ///
    /// Writes a folder for each student. Some hand in right answers, most a mixture, some the file as it was
    /// shipped. The same seed gives the same class.
    Sample {
        /// Where the submissions are written: a new or empty folder
        #[arg(value_name = "DIR")]
        dest: PathBuf,
        /// Chapters (`locks`) and exercises (`locks/counter`), with commas between them
        #[arg(
            long,
            value_name = "CHAPTER[/EXERCISE],…",
            default_value = "locks/counter",
            value_delimiter = ','
        )]
        exercises: Vec<String>,
        /// How many students
        #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        students: u32,
        /// Another number is another class
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
}

/// What is handed out.
#[derive(Debug, Args)]
pub(crate) struct AssignArgs {
    /// Chapters (`locks`) and exercises (`locks/counter`)
    #[arg(value_name = "CHAPTER[/EXERCISE]")]
    pub exercises: Vec<String>,
    /// The folder to make
    #[arg(long, value_name = "DIR")]
    pub dest: Option<PathBuf>,
    /// Its name, of lower-case letters, digits and hyphens; that of the folder when left out
    #[arg(long)]
    pub name: Option<String>,
    /// Its title, for people
    #[arg(long)]
    pub title: Option<String>,
    /// When it is due, in your words
    #[arg(long, value_name = "WHEN")]
    pub due: Option<String>,
    /// How many points each exercise gives; 10 when left out
    #[arg(long, value_name = "N", value_parser = points)]
    pub points: Option<f64>,
    /// Make the starter a git repository with one commit
    #[arg(long)]
    pub git: bool,
    /// Take the changed assignment in DIR as it is now
    #[arg(long, value_name = "DIR", conflicts_with_all = ["exercises", "dest", "name", "title", "due", "points"])]
    pub again: Option<PathBuf>,
}

/// Points that an exercise can give.
fn points(text: &str) -> Result<f64, String> {
    let points = text.parse::<f64>().ok().filter(|points| (0.1..=1e6).contains(points));
    points.ok_or_else(|| "it is no number from 0.1 to 1000000".to_owned())
}

/// What is graded, and how.
#[derive(Debug, Args)]
pub(crate) struct GradeArgs {
    /// The submissions: a folder of them, or one zip with a folder for each student
    #[arg(value_name = "SUBMISSIONS")]
    pub submissions: Option<PathBuf>,
    /// The folder that `assign` made
    #[arg(long, value_name = "DIR")]
    pub assignment: Option<PathBuf>,
    /// Where the results are written
    #[arg(long, value_name = "RESULTS.jsonl", default_value = "results.jsonl")]
    pub out: PathBuf,
    /// Grade one part of the submissions only, such as 2/4; `grade merge` puts the parts together
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
    /// How many submissions are graded at once; one for each core when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=256))]
    pub jobs: Option<u32>,
    /// A pack from `grade pack`; built here when left out
    #[arg(long, value_name = "PACK")]
    pub pack: Option<PathBuf>,
    /// Use this sandbox and no other
    #[arg(long, value_enum)]
    pub sandbox: Option<Level>,
    /// Grade even where no sandbox holds: the submissions can then do whatever you can, and each result says so
    #[arg(long = "i-trust-these-submissions")]
    pub trusted: bool,
}

impl GradeArgs {
    /// How many submissions are graded at once.
    pub(crate) fn jobs(&self) -> u32 {
        self.jobs.unwrap_or_else(|| u32::try_from(crate::parallel::cores()).unwrap_or(1).min(256))
    }
}

/// A sandbox.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Level {
    /// bubblewrap: namespaces
    Bubblewrap,
    /// Landlock, seccomp and limits
    Landlock,
    /// The container that this runs in, as another user of it
    Container,
}

impl std::convert::From<Level> for Sandbox {
    fn from(level: Level) -> Sandbox {
        match level {
            Level::Bubblewrap => Sandbox::Bubblewrap,
            Level::Landlock => Sandbox::Landlock,
            Level::Container => Sandbox::Container,
        }
    }
}

/// What `grade` does besides grading.
#[derive(Debug, Subcommand)]
pub(crate) enum Grade {
    /// Try the sandboxes of this machine, with programs that try to get out, and say which one holds
    Doctor,
    /// Build what grading needs besides submissions and compiler, to copy it to other machines
    Pack {
        /// The folder that `assign` made
        #[arg(long, value_name = "DIR")]
        assignment: PathBuf,
        /// The folder to make
        #[arg(long, value_name = "PACK")]
        out: PathBuf,
    },
    /// Put the parts of a run together, when none is missing
    ///
    /// Each part is the results file of one `grade --shard K/N`, and is named `results.K-of-N.jsonl`. All must be
    /// of the same assignment, graded with the same tools in the same sandbox.
    Merge {
        /// The parts, in any order
        #[arg(value_name = "RESULTS.K-of-N.jsonl", required = true)]
        parts: Vec<PathBuf>,
        /// Where the whole is written
        #[arg(long, value_name = "RESULTS.jsonl")]
        out: PathBuf,
    },
}

/// Where the text of an export goes.
#[derive(Debug, Args)]
pub(crate) struct From {
    /// What `grade` wrote
    #[arg(value_name = "RESULTS.jsonl")]
    pub results: PathBuf,
    /// The file to write; standard output when left out
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// One student of the results.
#[derive(Debug, Args)]
pub(crate) struct One {
    #[command(flatten)]
    pub from: From,
    /// The student's id in the results; may be left out where there is one student only
    #[arg(long, value_name = "ID")]
    pub student: Option<String>,
}

/// A sheet downloaded from a learning platform, to be filled in.
#[derive(Debug, Args)]
pub(crate) struct SheetArgs {
    #[command(flatten)]
    pub from: From,
    /// The sheet as it was downloaded; it stays as it is
    #[arg(long, value_name = "SHEET.csv")]
    pub sheet: PathBuf,
    /// Where the sheet counts other points than the assignment, convert
    #[arg(long)]
    pub scale: bool,
}

/// The formats.
#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// A table of grades for any spreadsheet: a line for each student
    Csv(From),
    /// The gradebook downloaded from Canvas, with the column of the assignment filled in
    Canvas {
        #[command(flatten)]
        sheet: SheetArgs,
        /// The heading of the assignment's column, with or without its number in brackets
        #[arg(long, value_name = "HEADING")]
        column: String,
    },
    /// The grading worksheet downloaded from Moodle, with grades and feedback filled in
    Moodle {
        #[command(flatten)]
        sheet: SheetArgs,
        /// The heading of the grades, as your Moodle's language has it
        #[arg(long, value_name = "HEADING", default_value = "Grade")]
        column: String,
        /// The heading of the feedback; left as it is when there is no such column
        #[arg(long, value_name = "HEADING", default_value = "Feedback comments")]
        feedback: String,
    },
    /// One student's `results.json` for Gradescope
    Gradescope(One),
    /// The zip that Gradescope makes an autograder from
    GradescopeZip {
        /// The folder of the assignment
        #[arg(long, value_name = "DIR")]
        assignment: PathBuf,
        /// The zip to write
        #[arg(long, value_name = "AUTOGRADER.zip")]
        out: PathBuf,
    },
    /// JUnit XML: a test suite for each student
    Junit(From),
    /// One student's result for GitHub Classroom: a line for the file that `$GITHUB_OUTPUT` names
    Github(One),
    /// The workflow for the students' repositories in GitHub Classroom: a step for each property
    GithubWorkflow {
        /// The folder of the assignment
        #[arg(long, value_name = "DIR")]
        assignment: PathBuf,
        /// The file to write, such as starter/.github/workflows/classroom.yml; standard output when left out
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// One student's `results.json` for Exercism's test runners (version 2)
    Exercism(One),
    /// The submissions for Dolos or JPlag, which find those that resemble each other
    Similarity {
        /// The submissions, as for `grade`
        #[arg(value_name = "SUBMISSIONS")]
        submissions: PathBuf,
        /// The folder of the assignment
        #[arg(long, value_name = "DIR")]
        assignment: PathBuf,
        /// Where they are written: a new or empty folder, or an earlier export
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// What runs the parts of a job.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Engine {
    /// A script for `sbatch`: a job array
    Slurm,
    /// A workflow of GitHub Actions: a matrix, and a job that merges
    Actions,
    /// A manifest for `kubectl apply`: an Indexed Job
    Kubernetes,
}

/// What a job is made of.
#[derive(Debug, Args)]
pub(crate) struct JobArgs {
    /// The folder of the assignment
    #[arg(long, value_name = "DIR")]
    pub assignment: PathBuf,
    /// The folder of the submissions, as the machines see it
    #[arg(long, value_name = "DIR")]
    pub submissions: PathBuf,
    /// Where the results go, as the machines see it
    #[arg(long, value_name = "RESULTS.jsonl", default_value = "results.jsonl")]
    pub results: PathBuf,
    /// How many parts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub parts: u32,
    /// How many cores each part has
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub cores: u32,
    /// The built dependencies, from `grade pack`; without them each machine builds its own
    #[arg(long, value_name = "DIR")]
    pub pack: Option<PathBuf>,
    /// This program, as the machines see it; found in PATH when left out
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
    /// The image that holds this program and a Rust toolchain (Kubernetes)
    #[arg(long, value_name = "IMAGE", default_value = "workbook")]
    pub image: String,
}
