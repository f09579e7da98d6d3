using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Widget;

/// <summary>What a shop's page is about, in the shop's own names.</summary>
public sealed record OfferContactQuery
{
    [Required]
    public Word<TopicKind>? Topic { get; init; }

    /// <summary>The shop's own id of the order, listing or service; general has none.</summary>
    [ExternalId]
    public string? ExternalId { get; init; }

    /// <summary>The shop's own id of the business: which one of an order's sellers, and for general whom.</summary>
    [ExternalId]
    public string? Business { get; init; }
}

/// <summary>Whom one may write to from a shop's page.</summary>
/// <param name="ConversationId">The caller's conversation about it, where there is one.</param>
/// <param name="Refusal">
/// Why the caller may not open one: <c>sign_in_required</c>, or a reason of <c>contact_not_allowed</c>. Absent when he may.
/// </param>
public sealed record ContactOfferView(
    TopicView Topic,
    BusinessView Business,
    Guid? ConversationId = null,
    string? Refusal = null
);

internal static class OfferContactEndpoint
{
    public static void MapOfferContact(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/widgets/{shopId:guid}/contact", Handle)
            .WithName(nameof(OfferContact))
            .WithTags("Widget")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Shows whom a shop's page leads to, and whether the caller may write to them about it.</summary>
    internal static async Task<Results<Ok<ContactOfferView>, NotFound>> Handle(
        Guid shopId,
        [AsParameters] OfferContactQuery query,
        HttpContext context,
        OfferContact offer
    ) =>
        await offer.Run(Actor.Of(context), shopId, query, context.RequestAborted) is { } offered
            ? TypedResults.Ok(offered)
            : TypedResults.NotFound();
}

/// <summary>
/// What a shop shows to everybody, its listings and services, may be named by everybody; an order by its customer alone, which
/// others cannot tell from one that is not there.
/// </summary>
internal sealed class OfferContact(Database database)
{
    /// <param name="actor">Null for a visitor.</param>
    /// <returns>Null when there is no such thing to write about, for this actor.</returns>
    public Task<ContactOfferView?> Run(
        Actor? actor,
        Guid shopId,
        OfferContactQuery query,
        CancellationToken cancellationToken
    ) =>
        database.Read(
            work => Read(work, actor is { PersonRow: not 0 } ? actor : null, shopId, query),
            cancellationToken
        );

    private static async Task<ContactOfferView?> Read(Work work, Actor? customer, Guid shopId, OfferContactQuery query)
    {
        if (await Shops.Find(work, shopId) is not { } shopRow)
            return null;
        if (customer is { ShopRow: not 0 } && customer.ShopRow != shopRow)
            return null;
        if (await Wanted(work, customer, shopRow, query) is not { } wanted)
            return null;

        var known = customer is null ? null : await OpenConversation.Find(work, wanted);
        var business = (
            await work.One<BusinessView>("SELECT id, name FROM business WHERE row_id = @BusinessRow", wanted)
        )!;

        return new ContactOfferView(wanted.Topic, business, known?.Id, await Refusal(work, customer, wanted, known));
    }

    private static async Task<string?> Refusal(
        Work work,
        Actor? customer,
        NewConversation wanted,
        OpenedConversation? known
    ) =>
        customer is null ? "sign_in_required"
        : known is not null ? null
        : await MayContact.Refusal(work, customer, wanted.TopicKind, wanted.ShopRow, wanted.BusinessRow);

    private static async Task<NewConversation?> Wanted(
        Work work,
        Actor? customer,
        long shopRow,
        OfferContactQuery query
    )
    {
        var named = query.Business is { } name ? await Businesses.Find(work, shopRow, name) : null;
        var (row, caller) = (customer?.PersonRow ?? 0, customer?.Name ?? "");
        if (query.Topic!.Value.Value == TopicKind.General)
            return named is { } business
                ? TopicConversation.General(shopRow, row, caller, business, await NameOf(work, business))
                : null;
        if (await Find(work, customer, shopRow, query) is not { } topic)
            return null;

        var seller = query.Business is null ? topic.BusinessRow : named;

        return seller is { } found ? TopicConversation.Of(topic, row, caller, found, await NameOf(work, found)) : null;
    }

    private static async Task<Topic?> Find(Work work, Actor? customer, long shopRow, OfferContactQuery query)
    {
        var kind = query.Topic!.Value.Value;
        var id = await work.One<Guid?>(
            kind == TopicKind.Order
                ? """
                SELECT id FROM orders WHERE shop_row = @shopRow AND external_id = @ExternalId
                    AND customer_row = @personRow
                """
                : "SELECT id FROM listing WHERE shop_row = @shopRow AND external_id = @ExternalId AND kind = @kind",
            new
            {
                shopRow,
                query.ExternalId,
                kind,
                personRow = customer?.PersonRow ?? 0,
            }
        );

        return id is { } found ? await Topics.Find(work, kind, found) : null;
    }

    private static async Task<string> NameOf(Work work, long businessRow) =>
        (await work.One<string>("SELECT name FROM business WHERE row_id = @businessRow", new { businessRow }))!;
}
