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

        var audiences = string.Join(',', seat.Readable.Select(audience => audience.RowId));
        long? from = null;
        if ((query.Before ?? query.After) is { } id)
        {
            from = await work.One<long?>(
                $"SELECT row_id FROM message WHERE id = @id AND audience_row IN ({audiences}) AND row_id > @FromRow",
                new { id, seat.FromRow }
            );
            if (from is null)
                return null;
        }

        var isForward = query.After is not null;

        return await work.Query<SpokenRow>(
            $"""
            SELECT {Columns} FROM message {Joins}
            WHERE message.conversation_row = @RowId AND message.audience_row IN ({audiences})
                AND message.row_id > @lower AND message.row_id < @upper
            ORDER BY message.row_id {(isForward ? "ASC" : "DESC")} LIMIT @limit
            """,
            new
            {
                seat.Facts.RowId,
                lower = isForward ? from!.Value : seat.FromRow,
                upper = isForward ? long.MaxValue : from ?? long.MaxValue,
                limit,
            }
        );
    }

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
