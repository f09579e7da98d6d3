-- The sites that may show a shop's widget. origin: scheme, host and port where it is not the usual one, in lower case.
-- seen_at: when the widget was last opened there.
CREATE TABLE widget_origin (
    shop_row bigint NOT NULL REFERENCES shop,
    origin text NOT NULL,
    seen_at bigint,
    PRIMARY KEY (shop_row, origin)
);

-- How often a listing or service was looked at. day: UTC, in days since 1970-01-01.
CREATE TABLE listing_view (
    listing_row bigint NOT NULL REFERENCES listing,
    day bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (listing_row, day)
);
