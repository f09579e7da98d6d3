using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>Which part of all that a customer and a business said to each other.</summary>
public sealed record ListMessagesBetweenQuery
{
    /// <summary>The customer, for a member of the business; the caller himself when left out.</summary>
    public Guid? Customer { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

internal static class ListMessagesBetweenEndpoint
{
    public static void MapListMessagesBetween(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/businesses/{id:guid}/messages", Handle)
            .WithName("ListMessagesBetween")
            .WithTags("Messages")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>
    /// Lists what a customer and a business said in all of their conversations, whatever they are about, as one: the newest first.
    /// For the customer himself, and for members of the business.
    /// </summary>
    internal static async Task<Results<Ok<Page<MessageView>>, NotFound>> Handle(
        Guid id,
        [AsParameters] ListMessagesBetweenQuery query,
        Actor actor,
        ListMessagesBetween list,
        CancellationToken cancellationToken
    ) =>
        await list.Run(actor, id, query, cancellationToken) is { } page
            ? TypedResults.Ok(page)
            : TypedResults.NotFound();
}

internal sealed class ListMessagesBetween(
    Database database,
    Memberships memberships,
    ConversationCache conversations,
    Timeline timeline,
    Installation installation
)
{
    private const string Purpose = "messages between";
    private const int DefaultLimit = 30;

    /// <returns>Null when the two have no conversation that the actor takes part in.</returns>
    public async Task<Page<MessageView>?> Run(
        Actor actor,
        Guid businessId,
        ListMessagesBetweenQuery query,
        CancellationToken cancellationToken
    )
    {
        var before = installation.OpenBefore(Purpose, query.Before);
        var mine = await SeatsIn(actor, businessId, query.Customer ?? actor.PersonId, cancellationToken);
        if (mine.Count == 0)
            return null;

        var limit = query.Limit ?? DefaultLimit;
        var found = await timeline.Newest(mine, before, limit + 1, cancellationToken);
        var next = found.Count > limit ? installation.Seal(Purpose, found[limit - 1].Row) : null;

        return new Page<MessageView>([.. found.Take(limit).Select(message => message.View)], next);
    }

    private async Task<List<Seat>> SeatsIn(
        Actor actor,
        Guid businessId,
        Guid customerId,
        CancellationToken cancellationToken
    )
    {
        var own = await memberships.Of(actor, cancellationToken);
        if (customerId != actor.PersonId && own.All(membership => membership.BusinessId != businessId))
            return [];

        var rows = await database.Read(
            work =>
                work.Query<long>(
                    """
                    SELECT c.row_id FROM conversation c
                    WHERE c.customer_row = (SELECT row_id FROM person WHERE id = @customerId)
                        AND c.business_row = (SELECT row_id FROM business WHERE id = @businessId)
                    """,
                    new { customerId, businessId }
                ),
            cancellationToken
        );
        var facts = await conversations.Get(rows, cancellationToken);

        return [.. facts.Values.Select(known => Seats.Of(actor, known, own)).OfType<Seat>()];
    }
}
