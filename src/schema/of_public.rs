//! What the public reads, and what it says of it.

diesel::table! {
    public_reports (ticket_id) {
        ticket_id -> BigInt,
        code -> Text,
        kind -> Text,
        word -> Text,
        category_id -> BigInt,
        commune_id -> Nullable<BigInt>,
        agency_id -> Nullable<BigInt>,
        answer_id -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        minutes -> Nullable<BigInt>,
        on_time -> Nullable<Bool>,
        words -> Text,
        card -> Text,
        rest -> Text,
        mark -> Nullable<Text>,
        has_photo -> Bool,
        has_document -> Bool,
        cell -> Nullable<BigInt>,
        changed_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        supports -> Integer,
        supported -> Nullable<BigInt>,
    }
}

diesel::table! {
    public_cells (level, cell, word) {
        level -> Integer,
        cell -> BigInt,
        word -> Text,
        n -> BigInt,
    }
}

diesel::table! {
    supports (ticket_id, device) {
        ticket_id -> BigInt,
        device -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    follows (id) {
        id -> BigInt,
        email -> Text,
        mailbox -> Text,
        lang -> Text,
        ticket_id -> Nullable<BigInt>,
        question -> Text,
        named -> Text,
        pace -> Text,
        asked_pace -> Text,
        token_hash -> Text,
        asked_at -> Timestamp,
        confirm_by -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        told_until -> Nullable<Timestamp>,
        woken_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    public_gone (code) {
        code -> Text,
    }
}

diesel::table! {
    public_generations (id) {
        id -> BigInt,
    }
}
