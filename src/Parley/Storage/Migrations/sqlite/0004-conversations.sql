-- One customer, one business, one topic. Unique with no NULL in it: general has the empty topic id, and an empty key is the rule.
-- topic_kind: 1 order, 2 listing, 3 service, 4 general. topic: a snapshot, so that history outlives what it is about.
-- search_text: subject, title, number and names, folded, for finding a line of a list by a part of them.
-- status: 1 open, 2 resolved, 3 closed. party_version rises with every change of the parties.
CREATE TABLE conversation (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    topic_kind INTEGER NOT NULL,
    topic_id BLOB NOT NULL,
    topic_key TEXT NOT NULL,
    customer_row INTEGER NOT NULL REFERENCES person,
    business_row INTEGER NOT NULL REFERENCES business,
    subject TEXT NOT NULL,
    topic TEXT NOT NULL,
    search_text TEXT NOT NULL,
    status INTEGER NOT NULL DEFAULT 1,
    party_version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    UNIQUE (shop_row, topic_kind, topic_id, topic_key, customer_row, business_row)
);
CREATE INDEX conversation_of_pair ON conversation (customer_row, business_row);

-- owner, here and below: who a side is, as one number: row_id * 4 + kind, kind 0 person, 1 business, 2 platform (row_id 0).
-- role: 1 customer, 2 seller, 3 supplier, 4 reseller, 5 platform, 6 assistant, 7 system.
-- from_row: messages up to this row are not theirs to read ("from now"); 0 is from the beginning.
CREATE TABLE party (
    conversation_row INTEGER NOT NULL REFERENCES conversation,
    owner INTEGER NOT NULL,
    role INTEGER NOT NULL,
    from_row INTEGER NOT NULL DEFAULT 0,
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    PRIMARY KEY (conversation_row, owner)
) WITHOUT ROWID;
CREATE INDEX party_of_owner ON party (owner);

-- Who may read a message. kind: 1 everyone, 2 the team of owner, 3 the platform, 4 the platform with owner; owner 0 where it has none.
-- The numbers are taken in the transaction that inserts: last_seq has no holes, last_id rises within the conversation.
-- last_spoken_role: of the newest message that speaks, 0 before the first.
CREATE TABLE audience (
    row_id INTEGER PRIMARY KEY,
    conversation_row INTEGER NOT NULL REFERENCES conversation,
    kind INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    last_id BLOB NOT NULL DEFAULT x'00000000000000000000000000000000',
    last_spoken_role INTEGER NOT NULL DEFAULT 0,
    UNIQUE (conversation_row, kind, owner)
);

-- One line of one owner's list, and the state of that side. last_message_row: the newest message that the owner may read,
-- 0 while nothing was said. stamp: the last change that the owner's feed must show. status and topic_kind repeat the
-- conversation's, so that a filtered list reads one index.
CREATE TABLE inbox_row (
    owner INTEGER NOT NULL,
    conversation_row INTEGER NOT NULL REFERENCES conversation,
    shop_row INTEGER NOT NULL,
    topic_kind INTEGER NOT NULL,
    status INTEGER NOT NULL,
    last_message_row INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    unread_mark INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    muted INTEGER NOT NULL DEFAULT 0,
    assignee_row INTEGER NOT NULL DEFAULT 0,
    has_left INTEGER NOT NULL DEFAULT 0,
    stamp INTEGER NOT NULL,
    PRIMARY KEY (owner, conversation_row)
) WITHOUT ROWID;
CREATE INDEX inbox_row_newest ON inbox_row (owner, last_message_row);
CREATE INDEX inbox_row_changed ON inbox_row (owner, stamp, conversation_row);
CREATE INDEX inbox_row_of_conversation ON inbox_row (conversation_row);

-- How far a reader (person or business, as owner) has been delivered to and has read. Never goes back.
CREATE TABLE cursor (
    audience_row INTEGER NOT NULL REFERENCES audience,
    reader INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    read INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (audience_row, reader)
) WITHOUT ROWID;
