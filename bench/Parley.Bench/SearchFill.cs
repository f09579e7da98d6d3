using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Parley.Kernel;
using Parley.Load;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>
/// Fills conversations with messages whose words are as common as those of a language: one in every message, one in a tenth, one in
/// a thousandth, one in one message alone, and four drawn so that few are everywhere and most are rare. Of the conversations one
/// has a thousandth of the messages, one has half, the others share the rest.
/// </summary>
internal static class SearchFill
{
    public static async Task Run(Store store, int messages)
    {
        await using var server = Server.Build([.. store.SettingsToFill, "--Logging:LogLevel:Default=Error"]);
        await server
            .Services.GetRequiredService<Database>()
            .Write(work => Fill(work, messages, server.Services.GetRequiredService<Clock>().Now));
        await store.Rest();
    }

    private static async Task Fill(Work work, int messages, DateTimeOffset now)
    {
        if (work.OnPostgres)
            await work.Execute("SET LOCAL statement_timeout = 0");
        var salt = RandomNumberGenerator.GetBytes(16);
        var parameters = new
        {
            count = messages,
            now = now.ToUnixTimeMilliseconds(),
            salt,
            // Nobody verifies it here, so one serves all.
            commitment = Message.CommitmentOf(salt, "", null),
            stamp = await work.Stamp(),
        };
        await work.Execute(Messages(work), parameters);
        await work.Execute(
            """
            UPDATE audience SET last_spoken_role = 1,
                last_seq = coalesce((SELECT max(seq) FROM message WHERE audience_row = audience.row_id), 0),
                last_id = (SELECT id FROM message WHERE audience_row = audience.row_id ORDER BY seq DESC LIMIT 1)
            """
        );
        await work.Execute(
            work.OnPostgres ? "SELECT setval(pg_get_serial_sequence('message', 'row_id'), @count)" : "ANALYZE main",
            parameters
        );
    }

    private static string Messages(Work work)
    {
        var rising = work.OnPostgres
            ? "(lpad(to_hex(@now - @count + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid"
            : "CAST(printf('%016d', n) AS BLOB)";
        // Any of 2^17 words, each power of two as often as any other.
        var drawn = work.OnPostgres
            ? "'z' || floor(random() * (1 << floor(random() * 18)::int))::int"
            : "'z' || (abs(random()) % (1 << (abs(random()) % 18)))";

        return $"""
            INSERT INTO message (row_id, id, conversation_row, audience_row, seq, kind, channel, sender_role, sender_row,
                sender_business_row, client_id, sent_at, body, salt, commitment, stamp)
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count),
            talk (place, row_id, customer_row, audience_row, places) AS (
                SELECT row_number() OVER (ORDER BY conversation.row_id) - 1, conversation.row_id, customer_row, audience.row_id,
                    count(*) OVER () FROM conversation
                JOIN audience ON audience.conversation_row = conversation.row_id AND audience.kind = 1
            ),
            placed (n, place) AS (
                SELECT n, CASE WHEN n % 1000 = 0 THEN 0 WHEN n % 2 = 1 THEN 1
                    ELSE 2 + (n / 2) % ((SELECT max(places) FROM talk) - 2) END FROM numbers
            )
            SELECT n, {rising}, talk.row_id, talk.audience_row, row_number() OVER (PARTITION BY talk.row_id ORDER BY n), 1, 1, 1,
                customer_row, 0, {rising}, @now - @count + n,
                'all w' || (n % 10) || ' v' || (n % 1000) || ' u' || n || ' ' || {drawn} || ' ' || {drawn} || ' ' || {drawn}
                    || ' ' || {drawn},
                @salt, @commitment, @stamp
            FROM placed JOIN talk ON talk.place = placed.place ORDER BY n
            """;
    }
}
