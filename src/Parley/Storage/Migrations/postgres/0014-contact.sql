-- Who may open a conversation with the businesses of a shop; kinds that are not here have the product's own policy.
-- kind: as topic kinds. policy: 1 buyers, 2 signed in, 3 verified e-mail, 4 closed.
CREATE TABLE contact_policy (
    shop_row bigint NOT NULL REFERENCES shop,
    kind integer NOT NULL,
    policy integer NOT NULL,
    PRIMARY KEY (shop_row, kind)
);
