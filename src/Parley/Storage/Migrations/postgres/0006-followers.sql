CREATE TABLE follower (
    name text PRIMARY KEY,
    last_stamp bigint,
    last_row bigint,
    holder text NOT NULL DEFAULT '',
    leased_until bigint NOT NULL DEFAULT 0,
    fence bigint NOT NULL DEFAULT 0
);

CREATE TABLE effect (
    row_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    follower text NOT NULL,
    id uuid NOT NULL UNIQUE,
    lane text NOT NULL,
    data bytea NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    due_at bigint NOT NULL,
    failed_at bigint,
    error text
);
CREATE INDEX effect_waiting ON effect (follower, lane, row_id) WHERE failed_at IS NULL;
CREATE INDEX effect_due ON effect (follower, due_at) WHERE failed_at IS NULL;
