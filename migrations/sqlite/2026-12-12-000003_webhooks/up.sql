-- Programs of others that are told when something public happens to a report, and what was told to each.
CREATE TABLE webhooks (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- Nothing was taken there since then.
    failing_since TIMESTAMP,
    -- The portal stopped it by itself.
    given_up_at TIMESTAMP
);
CREATE TABLE webhook_deliveries (
    id BIGINT NOT NULL PRIMARY KEY,
    webhook_id BIGINT NOT NULL REFERENCES webhooks (id),
    code TEXT NOT NULL,
    happening TEXT NOT NULL CHECK (happening IN ('published', 'updated', 'removed')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    -- What was answered last, in a number and in words.
    answered INTEGER,
    last_error TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, next_try_at);
CREATE INDEX webhook_deliveries_of ON webhook_deliveries (webhook_id, id);
