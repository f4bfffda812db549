//! Is this a whole PDF? It is kept and given out as it is, never opened here.
use super::{DocumentProblem, Limits};

/// How far from its end a PDF may say that it ends.
const TAIL: usize = 2048;

pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), DocumentProblem> {
    if bytes.is_empty() {
        return Err(DocumentProblem::Empty);
    }
    if bytes.len() > limits.max_document_bytes {
        return Err(DocumentProblem::TooLarge);
    }
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let ends = tail.windows(5).any(|window| window == b"%%EOF");
    if bytes.starts_with(b"%PDF-") && ends { Ok(()) } else { Err(DocumentProblem::NotPdf) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_pdf_passes() {
        let limits = Limits { max_document_bytes: 100, ..Limits::default() };
        assert!(check(b"%PDF-1.7\n...\n%%EOF\n", &limits).is_ok());
        assert!(matches!(check(b"", &limits), Err(DocumentProblem::Empty)));
        assert!(matches!(check(b"%PDF-1.7 cut off", &limits), Err(DocumentProblem::NotPdf)));
        assert!(matches!(check(b"<html>%PDF-1.7 %%EOF", &limits), Err(DocumentProblem::NotPdf)));
        assert!(matches!(check(&[b'x'; 101], &limits), Err(DocumentProblem::TooLarge)));
    }
}
