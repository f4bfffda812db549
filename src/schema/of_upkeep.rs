//! What runs beside: forms being filled in, letters waiting, counters, jobs.

diesel::table! {
    drafts (key_hash) {
        key_hash -> Text,
        answers -> Text,
        ticket_code -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    uploads (id) {
        id -> BigInt,
        draft_key -> Text,
        display -> Text,
        thumb -> Text,
        original -> Text,
        width -> Integer,
        height -> Integer,
        created_at -> Timestamp,
    }
}

diesel::table! {
    letters (id) {
        id -> BigInt,
        ticket_id -> Nullable<BigInt>,
        kind -> Text,
        recipient -> Text,
        subject -> Text,
        text -> Text,
        html -> Text,
        state -> Text,
        attempts -> Integer,
        next_try_at -> Timestamp,
        last_error -> Text,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        stop_link -> Text,
        mailbox -> Text,
        follow_id -> Nullable<BigInt>,
        follow_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    rewrites (rule, rule_key) {
        rule -> Text,
        rule_key -> Text,
        done_to -> BigInt,
    }
}

diesel::table! {
    throttles (bucket) {
        bucket -> Text,
        window_ends_at -> Timestamp,
        count -> Integer,
    }
}

diesel::table! {
    jobs (name) {
        name -> Text,
        claimed_until -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        outcome -> Text,
        next_at -> Nullable<Timestamp>,
        failures -> Integer,
        failing_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    api_keys (id) {
        id -> BigInt,
        name -> Text,
        prefix -> Text,
        hash -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        valid_to -> Date,
        revoked_at -> Nullable<Timestamp>,
        used_on -> Nullable<Date>,
    }
}

diesel::table! {
    webhooks (id) {
        id -> BigInt,
        name -> Text,
        url -> Text,
        is_active -> Bool,
        created_at -> Timestamp,
        failing_since -> Nullable<Timestamp>,
        given_up_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> BigInt,
        webhook_id -> BigInt,
        code -> Text,
        happening -> Text,
        state -> Text,
        attempts -> Integer,
        next_try_at -> Timestamp,
        answered -> Nullable<Integer>,
        last_error -> Text,
        at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}
