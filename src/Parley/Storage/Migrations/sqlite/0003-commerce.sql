-- What a shop offers. kind: 2 listing, 3 service (the numbers of the topic kinds). Money is in minor units (ISO 4217).
CREATE TABLE listing (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    kind INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    business_row INTEGER NOT NULL REFERENCES business,
    title TEXT NOT NULL,
    image_url TEXT,
    price_minor INTEGER,
    currency TEXT,
    status TEXT,
    attributes TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (shop_row, kind, external_id)
);
CREATE INDEX listing_of_business ON listing (business_row, kind);

-- status: 1 pending, 2 confirmed, 3 shipped, 4 delivered, 5 completed, 6 cancelled, 7 refunded; status_label is the shop's own word.
CREATE TABLE orders (
    row_id INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    shop_row INTEGER NOT NULL REFERENCES shop,
    external_id TEXT NOT NULL,
    number TEXT NOT NULL,
    version INTEGER NOT NULL,
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
CREATE INDEX orders_by_number ON orders (shop_row, number);

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
CREATE INDEX order_item_of_seller ON order_item (seller_row, order_row);
CREATE INDEX order_item_of_supplier ON order_item (supplier_row, order_row);
CREATE INDEX order_item_of_reseller ON order_item (reseller_row, order_row);
