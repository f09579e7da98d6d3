-- search_name: folded, for finding a business by a part of its name. Of businesses of before it is close to that until they are
-- pushed again.
ALTER TABLE business ADD COLUMN search_name TEXT NOT NULL DEFAULT '';
UPDATE business SET search_name = lower(name);
