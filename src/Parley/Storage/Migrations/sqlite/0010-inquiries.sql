-- A conversation about a listing or service that became an order. What was said there stays there; nothing is merged or moved.
CREATE TABLE order_inquiry (
    order_row INTEGER NOT NULL REFERENCES orders,
    conversation_row INTEGER NOT NULL REFERENCES conversation,
    linked_at INTEGER NOT NULL,
    PRIMARY KEY (order_row, conversation_row)
) WITHOUT ROWID;
CREATE INDEX order_inquiry_of_conversation ON order_inquiry (conversation_row);

-- Whether a new order of the shop stands in lists at once, as unread, and not only once somebody has written.
ALTER TABLE shop ADD COLUMN announces_orders INTEGER NOT NULL DEFAULT 0;

-- When it was last resolved by hand; the customer may open it again for some time.
ALTER TABLE conversation ADD COLUMN resolved_at INTEGER;
