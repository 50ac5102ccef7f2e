//! Where the consumers work: the service, and the ledgers.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use nix::sys::prctl;
use pictures_solution::ledger::Ledger;
use pictures_solution::record::{Record, Records};
use pictures_solution::service::Service;
use pictures_solution::settle::settle;
use pictures_solution::worker::Desk;

use crate::arguments::Arguments;

/// How the files of results end.
const RESULTS: &str = "results";

/// The desk at which all consumers work.
pub(crate) struct Album {
    out: PathBuf,
    url: String,
    cookies: String,
    limit: Duration,
    /// What a consumer has opened for itself. In the supervisor there is nothing.
    tools: RefCell<Option<Tools>>,
}

/// A consumer's connection to the service, its results, and everybody's errors.
struct Tools {
    service: Service,
    results: Ledger,
    errors: Ledger,
}

impl Album {
    pub(crate) fn new(arguments: &Arguments) -> Album {
        Album {
            out: arguments.out.clone(),
            url: arguments.service.clone(),
            cookies: arguments.cookies.clone(),
            limit: arguments.limit,
            tools: RefCell::new(None),
        }
    }

    fn errors(&self) -> io::Result<Ledger> {
        Ledger::open(&self.out.join("errors"))
    }

    fn tools(&self, name: &str) -> io::Result<Tools> {
        // `ps` shows it.
        let _ = prctl::set_name(&std::ffi::CString::new(name)?);
        let results = Ledger::open(&self.out.join(format!("{name}.{RESULTS}")))?;
        let service = Service::new(&self.url, &self.cookies, self.limit);
        Ok(Tools { service, results, errors: self.errors()? })
    }

    /// The results of everybody who has ever worked here, also under names that nobody has today.
    fn results(&self) -> io::Result<Vec<Record>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(&self.out)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == RESULTS) {
                all.extend(Ledger::open(&path)?.records()?);
            }
        }
        Ok(all)
    }

    /// How many results there are, and how many errors.
    pub(crate) fn counts(&self) -> io::Result<(usize, usize)> {
        Ok((self.results()?.len(), self.errors()?.records()?.len()))
    }
}

impl Desk for Album {
    fn settle(&self, name: &str, path: &Path) -> io::Result<()> {
        let mut tools = self.tools.borrow_mut();
        if tools.is_none() {
            *tools = Some(self.tools(name)?);
        }
        if let Some(Tools { service, results, errors }) = tools.as_mut() {
            settle(path, service, results, errors)?;
        }
        Ok(())
    }

    fn settled(&self) -> io::Result<HashSet<PathBuf>> {
        let errors = self.errors()?.records()?;
        Ok(self.results()?.into_iter().chain(errors).map(|record| record.path).collect())
    }

    fn give_up(&self, path: &Path, why: &str) -> io::Result<()> {
        self.errors()?.append(&Record::new(path, why)).map(drop)
    }
}
