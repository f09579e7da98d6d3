using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Storage;

namespace Parley.Search;

/// <summary>One search, for all its pieces.</summary>
/// <param name="Terms">What a message must have in the index.</param>
internal sealed record MessageSearch(
    Actor Actor,
    Owner Side,
    SearchMessagesQuery Query,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Terms
)
{
    public object Parameters(long[] candidates) =>
        new
        {
            candidates,
            Side = Side.Value,
            Actor.ShopRow,
            Status = Query.Status?.Value,
            OrderStatus = Query.OrderStatus?.Value,
            Query.From,
            Query.To,
        };
}

/// <summary>Reads what the index proposes: a message is a hit where every filter lets it pass and the seat may read it.</summary>
internal sealed class ReadHits(Database database, ConversationCache conversations, Memberships memberships)
{
    /// <returns>The newest first, each with its row.</returns>
    public async Task<IReadOnlyList<(long Row, SearchHit Hit)>> Run(
        MessageSearch search,
        long[] candidates,
        CancellationToken cancellationToken
    )
    {
        if (candidates.Length == 0)
            return [];

        var rows = await database.Read(
            work => work.Query<FoundRow>(SqlOf(work, search), search.Parameters(candidates)),
            cancellationToken
        );
        var facts = await conversations.Get([.. rows.Select(row => row.ConversationRow).Distinct()], cancellationToken);
        var mine = await memberships.Of(search.Actor, cancellationToken);
        var hits = new List<(long, SearchHit)>(rows.Count);
        foreach (var row in rows)
        {
            var known = facts[row.ConversationRow];
            var seat =
                search.Side == Owner.Platform
                    ? Seat.OfPlatform(search.Actor, known)
                    : Seats.Of(search.Actor, known, mine);
            if (
                seat?.Readable.FirstOrDefault(a => a.RowId == row.AudienceRow) is { } audience
                && row.RowId > seat.FromRow
            )
                hits.Add((row.RowId, HitOf(row, audience.Audience, known, search.Words)));
        }

        return hits;
    }

    private static SearchHit HitOf(
        FoundRow row,
        Audience audience,
        ConversationFacts facts,
        IReadOnlyList<string> words
    ) =>
        new(
            row.Id,
            facts.Id,
            AudienceView.Of(audience, facts),
            row.Seq,
            row.Channel,
            new SenderView(row.SenderRole, row.Name, row.PersonId, row.BusinessId),
            row.SentAt,
            Snippet.Of(row.Body, words),
            TopicView.Parse(row.Topic),
            row.Status,
            FoundParty.Of(facts, Role.Customer),
            FoundParty.Of(facts, Role.Seller)
        );

    private static string SqlOf(Work work, MessageSearch search)
    {
        var query = search.Query;
        var where = "";
        if (query.Status is not null)
            where += " AND conversation.status = @Status";
        if (query.OrderStatus is not null)
            where +=
                " AND conversation.topic_kind = 1 AND (SELECT status FROM orders WHERE id = conversation.topic_id) = @OrderStatus";
        if (query.From is not null)
            where += " AND message.sent_at >= @From";
        if (query.To is not null)
            where += " AND message.sent_at < @To";
        if (search.Side.Kind == OwnerKind.Business)
            where += NotSpam;
        if (query.Unread is { } unread)
            where += $" AND {(unread ? "NOT " : "")}{(search.Side == Owner.Platform ? ReadByOthers : ReadBySide)}";

        return $"""
            SELECT message.row_id, message.id, message.conversation_row, message.audience_row, message.seq, message.channel,
                message.sender_role, message.sent_at, message.body, conversation.topic, conversation.status,
                person.id AS person_id, business.id AS business_id, coalesce(person.name, '') AS name
            FROM message
            JOIN conversation ON conversation.row_id = message.conversation_row
            LEFT JOIN person ON person.row_id = message.sender_row
            LEFT JOIN business ON business.row_id = message.sender_business_row
            WHERE message.row_id {work.In("@candidates")} AND message.body IS NOT NULL
                AND (@ShopRow = 0 OR conversation.shop_row = @ShopRow){where}
            ORDER BY message.row_id DESC
            """;
    }

    private const string NotSpam = """
         AND NOT EXISTS (SELECT 1 FROM inbox_row line
            WHERE line.owner = @Side AND line.conversation_row = message.conversation_row AND line.spam)
        """;

    // What a side says itself it has read.
    private const string ReadBySide = """
        (CASE WHEN @Side % 4 = 1 THEN message.sender_business_row = @Side / 4
            ELSE message.sender_business_row = 0 AND message.sender_row = @Side / 4 END
        OR EXISTS (SELECT 1 FROM cursor WHERE cursor.audience_row = message.audience_row AND cursor.reader = @Side
            AND cursor.read >= message.seq))
        """;

    private const string ReadByOthers = """
        EXISTS (
            SELECT 1 FROM cursor
            JOIN party ON party.conversation_row = message.conversation_row AND party.owner = cursor.reader
            WHERE cursor.audience_row = message.audience_row AND cursor.read >= message.seq
                AND cursor.reader <> CASE WHEN message.sender_business_row = 0 THEN message.sender_row * 4
                    ELSE message.sender_business_row * 4 + 1 END
        )
        """;

    private sealed class FoundRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public long ConversationRow { get; init; }
        public long AudienceRow { get; init; }
        public long Seq { get; init; }
        public Channel Channel { get; init; }
        public Role SenderRole { get; init; }
        public DateTimeOffset SentAt { get; init; }
        public string Body { get; init; } = "";
        public string Topic { get; init; } = "";
        public ConversationStatus Status { get; init; }
        public Guid? PersonId { get; init; }
        public Guid? BusinessId { get; init; }
        public string Name { get; init; } = "";
    }
}
