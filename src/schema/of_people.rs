//! The people who work here and their ways in.

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        position -> Text,
        password -> Nullable<Text>,
        state -> Text,
        failures -> Integer,
        locked_until -> Nullable<Timestamp>,
        lang -> Text,
        created_at -> Timestamp,
        version -> Integer,
        letters -> Text,
    }
}

diesel::table! {
    account_roles (account_id, role, agency_id) {
        account_id -> BigInt,
        role -> Text,
        agency_id -> BigInt,
    }
}

diesel::table! {
    views (id) {
        id -> BigInt,
        account_id -> BigInt,
        agency_id -> Nullable<BigInt>,
        place -> Text,
        name -> Text,
        asked -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    presences (ticket_id, account_id) {
        ticket_id -> BigInt,
        account_id -> BigInt,
        seen_at -> Timestamp,
        writes -> Bool,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    passes (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        purpose -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    office_events (id) {
        id -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        kind -> Text,
        detail -> Text,
        actor_id -> Nullable<BigInt>,
        at -> Timestamp,
    }
}

diesel::table! {
    notices (id) {
        id -> BigInt,
        account_id -> BigInt,
        ticket_id -> BigInt,
        event_id -> BigInt,
        what -> Text,
        by_id -> Nullable<BigInt>,
        for_id -> Nullable<BigInt>,
        due -> Nullable<Timestamp>,
        made_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
        letter -> Text,
    }
}

diesel::table! {
    rungs (id) {
        id -> BigInt,
        moment -> Text,
        amount -> Integer,
        unit -> Text,
        whom -> Text,
    }
}

diesel::table! {
    climbs (id) {
        id -> BigInt,
        clock_id -> BigInt,
        rung_id -> BigInt,
        due_at -> Timestamp,
        at -> Timestamp,
    }
}

diesel::table! {
    absences (id) {
        id -> BigInt,
        account_id -> BigInt,
        deputy_id -> BigInt,
        first_day -> Date,
        last_day -> Date,
        made_by -> BigInt,
        made_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}
