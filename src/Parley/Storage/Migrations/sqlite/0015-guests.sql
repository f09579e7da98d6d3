-- policy of contact_policy: 5 anyone.

-- People without sign-in, who are known by an address that they have proven or only named.
ALTER TABLE person ADD COLUMN is_guest INTEGER NOT NULL DEFAULT 0;

-- What a guest asks, kept until the address is proven: before that no business hears of it.
-- key_hash: SHA-256 of the key that opens it again. email: folded. content: the request as JSON.
-- person_row: who it became when the address was proven. conversation_id: what it opened. refusal: why it could open nothing.
CREATE TABLE inquiry (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    key_hash BLOB NOT NULL,
    email TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    person_row INTEGER REFERENCES person,
    conversation_id BLOB,
    refusal TEXT
);
CREATE INDEX inquiry_of_email ON inquiry (email, expires_at);
CREATE INDEX inquiry_expired ON inquiry (expires_at);

-- Who is told by mail that something waits for him: once, until he has read up to that message.
-- mailed_at: null while he is connected, or was not told yet.
CREATE TABLE unread_notice (
    conversation_row INTEGER NOT NULL REFERENCES conversation,
    person_row INTEGER NOT NULL REFERENCES person,
    owner INTEGER NOT NULL,
    message_row INTEGER NOT NULL,
    mailed_at INTEGER,
    PRIMARY KEY (conversation_row, person_row)
) WITHOUT ROWID;
CREATE INDEX unread_notice_waiting ON unread_notice (conversation_row, person_row) WHERE mailed_at IS NULL;

-- Addresses that were asked to confirm something, and until when they are not asked again.
CREATE TABLE inquiry_mail (
    email TEXT PRIMARY KEY,
    until INTEGER NOT NULL
);

-- How a business is reached besides, and who is shown it. reveal: as policy of contact_policy.
CREATE TABLE business_contact (
    business_row INTEGER PRIMARY KEY REFERENCES business,
    phone TEXT,
    email TEXT,
    reveal INTEGER NOT NULL
);
