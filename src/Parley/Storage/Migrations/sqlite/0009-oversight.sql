-- An admin's look into a conversation, which needs a reason and ends by itself. Nobody in the conversation learns of it.
CREATE TABLE oversight (
    row_id INTEGER PRIMARY KEY,
    conversation_row INTEGER NOT NULL REFERENCES conversation,
    person_row INTEGER NOT NULL REFERENCES person,
    reason text NOT NULL,
    opened_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
);
CREATE INDEX oversight_of_person ON oversight (person_row, conversation_row, ends_at);
CREATE INDEX oversight_of_conversation ON oversight (conversation_row);
