//! A report and all that hangs on it.

diesel::table! {
    tickets (id) {
        id -> BigInt,
        code -> Text,
        form_key -> Text,
        kind -> Text,
        channel -> Text,
        lang -> Text,
        status -> Text,
        level -> Text,
        title -> Text,
        body -> Text,
        public_title -> Text,
        public_body -> Text,
        prominence -> Text,
        is_private -> Bool,
        wants_private -> Bool,
        checked_at -> Nullable<Timestamp>,
        checked_by -> Nullable<BigInt>,
        is_public -> Bool,
        standing -> Text,
        category_id -> BigInt,
        commune_id -> Nullable<BigInt>,
        place -> Text,
        master_id -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        refusal -> Text,
        entered_by -> Nullable<BigInt>,
        national_code -> Text,
        created_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    assignments (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        part -> Text,
        agency_id -> BigInt,
        person_id -> Nullable<BigInt>,
        taken_at -> Nullable<Timestamp>,
        since -> Timestamp,
        until -> Timestamp,
        ended -> Text,
    }
}

diesel::table! {
    clocks (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        owed -> Text,
        agency_id -> Nullable<BigInt>,
        since -> Timestamp,
        first_due -> Timestamp,
        due_at -> Timestamp,
        amount -> Nullable<Integer>,
        unit -> Nullable<Text>,
        rule -> Text,
        pauses -> Text,
        extensions -> Integer,
        until -> Timestamp,
        stopped -> Text,
    }
}

diesel::table! {
    desk_reports (ticket_id) {
        ticket_id -> BigInt,
        status -> Text,
        level -> Text,
        agency_id -> Nullable<BigInt>,
        assignee_id -> Nullable<BigInt>,
        due_at -> Timestamp,
        partners -> Text,
        sent_back -> Integer,
    }
}

diesel::table! {
    ledger (ticket_id) {
        ticket_id -> BigInt,
        turn -> BigInt,
        received_at -> Timestamp,
        kind -> Text,
        channel -> Text,
        level -> Text,
        status -> Text,
        category_id -> BigInt,
        commune_id -> Nullable<BigInt>,
        agency_id -> Nullable<BigInt>,
        due_at -> Timestamp,
        answered_at -> Nullable<Timestamp>,
        kept -> Nullable<Text>,
        reopened_at -> Nullable<Timestamp>,
        triage_minutes -> Nullable<Integer>,
        take_minutes -> Nullable<Integer>,
        answer_minutes -> Nullable<Integer>,
        unconfirmed -> Bool,
        promised_for -> Nullable<Timestamp>,
        promise -> Nullable<Text>,
        promise_kept_at -> Nullable<Timestamp>,
        mark -> Nullable<Text>,
        rated_at -> Nullable<Timestamp>,
        partners -> Text,
        is_public -> Bool,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    comments (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        by_sender -> Bool,
        words -> Text,
        sent_at -> Timestamp,
        decision -> Nullable<Text>,
        shown_words -> Text,
        answer -> Text,
        answered_by -> Nullable<BigInt>,
        why -> Text,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    removal_requests (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        reply_version -> Nullable<Integer>,
        why -> Text,
        words -> Text,
        email -> Text,
        lang -> Text,
        asked_at -> Timestamp,
        due_at -> Timestamp,
        decision -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<BigInt>,
        answer -> Text,
    }
}

diesel::table! {
    search_words (word) {
        word -> Text,
    }
}

diesel::table! {
    contacts (ticket_id) {
        ticket_id -> BigInt,
        name -> Text,
        phone -> Text,
        email -> Text,
        show_name -> Bool,
        consent_id -> BigInt,
        consented_at -> Timestamp,
        email_failed_at -> Nullable<Timestamp>,
        letters_stopped_at -> Nullable<Timestamp>,
        email_verified_at -> Nullable<Timestamp>,
        confirm_by -> Nullable<Timestamp>,
    }
}

diesel::table! {
    own_links (ticket_id) {
        ticket_id -> BigInt,
        number -> Integer,
        renewed_at -> Timestamp,
    }
}

diesel::table! {
    ratings (ticket_id) {
        ticket_id -> BigInt,
        mark -> Text,
        reasons -> Text,
        words -> Text,
        rated_at -> Timestamp,
        review -> Text,
    }
}

diesel::table! {
    objections (ticket_id) {
        ticket_id -> BigInt,
        by_sender -> Bool,
        why -> Text,
        raised_at -> Timestamp,
        heard -> Text,
    }
}

diesel::table! {
    letters_off (ticket_id, topic) {
        ticket_id -> BigInt,
        topic -> Text,
    }
}

diesel::table! {
    own_words (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        title -> Text,
        body -> Text,
        place -> Text,
        photos_out -> Integer,
        until -> Timestamp,
    }
}

diesel::table! {
    report_signals (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        signal_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    report_answers (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        question_id -> BigInt,
        value -> Text,
    }
}

diesel::table! {
    report_points (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        lat -> Nullable<Integer>,
        lon -> Nullable<Integer>,
        source -> Text,
        accuracy -> Nullable<Integer>,
        commune_id -> Nullable<BigInt>,
        among -> Text,
        boundary_id -> Nullable<BigInt>,
        is_shown -> Bool,
        by_id -> Nullable<BigInt>,
        why -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    shown_stops (id) {
        id -> BigInt,
        category_id -> BigInt,
        question_id -> Nullable<BigInt>,
        choice -> Integer,
    }
}

diesel::table! {
    shown_signals (id) {
        id -> BigInt,
        signal_id -> BigInt,
    }
}

diesel::table! {
    replies (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        version -> Integer,
        agency_id -> BigInt,
        signed_as -> Text,
        outcome -> Text,
        body -> Text,
        document_number -> Text,
        author_id -> BigInt,
        approver_id -> BigInt,
        published_at -> Timestamp,
    }
}

diesel::table! {
    reply_drafts (ticket_id) {
        ticket_id -> BigInt,
        outcome -> Text,
        body -> Text,
        signed_as -> Text,
        document_number -> Text,
        author_id -> BigInt,
        remark -> Text,
        updated_at -> Timestamp,
        version -> Integer,
        promised_for -> Nullable<Date>,
    }
}

diesel::table! {
    photos (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        reply_id -> Nullable<BigInt>,
        role -> Text,
        position -> Integer,
        display -> Text,
        thumb -> Text,
        original -> Text,
        width -> Integer,
        height -> Integer,
        is_public -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    documents (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        reply_id -> Nullable<BigInt>,
        hash -> Text,
        name -> Text,
        bytes -> BigInt,
        is_public -> Bool,
        created_at -> Timestamp,
        acts -> Bool,
    }
}

diesel::table! {
    events (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        kind -> Text,
        status_from -> Nullable<Text>,
        status_to -> Text,
        actor_id -> Nullable<BigInt>,
        agency_id -> Nullable<BigInt>,
        is_public -> Bool,
        public_text -> Text,
        remark -> Text,
        due -> Nullable<Timestamp>,
        at -> Timestamp,
    }
}

diesel::table! {
    notes (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        author_id -> BigInt,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    note_mentions (note_id, account_id) {
        note_id -> BigInt,
        account_id -> BigInt,
    }
}
