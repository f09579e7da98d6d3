using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Orders;
using Parley.People;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>What is bought, one piece of it.</summary>
/// <param name="ListingId">A listing or service of the demo's shop.</param>
/// <param name="ClientId">Chosen by the sending device. The same one again is the same order.</param>
public sealed record PlaceDemoOrderRequest(Guid ListingId, Guid ClientId)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class PlaceDemoOrderEndpoint
{
    public static void MapPlaceDemoOrder(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/demo/orders", Handle)
            .WithName(nameof(PlaceDemoOrder))
            .WithTags("Demo")
            .For(
                Access.SignedIn,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            );

    /// <summary>
    /// Buys one piece in the demo's shop for the caller, who gets the order with its conversation. There is no such address where
    /// the data is not a demo.
    /// </summary>
    internal static async Task<Results<Ok<OrderWithConversations>, NotFound>> Handle(
        PlaceDemoOrderRequest request,
        Actor actor,
        PlaceDemoOrder place,
        CancellationToken cancellationToken
    ) =>
        await place.Run(actor, request, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
}

/// <summary>What the demo's shop does when somebody buys: it pushes the order, as every shop does.</summary>
internal sealed class PlaceDemoOrder(Database database, PushOrder push, ReadOrders orders, Clock clock)
{
    /// <returns>Null when the demo's shop offers no such thing.</returns>
    public async Task<OrderWithConversations?> Run(
        Actor actor,
        PlaceDemoOrderRequest request,
        CancellationToken cancellationToken
    )
    {
        var sale = await database.Write(work => Prepare(work, actor, request, clock.Now), cancellationToken);
        if (sale is null)
            return null;

        var id = sale.KnownId ?? (await Push(actor, sale, request.ClientId, cancellationToken)).Id;

        return await orders.Show(actor, $"{id}", cancellationToken);
    }

    private Task<PushedOrderView> Push(Actor actor, Sale sale, Guid clientId, CancellationToken cancellationToken) =>
        push.Run(
            AuditActor.Of(actor) with
            {
                ShopRow = sale.ShopRow,
            },
            $"{clientId}",
            new PushOrderRequest(
                sale.Number,
                Version: 1,
                clock.Now,
                OrderStatus.Pending,
                new PushedCustomer(sale.CustomerId, actor.Name),
                [
                    sale.Offer.Item(quantity: 1) with
                    {
                        Listing = sale.Offer.IsService ? null : sale.Offer.Key,
                        Service = sale.Offer.IsService ? sale.Offer.Key : null,
                    },
                ],
                Total: new Money(sale.Offer.Price, sale.Offer.Currency)
            ),
            cancellationToken
        );

    private static async Task<Sale?> Prepare(Work work, Actor actor, PlaceDemoOrderRequest request, DateTimeOffset now)
    {
        var shopRow = (await DemoMark.Find(work))!.ShopRow;
        var key = await work.One<string>(
            "SELECT external_id FROM listing WHERE id = @ListingId AND shop_row = @shopRow",
            new { request.ListingId, shopRow }
        );
        if (DemoShop.Offers.FirstOrDefault(offer => offer.Key == key) is not { } offer)
            return null;

        var knownId = await work.One<Guid?>(
            "SELECT id FROM orders WHERE shop_row = @shopRow AND external_id = @externalId",
            new { shopRow, externalId = $"{request.ClientId}" }
        );

        return new Sale(
            shopRow,
            offer,
            await NextNumber(work, shopRow),
            await CustomerIn(work, shopRow, actor, now),
            knownId
        );
    }

    // Two at once may get the same number, as a shop's numbers need not be unique.
    private static async Task<string> NextNumber(Work work, long shopRow)
    {
        var count = await work.One<long>("SELECT count(*) FROM orders WHERE shop_row = @shopRow", new { shopRow });

        return $"{long.Parse(DemoShop.Orders[^1].Number) + 1 + count - DemoShop.Orders.Count}";
    }

    /// <summary>What the shop calls the actor; whoever made his own account is new to it.</summary>
    private static async Task<string> CustomerIn(Work work, long shopRow, Actor actor, DateTimeOffset now)
    {
        var known = await work.One<string>(
            "SELECT value FROM identity WHERE person_row = @PersonRow AND shop_row = @shopRow AND kind = @kind AND proof = 1",
            new
            {
                actor.PersonRow,
                shopRow,
                kind = IdentityKind.ExternalId,
            }
        );
        if (known is not null)
            return known;

        var identity = new Identity(IdentityKind.ExternalId, $"{actor.PersonId}", IsVerified: true);
        await Persons.AddIdentity(work, actor.PersonRow, shopRow, identity, now);

        return identity.Value;
    }

    /// <param name="CustomerId">The shop's own id of the customer.</param>
    /// <param name="KnownId">Of the order, where it was placed before.</param>
    private sealed record Sale(long ShopRow, DemoOffer Offer, string Number, string CustomerId, Guid? KnownId);
}
