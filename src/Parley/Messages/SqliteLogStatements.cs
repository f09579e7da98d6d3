using Parley.Storage.Sqlite;
using SQLitePCL;

namespace Parley.Messages;

/// <summary>The log's statements, prepared on the writing connection for as long as it lives.</summary>
internal sealed class SqliteLogStatements(sqlite3 database) : IDisposable
{
    /// <summary>The last row that was handed out in the running transaction; 0 between transactions.</summary>
    public long LastRow { get; set; }

    public Statement Conversation { get; } =
        new(database, "SELECT id, status, party_version FROM conversation WHERE row_id = ?");

    // The platform (kind 2) has no list of its own.
    public Statement Parties { get; } =
        new(database, "SELECT owner FROM party WHERE conversation_row = ? AND left_at IS NULL AND owner % 4 <> 2");

    public Statement Audiences { get; } =
        new(
            database,
            "SELECT row_id, kind, owner, last_seq, last_id, last_spoken_role FROM audience WHERE conversation_row = ?"
        );

    public Statement AccessVersion { get; } = new(database, "SELECT access_version FROM person WHERE row_id = ?");

    public Statement Known { get; } =
        new(
            database,
            """
            SELECT row_id, id, audience_row, seq, kind, channel, sender_role, sender_business_row, sent_at, reply_to, body, data
            FROM message WHERE conversation_row = ? AND sender_row = ? AND client_id = ?
            """
        );

    public Statement MaxRow { get; } = new(database, "SELECT coalesce(max(row_id), 0) FROM message");

    public Statement Insert { get; } =
        new(
            database,
            """
            INSERT INTO message (row_id, id, conversation_row, audience_row, seq, kind, channel, sender_role, sender_row,
                sender_business_row, client_id, sent_at, reply_to, body, data, salt, commitment, stamp, trace_row)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        );

    public Statement MoveAudience { get; } =
        new(database, "UPDATE audience SET last_seq = ?, last_id = ?, last_spoken_role = ? WHERE row_id = ?");

    // A record moves only a list in which the conversation already stands; what another side says brings it back from the archive.
    public Statement MoveInbox { get; } =
        new(
            database,
            """
            UPDATE inbox_row SET
                last_message_row = CASE WHEN ?1 OR last_message_row > 0 THEN ?2 ELSE 0 END,
                unread = max(unread, ?3),
                archived = CASE WHEN ?3 THEN min(archived, muted) ELSE archived END,
                status = ?4,
                stamp = ?5
            WHERE owner = ?6 AND conversation_row = ?7
            """
        );

    public Statement Reopen { get; } = new(database, "UPDATE conversation SET status = ? WHERE row_id = ?");

    public void Dispose()
    {
        Statement[] all =
        [
            Conversation,
            Parties,
            Audiences,
            AccessVersion,
            Known,
            MaxRow,
            Insert,
            MoveAudience,
            MoveInbox,
            Reopen,
        ];
        foreach (var statement in all)
            statement.Dispose();
    }
}
