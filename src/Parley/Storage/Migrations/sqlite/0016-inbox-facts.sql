-- Reported by a member of the business: out of this side's lists and counts, whatever else is said. The other sides see nothing of it.
ALTER TABLE inbox_row ADD COLUMN spam INTEGER NOT NULL DEFAULT 0;

-- The few lines of a side that wait, in the order of the list, so that counting them walks over no others; and what was put away.
CREATE INDEX inbox_row_unread ON inbox_row (owner, last_message_row)
    WHERE (unread OR unread_mark) AND NOT archived AND NOT spam;
CREATE INDEX inbox_row_archived ON inbox_row (owner, last_message_row) WHERE archived AND NOT spam;
CREATE INDEX inbox_row_spam ON inbox_row (owner, last_message_row) WHERE spam;

-- A list that is narrowed to one order, listing or service.
CREATE INDEX conversation_about ON conversation (topic_id, business_row);

-- Customers from whom a business does not want to hear. What they ordered they may still ask about.
CREATE TABLE business_block (
    row_id INTEGER PRIMARY KEY,
    business_row INTEGER NOT NULL REFERENCES business,
    person_row INTEGER NOT NULL REFERENCES person,
    by_row INTEGER NOT NULL REFERENCES person,
    blocked_at INTEGER NOT NULL,
    UNIQUE (business_row, person_row)
);
CREATE INDEX business_block_newest ON business_block (business_row, row_id);
