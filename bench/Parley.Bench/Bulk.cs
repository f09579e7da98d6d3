using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Parley.Kernel;
using Parley.Load;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>
/// Fills a pair's lists and history with as many messages as years would bring, in a few statements: half of them in one long
/// conversation, the others in short ones of the same two sides. What the log keeps true is true of them: numbers without holes,
/// rising ids, heads, list lines, commitments.
/// </summary>
internal static class Bulk
{
    private const int MessagesOfAShortOne = 10;
    private const string Body = "Is the blue one still there, and how soon could it be in Lisbon?";

    public static async Task<Pair> Fill(Store store, int messages)
    {
        var pair = (await Seed.Conversations(store, 1))[0];
        await using var server = Server.Build([.. store.SettingsToFill, "--Logging:LogLevel:Default=Error"]);
        var salt = RandomNumberGenerator.GetBytes(16);
        await server
            .Services.GetRequiredService<Database>()
            .Write(work => Fill(work, messages, salt, server.Services.GetRequiredService<Clock>().Now));
        await store.Rest();

        return pair;
    }

    private static async Task Fill(Work work, int messages, byte[] salt, DateTimeOffset now)
    {
        if (work.OnPostgres)
            await work.Execute("SET LOCAL statement_timeout = 0");
        var parameters = new
        {
            count = messages,
            shorts = messages / 2 / MessagesOfAShortOne,
            now = now.ToUnixTimeMilliseconds(),
            body = Body,
            salt,
            commitment = Message.CommitmentOf(salt, Body, null),
            stamp = await work.Stamp(),
        };
        foreach (var statement in work.OnPostgres ? [.. Statements(work), .. Sequences] : Statements(work))
            await work.Execute(statement, parameters);
        if (!work.OnPostgres)
            await work.Execute("ANALYZE main");
    }

    // The long conversation is row 1 of its table, and so is its audience, as all after them: the database was empty.
    private static string[] Statements(Work work)
    {
        var shorts = "WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n <= @shorts) ";
        var all = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count) ";
        var random = work.OnPostgres ? "gen_random_uuid()" : "randomblob(16)";
        // Any 16 bytes that rise will do; sixteen digits do where there is no way from hex to bytes.
        var rising = work.OnPostgres
            ? "(lpad(to_hex(@now - @count + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid"
            : "CAST(printf('%016d', n) AS BLOB)";

        return
        [
            $"""
                INSERT INTO conversation (row_id, id, shop_row, topic_kind, topic_id, topic_key, customer_row, business_row, subject,
                    topic, search_text, created_at)
                {shorts}SELECT n, {random}, shop_row, topic_kind, topic_id, 'k' || n, customer_row, business_row, subject, topic,
                    search_text, created_at FROM numbers, conversation WHERE row_id = 1
                """,
            $"""
                INSERT INTO party (conversation_row, owner, role, joined_at)
                {shorts}SELECT n, owner, role, joined_at FROM numbers, party WHERE conversation_row = 1
                """,
            $"INSERT INTO audience (row_id, conversation_row, kind, owner) {shorts}SELECT n, n, 1, 0 FROM numbers",
            $"""
                INSERT INTO inbox_row (owner, conversation_row, shop_row, topic_kind, status, stamp)
                {shorts}SELECT owner, n, shop_row, topic_kind, status, @stamp FROM numbers, inbox_row WHERE conversation_row = 1
                """,
            $"""
                INSERT INTO message (row_id, id, conversation_row, audience_row, seq, kind, channel, sender_role, sender_row,
                    sender_business_row, client_id, sent_at, body, salt, commitment, stamp)
                {all}, placed AS (SELECT n, CASE WHEN n % 2 = 0 THEN 1 ELSE 2 + (n / 2) % @shorts END AS place,
                    CASE WHEN n % 2 = 0 THEN n / 2 ELSE n / 2 / @shorts + 1 END AS seq FROM numbers)
                SELECT n, {rising}, place, place, seq, 1, 1, 1, customer_row, 0, {rising}, @now - @count + n, @body, @salt, @commitment,
                    @stamp FROM placed JOIN conversation ON conversation.row_id = 1
                """,
            """
                UPDATE audience SET last_spoken_role = 1,
                    last_seq = (SELECT max(seq) FROM message WHERE audience_row = audience.row_id),
                    last_id = (SELECT id FROM message WHERE audience_row = audience.row_id ORDER BY seq DESC LIMIT 1)
                """,
            $"""
                UPDATE inbox_row SET stamp = @stamp, unread = {(work.OnPostgres ? "(owner % 4 = 1)" : "owner % 4 = 1")},
                    last_message_row = (SELECT row_id FROM message WHERE audience_row = inbox_row.conversation_row ORDER BY seq DESC LIMIT 1)
                """,
        ];
    }

    private static readonly string[] Sequences =
    [
        "SELECT setval(pg_get_serial_sequence('conversation', 'row_id'), @shorts + 1)",
        "SELECT setval(pg_get_serial_sequence('audience', 'row_id'), @shorts + 1)",
        "SELECT setval(pg_get_serial_sequence('message', 'row_id'), @count)",
    ];
}
