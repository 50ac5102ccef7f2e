struct Process {
    work: fn(),
}

struct Running;

impl Process {
    fn start(self) -> Running {
        (self.work)();
        Running
    }
}

fn main() {
    let clerk = Process { work: || () };
    let _first = clerk.start();
    let _second = clerk.start(); //~ E0382
}
