-- The sites that may show a shop's widget. origin: scheme, host and port where it is not the usual one, in lower case.
-- seen_at: when the widget was last opened there.
CREATE TABLE widget_origin (
    shop_row INTEGER NOT NULL REFERENCES shop,
    origin TEXT NOT NULL,
    seen_at INTEGER,
    PRIMARY KEY (shop_row, origin)
) WITHOUT ROWID;

-- How often a listing or service was looked at. day: UTC, in days since 1970-01-01.
CREATE TABLE listing_view (
    listing_row INTEGER NOT NULL REFERENCES listing,
    day INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (listing_row, day)
) WITHOUT ROWID;
