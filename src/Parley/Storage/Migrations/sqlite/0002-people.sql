CREATE TABLE shop (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

-- access_version rises with every change of what the person may do; seats that were made before are made anew.
CREATE TABLE person (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    is_admin INTEGER NOT NULL DEFAULT 0,
    password_hash TEXT,
    locale TEXT,
    time_zone TEXT,
    access_version INTEGER NOT NULL DEFAULT 1,
    banned_at INTEGER,
    created_at INTEGER NOT NULL
);

-- shop_row 0 is the installation itself: the addresses that people sign in with.
-- kind: 1 e-mail, 2 phone, 3 the shop's own user id. value is folded (lower case, E.164).
-- proof: 0 claimed, 1 verified. Only a verified value names one person.
CREATE TABLE identity (
    row_id INTEGER PRIMARY KEY,
    shop_row INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    value TEXT NOT NULL,
    person_row INTEGER NOT NULL REFERENCES person,
    proof INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX identity_verified ON identity (shop_row, kind, value) WHERE proof = 1;
CREATE UNIQUE INDEX identity_of_person ON identity (person_row, shop_row, kind, value);

CREATE TABLE business (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    image_url TEXT,
    created_at INTEGER NOT NULL
);

-- The shops that a business acts in, and what each shop calls it.
CREATE TABLE business_in_shop (
    shop_row INTEGER NOT NULL REFERENCES shop,
    external_id TEXT NOT NULL,
    business_row INTEGER NOT NULL REFERENCES business,
    PRIMARY KEY (shop_row, external_id)
);
CREATE UNIQUE INDEX business_in_shop_once ON business_in_shop (business_row, shop_row);

-- role: 1 owner, 2 agent. A member who left stays, with the time.
CREATE TABLE member (
    business_row INTEGER NOT NULL REFERENCES business,
    person_row INTEGER NOT NULL REFERENCES person,
    role INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    PRIMARY KEY (business_row, person_row)
);
CREATE INDEX member_of_person ON member (person_row);

-- Tokens are kept as SHA-256 of the token: who reads the database cannot sign in with what he finds.
-- kind: 1 cookie, 2 bearer. shop_row 0: signed in at the installation's own app.
CREATE TABLE session (
    row_id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    person_row INTEGER NOT NULL REFERENCES person,
    shop_row INTEGER NOT NULL,
    user_agent TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
);
CREATE INDEX session_of_person ON session (person_row);

-- purpose: 1 prove an e-mail address, 2 reset the password, 3 invitation, 4 first admin.
CREATE TABLE one_time_link (
    row_id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    purpose INTEGER NOT NULL,
    person_row INTEGER REFERENCES person,
    data TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
);

CREATE TABLE live_ticket (
    token_hash BLOB PRIMARY KEY,
    session_row INTEGER NOT NULL REFERENCES session,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
);

CREATE TABLE api_key (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    name TEXT NOT NULL,
    key_hash BLOB NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
);

-- A key that a shop signs its identity tokens with. algorithm: one of HS256, RS256, ES256, fixed for the key.
-- material: for HS256 the secret, sealed with the installation's key; else the public key as SubjectPublicKeyInfo.
CREATE TABLE identity_key (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    algorithm TEXT NOT NULL,
    material BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
);

-- Identity tokens that were exchanged, until they have expired anyway.
CREATE TABLE used_token (
    identity_key_row INTEGER NOT NULL REFERENCES identity_key,
    token_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (identity_key_row, token_id)
);
