//! Commands as they are sent, and commands and answers in words.

use redis::Value;

/// Longer texts are cut in a timeline.
const MOST: usize = 28;

/// One command: its name and its arguments.
pub(crate) type Words = Vec<Vec<u8>>;

/// The commands in what a client sends: `*2`, then for each word `$3` and the word (RESP, the protocol of Redis).
///
/// <https://redis.io/docs/latest/develop/reference/protocol-spec/>
pub(crate) fn commands(packed: &[u8]) -> Vec<(Words, &[u8])> {
    let (mut rest, mut found) = (packed, Vec::new());
    while let Some(count) = number(&mut rest, b'*') {
        let begin = packed.len() - rest.len();
        let mut words = Vec::new();
        for _ in 0..count {
            let Some(length) = number(&mut rest, b'$').filter(|length| length + 2 <= rest.len())
            else {
                return found;
            };
            words.push(rest[..length].to_vec());
            rest = &rest[length + 2..];
        }
        let head = format!("*{count}\r\n").len();
        found.push((words, &packed[begin - head..packed.len() - rest.len()]));
    }
    found
}

/// The number in a line that begins with `mark`, which is taken off.
fn number(rest: &mut &[u8], mark: u8) -> Option<usize> {
    let line = rest.strip_prefix(&[mark])?;
    let end = line.windows(2).position(|two| two == b"\r\n")?;
    let number = std::str::from_utf8(&line[..end]).ok()?.parse().ok()?;
    *rest = &line[end + 2..];
    Some(number)
}

/// A command for a reader. A script is told by the comment in its first line, if it has one.
pub(crate) fn told(words: &Words) -> String {
    let texts: Vec<String> = words.iter().map(|word| shown(word)).collect();
    let name = texts.first().map_or(String::new(), |name| name.to_uppercase());
    let Some(script) = words.get(1).filter(|_| name == "EVAL") else {
        return [vec![name], texts.into_iter().skip(1).collect()].concat().join(" ");
    };
    let script = String::from_utf8_lossy(script);
    let first = script.trim_start().lines().next().unwrap_or_default();
    let script = match first.strip_prefix("--") {
        Some(comment) => format!("({})", comment.trim()),
        None => cut(first.trim()),
    };
    // The number of keys is of no interest to a reader.
    [vec![name, script], texts.into_iter().skip(3).collect()].concat().join(" ")
}

/// An answer for a reader.
pub(crate) fn answer(value: &Value) -> String {
    match value {
        Value::Nil => "nothing".into(),
        Value::Int(number) => number.to_string(),
        Value::Okay => "OK".into(),
        Value::SimpleString(text) => text.clone(),
        Value::BulkString(bytes) => shown(bytes),
        Value::Array(values) => {
            format!("[{}]", values.iter().map(answer).collect::<Vec<_>>().join(", "))
        }
        Value::ServerError(error) => {
            format!("{} {}", error.code(), cut(error.details().unwrap_or("")))
        }
        other => cut(&format!("{other:?}")),
    }
}

/// A word as it is, or in quotes where one would not see where it ends.
fn shown(word: &[u8]) -> String {
    let text = cut(&String::from_utf8_lossy(word));
    let plain =
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || ":-_.…()".contains(c));
    if plain { text } else { format!("{text:?}") }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{commands, told};

    #[test]
    fn a_pipeline_is_taken_apart() {
        let packed =
            redis::pipe().cmd("SET").arg("a b").arg("").cmd("get").arg("k").get_packed_pipeline();
        let found = commands(&packed);
        let words: Vec<String> = found.iter().map(|(words, _)| told(words)).collect();
        assert_eq!(words, ["SET \"a b\" \"\"", "GET k"]);
        let pieces: Vec<&[u8]> = found.iter().map(|(_, bytes)| *bytes).collect();
        assert_eq!(pieces.concat(), packed);
    }

    #[test]
    fn a_script_is_told_by_its_first_comment() {
        let script = "\n  -- free it, if it is mine\n return 1";
        let packed =
            redis::cmd("EVAL").arg(script).arg(1).arg("door").arg("anna").get_packed_command();
        assert_eq!(told(&commands(&packed)[0].0), "EVAL (free it, if it is mine) door anna");
    }

    #[test]
    fn what_is_no_command_is_none() {
        for bytes in [&b""[..], b"*", b"*1\r\n", b"*1\r\n$5\r\nab\r\n", b"GET k\r\n"] {
            assert!(commands(bytes).is_empty(), "{bytes:?}");
        }
    }
}
