//! The city as data: agencies, communes, categories, and the rules of time.

diesel::table! {
    agencies (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        name_fold -> Text,
        short_name -> Text,
        kind -> Text,
        parent_id -> Nullable<BigInt>,
        successor_id -> Nullable<BigInt>,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        contact_point -> Text,
        contact_phone -> Text,
        contact_email -> Text,
        version -> Integer,
    }
}

diesel::table! {
    people_follow (agency_id) {
        agency_id -> BigInt,
        to_id -> BigInt,
    }
}

diesel::table! {
    communes (id) {
        id -> BigInt,
        code -> Text,
        slug -> Text,
        name -> Text,
        short_name -> Text,
        kind -> Text,
        old_units -> Text,
        old_districts -> Text,
        agency_id -> Nullable<BigInt>,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        lat -> Nullable<Double>,
        lon -> Nullable<Double>,
    }
}

diesel::table! {
    boundaries (id) {
        id -> BigInt,
        valid_from -> Date,
        source -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    commune_areas (boundary_id, commune_id) {
        boundary_id -> BigInt,
        commune_id -> BigInt,
        shape -> Text,
    }
}

diesel::table! {
    categories (id) {
        id -> BigInt,
        code -> Text,
        parent_id -> Nullable<BigInt>,
        path -> Text,
        position -> Integer,
        name_vi -> Text,
        name_en -> Text,
        hint_vi -> Text,
        hint_en -> Text,
        words -> Text,
        place -> Text,
        publish -> Text,
        agency_id -> Nullable<BigInt>,
        to_commune -> Bool,
        co_agency_id -> Nullable<BigInt>,
        co_commune -> Bool,
        level -> Text,
        proof_required -> Bool,
        legal_basis -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        version -> Integer,
        stop_vi -> Text,
        stop_en -> Text,
        script -> Text,
        discussion -> Text,
    }
}

diesel::table! {
    questions (id) {
        id -> BigInt,
        root_id -> BigInt,
        category_id -> BigInt,
        version -> Integer,
        is_current -> Bool,
        position -> Integer,
        kind -> Text,
        label_vi -> Text,
        label_en -> Text,
        hint_vi -> Text,
        hint_en -> Text,
        is_required -> Bool,
        is_public -> Bool,
        depends_on -> Nullable<BigInt>,
        depends_value -> Integer,
        choices -> Text,
    }
}

diesel::table! {
    calendar_days (day) {
        day -> Date,
        name -> Text,
        kind -> Text,
        certainty -> Text,
    }
}

diesel::table! {
    shifts (id) {
        id -> BigInt,
        from_minute -> Integer,
        to_minute -> Integer,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    deadline_rules (id) {
        id -> BigInt,
        owed -> Text,
        level -> Nullable<Text>,
        category_id -> Nullable<BigInt>,
        amount -> Integer,
        unit -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        legal_basis -> Text,
    }
}

diesel::table! {
    refusal_reasons (code) {
        code -> Text,
        position -> Integer,
        name_vi -> Text,
        name_en -> Text,
        text_vi -> Text,
        text_en -> Text,
        legal_basis -> Text,
        hides -> Bool,
        valid_to -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    letter_topics (topic) {
        topic -> Text,
        written -> Bool,
        channel -> Text,
    }
}

diesel::table! {
    rating_reasons (code) {
        code -> Text,
        position -> Integer,
        name_vi -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    consents (id) {
        id -> BigInt,
        version -> Text,
        lang -> Text,
        body -> Text,
    }
}

diesel::table! {
    signals (id) {
        id -> BigInt,
        kind -> Text,
        position -> Integer,
        words -> Text,
        title_vi -> Text,
        title_en -> Text,
        advice_vi -> Text,
        advice_en -> Text,
        link -> Text,
        version -> Integer,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    generations (id) {
        id -> BigInt,
    }
}

diesel::table! {
    places (id) {
        id -> BigInt,
        name -> Text,
        folded -> Text,
        commune_id -> Nullable<BigInt>,
        lat -> Integer,
        lon -> Integer,
    }
}
