-- Who may open a conversation with the businesses of a shop; kinds that are not here have the product's own policy.
-- kind: as topic kinds. policy: 1 buyers, 2 signed in, 3 verified e-mail, 4 closed.
CREATE TABLE contact_policy (
    shop_row INTEGER NOT NULL REFERENCES shop,
    kind INTEGER NOT NULL,
    policy INTEGER NOT NULL,
    PRIMARY KEY (shop_row, kind)
) WITHOUT ROWID;
