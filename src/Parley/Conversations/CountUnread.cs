using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What waits unread in the list of a business; what is muted, archived or spam does not count.</summary>
/// <param name="Total">Conversations. Of more than 10,000 the newest 10,000 are counted.</param>
/// <param name="Topics">By what they are about, where most wait first; at most 100, so their sum may be less than the total.</param>
public sealed record UnreadView(long Total, IReadOnlyList<UnreadTopicView> Topics);

/// <summary>What waits about one order, listing or service, or about nothing in particular.</summary>
/// <param name="Count">Conversations.</param>
/// <param name="Id">The order, listing or service; absent for general.</param>
/// <param name="Title">As the newest of these conversations has it; absent for general.</param>
/// <param name="ExternalId">The shop's own id of it; for an order its number.</param>
public sealed record UnreadTopicView(
    TopicKind Kind,
    long Count,
    Guid? Id = null,
    string? Title = null,
    string? ExternalId = null
);

internal static class CountUnreadEndpoint
{
    public static void MapCountUnread(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/businesses/{id:guid}/unread", Handle)
            .WithName(nameof(CountUnread))
            .WithTags("Businesses")
            .For(Access.SignedIn, StatusCodes.Status404NotFound);

    /// <summary>Counts a business's unread conversations by listing, service and order, for its members.</summary>
    internal static async Task<Results<Ok<UnreadView>, NotFound>> Handle(
        Guid id,
        Actor actor,
        CountUnread count,
        CancellationToken cancellationToken
    ) => await count.Run(actor, id, cancellationToken) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();
}

/// <summary>Counts by one index, which holds nothing but the lines that wait.</summary>
internal sealed class CountUnread(Database database, Cursors cursors)
{
    private const int MaxTopics = 100;
    private const int MaxCounted = 10_000;

    /// <returns>Null when the actor speaks for no such business.</returns>
    public async Task<UnreadView?> Run(Actor actor, Guid businessId, CancellationToken cancellationToken)
    {
        await cursors.Flush();

        return await database.Read(
            async work =>
                await BusinessOfActor.Find(work, actor, businessId) is { } business
                    ? await Count(work, Owner.Business(business.RowId), actor.ShopRow)
                    : null,
            cancellationToken
        );
    }

    private static async Task<UnreadView> Count(Work work, Owner owner, long shopRow)
    {
        var rows = await work.Query<Row>(
            $"""
            SELECT about.topic_kind, about.topic_id, about.count, newest.topic
            FROM (
                SELECT c.topic_kind, c.topic_id, count(*) AS count, max(c.row_id) AS newest_row
                FROM ({InboxRows.Waiting("inbox.conversation_row")}) AS waiting
                JOIN conversation c ON c.row_id = waiting.conversation_row
                GROUP BY c.topic_kind, c.topic_id
                ORDER BY count(*) DESC, max(c.row_id) DESC LIMIT {MaxTopics}
            ) AS about
            JOIN conversation newest ON newest.row_id = about.newest_row
            ORDER BY about.count DESC, about.newest_row DESC
            """,
            new
            {
                Owner = owner.Value,
                ShopRow = shopRow,
                limit = MaxCounted,
            }
        );

        return new UnreadView(
            await InboxRows.CountUnread(work, owner, shopRow, MaxCounted),
            [.. rows.Select(row => row.View)]
        );
    }

    private sealed class Row
    {
        public TopicKind TopicKind { get; init; }
        public Guid TopicId { get; init; }
        public long Count { get; init; }
        public string Topic { get; init; } = "";

        public UnreadTopicView View =>
            TopicKind == TopicKind.General ? new UnreadTopicView(TopicKind, Count) : Of(TopicView.Parse(Topic));

        private UnreadTopicView Of(TopicView topic) => new(TopicKind, Count, TopicId, topic.Title, topic.ExternalId);
    }
}
