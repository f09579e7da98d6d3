-- search_name: folded, for finding a business by a part of its name. What is known before, or made by a server of before, is only
-- close to that until the shop names the business again.
ALTER TABLE business ADD COLUMN search_name text NOT NULL DEFAULT '';
UPDATE business SET search_name = lower(name);

-- The number that a guest gave with what opened the conversation, for the business that he gave it to.
ALTER TABLE conversation ADD COLUMN guest_phone text;
