-- What a shop offers. kind: 2 listing, 3 service (the numbers of the topic kinds). Money is in minor units (ISO 4217).
-- search_title: folded, for lists. content_hash: SHA-256 of the push, which tells a repeated push from a contradicting one.
CREATE TABLE listing (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    kind INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    business_row INTEGER NOT NULL REFERENCES business,
    title TEXT NOT NULL,
    search_title TEXT NOT NULL,
    image_url TEXT,
    price_minor INTEGER,
    currency TEXT,
    status TEXT,
    attributes TEXT NOT NULL,
    version INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (shop_row, kind, external_id)
);
CREATE INDEX listing_of_business ON listing (business_row, kind);
CREATE INDEX listing_newest ON listing (kind, row_id);
CREATE INDEX listing_newest_of_shop ON listing (shop_row, kind, row_id);

-- status: 1 pending, 2 confirmed, 3 shipped, 4 delivered, 5 completed, 6 cancelled, 7 refunded; status_label is the shop's own word.
CREATE TABLE orders (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    external_id TEXT NOT NULL,
    number TEXT NOT NULL,
    version INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    customer_row INTEGER NOT NULL REFERENCES person,
    status INTEGER NOT NULL,
    status_label TEXT,
    total_minor INTEGER,
    currency TEXT,
    tracking TEXT,
    placed_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (shop_row, external_id)
);
CREATE INDEX orders_of_customer ON orders (customer_row, placed_at);
CREATE INDEX orders_by_number ON orders (number);
CREATE INDEX orders_of_shop ON orders (shop_row, placed_at);

CREATE TABLE order_item (
    order_row INTEGER NOT NULL REFERENCES orders,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    price_minor INTEGER,
    currency TEXT,
    image_url TEXT,
    attributes TEXT NOT NULL,
    seller_row INTEGER NOT NULL REFERENCES business,
    supplier_row INTEGER REFERENCES business,
    reseller_row INTEGER REFERENCES business,
    PRIMARY KEY (order_row, position)
);

-- The businesses that take part in an order, once for each role; placed_at repeats the order's, so that a list reads one index.
-- role: 2 seller, 3 supplier, 4 reseller.
CREATE TABLE order_business (
    order_row INTEGER NOT NULL REFERENCES orders,
    business_row INTEGER NOT NULL REFERENCES business,
    role INTEGER NOT NULL,
    placed_at INTEGER NOT NULL,
    PRIMARY KEY (order_row, business_row, role)
);
CREATE INDEX order_business_newest ON order_business (business_row, placed_at, order_row);
