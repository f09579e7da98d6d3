using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Which conversations of the whole marketplace.</summary>
public sealed record ListAllConversationsQuery
{
    public Word<ConversationStatus>? Status { get; init; }

    public Word<TopicKind>? Topic { get; init; }

    /// <summary>The order, listing or service that they are about.</summary>
    public Guid? TopicId { get; init; }

    /// <summary>The business that they are with.</summary>
    public Guid? Business { get; init; }

    /// <summary>The customer who they are with.</summary>
    public Guid? Customer { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(50)]
    public int? Limit { get; init; }
}

/// <summary>A conversation as the back office lists it: what it is about and who takes part, not a word of what was said.</summary>
/// <param name="Messages">How many everyone in it may read.</param>
/// <param name="IsOpen">Whether the caller has it open under oversight now.</param>
public sealed record ListedConversationView(
    Guid Id,
    Guid ShopId,
    string Subject,
    TopicView Topic,
    ConversationStatus Status,
    NamedView Customer,
    NamedView Business,
    long Messages,
    bool IsOpen,
    DateTimeOffset CreatedAt
);

/// <summary>A person or business, in short.</summary>
public sealed record NamedView(Guid Id, string Name);

internal static class ListAllConversationsEndpoint
{
    public static void MapListAllConversations(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/admin/conversations", Handle)
            .WithName(nameof(ListAllConversations))
            .WithTags("Admin")
            .For(Access.Admin, StatusCodes.Status400BadRequest);

    /// <summary>Lists all conversations, the newest first. To read one, open it under oversight.</summary>
    internal static async Task<Ok<Page<ListedConversationView>>> Handle(
        [AsParameters] ListAllConversationsQuery query,
        Actor actor,
        ListAllConversations list,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await list.Run(actor, query, cancellationToken));
}

internal sealed class ListAllConversations(Database database, Installation installation, Clock clock)
{
    private const string Purpose = "admin.conversations";
    private const int DefaultLimit = 50;

    public async Task<Page<ListedConversationView>> Run(
        Actor actor,
        ListAllConversationsQuery query,
        CancellationToken cancellationToken
    )
    {
        var limit = query.Limit ?? DefaultLimit;
        var rows = await database.Read(
            work =>
                work.Query<Row>(
                    Sql(query),
                    new
                    {
                        actor.PersonRow,
                        clock.Now,
                        Status = query.Status?.Value,
                        Topic = query.Topic?.Value,
                        query.TopicId,
                        query.Business,
                        query.Customer,
                        before = installation.OpenBefore(Purpose, query.Before),
                        count = limit + 1,
                    }
                ),
            cancellationToken
        );
        var next = rows.Count > limit ? installation.Seal(Purpose, rows[limit - 1].RowId) : null;

        return new Page<ListedConversationView>([.. rows.Take(limit).Select(row => row.View)], next);
    }

    private static string Sql(ListAllConversationsQuery query)
    {
        var where = "";
        if (query.Status is not null)
            where += " AND c.status = @Status";
        if (query.Topic is not null)
            where += " AND c.topic_kind = @Topic";
        if (query.TopicId is not null)
            where += " AND c.topic_id = @TopicId";
        if (query.Business is not null)
            where += " AND c.business_row = (SELECT row_id FROM business WHERE id = @Business)";
        if (query.Customer is not null)
            where += " AND c.customer_row = (SELECT row_id FROM person WHERE id = @Customer)";

        return $"""
            SELECT c.row_id, c.id, shop.id AS shop_id, c.subject, c.topic, c.status, c.created_at,
                customer.id AS customer_id, customer.name AS customer_name,
                business.id AS business_id, business.name AS business_name, audience.last_seq AS messages,
                EXISTS (SELECT 1 FROM oversight WHERE oversight.conversation_row = c.row_id
                    AND oversight.person_row = @PersonRow AND oversight.ends_at > @Now) AS is_open
            FROM conversation c
            JOIN shop ON shop.row_id = c.shop_row
            JOIN person customer ON customer.row_id = c.customer_row
            JOIN business ON business.row_id = c.business_row
            JOIN audience ON audience.conversation_row = c.row_id AND audience.kind = 1
            WHERE c.row_id < @before{where}
            ORDER BY c.row_id DESC LIMIT @count
            """;
    }

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public Guid ShopId { get; init; }
        public string Subject { get; init; } = "";
        public string Topic { get; init; } = "";
        public ConversationStatus Status { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public Guid CustomerId { get; init; }
        public string CustomerName { get; init; } = "";
        public Guid BusinessId { get; init; }
        public string BusinessName { get; init; } = "";
        public long Messages { get; init; }
        public bool IsOpen { get; init; }

        public ListedConversationView View =>
            new(
                Id,
                ShopId,
                Subject,
                TopicView.Parse(Topic),
                Status,
                new NamedView(CustomerId, CustomerName),
                new NamedView(BusinessId, BusinessName),
                Messages,
                IsOpen,
                CreatedAt
            );
    }
}
