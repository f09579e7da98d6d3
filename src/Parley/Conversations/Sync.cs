using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What changed for the caller since a cursor. It carries state, not steps, so the same conversation may come twice.</summary>
/// <param name="Epoch">When it differs from the one before, forget everything and fetch anew.</param>
/// <param name="Cursor">Ask with it the next time.</param>
/// <param name="More">There is more now: ask again at once.</param>
public sealed record SyncPage(string Epoch, IReadOnlyList<ChangedConversation> Changed, string Cursor, bool More);

/// <param name="Conversation">Absent when the caller has lost it.</param>
/// <param name="Row">Its line in the list of the side named by <c>businessId</c> or of the caller; absent while nothing was said.</param>
/// <param name="FactsOf">Earlier messages about which something new is known.</param>
/// <param name="Left">The caller may no longer see it: remove every trace.</param>
public sealed record ChangedConversation(
    Guid ConversationId,
    IReadOnlyList<Guid> FactsOf,
    bool Left,
    ConversationView? Conversation = null,
    InboxRowView? Row = null
);

internal static class SyncEndpoint
{
    public static void MapSync(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/sync", Handle)
            .WithName("Sync")
            .WithTags("Live")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest);

    /// <summary>Tells what changed since a cursor; without one, where the feed stands now.</summary>
    internal static async Task<Ok<SyncPage>> Handle(
        [StringLength(4096)] string? cursor,
        Actor actor,
        Sync sync,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await sync.Run(actor, cursor, cancellationToken));
}

/// <summary>
/// The feed: reads each side's lines by their stamps. Nothing can fall between two pages, because a stamp is only passed once every
/// transaction with a lower one has ended.
/// </summary>
public sealed class Sync(
    Database database,
    Memberships memberships,
    ConversationCache conversations,
    ConversationViews views,
    InboxRows inbox,
    Cursors cursors,
    Installation installation
)
{
    private const string Purpose = "sync";
    private const int PageSize = 30;

    public async Task<SyncPage> Run(Actor actor, string? cursor, CancellationToken cancellationToken)
    {
        var sides = await memberships.Of(actor, cancellationToken);
        Owner[] owners = [Owner.Person(actor.PersonRow), .. sides.Select(side => Owner.Business(side.BusinessRow))];
        var (since, paging) = Since(cursor, owners);
        await cursors.Flush();

        var (horizon, rows) = await database.Read(work => ReadChanges(work, actor, owners, since), cancellationToken);
        var ordered = rows.OrderBy(row => (row.Stamp, row.ConversationRow)).ToList();
        var page = ordered.Take(PageSize).ToList();
        var changed = new List<ChangedConversation>(page.Count);
        foreach (var row in page)
            changed.Add(await Show(actor, sides, row, cancellationToken));

        var more = ordered.Count > PageSize;
        // What lies above the horizon is shown, but not passed for good: a transaction below it may still commit. From page to page
        // the place goes on all the same, or the pages would never end; after the last one it goes back to where the first began.
        var end = Math.Min(paging ?? horizon, horizon);
        foreach (var owner in owners)
            since[owner] = more ? LastOf(page, owner) ?? since[owner] : new Place(end, long.MaxValue);

        return new SyncPage(installation.Epoch, changed, CursorAt(since, more ? end : null), more);
    }

    private static Place? LastOf(IEnumerable<ChangeRow> page, Owner owner) =>
        page.LastOrDefault(row => row.Owner == owner.Value)?.Place;

    /// <summary>
    /// Where each side stands: from the cursor; at the start where the caller joined the side after it was made; at the end of
    /// everything without a cursor.
    /// </summary>
    /// <returns>With the horizon of the first page, between pages.</returns>
    private (Dictionary<Owner, Place> Since, long? Paging) Since(string? cursor, Owner[] owners)
    {
        if (cursor is null || installation.Open($"{Purpose} {installation.Epoch}", cursor) is not { } numbers)
            return (owners.ToDictionary(owner => owner, _ => new Place(long.MaxValue, long.MaxValue)), null);

        var known = numbers
            .Chunk(3)
            .Where(entry => entry.Length == 3)
            .ToDictionary(entry => new Owner(entry[0]), entry => new Place(entry[1], entry[2]));

        return (
            owners.ToDictionary(owner => owner, owner => known.GetValueOrDefault(owner)),
            known.TryGetValue(Owner.None, out var paging) ? paging.Stamp : null
        );
    }

    private string CursorAt(Dictionary<Owner, Place> since, long? paging) =>
        installation.Seal(
            $"{Purpose} {installation.Epoch}",
            [
                .. since.SelectMany(entry => new[] { entry.Key.Value, entry.Value.Stamp, entry.Value.ConversationRow }),
                .. paging is { } horizon ? [Owner.None.Value, horizon, 0L] : Array.Empty<long>(),
            ]
        );

    private static async Task<(long Horizon, List<ChangeRow> Rows)> ReadChanges(
        Work work,
        Actor actor,
        Owner[] owners,
        Dictionary<Owner, Place> since
    )
    {
        var horizon = await work.Horizon();
        var rows = new List<ChangeRow>();
        foreach (var owner in owners)
            rows.AddRange(
                await work.Query<ChangeRow>(
                    """
                    SELECT inbox.owner, inbox.conversation_row, inbox.stamp, inbox.has_left, conversation.id
                    FROM inbox_row inbox JOIN conversation ON conversation.row_id = inbox.conversation_row
                    WHERE inbox.owner = @Value AND (@ShopRow = 0 OR inbox.shop_row = @ShopRow)
                        AND (inbox.stamp, inbox.conversation_row) > (@Stamp, @ConversationRow)
                    ORDER BY inbox.stamp, inbox.conversation_row LIMIT @limit
                    """,
                    new
                    {
                        owner.Value,
                        actor.ShopRow,
                        since[owner].Stamp,
                        since[owner].ConversationRow,
                        limit = PageSize + 1,
                    }
                )
            );

        return (horizon, rows);
    }

    private async Task<ChangedConversation> Show(
        Actor actor,
        IReadOnlyList<Membership> sides,
        ChangeRow row,
        CancellationToken cancellationToken
    )
    {
        var seat = await conversations.Find(row.Id, cancellationToken) is { } facts
            ? Seats.Of(actor, facts, sides)
            : null;
        if (seat is null || row.HasLeft)
            return new ChangedConversation(row.Id, [], Left: true);

        return await database.Read(
            async work => new ChangedConversation(
                row.Id,
                [],
                Left: false,
                await views.Read(work, seat),
                await inbox.Find(work, new Owner(row.Owner), row.ConversationRow)
            ),
            cancellationToken
        );
    }

    /// <summary>A place in the feed: rows of one transaction share their stamp, so the row goes with it.</summary>
    private readonly record struct Place(long Stamp, long ConversationRow);

    private sealed class ChangeRow
    {
        public Place Place => new(Stamp, ConversationRow);
        public long Owner { get; init; }
        public long ConversationRow { get; init; }
        public long Stamp { get; init; }
        public bool HasLeft { get; init; }
        public Guid Id { get; init; }
    }
}
