using Npgsql;
using NpgsqlTypes;
using Parley.Events;

namespace Parley.Messages;

/// <summary>The statements that write a batch: one a table, its rows as arrays.</summary>
internal static class PostgresLogWrites
{
    // The stamp is the transaction's id. PostgreSQL's own function, so that it costs no round trip.
    private const string Stamp = "pg_current_xact_id()::text::bigint";

    public static void Add(NpgsqlBatch batch, LogChanges changes, string nodeId)
    {
        AddMessages(batch, changes.Messages);
        AddAudiences(batch, changes.Audiences);
        if (changes.Inbox.Count > 0)
            AddInbox(batch, changes);
        if (changes.Reopened.Count > 0)
            Command(batch, "UPDATE conversation SET status = 1 WHERE row_id = ANY($1)")
                .Longs(changes.Reopened.Select(conversation => conversation.RowId));
        // In the transaction, so that other nodes hear of it exactly when they can read it.
        Command(batch, $"SELECT pg_notify('{PostgresNodeBus.PostgresChannel}', $1 || ' log ' || {Stamp})")
            .Parameters.Add(new NpgsqlParameter<string> { TypedValue = nodeId });
    }

    private static void AddMessages(NpgsqlBatch batch, List<NewMessage> entries)
    {
        var messages = entries.Select(entry => entry.Message).ToList();
        Command(
                batch,
                $"""
                INSERT INTO message (row_id, id, conversation_row, audience_row, seq, kind, channel, sender_role, sender_row,
                    sender_business_row, client_id, sent_at, reply_to, body, data, salt, commitment, trace_row, stamp)
                SELECT *, {Stamp}
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
                """
            )
            .Longs(messages.Select(message => message.RowId))
            .Ids(messages.Select(message => (Guid?)message.Id))
            .Longs(messages.Select(message => message.ConversationRow))
            .Longs(messages.Select(message => message.AudienceRow))
            .Longs(messages.Select(message => message.Seq))
            .Shorts(messages.Select(message => (short)message.Kind))
            .Shorts(messages.Select(message => (short)message.Channel))
            .Shorts(messages.Select(message => (short)message.SenderRole))
            .Longs(messages.Select(message => message.SenderRow))
            .Longs(messages.Select(message => message.SenderBusinessRow))
            .Ids(messages.Select(message => (Guid?)message.ClientId))
            .Longs(messages.Select(message => message.SentAt.ToUnixTimeMilliseconds()))
            .Ids(messages.Select(message => message.ReplyTo))
            .Texts(messages.Select(message => message.Body))
            .Texts(messages.Select(message => message.Data))
            .Bytes(entries.Select(entry => entry.Salt))
            .Bytes(entries.Select(entry => entry.Commitment))
            .Longs(entries.Select(entry => entry.TraceRow));
    }

    private static void AddAudiences(NpgsqlBatch batch, List<AudienceState> audiences) =>
        Command(
                batch,
                """
                UPDATE audience SET last_seq = u.last_seq, last_id = u.last_id, last_spoken_role = u.last_spoken_role
                FROM unnest($1, $2, $3, $4) AS u (row_id, last_seq, last_id, last_spoken_role)
                WHERE audience.row_id = u.row_id
                """
            )
            .Longs(audiences.Select(audience => audience.RowId))
            .Longs(audiences.Select(audience => audience.LastSeq))
            .Ids(audiences.Select(audience => (Guid?)audience.LastId))
            .Shorts(audiences.Select(audience => (short)audience.LastSpokenRole));

    // A record moves only a list in which the conversation already stands; what another side says brings it back from the archive.
    private static void AddInbox(NpgsqlBatch batch, LogChanges changes)
    {
        // Cursors are written to the same rows, in the same order: else the two would lock each other out.
        Command(
                batch,
                """
                SELECT 1 FROM inbox_row
                WHERE (conversation_row, owner) IN (SELECT * FROM unnest($1, $2))
                ORDER BY conversation_row, owner FOR NO KEY UPDATE
                """
            )
            .Longs(changes.Inbox.Keys.Select(key => key.ConversationRow))
            .Longs(changes.Inbox.Keys.Select(key => key.Owner.Value));
        Command(
                batch,
                $"""
                UPDATE inbox_row SET
                    last_message_row = CASE WHEN u.has_spoken OR inbox_row.last_message_row > 0 THEN u.last_message_row ELSE 0 END,
                    unread = inbox_row.unread OR u.is_unread,
                    archived = inbox_row.archived AND (inbox_row.muted OR NOT u.is_unread),
                    status = u.status,
                    stamp = {Stamp}
                FROM unnest($1, $2, $3, $4, $5, $6)
                    AS u (owner, conversation_row, has_spoken, last_message_row, is_unread, status)
                WHERE inbox_row.owner = u.owner AND inbox_row.conversation_row = u.conversation_row
                """
            )
            .Longs(changes.Inbox.Keys.Select(key => key.Owner.Value))
            .Longs(changes.Inbox.Keys.Select(key => key.ConversationRow))
            .Bools(changes.Inbox.Values.Select(change => change.HasSpoken))
            .Longs(changes.Inbox.Values.Select(change => change.LastMessageRow))
            .Bools(changes.Inbox.Values.Select(change => change.IsUnread))
            .Shorts(changes.Inbox.Values.Select(change => (short)change.Status));
    }

    private static NpgsqlBatchCommand Command(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);

        return command;
    }

    private static NpgsqlBatchCommand Longs(this NpgsqlBatchCommand command, IEnumerable<long> values) =>
        command.Array(NpgsqlDbType.Bigint, values.ToArray());

    private static NpgsqlBatchCommand Shorts(this NpgsqlBatchCommand command, IEnumerable<short> values) =>
        command.Array(NpgsqlDbType.Smallint, values.ToArray());

    private static NpgsqlBatchCommand Ids(this NpgsqlBatchCommand command, IEnumerable<Guid?> values) =>
        command.Array(NpgsqlDbType.Uuid, values.ToArray());

    private static NpgsqlBatchCommand Texts(this NpgsqlBatchCommand command, IEnumerable<string?> values) =>
        command.Array(NpgsqlDbType.Text, values.ToArray());

    private static NpgsqlBatchCommand Bytes(this NpgsqlBatchCommand command, IEnumerable<byte[]> values) =>
        command.Array(NpgsqlDbType.Bytea, values.ToArray());

    private static NpgsqlBatchCommand Bools(this NpgsqlBatchCommand command, IEnumerable<bool> values) =>
        command.Array(NpgsqlDbType.Boolean, values.ToArray());

    private static NpgsqlBatchCommand Array<T>(this NpgsqlBatchCommand command, NpgsqlDbType type, T[] values)
    {
        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type }
        );

        return command;
    }
}
