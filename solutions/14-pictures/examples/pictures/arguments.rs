//! What the program is told.

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

/// Sends each picture of a folder to a service, and writes down what it answers. May be killed and started again.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// The folder with the pictures, and the folders in it
    pub(crate) folder: PathBuf,
    /// Where the pictures are posted, such as http://127.0.0.1:8000/pictures
    #[arg(long, value_name = "URL")]
    pub(crate) service: String,
    /// Where the records are written: NAME.results for each consumer, errors, and a lock
    #[arg(long, value_name = "FOLDER", default_value = "pictures-out")]
    pub(crate) out: PathBuf,
    /// The names of the consumers: so many work at the same time
    #[arg(long, value_delimiter = ',', default_value = "ann,ben,cem", value_name = "NAME,NAME")]
    pub(crate) names: Vec<String>,
    /// Cookies that are sent with each post
    #[arg(long, default_value = "session=1", value_name = "NAME=VALUE; NAME=VALUE")]
    pub(crate) cookies: String,
    /// How many seconds the service may take for each step of an answer
    #[arg(long, default_value = "30", value_name = "SECONDS", value_parser = seconds)]
    pub(crate) limit: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("{text:?} is no number of seconds"))?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
