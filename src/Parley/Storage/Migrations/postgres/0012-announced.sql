-- Whether it was news when it was opened: then it is so to whoever joins before anything was said.
ALTER TABLE conversation ADD COLUMN is_announced boolean NOT NULL DEFAULT false;

-- What stands in the customer's list without a word of the platform to him was said to everyone or announced.
UPDATE conversation SET is_announced = true
WHERE topic_kind = 1
    AND EXISTS (
        SELECT 1 FROM inbox_row line
        WHERE line.conversation_row = conversation.row_id AND line.owner = conversation.customer_row * 4
            AND line.last_message_row > 0
    )
    AND NOT EXISTS (
        SELECT 1 FROM audience
        WHERE audience.conversation_row = conversation.row_id AND audience.kind = 4 AND audience.last_seq > 0
    );
