//! From the bytes of an input to UTF-8: gzip, bzip2, zip and zstd by their magic numbers, UTF-16 by its byte order
//! mark, or by how its letters lie.
//!
//! Everything here streams. An error in the middle of a stream comes after all bytes that stand before it. Whether
//! the result is valid UTF-8 or has records in it is not known here.

use crate::catalogue::Finding;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::sheet::{self, Sheet};
use super::zip::{self, OnlyFile};
use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use ruzstd::decoding::BlockDecodingStrategy;
use ruzstd::decoding::FrameDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

/// The bytes of a UTF-8 byte order mark.
pub(super) const MARK: u64 = 3;

/// Bytes of UTF-16 that are converted at a time.
const CHUNK: usize = 64 << 10;

/// How an input is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip, RFC 1952.
    Gzip,
    /// Zstandard, RFC 8878.
    Zstd,
    /// bzip2.
    Bzip2,
    /// A zip archive with one file in it.
    Zip,
}

impl Packing {
    /// The packing that the first bytes of an input show; four are enough.
    pub fn of(start: &[u8]) -> Packing {
        match start {
            [0x1f, 0x8b, ..] => Packing::Gzip,
            // A frame, or a skippable frame, which may stand first.
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Packing::Bzip2,
            [first, second, third, fourth, ..] if [*first, *second, *third, *fourth] == zip::SIGNATURE => Packing::Zip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Packing::Zstd,
            _ => Packing::Plain,
        }
    }

    /// The bytes of a file, unpacked while they are read.
    pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
        let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
        let packing = Packing::of(file.fill_buf()?);
        if packing == Packing::Zip && sheet::is_one(path) {
            return Ok(Box::new(Sheet::open(path, None)?));
        }
        Ok(packing.unpack(file))
    }

    /// The bytes of `packed` unpacked while they are read; several members or frames in a row are one stream.
    pub fn unpack<'r>(self, packed: impl BufRead + Send + 'r) -> Box<dyn Read + Send + 'r> {
        match self {
            Packing::Plain => Box::new(packed),
            Packing::Bzip2 => Box::new(Members::bzip2(packed)),
            Packing::Zip => Box::new(OnlyFile::new(packed)),
            Packing::Gzip => Box::new(Members::gzip(packed)),
            Packing::Zstd => {
                Box::new(ZstdFrames { packed, decoder: FrameDecoder::new(), in_frame: false, has_read: false })
            }
        }
    }
}

/// How the characters of an input are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, and whether a byte order mark (three bytes) stands before it.
    Utf8 {
        /// Whether there is a mark.
        mark: bool,
    },
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Bytes by which UTF-16 without its mark is told.
pub(super) const LETTERS: u64 = 64;

impl Encoding {
    /// The encoding that the first bytes of an unpacked input show; three are enough, but for UTF-16 without its mark, of
    /// which more should be there.
    pub fn of(start: &[u8]) -> Encoding {
        match start {
            [0xff, 0xfe, ..] => Encoding::Utf16Le,
            [0xfe, 0xff, ..] => Encoding::Utf16Be,
            _ if is_utf16(start, u16::from_le_bytes) => Encoding::Utf16Le,
            _ if is_utf16(start, u16::from_be_bytes) => Encoding::Utf16Be,
            _ => Encoding::Utf8 { mark: start.starts_with(&[0xef, 0xbb, 0xbf]) },
        }
    }

    /// Whether these bytes may be UTF-16 without its mark, so that more of them should be seen: one of the first letters is of
    /// ASCII or Cyrillic.
    pub fn may_be_utf16(start: &[u8]) -> bool {
        start.len() > 1 && start[..2].iter().any(|byte| matches!(byte, 0 | 4))
    }

    /// The bytes of the mark that stands before UTF-16.
    pub fn mark_of_utf16(start: &[u8]) -> usize {
        if matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) { 2 } else { 0 }
    }
}

/// Whether bytes are text when they are read in twos: letters of ASCII and Cyrillic, signs and line ends, and none that no
/// text has. Text in UTF-8 never is, because a letter of ASCII needs a zero beside it.
fn is_utf16(start: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let units: Vec<u16> =
        start.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).take(LETTERS as usize / 2).collect();
    let is_ascii = |unit: &&u16| matches!(unit, 9 | 10 | 13 | 32..=126);
    let is_control = |unit: &u16| *unit < 32 && !matches!(unit, 9 | 10 | 13);
    let plain = units.iter().filter(is_ascii).count();
    let letters = units.iter().filter(|unit| matches!(unit, 0xa0..=0x24f | 0x400..=0x4ff | 0x2010..=0x2040)).count();
    units.len() > 1
        && !units.iter().any(is_control)
        && plain > 0
        && (plain * 8 >= units.len() || plain + letters == units.len())
}

/// What stands after the packed data is not packed: the error of a stream that is whole before it.
const AFTER_THE_END: Finding = Finding::AfterTheEnd;

/// The members of a stream of gzip or bzip2, one after the other. Zeros after the last are padding (tapes and block devices
/// write it), which the gzip tool ignores too.
struct Members<R> {
    /// The first byte of a member.
    starts: u8,
    open: fn(R) -> Open<R>,
    at: Member<R>,
}

/// What unpacks one member.
enum Open<R> {
    Gzip(Box<GzDecoder<R>>),
    Bzip2(BzDecoder<R>),
}

/// Where a stream of members stands.
enum Member<R> {
    Open(Open<R>),
    /// Between two members, or after the last.
    Between(R),
    /// While one becomes the other.
    Moved,
}

impl<R: BufRead> Members<R> {
    fn gzip(packed: R) -> Members<R> {
        let open = |packed| Open::Gzip(Box::new(GzDecoder::new(packed)));
        Members { starts: 0x1f, open, at: Member::Open(open(packed)) }
    }

    fn bzip2(packed: R) -> Members<R> {
        let open = |packed| Open::Bzip2(BzDecoder::new(packed));
        Members { starts: b'B', open, at: Member::Open(open(packed)) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Member::Open(member) = &mut self.at {
                let read = match member {
                    Open::Gzip(decoder) => decoder.read(buffer)?,
                    Open::Bzip2(decoder) => decoder.read(buffer)?,
                };
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
            }
            let mut packed = match std::mem::replace(&mut self.at, Member::Moved) {
                Member::Open(Open::Gzip(decoder)) => decoder.into_inner(),
                Member::Open(Open::Bzip2(decoder)) => decoder.into_inner(),
                Member::Between(packed) => packed,
                Member::Moved => return Ok(0),
            };
            let next = after_zeros(&mut packed);
            self.at = match next {
                Ok(Some(byte)) if byte == self.starts => Member::Open((self.open)(packed)),
                _ => Member::Between(packed),
            };
            match next? {
                Some(byte) if byte == self.starts => {}
                Some(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, AFTER_THE_END)),
                None => return Ok(0),
            }
        }
    }
}

/// Skips zeros; the byte after them, which is not taken, or `None` at the end.
fn after_zeros(packed: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        let bytes = packed.fill_buf()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        if let Some(byte) = bytes.get(zeros) {
            let byte = *byte;
            packed.consume(zeros);
            return Ok(Some(byte));
        }
        packed.consume(zeros);
    }
}

/// The frames of a zstd stream, one after the other; `ruzstd` itself reads one.
struct ZstdFrames<R> {
    packed: R,
    decoder: FrameDecoder,
    in_frame: bool,
    /// Whether a frame came before: what stands behind it may be padding, or no frame.
    has_read: bool,
}

impl<R: BufRead> ZstdFrames<R> {
    /// Starts the next frame; `false` at the end of the stream.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            if self.has_read && after_zeros(&mut self.packed)?.is_none() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => {
                    self.has_read = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)))
                    if self.has_read =>
                {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, AFTER_THE_END));
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let skipped = io::copy(&mut (&mut self.packed).take(u64::from(length)), &mut io::sink())?;
                    if skipped < u64::from(length) {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame {
                if !self.next_frame()? {
                    return Ok(0);
                }
                self.in_frame = true;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.in_frame = false;
            if let (Some(written), Some(calculated)) =
                (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum())
                && written != calculated
            {
                return Err(io::Error::new(io::ErrorKind::InvalidData, Finding::Checksum));
            }
        }
    }
}

/// UTF-16 as UTF-8, while it is read. Half surrogate pairs become U+FFFD and are counted.
pub struct FromUtf16<R> {
    source: R,
    little: bool,
    /// Bytes that are not converted yet.
    units: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    line: u64,
    halves: u64,
    first_half: Option<u64>,
}

impl<R: Read> FromUtf16<R> {
    /// `source` stands after the byte order mark, if there is one.
    pub fn new(source: R, little: bool) -> FromUtf16<R> {
        FromUtf16 {
            source,
            little,
            units: Vec::new(),
            text: Vec::new(),
            given: 0,
            line: 1,
            halves: 0,
            first_half: None,
        }
    }

    /// How many half surrogate pairs were replaced, and the line of the first, from 1.
    pub fn halves(&self) -> Option<(u64, u64)> {
        self.first_half.map(|line| (self.halves, line))
    }

    fn push(&mut self, letter: char) {
        self.text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        self.line += u64::from(letter == '\n');
    }

    fn push_half(&mut self) {
        self.halves += 1;
        self.first_half.get_or_insert(self.line);
        self.push(char::REPLACEMENT_CHARACTER);
    }

    /// Converts what is whole; at the `end` the rest too.
    fn convert(&mut self, end: bool) {
        let bytes = std::mem::take(&mut self.units);
        let unit = |pair: &[u8]| {
            if self.little { u16::from_le_bytes([pair[0], pair[1]]) } else { u16::from_be_bytes([pair[0], pair[1]]) }
        };
        let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
        // A first half at the end waits for its second.
        let waits = !end && units.last().is_some_and(|last| (0xd800..0xdc00).contains(last));
        let whole = units.len() - usize::from(waits);
        for letter in char::decode_utf16(units[..whole].iter().copied()) {
            match letter {
                Ok(letter) => self.push(letter),
                Err(_) => self.push_half(),
            }
        }
        if end && bytes.len() % 2 == 1 {
            self.push_half();
        } else {
            self.units = bytes[whole * 2..].to_vec();
        }
    }
}

impl<R: Read> Read for FromUtf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            self.text.clear();
            self.given = 0;
            let held = self.units.len();
            self.units.resize(held + CHUNK, 0);
            let read = self.source.read(&mut self.units[held..]);
            self.units.truncate(held + *read.as_ref().unwrap_or(&0));
            let read = read?;
            self.convert(read == 0);
            if read == 0 && self.text.is_empty() {
                return Ok(0);
            }
            if read == 0 {
                self.units.clear();
            }
        }
        let read = (&self.text[self.given..]).read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn unpacked(bytes: &[u8]) -> (Vec<u8>, Option<io::Error>) {
        let mut out = Vec::new();
        let result = Packing::of(bytes).unpack(bytes).read_to_end(&mut out);
        (out, result.err())
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(text: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn packings_are_known_by_their_first_bytes() {
        for (start, packing) in [
            (&b""[..], Packing::Plain),
            (b"{", Packing::Plain),
            (b"\x1f", Packing::Plain),
            (b"\x1f\x8b\x08", Packing::Gzip),
            (b"\x28\xb5\x2f\xfd", Packing::Zstd),
            (b"\x50\x2a\x4d\x18", Packing::Zstd),
        ] {
            assert_eq!(Packing::of(start), packing, "{start:?}");
        }
    }

    #[test]
    fn members_and_frames_in_a_row_are_one_stream() {
        let skippable = [0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        let gzipped = [gzip(b"one\n"), gzip(b"two\n")].concat();
        let packed = [&skippable[..], &zstd(b"one\n"), &skippable, &zstd(b"two\n")].concat();
        for bytes in [gzipped, packed] {
            let (text, error) = unpacked(&bytes);
            assert!(error.is_none(), "{error:?}");
            assert_eq!(text, b"one\ntwo\n");
        }
    }

    fn finding(error: &io::Error) -> Option<&Finding> {
        error.get_ref().and_then(|error| error.downcast_ref())
    }

    #[test]
    fn zeros_after_the_last_member_are_padding_and_other_bytes_no_break() {
        let two = [gzip(b"one\n"), gzip(b"two\n")].concat();
        for padding in [1, 100, 200_000] {
            let (text, error) = unpacked(&[&two[..], &vec![0; padding]].concat());
            assert!(error.is_none(), "{error:?}");
            assert_eq!(text, b"one\ntwo\n");
        }
        let (text, error) = unpacked(&[&two[..], &[0; 512], b"rubbish"].concat());
        assert!(error.is_some_and(|error| finding(&error) == Some(&AFTER_THE_END)));
        assert_eq!(text, b"one\ntwo\n");
        // A member that is cut in its first bytes is a break, and not the end.
        let (text, error) = unpacked(&[&two[..], &gzip(b"three")[..5]].concat());
        assert!(error.is_some_and(|error| finding(&error) != Some(&AFTER_THE_END)));
        assert_eq!(text, b"one\ntwo\n");
    }

    #[test]
    fn a_file_of_the_zstd_tool_is_read() {
        let (text, error) = unpacked(include_bytes!("../../tests/fixtures/packed.jsonl.zst"));
        assert!(error.is_none(), "{error:?}");
        assert!(text.starts_with(b"{\"record\":\"event\"") && text.ends_with(b"}\n"), "{}", text.len());
        // One changed bit in the text: the checksum of the frame finds it.
        let mut bytes = include_bytes!("../../tests/fixtures/packed.jsonl.zst").to_vec();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert!(unpacked(&bytes).1.is_some());
    }

    #[test]
    fn what_stands_before_a_break_comes_before_the_error() {
        let text: Vec<u8> = (0..400_000_u32).flat_map(|n| format!("{n:x}\n").into_bytes()).collect();
        for bytes in [gzip(&text), zstd(&text)] {
            let (read, error) = unpacked(&bytes[..bytes.len() / 2]);
            assert!(error.is_some());
            assert!(!read.is_empty() && text.starts_with(&read), "{} bytes", read.len());
        }
        for packed in [gzip(b"one"), bzip2(b"one"), zstd(b"one")] {
            let (read, error) = unpacked(&[packed.clone(), b"rubbish".to_vec()].concat());
            assert!(error.is_some_and(|error| finding(&error) == Some(&AFTER_THE_END)) && read == b"one");
            let (read, error) = unpacked(&[&packed[..], &packed, &[0; 700]].concat());
            assert!(error.is_none() && read == b"oneone", "{error:?}");
            let (read, error) = unpacked(&[&packed[..], &[0; 30], &packed].concat());
            assert!(error.is_none() && read == b"oneone", "{error:?}");
        }
    }

    /// Gives one byte at a time, so that every unit is split.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }

    #[test]
    fn utf_16_becomes_utf_8_and_halves_of_pairs_are_replaced() {
        let plain: Vec<u16> = "{\"а\": \"𝄞\"}\n".encode_utf16().collect();
        let broken = [&[0xd834_u16][..], &plain, &[0xdd1e, 0xd834]].concat();
        for (units, text, halves) in [
            (plain, "{\"а\": \"𝄞\"}\n", None),
            (broken, "\u{fffd}{\"а\": \"𝄞\"}\n\u{fffd}\u{fffd}", Some((3, 1))),
            (vec![], "", None),
            (vec![0x0a, 0xdc00], "\n\u{fffd}", Some((1, 2))),
        ] {
            for little in [true, false] {
                let bytes: Vec<u8> = units
                    .iter()
                    .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                    .collect();
                let mut whole = FromUtf16::new(&bytes[..], little);
                let mut dropwise = FromUtf16::new(Drops(&bytes), little);
                let (mut first, mut second) = (String::new(), String::new());
                whole.read_to_string(&mut first).unwrap();
                dropwise.read_to_string(&mut second).unwrap();
                assert_eq!((first.as_str(), second.as_str()), (text, text));
                assert_eq!((whole.halves(), dropwise.halves()), (halves, halves));
            }
        }
        let mut odd = FromUtf16::new(&b"a\0b"[..], true);
        let mut text = String::new();
        odd.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), odd.halves()), ("a\u{fffd}", Some((1, 1))));
    }
}
