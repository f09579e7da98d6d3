-- The message log. Rows are added in the order of their commits and never change, but for erasure.
-- kind: 1 text, 2 attachments, 3 voice, 4 system, 5 call, 6 card. channel: 1 in_app, 2 email, 3 whatsapp, 4 sms.
-- sender_row, sender_business_row: 0 where there is none (system, assistant). data: what is not text, as JSON.
-- commitment: SHA-256 of salt, body, a zero byte and data; it stays when erasure empties salt, body and data.
-- There are no foreign keys here: the log takes these rows from rows that it has just read and locked.
CREATE TABLE message (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    conversation_row INTEGER NOT NULL,
    audience_row INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    sender_role INTEGER NOT NULL,
    sender_row INTEGER NOT NULL,
    sender_business_row INTEGER NOT NULL,
    client_id BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    reply_to BLOB,
    body TEXT,
    data TEXT,
    salt BLOB,
    commitment BLOB NOT NULL,
    stamp INTEGER NOT NULL
);
CREATE UNIQUE INDEX message_by_id ON message (id);
-- The client's id first: ids that rise with time, as our clients make them, fill one page after the other.
CREATE UNIQUE INDEX message_once ON message (client_id, conversation_row, sender_row);
-- Also how history is read: within an audience rows rise with the numbers.
CREATE UNIQUE INDEX message_order ON message (audience_row, seq);

CREATE TRIGGER message_is_kept BEFORE DELETE ON message
BEGIN
    SELECT RAISE(ABORT, 'a committed message is never deleted');
END;

CREATE TRIGGER message_is_unchanged BEFORE UPDATE ON message
WHEN NOT (
    NEW.body IS NULL AND NEW.data IS NULL AND NEW.salt IS NULL AND NEW.reply_to IS NULL
    AND NEW.row_id IS OLD.row_id AND NEW.id IS OLD.id AND NEW.conversation_row IS OLD.conversation_row
    AND NEW.audience_row IS OLD.audience_row AND NEW.seq IS OLD.seq AND NEW.kind IS OLD.kind AND NEW.channel IS OLD.channel
    AND NEW.sender_role IS OLD.sender_role AND NEW.sender_row IS OLD.sender_row
    AND NEW.sender_business_row IS OLD.sender_business_row AND NEW.client_id IS OLD.client_id AND NEW.sent_at IS OLD.sent_at
    AND NEW.commitment IS OLD.commitment AND NEW.stamp IS OLD.stamp
)
BEGIN
    SELECT RAISE(ABORT, 'a committed message never changes');
END;
