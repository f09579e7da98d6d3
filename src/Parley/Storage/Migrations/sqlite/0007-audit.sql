-- From where somebody acts: a session (0 for a key) at an address with a user agent, once.
-- commitment: SHA-256 of salt, address, a zero byte and user_agent; it stays when erasure empties the three.
CREATE TABLE audit_trace (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    session_row INTEGER NOT NULL,
    address TEXT,
    user_agent TEXT,
    salt BLOB,
    commitment BLOB NOT NULL,
    first_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX audit_trace_once ON audit_trace (session_row, address, user_agent);

-- What was done, by whom and from where, written in the transaction that does it. Rows are 0 where there is none. Messages have no
-- entry here: the log is theirs. subject: what it was done to, where that is not the conversation. data: particulars, as JSON.
-- channel: as a message's. There are no foreign keys here: nothing may keep an entry from being written.
CREATE TABLE audit_entry (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    actor_row INTEGER NOT NULL,
    actor_role TEXT NOT NULL,
    trace_row INTEGER NOT NULL,
    shop_row INTEGER NOT NULL,
    business_row INTEGER NOT NULL,
    conversation_row INTEGER NOT NULL,
    subject BLOB,
    channel INTEGER NOT NULL,
    data TEXT
);
CREATE INDEX audit_entry_of_action ON audit_entry (action, id);
CREATE INDEX audit_entry_of_actor ON audit_entry (actor_row, id);
CREATE INDEX audit_entry_of_conversation ON audit_entry (conversation_row, id);
CREATE INDEX audit_entry_of_subject ON audit_entry (subject) WHERE subject IS NOT NULL;

-- The chain: each seal's hash covers the hash before it and every row that it seals. row_id counts from 1 without holes.
-- places: for each sealed table the place of the last row, as JSON. marks: the first 8 bytes of each sealed row's own hash, in
-- order, by which a row that has changed is found.
CREATE TABLE audit_seal (
    row_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    places TEXT NOT NULL,
    marks BLOB NOT NULL,
    hash BLOB NOT NULL
);

-- From where a message was sent; 0 where nobody sent it.
ALTER TABLE message ADD COLUMN trace_row INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER message_is_unchanged;
CREATE TRIGGER message_is_unchanged BEFORE UPDATE ON message
WHEN NOT (
    NEW.body IS NULL AND NEW.data IS NULL AND NEW.salt IS NULL AND NEW.reply_to IS NULL
    AND NEW.row_id IS OLD.row_id AND NEW.id IS OLD.id AND NEW.conversation_row IS OLD.conversation_row
    AND NEW.audience_row IS OLD.audience_row AND NEW.seq IS OLD.seq AND NEW.kind IS OLD.kind AND NEW.channel IS OLD.channel
    AND NEW.sender_role IS OLD.sender_role AND NEW.sender_row IS OLD.sender_row
    AND NEW.sender_business_row IS OLD.sender_business_row AND NEW.client_id IS OLD.client_id AND NEW.sent_at IS OLD.sent_at
    AND NEW.commitment IS OLD.commitment AND NEW.stamp IS OLD.stamp AND NEW.trace_row IS OLD.trace_row
)
BEGIN
    SELECT RAISE(ABORT, 'a committed message never changes');
END;

CREATE TRIGGER audit_trace_is_kept BEFORE DELETE ON audit_trace
BEGIN
    SELECT RAISE(ABORT, 'the audit is never deleted');
END;

CREATE TRIGGER audit_trace_is_unchanged BEFORE UPDATE ON audit_trace
WHEN NOT (
    NEW.address IS NULL AND NEW.user_agent IS NULL AND NEW.salt IS NULL
    AND NEW.row_id IS OLD.row_id AND NEW.id IS OLD.id AND NEW.session_row IS OLD.session_row
    AND NEW.commitment IS OLD.commitment AND NEW.first_at IS OLD.first_at
)
BEGIN
    SELECT RAISE(ABORT, 'the audit never changes');
END;

CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit is never deleted');
END;

CREATE TRIGGER audit_entry_is_unchanged BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit never changes');
END;

CREATE TRIGGER audit_seal_is_kept BEFORE DELETE ON audit_seal
BEGIN
    SELECT RAISE(ABORT, 'the audit is never deleted');
END;

CREATE TRIGGER audit_seal_is_unchanged BEFORE UPDATE ON audit_seal
BEGIN
    SELECT RAISE(ABORT, 'the audit never changes');
END;
