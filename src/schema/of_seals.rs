//! What proves that nothing was changed past the portal.

diesel::table! {
    report_seals (report) {
        report -> BigInt,
        events -> Integer,
        changes -> Integer,
        parts -> Text,
        seal -> Text,
    }
}

diesel::table! {
    journal_seals (number) {
        number -> BigInt,
        entry -> BigInt,
        seal -> Text,
    }
}

diesel::table! {
    seal_marks (name) {
        name -> Text,
        value -> Text,
        seal -> Text,
    }
}
