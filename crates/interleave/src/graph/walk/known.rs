//! The threads and objects of a graph. A run numbers its objects as it comes to them, and another run comes to them
//! in another order; here each has one number, by the place that makes it.

use crate::graph::GraphError;
use crate::kernel::{Event, Kernel, Kind, ObjId, Place, Subject, Wait};
use crate::report::{Names, ObjectInfo};

/// Those that were met so far.
#[derive(Default)]
pub(super) struct Known {
    /// The name given to `Builder`, and the line that spawned it.
    threads: Vec<(Option<String>, Option<Place>)>,
    objects: Vec<(Kind, Place)>,
}

impl Known {
    /// Takes in what a run has met.
    ///
    /// # Errors
    /// If two of its objects are from one place, or if its threads are not those of the runs before.
    pub(super) fn learn(&mut self, kernel: &Kernel) -> Result<(), GraphError> {
        for (id, thread) in kernel.threads.iter().enumerate() {
            let thread = (thread.given_name.clone(), thread.spawned_at);
            match self.threads.get(id) {
                None => self.threads.push(thread),
                Some(known) if *known == thread => {}
                Some(_) => return Err(GraphError::ThreadsDiffer),
            }
        }
        for (id, object) in kernel.objects.iter().enumerate() {
            if kernel.objects[..id].iter().any(|other| other.place == object.place) {
                let place = format!("{}:{}", object.place.file(), object.place.line());
                return Err(GraphError::SamePlace { kind: object.kind.name(), place });
            }
            if self.find(object.place).is_none() {
                self.objects.push((object.kind, object.place));
            }
        }
        Ok(())
    }

    fn find(&self, place: Place) -> Option<usize> {
        self.objects.iter().position(|known| known.1 == place)
    }

    fn object(&self, kernel: &Kernel, id: ObjId) -> usize {
        self.find(kernel.objects[id].place).expect("what a run meets is learned first")
    }

    fn subject(&self, kernel: &Kernel, subject: Subject) -> Subject {
        match subject {
            Subject::Object(id) => Subject::Object(self.object(kernel, id)),
            other => other,
        }
    }

    /// An event of a run, with the numbers of the graph.
    pub(super) fn event(&self, kernel: &Kernel, event: &Event) -> Event {
        let mut event = event.clone();
        event.subject = self.subject(kernel, event.subject);
        for id in event.holds.iter_mut().chain(&mut event.waits) {
            *id = self.object(kernel, *id);
        }
        for subject in event.link.iter_mut().flat_map(|(_, subjects)| subjects) {
            *subject = self.subject(kernel, *subject);
        }
        event
    }

    /// A wait of a run, with the numbers of the graph.
    pub(super) fn wait(&self, kernel: &Kernel, mut wait: Wait) -> Wait {
        wait.doing.subject = self.subject(kernel, wait.doing.subject);
        wait
    }

    pub(super) fn names(&self) -> Names {
        Names::new(&self.threads, &self.objects)
    }

    pub(super) fn objects(&self, names: &Names) -> Vec<ObjectInfo> {
        let objects = self.objects.iter().zip(&names.objects);
        objects.map(|((kind, place), name)| ObjectInfo::new(*kind, name.clone(), place)).collect()
    }
}
