-- The search index, made from the log alone. term: a word, or behind a sign who may read and what never changes in a message.
-- segment: message.row_id / 16384. rows: which rows of the segment have the term, at most 2 kB, so never stored elsewhere.
CREATE TABLE search_block (
    term text COLLATE "C" NOT NULL,
    segment bigint NOT NULL,
    rows bytea NOT NULL,
    PRIMARY KEY (term, segment)
) WITH (fillfactor = 70);
ALTER TABLE search_block ALTER COLUMN rows SET STORAGE PLAIN;

-- How far the log is indexed, by which version of the rules and of which log; one row.
CREATE TABLE search_place (
    version integer NOT NULL,
    epoch text NOT NULL,
    last_stamp bigint NOT NULL,
    last_row bigint NOT NULL
);
