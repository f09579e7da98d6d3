using Parley.Storage;

namespace Parley.Prove.Record;

/// <summary>A row of the log.</summary>
public sealed record StoredMessage(
    Guid Conversation,
    string Audience,
    long Seq,
    Guid Id,
    long Sender,
    Guid ClientId,
    string BodyHash
);

/// <summary>What the database holds, read past the server.</summary>
internal static class Stored
{
    private static readonly string[] AudienceKinds = ["", "everyone", "team", "platform", "platformWith"];

    public static async Task<IReadOnlyList<StoredMessage>> Messages(Work work)
    {
        var rows = await work.Query<Row>(
            """
            SELECT c.id AS conversation, a.kind, m.seq, m.id, m.sender_row AS sender, m.client_id, m.body
            FROM message m
            JOIN audience a ON a.row_id = m.audience_row
            JOIN conversation c ON c.row_id = m.conversation_row
            """
        );

        return
        [
            .. rows.Select(row => new StoredMessage(
                row.Conversation,
                AudienceKinds[row.Kind],
                row.Seq,
                row.Id,
                row.Sender,
                row.ClientId,
                Entry.HashOf(row.Body)
            )),
        ];
    }

    /// <summary>Heads and inbox rows that a recount of the messages does not confirm, each as a sentence.</summary>
    public static async Task<IReadOnlyList<string>> Miscounts(Work work)
    {
        var wrong = new List<string>();
        foreach (var (name, sql) in Recounts)
            if (await work.One<long>(sql) is > 0 and var count)
                wrong.Add($"Recount: {count} {name}.");

        return wrong;
    }

    // What an owner may read in the conversations of the proofs: what is said to everyone, and to his own team.
    private const string Readable = """
        FROM message m JOIN audience a ON a.row_id = m.audience_row
        WHERE m.conversation_row = i.conversation_row AND (a.kind = 1 OR (a.kind = 2 AND a.owner = i.owner))
        """;

    private static readonly (string Name, string Sql)[] Recounts =
    [
        (
            "audience heads differ from the newest message",
            """
            SELECT count(*) FROM audience a WHERE
                a.last_seq <> (SELECT count(*) FROM message m WHERE m.audience_row = a.row_id)
                OR a.last_seq > 0 AND NOT EXISTS (
                    SELECT 1 FROM message m WHERE m.audience_row = a.row_id AND m.seq = a.last_seq AND m.id = a.last_id)
            """
        ),
        (
            "inbox rows do not show the newest message that their owner may read",
            $"SELECT count(*) FROM inbox_row i WHERE i.last_message_row <> (SELECT coalesce(max(m.row_id), 0) {Readable})"
        ),
        (
            "inbox rows are unread without, or read with, a message of another side",
            $"""
            SELECT count(*) FROM inbox_row i WHERE (CASE WHEN i.unread THEN 1 ELSE 0 END) <>
                (CASE WHEN EXISTS (SELECT 1 {Readable} AND i.owner <>
                    CASE WHEN m.sender_business_row <> 0 THEN m.sender_business_row * 4 + 1 ELSE m.sender_row * 4 END)
                THEN 1 ELSE 0 END)
            """
        ),
        (
            "messages have an id that does not rise with their number",
            """
            SELECT count(*) FROM message m JOIN message before
                ON before.audience_row = m.audience_row AND before.seq = m.seq - 1 WHERE before.id >= m.id
            """
        ),
        (
            "messages are stored twice under one client id",
            """
            SELECT count(*) FROM (SELECT 1 FROM message GROUP BY conversation_row, sender_row, client_id
                HAVING count(*) > 1) AS twins
            """
        ),
    ];

    private sealed record Row
    {
        public Guid Conversation { get; init; }
        public long Kind { get; init; }
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public long Sender { get; init; }
        public Guid ClientId { get; init; }
        public string Body { get; init; } = "";
    }
}
