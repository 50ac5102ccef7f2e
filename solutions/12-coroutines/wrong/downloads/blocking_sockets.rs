//! VERDICT: RAN SERIALLY
//! The sockets are those of std. A call that waits stops all that the thread has to do.

use std::fs::{self, File};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

#[derive(Clone, Debug)]
pub struct Job {
    pub path: String,
    pub target: PathBuf,
}

#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub at_once: usize,
    pub tries: usize,
    pub time_out: Duration,
    pub pause: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Status(u16),
    Lost,
    TimedOut,
    Disk(io::ErrorKind),
}

pub async fn download_all(
    server: SocketAddr,
    jobs: &[Job],
    options: Options,
) -> Vec<Result<u64, Failure>> {
    let places = Semaphore::new(options.at_once);
    join_all(jobs.iter().map(|job| download(server, job, options, &places))).await
}

async fn download(
    server: SocketAddr,
    job: &Job,
    options: Options,
    places: &Semaphore,
) -> Result<u64, Failure> {
    for _ in 1..options.tries {
        match attempt(server, job, options, places).await {
            Err(Failure::Lost | Failure::TimedOut | Failure::Status(500..)) => {
                sleep(options.pause).await;
            }
            outcome => return outcome,
        }
    }
    attempt(server, job, options, places).await
}

async fn attempt(
    server: SocketAddr,
    job: &Job,
    options: Options,
    places: &Semaphore,
) -> Result<u64, Failure> {
    let _place = places.acquire().await.expect("nobody closes it");
    timeout(options.time_out, fetch(server, job)).await.unwrap_or(Err(Failure::TimedOut))
}

async fn fetch(server: SocketAddr, job: &Job) -> Result<u64, Failure> {
    use std::io::{BufRead, BufReader, Read};

    let lost = |_: io::Error| Failure::Lost;
    let mut stream = std::net::TcpStream::connect(server).map_err(lost)?;
    let request = format!("GET {} HTTP/1.1\r\nconnection: close\r\n\r\n", job.path);
    stream.write_all(request.as_bytes()).map_err(lost)?;
    let (mut head, mut stream) = (Vec::new(), BufReader::new(stream));
    while head.last().is_none_or(|line| line != "\r\n") {
        let mut line = String::new();
        if stream.read_line(&mut line).map_err(lost)? == 0 {
            return Err(Failure::Lost);
        }
        head.push(line);
    }
    let status = head[0].split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
    if status != 200 {
        return Err(Failure::Status(status));
    }
    let length = head.iter().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).map_err(lost)?;
    let disk = |error: io::Error| Failure::Disk(error.kind());
    let mut part = Part::create(&job.target).map_err(disk)?;
    part.file.write_all(&body).map_err(disk)?;
    part.keep(&job.target).map_err(disk)?;
    Ok(length as u64)
}

struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn create(target: &Path) -> io::Result<Part> {
        let mut name = target.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        Ok(Part { file: File::create(&path)?, path })
    }

    fn keep(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
