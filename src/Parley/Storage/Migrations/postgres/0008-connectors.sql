-- How a shop's own software delivers its orders. provider: woocommerce or shopify. secret: what it signs with, sealed with the
-- installation's key. default_seller: the shop's id of the business that sells what names no other.
CREATE TABLE connector (
    shop_row bigint NOT NULL REFERENCES shop,
    provider text NOT NULL,
    secret bytea NOT NULL,
    default_seller text NOT NULL,
    changed_at bigint NOT NULL,
    PRIMARY KEY (shop_row, provider)
);
