using Parley.Conversations;
using Parley.Events.Followers;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Search;

/// <summary>A piece of the log as the index takes it.</summary>
/// <param name="IsFull">There may be more behind it.</param>
internal sealed record LogPage(Postings Postings, Place End, bool IsFull)
{
    private const string PartyJoined = "party.joined";

    /// <summary>The last row of the log; 0 where there is none.</summary>
    public static Task<long> Head(Work work) => work.One<long>("SELECT coalesce(max(row_id), 0) FROM message");

    /// <returns>Null when there is nothing behind the place.</returns>
    public static async Task<LogPage?> Read(Work work, Place from, int size)
    {
        // In the order of commits and up to the horizon: nothing can come later to a place that was passed.
        var order = work.OnPostgres ? "message.stamp, message.row_id" : "message.row_id";
        var behind = work.OnPostgres ? "(stamp, row_id) > (@Stamp, @Row)" : "row_id > @Row";
        var rows = await work.Query<Row>(
            $"""
            SELECT message.row_id, message.stamp, message.conversation_row, message.channel, message.sender_role, message.body,
                CASE WHEN message.kind = 4 THEN message.data END AS event,
                audience.kind AS audience_kind, audience.owner AS audience_owner, conversation.business_row
            FROM (SELECT * FROM message WHERE {behind} AND stamp <= @horizon ORDER BY {order} LIMIT @size) message
            JOIN audience ON audience.row_id = message.audience_row
            JOIN conversation ON conversation.row_id = message.conversation_row
            ORDER BY {order}
            """,
            new
            {
                from.Stamp,
                from.Row,
                horizon = await work.Horizon(),
                size,
            }
        );
        if (rows.Count == 0)
            return null;

        var parties = (
            await work.Query<PartyRow>(
                $"""
                SELECT conversation_row, owner, from_row FROM party
                WHERE left_at IS NULL AND conversation_row IN (
                    SELECT conversation_row FROM message WHERE {behind}
                        AND {(work.OnPostgres ? "(stamp, row_id) <= (@lastStamp, @lastRow)" : "row_id <= @lastRow")}
                )
                """,
                new
                {
                    from.Stamp,
                    from.Row,
                    lastStamp = rows[^1].Stamp,
                    lastRow = rows[^1].RowId,
                }
            )
        ).ToLookup(party => party.ConversationRow);

        var postings = new Postings();
        foreach (var row in rows)
        {
            if (row.Body is not null)
                Add(postings, row, parties[row.ConversationRow]);
            // Who has joined may read what was said before, as far back as his place says.
            if (row.Event is not null && SystemEventView.Parse(row.Event)?.Code == PartyJoined)
                foreach (var earlier in await Earlier(work, row))
                    AddReaders(postings, earlier, parties[row.ConversationRow]);
        }

        return new LogPage(postings, new Place(rows[^1].Stamp, rows[^1].RowId), rows.Count == size);
    }

    private static void Add(Postings postings, Row row, IEnumerable<PartyRow> parties)
    {
        foreach (var word in Words.Of(row.Body!).Select(word => word.Folded).Distinct(StringComparer.Ordinal))
            postings.Add(word, row.RowId);
        postings.Add(Terms.Business(row.BusinessRow), row.RowId);
        postings.Add(Terms.Of(row.Channel), row.RowId);
        postings.Add(Terms.Of(row.SenderRole), row.RowId);
        AddReaders(postings, row, parties);
    }

    private static void AddReaders(Postings postings, Row row, IEnumerable<PartyRow> parties)
    {
        var audience = new Audience(row.AudienceKind, new Owner(row.AudienceOwner));
        // The platform searches where it takes no part too.
        if (audience.IsReadBy(Owner.Platform))
            postings.Add(Terms.Reader(Owner.Platform), row.RowId);
        foreach (var party in parties)
        {
            var owner = new Owner(party.Owner);
            if (owner != Owner.Platform && row.RowId > party.FromRow && audience.IsReadBy(owner))
                postings.Add(Terms.Reader(owner), row.RowId);
        }
    }

    private static Task<IReadOnlyList<Row>> Earlier(Work work, Row joined) =>
        work.Query<Row>(
            """
            SELECT message.row_id, audience.kind AS audience_kind, audience.owner AS audience_owner
            FROM audience JOIN message ON message.audience_row = audience.row_id
            WHERE audience.conversation_row = @ConversationRow AND message.row_id < @RowId AND message.body IS NOT NULL
            """,
            joined
        );

    private sealed class Row
    {
        public long RowId { get; init; }
        public long Stamp { get; init; }
        public long ConversationRow { get; init; }
        public long BusinessRow { get; init; }
        public Channel Channel { get; init; }
        public Role SenderRole { get; init; }
        public AudienceKind AudienceKind { get; init; }
        public long AudienceOwner { get; init; }
        public string? Body { get; init; }
        public string? Event { get; init; }
    }

    private sealed class PartyRow
    {
        public long ConversationRow { get; init; }
        public long Owner { get; init; }
        public long FromRow { get; init; }
    }
}
