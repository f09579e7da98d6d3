using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Which lines of which list.</summary>
public sealed record ListConversationsQuery
{
    /// <summary>The business for which to list, of which the caller is a member; the caller's own list when left out.</summary>
    public Guid? As { get; init; }

    /// <summary>Words that stand in the subject, the topic's title or number, or a name.</summary>
    [StringLength(200)]
    public string? Q { get; init; }

    public Word<ConversationStatus>? Status { get; init; }

    public Word<TopicKind>? Topic { get; init; }

    /// <summary>The order, listing or service that they are about.</summary>
    public Guid? TopicId { get; init; }

    /// <summary>How they stand for this side. What is archived or spam is only found by its state.</summary>
    public Word<LineState>? State { get; init; }

    /// <summary>Only those in which something was last said at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those in which something was last said before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True for those with unread messages or marked as unread.</summary>
    public bool? Unread { get; init; }

    /// <summary>True for those that this side has put away; they are left out otherwise.</summary>
    public bool? Archived { get; init; }

    /// <summary><c>me</c>, <c>nobody</c>, or the id of a member.</summary>
    [StringLength(36)]
    public string? Assignee { get; init; }

    /// <summary>The business on the other side.</summary>
    public Guid? Business { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

/// <summary>A part of a side's list.</summary>
/// <param name="Items">The newest message first.</param>
/// <param name="Next">Give it as <c>before</c> to get the following page; absent at the end.</param>
/// <param name="Unread">
/// Of a business, on the first page: how many of its conversations wait unread, whatever the list is narrowed to; at most 100.
/// What is muted, archived or spam does not count.
/// </param>
public sealed record InboxPage(IReadOnlyList<InboxRowView> Items, string? Next = null, long? Unread = null);

internal static class ListConversationsEndpoint
{
    public static void MapListConversations(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/conversations", Handle)
            .WithName("ListConversations")
            .WithTags("Conversations")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Lists the conversations of one side in which something was said, the newest message first.</summary>
    internal static async Task<Results<Ok<InboxPage>, NotFound>> Handle(
        [AsParameters] ListConversationsQuery query,
        Actor actor,
        ListConversations list,
        CancellationToken cancellationToken
    ) => await list.Run(actor, query, cancellationToken) is { } page ? TypedResults.Ok(page) : TypedResults.NotFound();
}

public sealed class ListConversations(
    Database database,
    Memberships memberships,
    InboxRows inbox,
    Cursors cursors,
    Installation installation
)
{
    private const string Purpose = "conversations";
    private const int DefaultLimit = 30;

    // For the badge, which shows 99+: the page must not take longer the more waits.
    private const int MaxUnread = 100;

    /// <returns>Null when the caller is not a member of the business that he lists for.</returns>
    public async Task<InboxPage?> Run(Actor actor, ListConversationsQuery query, CancellationToken cancellationToken)
    {
        if (await OwnerOf(actor, query.As, cancellationToken) is not { } owner)
            return null;

        var limit = query.Limit ?? DefaultLimit;
        await cursors.Flush();
        var isCounted = owner.Kind == OwnerKind.Business && query.Before is null;
        var (rows, unread) = await database.Read(
            async work =>
                (
                    await inbox.List(work, Conditions(query), Parameters(actor, query, owner, limit + 1)),
                    isCounted ? await InboxRows.CountUnread(work, owner, actor.ShopRow, MaxUnread) : (long?)null
                ),
            cancellationToken
        );
        var next = rows.Count > limit ? installation.Seal(Purpose, rows[limit - 1].Place) : null;

        return new InboxPage([.. rows.Take(limit).Select(row => row.View)], next, unread);
    }

    private async ValueTask<Owner?> OwnerOf(Actor actor, Guid? business, CancellationToken cancellationToken)
    {
        if (business is not { } id)
            return Owner.Person(actor.PersonRow);

        var membership = (await memberships.Of(actor, cancellationToken)).FirstOrDefault(m => m.BusinessId == id);

        return membership is null ? null : Owner.Business(membership.BusinessRow);
    }

    private static string Conditions(ListConversationsQuery query)
    {
        var sql = new StringBuilder("AND ");
        // As words and not as parameters: by them the database finds the index.
        sql.Append(
            query.State is { Value: var state } ? LineStateSql.Condition(state)
            : query.Archived == true ? LineStateSql.Condition(LineState.Archived)
            : LineStateSql.IsListed
        );
        if (query.Status is not null)
            sql.Append(" AND inbox.status = @Status");
        if (query.Topic is not null)
            sql.Append(" AND inbox.topic_kind = @Topic");
        if (query.TopicId is not null)
            sql.Append(
                " AND inbox.conversation_row IN (SELECT about.row_id FROM conversation about WHERE about.topic_id = @TopicId)"
            );
        if (query.From is not null)
            sql.Append(" AND last.sent_at >= @From");
        if (query.To is not null)
            sql.Append(" AND last.sent_at < @To");
        if (query.Unread is { } unread)
            sql.Append($" AND {(unread ? "" : "NOT ")}{LineStateSql.IsUnread}");
        if (query.Business is not null)
            sql.Append(" AND seller.id = @Business");
        if (query.Assignee is "nobody")
            sql.Append(" AND inbox.assignee_row = 0");
        else if (query.Assignee is "me")
            sql.Append(" AND inbox.assignee_row = @PersonRow");
        else if (query.Assignee is not null)
            sql.Append(" AND assignee.id = @assignee");
        if (!string.IsNullOrWhiteSpace(query.Q))
            sql.Append(@" AND conversation.search_text LIKE @pattern ESCAPE '\'");

        return sql.ToString();
    }

    private object Parameters(Actor actor, ListConversationsQuery query, Owner owner, int limit) =>
        new
        {
            Owner = owner.Value,
            actor.PersonRow,
            actor.ShopRow,
            Status = query.Status?.Value,
            Topic = query.Topic?.Value,
            query.TopicId,
            query.From,
            query.To,
            query.Business,
            assignee = Guid.TryParse(query.Assignee, out var id) ? id : Guid.Empty,
            pattern = Text.LikeHolds(query.Q),
            before = installation.OpenBefore(Purpose, query.Before),
            limit,
        };
}
