//! Whether TCP still carries something from one process to another.
//!
//! When a machine has much to do, the kernel hands a segment over some time after it was sent. Meanwhile both the
//! sender and the receiver may sleep, and the receiver will wake all the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nix::unistd::Pid;

/// Whether anything is under way to or from a socket that one of these processes has open, or has closed.
pub(crate) fn under_way<'p>(processes: impl IntoIterator<Item = &'p Pid>) -> bool {
    let sockets: BTreeSet<String> = processes.into_iter().flat_map(|pid| sockets(*pid)).collect();
    if sockets.is_empty() {
        return false;
    }
    let connections = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    connections
        .lines()
        .filter_map(carries)
        .any(|socket| socket == CLOSED || sockets.contains(socket))
}

/// The number of a socket that no process has open any more.
const CLOSED: &str = "0";

/// The numbers of the sockets that a process has open.
fn sockets(pid: Pid) -> Vec<String> {
    let entries = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    entries.filter_map(|entry| number(&fs::read_link(entry.path()).ok()?)).collect()
}

fn number(target: &Path) -> Option<String> {
    Some(target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
}

/// The number of the socket in a line of `/proc/net/tcp`, if something that it has sent has not arrived yet.
fn carries(line: &str) -> Option<&str> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [_, _, _, state, _, timer, repeated, _, _, socket, ..] = fields[..] else { return None };
    // Until all that was sent is acknowledged, the kernel is set to send it again. Timers of other kinds are for a
    // receiver who has no room, and for connections that are idle or over.
    let unacknowledged = timer.starts_with("01:");
    // Who was not let in, and asks again and again, waits for the other one to accept somebody.
    let waits_outside = state == "02" && repeated != "00000000";
    (unacknowledged && !waits_outside).then_some(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(state: &str, timer: &str, repeated: &str) -> Option<String> {
        let line = format!(
            "   1: 0100007F:E2C7 0100007F:BEA6 {state} 00000001:00000000 {timer}:00000014 {repeated}     0        0 4711 2"
        );
        carries(&line).map(String::from)
    }

    #[test]
    fn what_is_not_acknowledged_is_under_way() {
        assert_eq!(line("01", "01", "00000000").as_deref(), Some("4711"), "data");
        assert_eq!(
            line("02", "01", "00000000").as_deref(),
            Some("4711"),
            "the first word of a connection"
        );
        assert_eq!(
            line("04", "01", "00000000").as_deref(),
            Some("4711"),
            "the last word of a connection"
        );
    }

    #[test]
    fn who_waits_for_the_other_end_has_nothing_under_way() {
        assert_eq!(line("01", "00", "00000000"), None, "an idle connection");
        assert_eq!(line("01", "04", "00000000"), None, "the receiver has no room");
        assert_eq!(line("02", "01", "00000003"), None, "nobody lets it in");
        assert_eq!(line("06", "03", "00000000"), None, "a connection that is over");
        assert_eq!(carries("  sl  local_address rem_address   st"), None);
    }
}
