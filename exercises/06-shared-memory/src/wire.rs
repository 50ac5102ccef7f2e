//! What a proxy and the server of a manager say to each other, and how it is written to a socket. Given for `manager`.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// No message is longer than this, in bytes. Whoever says so does not speak this language.
const LONGEST: usize = 16 << 20;

/// What a proxy asks of the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// What the dict has under this key. The reply is a [`Reply::Number`].
    Get(String),
    /// Put this number under this key. The reply is [`Reply::Done`].
    Set(String, i64),
    /// Add this to the number under this key, or to 0 if there is none. The reply is a [`Reply::Number`], the sum.
    Add(String, i64),
    /// Put this text behind the last of the list. The reply is [`Reply::Done`].
    Push(String),
    /// Take the last text from the list. The reply is a [`Reply::Text`].
    Pop,
    /// All texts of the list, in their order. The reply is a [`Reply::Texts`].
    Items,
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// It is done, and there is nothing to say.
    Done,
    /// A number, or none.
    Number(Option<i64>),
    /// A text, or none.
    Text(Option<String>),
    /// Several texts.
    Texts(Vec<String>),
}

/// Writes a message: its length in four bytes, then the message as JSON, in one piece.
///
/// # Errors
/// When the other side is gone, or the message is too long.
pub fn send(mut to: impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = bytes.len() - 4;
    if length > LONGEST {
        return Err(io::Error::other("the message is too long"));
    }
    bytes[..4].copy_from_slice(&(length as u32).to_le_bytes());
    to.write_all(&bytes)
}

/// Waits for a message and reads it.
///
/// # Errors
/// When the other side is gone (`UnexpectedEof`), or what it says is no such message.
pub fn receive<M: DeserializeOwned>(mut from: impl Read) -> io::Result<M> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(io::Error::other("this is no message"));
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(serde_json::from_slice(&bytes)?)
}
