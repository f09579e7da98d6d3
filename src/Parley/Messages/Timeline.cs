using Dapper;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>Reads what was said, of the audiences that a seat may read, in the order of the conversation.</summary>
public sealed class Timeline(Database database, Seats seats, ConversationCache conversations)
{
    private const int DefaultLimit = 30;

    private const string Columns =
        MessageRow.Columns + ", person.id AS person_id, business.id AS business_id, coalesce(person.name, '') AS name";

    private const string Joins = """
        LEFT JOIN person ON person.row_id = message.sender_row
        LEFT JOIN business ON business.row_id = message.sender_business_row
        """;

    /// <returns>Null when the message to ask from is not one that the seat may read here.</returns>
    public async Task<Page<MessageView>?> Page(Seat seat, ListMessagesQuery query, CancellationToken cancellationToken)
    {
        if (query is { Before: not null, After: not null })
            throw RuleBrokenException.Field("after", "Give before or after, not both.");
        var limit = query.Limit ?? DefaultLimit;
        var rows = await database.Read(work => Read(work, seat, query, limit + 1), cancellationToken);
        if (rows is null)
            return null;

        var page = rows.Take(limit).ToList();
        var next = rows.Count > limit ? page[^1].Id.ToString() : null;
        if (query.After is null)
            page.Reverse();

        return new Page<MessageView>([.. page.Select(row => ViewOf(row, seat))], next);
    }

    private static async Task<IReadOnlyList<SpokenRow>?> Read(Work work, Seat seat, ListMessagesQuery query, int limit)
    {
        if (seat.Readable.Count == 0)
            return [];
        if ((query.Before ?? query.After) is not { } id)
            return await Read(work, seat, new Span(seat.FromRow, long.MaxValue, null), isForward: false, limit);

        var audiences = seat.Readable.Select(audience => audience.RowId).ToArray();
        var from = await work.One<MessagePlace>(
            $"""
            SELECT row_id, audience_row, seq FROM message
            WHERE id = @id AND audience_row {work.In("@audiences")} AND row_id > @FromRow
            """,
            new
            {
                id,
                audiences,
                seat.FromRow,
            }
        );
        if (from is null)
            return null;

        return query.After is null
            ? await Read(work, seat, new Span(seat.FromRow, from.RowId, from), isForward: false, limit)
            : await Read(work, seat, new Span(from.RowId, long.MaxValue, from), isForward: true, limit);
    }

    /// <summary>
    /// The first or last messages of a span: from each audience as many as could be needed, by its own numbers, and the first of
    /// those by row. So the log needs no index but the one that keeps the numbers unique.
    /// </summary>
    private static async Task<IReadOnlyList<SpokenRow>> Read(Work work, Seat seat, Span span, bool isForward, int limit)
    {
        var order = isForward ? "ASC" : "DESC";
        var parameters = new DynamicParameters(new { limit });
        var candidates = new List<string>();
        foreach (var audience in seat.Readable)
        {
            var n = candidates.Count;
            parameters.Add($"audience{n}", audience.RowId);
            parameters.Add($"after{n}", await PlaceOf(work, audience, span.After, span.From));
            parameters.Add($"until{n}", await PlaceOf(work, audience, span.Before - 1, span.From));
            candidates.Add(
                $"""
                SELECT row_id FROM (
                    SELECT row_id FROM message
                    WHERE audience_row = @audience{n} AND seq > @after{n} AND seq <= @until{n}
                    ORDER BY seq {order} LIMIT @limit
                ) AS candidate{n}
                """
            );
        }

        return await work.Query<SpokenRow>(
            $"""
            SELECT {Columns} FROM message {Joins}
            WHERE message.row_id IN ({string.Join(" UNION ALL ", candidates)})
            ORDER BY message.row_id {order} LIMIT @limit
            """,
            parameters
        );
    }

    /// <summary>
    /// The number of the audience's last message up to a row, 0 when there is none. Numbers have no holes and rise with the rows,
    /// so halving finds it: 20 steps in a million. A message that is known tells it of its own audience, often the only one.
    /// </summary>
    private static async Task<long> PlaceOf(Work work, AudienceRow audience, long row, MessagePlace? known) =>
        row switch
        {
            0 => 0,
            >= long.MaxValue - 1 => long.MaxValue,
            _ when known?.AudienceRow == audience.RowId && row == known.RowId => known.Seq,
            _ when known?.AudienceRow == audience.RowId && row == known.RowId - 1 => known.Seq - 1,
            _ => await work.One<long>(
                """
                WITH RECURSIVE half (low, high) AS (
                    SELECT CAST(0 AS bigint), last_seq + 1 FROM audience WHERE row_id = @RowId
                    UNION ALL
                    SELECT CASE WHEN message.row_id <= @row THEN message.seq ELSE low END,
                        CASE WHEN message.row_id <= @row THEN high ELSE message.seq END
                    FROM half JOIN message ON message.audience_row = @RowId AND message.seq = (low + high) / 2
                    WHERE high - low > 1
                )
                SELECT max(low) FROM half
                """,
                new { audience.RowId, row }
            ),
        };

    /// <summary>The rows between two, both left out. One of them may be a message that is known.</summary>
    private readonly record struct Span(long After, long Before, MessagePlace? From);

    /// <summary>Where a message stands in the log and in its audience.</summary>
    private sealed class MessagePlace
    {
        public long RowId { get; init; }
        public long AudienceRow { get; init; }
        public long Seq { get; init; }
    }

    /// <summary>The newest messages before a row of several conversations, the newest first, each with its row.</summary>
    internal async Task<IReadOnlyList<(MessageView View, long Row)>> Newest(
        IReadOnlyList<Seat> among,
        long before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var seatOf = among.ToDictionary(seat => seat.Facts.RowId);
        var readable = among
            .SelectMany(seat => seat.Readable.Select(audience => (audience.RowId, seat.FromRow)))
            .ToList();
        if (readable.Count == 0)
            return [];

        // Only numbers, so they may stand in the statement. An audience's numbers have no holes: its last ones are as many as are
        // asked for, and the newest of all are among them.
        var audiences = string.Join(',', readable.Select(audience => $"({audience.RowId},{audience.FromRow})"));
        var rows = await database.Read(
            work =>
                work.Query<SpokenRow>(
                    $"""
                    WITH RECURSIVE readable (audience_row, from_row) AS (VALUES {audiences}),
                    {PlacesBefore},
                    -- By itself, lest the order tempt a planner to walk the whole log from its end.
                    found (row_id) AS MATERIALIZED (
                        SELECT said.row_id FROM place
                        JOIN readable ON readable.audience_row = place.audience_row
                        JOIN message said ON said.audience_row = place.audience_row
                            AND said.seq > place.seq - @limit AND said.seq <= place.seq
                        WHERE said.row_id > readable.from_row
                    ),
                    newest (row_id) AS MATERIALIZED (SELECT row_id FROM found ORDER BY row_id DESC LIMIT @limit)
                    SELECT {Columns} FROM newest JOIN message ON message.row_id = newest.row_id
                    {Joins}
                    ORDER BY message.row_id DESC
                    """,
                    new { before, limit }
                ),
            cancellationToken
        );

        return [.. rows.Select(row => (ViewOf(row, seatOf[row.ConversationRow]), row.RowId))];
    }

    /// <summary>As <see cref="PlaceOf"/>, of each of the <c>readable</c> audiences: the number of its last message before a row.</summary>
    private const string PlacesBefore = """
        half (audience_row, low, high) AS (
            SELECT audience.row_id, CAST(0 AS bigint), audience.last_seq + 1
            FROM readable JOIN audience ON audience.row_id = readable.audience_row
            UNION ALL
            SELECT half.audience_row, CASE WHEN message.row_id < @before THEN message.seq ELSE low END,
                CASE WHEN message.row_id < @before THEN high ELSE message.seq END
            FROM half JOIN message ON message.audience_row = half.audience_row AND message.seq = (low + high) / 2
            WHERE high - low > 1
        ),
        place (audience_row, seq) AS (SELECT audience_row, max(low) FROM half GROUP BY audience_row)
        """;

    /// <returns>Null when there is no such message for the actor.</returns>
    public async Task<MessageView?> Find(Actor actor, Guid messageId, CancellationToken cancellationToken)
    {
        var row = await database.Read(
            work =>
                work.One<SpokenRow>(
                    $"SELECT {Columns} FROM message {Joins} WHERE message.id = @messageId",
                    new { messageId }
                ),
            cancellationToken
        );
        if (row is null)
            return null;

        var facts = await conversations.Get(row.ConversationRow, cancellationToken);
        var seat = await seats.Of(actor, facts.Id, cancellationToken);
        var mayRead =
            seat is not null && row.RowId > seat.FromRow && seat.Readable.Any(a => a.RowId == row.AudienceRow);

        return mayRead ? ViewOf(row, seat!) : null;
    }

    /// <summary>What one transaction of the log committed, for showing it on another node.</summary>
    internal async Task<IReadOnlyList<Committed>> CommittedAt(long stamp)
    {
        var rows = await database.Read(work =>
            work.Query<SpokenRow>(
                $"""
                SELECT {Columns} FROM message {Joins}
                WHERE message.stamp = @stamp ORDER BY message.row_id
                """,
                new { stamp }
            )
        );
        var batch = new List<Committed>(rows.Count);
        foreach (var row in rows)
        {
            var facts = await conversations.Get(row.ConversationRow, default);
            if (facts.Audiences.All(known => known.RowId != row.AudienceRow))
            {
                // The first message to an audience made it; what is kept here does not know it yet.
                conversations.Forget(facts.Id);
                facts = await conversations.Get(row.ConversationRow, default);
            }

            var audience = facts.Audiences.First(known => known.RowId == row.AudienceRow).Audience;
            batch.Add(new Committed(row.Message, SenderOf(row), audience, facts.Id, Origin: null));
        }

        return batch;
    }

    private static MessageView ViewOf(SpokenRow row, Seat seat)
    {
        var audience = seat.Readable.First(readable => readable.RowId == row.AudienceRow).Audience;

        return MessageView.Of(row.Message, SenderOf(row), audience, seat.Facts, seat.Actor.PersonRow);
    }

    private static Sender SenderOf(SpokenRow row) =>
        new(
            row.SenderRole,
            row.SenderRow,
            row.PersonId ?? Guid.Empty,
            row.SenderBusinessRow,
            row.BusinessId ?? Guid.Empty,
            row.Name
        );

    /// <summary>A message with the names of who said it.</summary>
    private sealed class SpokenRow : MessageRow
    {
        public Guid? PersonId { get; init; }
        public Guid? BusinessId { get; init; }
        public string Name { get; init; } = "";
    }
}
