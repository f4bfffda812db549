//! The shape of the data, one for both databases. Kept equal to the migrations by a test.
mod of_city;
mod of_people;
mod of_public;
mod of_seals;
mod of_tickets;
mod of_upkeep;
pub use of_city::*;
pub use of_people::*;
pub use of_public::*;
pub use of_seals::*;
pub use of_tickets::*;
pub use of_upkeep::*;

diesel::allow_tables_to_appear_in_same_query!(
    agencies,
    people_follow,
    communes,
    boundaries,
    commune_areas,
    places,
    categories,
    questions,
    calendar_days,
    shifts,
    deadline_rules,
    refusal_reasons,
    rating_reasons,
    consents,
    signals,
    settings,
    generations,
    accounts,
    account_roles,
    views,
    presences,
    sessions,
    passes,
    office_events,
    notices,
    absences,
    rungs,
    climbs,
    tickets,
    own_links,
    ratings,
    objections,
    own_words,
    report_signals,
    report_answers,
    report_points,
    comments,
    removal_requests,
    shown_stops,
    shown_signals,
    assignments,
    clocks,
    desk_reports,
    ledger,
    search_words,
    supports,
    follows,
    public_gone,
    public_reports,
    public_generations,
    public_cells,
    contacts,
    replies,
    reply_drafts,
    photos,
    documents,
    events,
    notes,
    note_mentions,
    drafts,
    uploads,
    letter_topics,
    letters,
    letters_off,
    rewrites,
    throttles,
    api_keys,
    webhooks,
    webhook_deliveries,
    jobs,
    report_seals,
    journal_seals,
    seal_marks,
);

diesel::joinable!(desk_reports -> tickets (ticket_id));
diesel::joinable!(report_answers -> questions (question_id));
