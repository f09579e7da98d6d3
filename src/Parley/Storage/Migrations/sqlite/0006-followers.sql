-- A follower's place in what it reads (the stamp and row of the last thing that it has seen; null before the first), and the node
-- that runs it. fence rises each time the lease changes hands.
CREATE TABLE follower (
    name TEXT PRIMARY KEY,
    last_stamp INTEGER,
    last_row INTEGER,
    holder TEXT NOT NULL DEFAULT '',
    leased_until INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- What is still to be done outside, until it is done. Effects of one lane run one after the other.
-- data: sealed, for it may hold what opens an account. failed_at: given up; error: the kind of the last failure.
CREATE TABLE effect (
    row_id INTEGER PRIMARY KEY AUTOINCREMENT,
    follower TEXT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    lane TEXT NOT NULL,
    data BLOB NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    failed_at INTEGER,
    error TEXT
);
CREATE INDEX effect_waiting ON effect (follower, lane, row_id) WHERE failed_at IS NULL;
CREATE INDEX effect_due ON effect (follower, due_at) WHERE failed_at IS NULL;
