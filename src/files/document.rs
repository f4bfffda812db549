//! Is this a whole PDF, and does it do something by itself? It is kept and given out as it is, never opened here: it
//! may be signed, and a changed byte would break its signature.
use super::{DocumentProblem, Limits};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Programs that read PDFs look for the header in so many bytes: scanners and mail put things in front of it.
const HEAD: usize = 1024;
/// What no PDF begins with, wherever its header stands: programs, archives and pictures.
const FOREIGN: [&[u8]; 7] = [b"MZ", b"PK\x03\x04", b"\x7fELF", b"#!", b"\xff\xd8\xff", b"\x89PNG", b"GIF8"];
/// By these names a paper asks its reader's program to run, open, send or play something. They are long enough not to
/// stand in compressed data by chance.
const DEEDS: [&[u8]; 6] =
    [b"JavaScript", b"OpenAction", b"Launch", b"RichMedia", b"SubmitForm", b"ImportData"];
/// Packed objects are looked into up to so many bytes, of one and of all.
const UNPACKED: u64 = 8 * 1024 * 1024;
const UNPACKED_IN_ALL: usize = 64 * 1024 * 1024;

/// What was found in a PDF.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paper {
    /// It may do something when it is opened, or its inside cannot be looked at.
    pub acts: bool,
}

/// Looks at a document that was sent up: empty, too large, no whole PDF, or fit to be kept.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<Paper, DocumentProblem> {
    if bytes.is_empty() {
        return Err(DocumentProblem::Empty);
    }
    if bytes.len() > limits.max_document_bytes {
        return Err(DocumentProblem::TooLarge);
    }
    if begins(bytes) && ends(bytes) { Ok(Paper { acts: acts(bytes) }) } else { Err(DocumentProblem::NotPdf) }
}

/// A header among the first bytes, and no page for a browser in front of it.
fn begins(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let before = head.windows(5).position(|window| window == b"%PDF-").map(|at| &head[..at]);
    before.is_some_and(|before| {
        !before.contains(&b'<') && !FOREIGN.iter().any(|foreign| before.starts_with(foreign))
    })
}

/// It has objects, and behind the last of them it says where they are: a paper whose end was lost on the way does not.
fn ends(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| rfind(bytes, word);
    last(b"endobj").is_some_and(|objects| last(b"startxref").max(last(b"trailer")) > Some(objects))
}

fn acts(bytes: &[u8]) -> bool {
    if names(bytes).any(|(name, rest)| is_deed(&name, rest)) {
        return true;
    }
    let (mut at, mut unpacked) = (0, 0);
    while let Some(found) = find(&bytes[at..], b"stream") {
        let (dictionary, data) = (&bytes[at..at + found], &bytes[at + found + b"stream".len()..]);
        at += found + b"stream".len();
        let object = &dictionary[rfind(dictionary, b"obj").unwrap_or(0)..];
        let has = |wanted: &[u8]| names(object).any(|(name, _)| name == wanted);
        // What is not packed was read with everything else.
        if !has(b"ObjStm") || !has(b"Filter") {
            continue;
        }
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let mut inside = Vec::new();
        let read = ZlibDecoder::new(data).take(UNPACKED + 1).read_to_end(&mut inside);
        unpacked += inside.len();
        let hidden = read.is_err() || inside.len() as u64 > UNPACKED || unpacked > UNPACKED_IN_ALL;
        if hidden || names(&inside).any(|(name, rest)| is_deed(&name, rest)) {
            return true;
        }
    }
    false
}

/// An open action that is a list only says which page is shown first.
fn is_deed(name: &[u8], rest: &[u8]) -> bool {
    let first = rest.iter().find(|byte| !byte.is_ascii_whitespace());
    DEEDS.contains(&name) && !(name == b"OpenAction" && first == Some(&b'['))
}

/// Every name with what follows it. Any letter of a name may be written as # and two digits.
fn names(bytes: &[u8]) -> impl Iterator<Item = (Vec<u8>, &[u8])> {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at + 1);
    starts.map(|at| {
        let rest = &bytes[at..];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(byte);
        let end = rest.iter().take(64).position(ends).unwrap_or(rest.len().min(64));
        (plain(&rest[..end]), &rest[end..])
    })
}

fn plain(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| *first == b'#') {
            Some(letter) => {
                plain.push(letter);
                rest = &after[2..];
            }
            None => {
                plain.push(*first);
                rest = after;
            }
        }
    }
    plain
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == word[0])?;
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    loop {
        let at = bytes[..end].iter().rposition(|byte| *byte == word[0])?;
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        end = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    const HEADER: &str = "%PDF-1.7\n";
    const OBJECT: &str = "1 0 obj\n<< /Type /Catalog >>\nendobj\n";
    const END: &str = "trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";

    fn whole(object: &str) -> Vec<u8> {
        [HEADER, OBJECT, object, END].concat().into_bytes()
    }

    fn taken(bytes: &[u8]) -> Option<bool> {
        check(bytes, &Limits { max_document_bytes: 100_000, ..Limits::default() })
            .ok()
            .map(|paper| paper.acts)
    }

    #[test]
    fn what_readers_open_is_taken() {
        let plain = whole("");
        assert_eq!(taken(&plain), Some(false));
        for front in ["\u{feff}", "\r\n", "\0\0", "\x1b%-12345X@PJL SET RESOLUTION=600\n", "Scanned by MFP\n"]
        {
            assert_eq!(taken(&[front.as_bytes(), &plain].concat()), Some(false), "{front:?}");
        }
        assert_eq!(taken(&[&plain[..], &[0; 4096]].concat()), Some(false));
        let no_eof = plain.strip_suffix(b"%%EOF\n").unwrap();
        assert_eq!(taken(no_eof), Some(false));
    }

    #[test]
    fn what_is_no_whole_pdf_is_refused() {
        assert!(matches!(check(b"", &Limits::default()), Err(DocumentProblem::Empty)));
        let tight = Limits { max_document_bytes: 10, ..Limits::default() };
        assert!(matches!(check(&whole(""), &tight), Err(DocumentProblem::TooLarge)));
        let late = [&[b' '; HEAD][..], &whole("")].concat();
        let cut = [HEADER, END, OBJECT, "2 0 obj\n<< /Length 9"].concat();
        let pages: [&[u8]; 7] = [
            b"%PDF-1.7 cut off",
            b"<html>%PDF-1.7 %%EOF",
            b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF\n",
            &[&b"<!doctype html>\n"[..], &whole("")].concat(),
            &[&b"PK\x03\x04"[..], &whole("")].concat(),
            &late,
            cut.as_bytes(),
        ];
        for bytes in pages {
            assert_eq!(taken(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_paper_that_does_something_by_itself_is_known() {
        for deed in [
            "<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
            "<< /OpenAction 4 0 R >>",
            "<< /S /J#61vaScript >>",
            "<< /S/Launch/F(a.exe) >>",
            "<< /S /SubmitForm >>",
        ] {
            assert_eq!(taken(&whole(&format!("2 0 obj\n{deed}\nendobj\n"))), Some(true), "{deed}");
        }
        assert_eq!(taken(&whole("2 0 obj\n<< /OpenAction [3 0 R /Fit] >>\nendobj\n")), Some(false));
    }

    #[test]
    fn packed_objects_are_looked_into() {
        let packed = |inside: &[u8]| {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
            packed.write_all(inside).unwrap();
            let object = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n";
            let packed = packed.finish().unwrap();
            [HEADER.as_bytes(), object, &packed, b"\nendstream\nendobj\n", END.as_bytes()].concat()
        };
        assert_eq!(taken(&packed(b"5 0 << /Type /Page >>")), Some(false));
        assert_eq!(taken(&packed(b"5 0 << /S /JavaScript /JS (x) >>")), Some(true));
        assert_eq!(taken(&packed(&[b' '; UNPACKED as usize + 1])), Some(true), "too much to look at");
        let sealed =
            "2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nencrypted\nendstream\nendobj\n";
        assert_eq!(taken(&whole(sealed)), Some(true), "its inside cannot be looked at");
    }
}
