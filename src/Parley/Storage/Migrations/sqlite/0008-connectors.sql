-- How a shop's own software delivers its orders. provider: woocommerce or shopify. secret: what it signs with, sealed with the
-- installation's key. default_seller: the shop's id of the business that sells what names no other.
CREATE TABLE connector (
    shop_row INTEGER NOT NULL REFERENCES shop,
    provider TEXT NOT NULL,
    secret BLOB NOT NULL,
    default_seller TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (shop_row, provider)
);
