-- Effects that were given up are deleted when they are old.
CREATE INDEX effect_given_up ON effect (failed_at) WHERE failed_at IS NOT NULL;
