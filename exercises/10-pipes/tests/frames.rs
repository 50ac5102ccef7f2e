//! What `src/frames.rs` promises, for every way in which bytes can come.

use std::io::{self, ErrorKind, Read, Write};
use std::process::exit;

use forktest::{Me, Scene};
use interleave::require;
use nix::sys::signal::Signal;
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid};
use pipes::frames::{MOST, read_frame, write_frame};

#[path = "frames/memory.rs"]
mod memory;
#[path = "frames/pieces.rs"]
mod pieces;
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
#[path = "signals.rs"]
mod signals;

use pieces::{Cuts, End, Sink, Source};
use signals::{SIGNALS, interrupt, signals_cut_off};

// The functions as the exercise gives them. If one of these lines does not compile, it has lost its signature.
const _: fn(&mut Vec<u8>, &[u8]) -> io::Result<()> = write_frame;
const _: fn(&mut (dyn Write + 'static), &[u8]) -> io::Result<()> = write_frame;
const _: fn(&mut &'static [u8]) -> io::Result<Option<Vec<u8>>> = read_frame;
const _: fn(&mut (dyn Read + 'static)) -> io::Result<Option<Vec<u8>>> = read_frame;
const _: () = assert!(MOST == 1 << 20, "MOST is part of the exercise");

/// Three messages, one of them empty, and how they travel.
const MESSAGES: [&[u8]; 3] = [b"ok", b"", b"!"];
const STREAM: &[u8] = b"\0\0\0\x02ok\0\0\0\0\0\0\0\x01!";
/// Where a frame begins or the stream ends.
const BORDERS: [usize; 4] = [0, 6, 10, 15];

/// What reading frame by frame comes to: the messages, and why there are no more.
fn read_all(source: &mut Source) -> (Vec<Vec<u8>>, io::Result<()>) {
    let mut messages = Vec::new();
    loop {
        match read_frame(source) {
            Ok(Some(message)) => messages.push(message),
            Ok(None) => return (messages, Ok(())),
            Err(error) => return (messages, Err(error)),
        }
        let (count, at) = (messages.len(), source.read_so_far());
        require!(
            count <= MESSAGES.len(),
            WrongResult,
            "3 messages were sent, and these came: {messages:?}"
        );
        require!(
            at <= BORDERS[count],
            MessageLost,
            "message {count} ends behind byte {}, and {at} bytes were read: who gets those of the next message?",
            BORDERS[count]
        );
    }
}

/// Requires that `read` are the first messages that were sent.
fn require_whole(read: &[Vec<u8>], sent: &[&[u8]], how: &str) {
    for (number, (read, sent)) in read.iter().zip(sent).enumerate() {
        require!(
            read == sent,
            TornWrite,
            "message {} was {:?}, and {:?} was read, {how}: how many bytes does one `read` give?",
            number + 1,
            String::from_utf8_lossy(sent),
            String::from_utf8_lossy(read)
        );
    }
    require!(
        read.len() == sent.len(),
        MessageLost,
        "{} messages were there, and {} were read, {how}",
        sent.len(),
        read.len()
    );
}

forktest::tests! {
    fn a_frame_is_the_length_and_the_message(_scene: &Scene) {
        let mut stream = Vec::new();
        for message in MESSAGES {
            let written = write_frame(&mut stream, message);
            require!(written.is_ok(), WrongResult, "writing into a `Vec` came to {written:?}");
        }
        require!(
            stream == STREAM,
            WrongResult,
            "\"ok\", \"\" and \"!\" should travel as {STREAM:?}, and these bytes were written: {stream:?}"
        );
        let (messages, end) = read_all(&mut Source::new(STREAM, Cuts::NONE, End::Nothing));
        require_whole(&messages, &MESSAGES, "all of it in one piece");
        require!(end.is_ok(), WrongResult, "at the end of the stream: {end:?}");
    }

    fn in_however_many_pieces_it_comes(_scene: &Scene) {
        for cuts in Cuts::all(STREAM.len()) {
            let mut source = Source::new(STREAM, cuts, End::Nothing);
            let (messages, end) = read_all(&mut source);
            let interrupted = matches!(&end, Err(error) if error.kind() == ErrorKind::Interrupted);
            require!(!interrupted, WrongResult, "a signal came, and `read_frame` gave up ({cuts:?}): who tries again?");
            require_whole(&messages, &MESSAGES, &format!("in pieces ({cuts:?})"));
            require!(end.is_ok(), WrongResult, "at the end of the stream, in pieces ({cuts:?}): {end:?}");
        }
    }

    fn in_however_many_pieces_it_goes(_scene: &Scene) {
        for cuts in Cuts::all(STREAM.len()) {
            let mut sink = Sink::new(usize::MAX, cuts, End::Nothing);
            for message in MESSAGES {
                let written = write_frame(&mut sink, message);
                require!(written.is_ok(), WrongResult, "writing in pieces ({cuts:?}) came to {written:?}");
            }
            require!(
                sink.bytes == STREAM,
                TornWrite,
                "{STREAM:?} should be written, in pieces ({cuts:?}), and this was: {:?}. How many bytes does one \
                 `write` take?",
                sink.bytes
            );
        }
    }

    fn the_end_is_where_a_frame_would_begin(_scene: &Scene) {
        for length in 0..=STREAM.len() {
            let whole = BORDERS.iter().filter(|&&border| 0 < border && border <= length).count();
            for cuts in Cuts::all(length) {
                let (messages, end) = read_all(&mut Source::new(&STREAM[..length], cuts, End::Nothing));
                require_whole(&messages, &MESSAGES[..whole], &format!("of a stream that ends after {length} bytes"));
                let kind = end.as_ref().err().map(io::Error::kind);
                if BORDERS.contains(&length) {
                    require!(
                        kind.is_none(),
                        WrongResult,
                        "the stream ends where a frame would begin, and {end:?} was returned"
                    );
                } else {
                    require!(
                        kind == Some(ErrorKind::UnexpectedEof),
                        MessageLost,
                        "the stream ends after {length} bytes ({cuts:?}), in the middle of a frame, and this was \
                         returned: {end:?}"
                    );
                }
            }
        }
    }

    fn other_errors_are_told(_scene: &Scene) {
        // Some that one may be tempted to take for the end, or for a signal.
        let kinds = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe, ErrorKind::WouldBlock, ErrorKind::TimedOut];
        for (expected, length) in kinds.into_iter().flat_map(|kind| (0..STREAM.len()).map(move |length| (kind, length))) {
            let (_, end) = read_all(&mut Source::new(&STREAM[..length], Cuts::NONE, End::Error(expected)));
            let kind = end.as_ref().err().map(io::Error::kind);
            require!(
                kind == Some(expected),
                WrongResult,
                "the reader said {expected:?} after {length} bytes, and `read_frame` made of it {end:?}"
            );
        }
        let errors = kinds.map(|kind| (End::Error(kind), kind)).into_iter();
        let takes_no_more = errors.chain([(End::Nothing, ErrorKind::WriteZero)]);
        for ((end, expected), room) in takes_no_more.flat_map(|end| (0..6).map(move |room| (end, room))) {
            let written = write_frame(&mut Sink::new(room, Cuts::NONE, end), b"ok");
            let kind = written.as_ref().err().map(io::Error::kind);
            require!(
                kind == Some(expected),
                WrongResult,
                "the writer took {room} bytes, then {end:?}, and `write_frame` made of it {written:?}"
            );
        }
    }

    fn the_longest_message_goes_and_a_longer_one_does_not(_scene: &Scene) {
        let longest: Vec<u8> = (0..MOST).map(|number| (number * number / 7) as u8).collect();
        let mut stream = Vec::new();
        let written = write_frame(&mut stream, &longest);
        require!(written.is_ok(), WrongResult, "a message of MOST bytes was refused: {written:?}");
        let read = read_frame(&mut stream.as_slice());
        let same = matches!(&read, Ok(Some(message)) if *message == longest);
        require!(same, WrongResult, "a message of MOST bytes did not come back");
        for length in [MOST + 1, 2 * MOST] {
            let mut stream = Vec::new();
            let written = write_frame(&mut stream, &vec![b'a'; length]);
            let kind = written.as_ref().err().map(io::Error::kind);
            require!(
                kind == Some(ErrorKind::InvalidInput),
                WrongResult,
                "a message of {length} bytes should be refused as InvalidInput, and this came of it: {written:?}"
            );
            require!(
                stream.is_empty(),
                TornWrite,
                "a message was refused, and {} bytes of it were written: what will the reader take them for?",
                stream.len()
            );
        }
    }

    fn a_length_that_is_too_great_is_refused_before_memory_is_asked_for(scene: &Scene) {
        for length in [MOST as u32 + 1, MOST as u32 * 2, i32::MAX as u32, 1 << 31, u32::MAX] {
            let stream = [length.to_be_bytes().as_slice(), b"a claim, and no more"].concat();
            let reader = scene.fork("reader", |_| {
                memory::limit();
                drop(read_frame(&mut stream.as_slice()));
            });
            require!(
                !matches!(reader.join(), WaitStatus::Signaled(_, Signal::SIGABRT, _)),
                WrongResult,
                "four bytes claimed a message of {length} bytes, and more than {} KiB of memory were asked for: what \
                 is looked at first?",
                memory::MORE >> 10
            );
            for mask in 0..8 {
                let mut source = Source::new(&stream, Cuts { mask, signals: 0 }, End::Nothing);
                let read = read_frame(&mut source);
                let kind = read.as_ref().err().map(io::Error::kind);
                require!(
                    kind == Some(ErrorKind::InvalidData),
                    WrongResult,
                    "a length of {length} should be refused as InvalidData, and this was returned: {read:?}"
                );
                require!(
                    source.read_so_far() == 4,
                    WrongResult,
                    "a length was refused, and {} bytes behind it were read",
                    source.read_so_far() - 4
                );
            }
        }
    }

    fn a_long_message_comes_through_a_pipe(scene: &Scene) {
        // More than one read gives.
        let long: Vec<u8> = (0..200_000_u32).map(|number| (number.wrapping_mul(number) >> 5) as u8).collect();
        let (mut harbour, mut lighthouse) = io::pipe().expect("a pipe");
        let sent = [long.as_slice(), b"ok"];
        scene.fork("lighthouse", |_| {
            for message in sent {
                write_frame(&mut lighthouse, message).expect("the harbour reads");
            }
        });
        drop(lighthouse);
        for sent in sent {
            let read = read_frame(&mut harbour);
            let (came, length) = match &read {
                Ok(Some(message)) => (message == sent, message.len()),
                _ => (false, 0),
            };
            require!(
                came,
                TornWrite,
                "after a message of 200,000 bytes one of 2 bytes was sent; in place of the one of {} bytes this was \
                 read: {}",
                sent.len(),
                if length > 0 { format!("{length} other bytes") } else { format!("{read:?}") }
            );
        }
    }

    fn a_message_is_there_before_the_next_one_is_sent(scene: &Scene) {
        let (mut harbour, lighthouse) = io::pipe().expect("a pipe");
        let (question, mut answer) = io::pipe().expect("a pipe");
        scene.fork("lighthouse", |_| {
            // Moved in, so that this is the only one there is: the end comes when it is gone.
            let (mut to, mut from) = (lighthouse, question);
            for message in MESSAGES {
                write_frame(&mut to, message).expect("the harbour reads");
                from.read_exact(&mut [0]).expect("an answer");
            }
        });
        for sent in MESSAGES {
            let read = read_frame(&mut harbour);
            let same = matches!(&read, Ok(Some(message)) if message == sent);
            require!(same, WrongResult, "the lighthouse sent {sent:?}, and this was read: {read:?}");
            answer.write_all(b"+").expect("the lighthouse waits");
        }
        let end = read_frame(&mut harbour);
        require!(matches!(end, Ok(None)), WrongResult, "the lighthouse has closed its end, and this was read: {end:?}");
    }

    fn a_signal_costs_nothing(scene: &Scene) {
        signals_cut_off();
        let test = getpid();

        let (mut reader, mut writer) = io::pipe().expect("a pipe");
        scene.fork("lighthouse", |_| {
            for part in STREAM.chunks(3) {
                (0..SIGNALS).for_each(|_| interrupt(test));
                writer.write_all(part).expect("the harbour reads");
            }
        });
        for sent in MESSAGES {
            let read = read_frame(&mut reader);
            let same = matches!(&read, Ok(Some(message)) if message == sent);
            require!(same, WrongResult, "signals came while {sent:?} was read, and this came of it: {read:?}");
        }
        scene.finish();

        // More than a pipe holds, so the write sleeps in the middle.
        let long = vec![b'a'; 300_000];
        let (mut reader, mut writer) = io::pipe().expect("a pipe");
        scene.fork("harbour", |me| read_slowly(me, test, &mut reader, &long));
        let written = write_frame(&mut writer, &long);
        require!(written.is_ok(), WrongResult, "signals came during a long write: {written:?}");
        scene.finish();
    }
}

/// Reads a frame with this message, and sends signals to the writer in between.
fn read_slowly(me: &Me, writer: Pid, from: &mut impl Read, message: &[u8]) {
    let expected = [(message.len() as u32).to_be_bytes().as_slice(), message].concat();
    let mut read = vec![0; expected.len()];
    for part in read.chunks_mut(100_000).take(2) {
        (0..SIGNALS).for_each(|_| interrupt(writer));
        from.read_exact(part).expect("the test writes");
    }
    from.read_exact(&mut read[200_000..]).expect("the test writes");
    if read != expected {
        me.say("a signal came during a long write, and other bytes were written than those of the frame");
        exit(3);
    }
}
