//! Where readers say something of a public report, follow it, or ask that it is taken down.

/// Where one says that one has the same trouble.
pub fn support(code: &str) -> String {
    format!("/phan-anh/{code}/cung-gap")
}

/// Where one takes it back.
pub fn support_undo(code: &str) -> String {
    format!("/phan-anh/{code}/cung-gap/thoi")
}

/// Where a report is followed by mail.
pub fn follow_report(code: &str) -> String {
    format!("/phan-anh/{code}/theo-doi")
}

/// Where whoever holds the letter confirms that they follow something.
pub fn follow_confirm(token: &str) -> String {
    format!("/theo-doi/{token}")
}

/// Where anybody asks that a public report is taken down.
pub fn removal(code: &str) -> String {
    format!("/phan-anh/{code}/go-bo")
}

/// The same of one version of its answer.
pub fn removal_of_answer(code: &str, version: i32) -> String {
    format!("/phan-anh/{code}/go-bo?ban={version}")
}

/// Where anybody says something publicly about a report.
pub fn comment(code: &str) -> String {
    format!("/phan-anh/{code}/y-kien")
}
