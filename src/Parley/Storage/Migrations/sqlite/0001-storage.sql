-- The commit counter: the stamp of the newest transaction that changed what a feed shows.
CREATE TABLE stamp (value INTEGER NOT NULL);
INSERT INTO stamp VALUES (0);

-- What the installation made for itself: its epoch, its keys.
CREATE TABLE installation (name TEXT PRIMARY KEY, value TEXT NOT NULL);
