using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>An order as the shop has it.</summary>
/// <param name="Number">What people call it; need not be unique.</param>
/// <param name="Version">Only goes up: an older push, or the same one again, changes nothing.</param>
/// <param name="Customer">Made known if new. The customer of an order never changes.</param>
/// <param name="StatusLabel">The shop's own word for the status.</param>
public sealed record PushOrderRequest(
    [property: Line(64)] string Number,
    [property: Range(0, 9007199254740991d)] long Version,
    DateTimeOffset PlacedAt,
    OrderStatus Status,
    PushedCustomer Customer,
    [property: MinLength(1), MaxLength(1000), NoNulls] IReadOnlyList<PushedItem> Items,
    [property: Line(64)] string? StatusLabel = null,
    Money? Total = null,
    Tracking? Tracking = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>Who bought.</summary>
/// <param name="EmailVerified">Whether the shop has proof that the address is his.</param>
public sealed record PushedCustomer(
    [property: ExternalId] string ExternalId,
    [property: Line] string Name,
    [property: StringLength(Addresses.MaxEmailLength)] string? Email = null,
    bool EmailVerified = false
);

/// <summary>One line of an order. Businesses are named by the shop's own ids and made known if new.</summary>
/// <param name="Price">Of one piece.</param>
/// <param name="Seller">Who sold it to the customer.</param>
/// <param name="Supplier">Who fulfils it.</param>
/// <param name="Reseller">Who brokered it.</param>
public sealed record PushedItem(
    [property: Line] string Title,
    [property: Range(1, 1_000_000)] int Quantity,
    [property: ExternalId] string Seller,
    Money? Price = null,
    [property: WebAddress] string? ImageUrl = null,
    [property: AttributePairs] IReadOnlyDictionary<string, string>? Attributes = null,
    [property: ExternalId] string? Supplier = null,
    [property: ExternalId] string? Reseller = null
);

/// <summary>Where the parcel is.</summary>
public sealed record Tracking(
    [property: Line(64)] string? Carrier = null,
    [property: Line(128)] string? Number = null,
    [property: WebAddress] string? Url = null
);

/// <summary>The order as it is kept.</summary>
/// <param name="Conversations">One for each seller.</param>
public sealed record PushedOrderView(Guid Id, IReadOnlyList<OrderConversationView> Conversations);

/// <summary>The conversation about one seller's part of an order.</summary>
/// <param name="Seller">What the shop calls the seller.</param>
public sealed record OrderConversationView(Guid Id, string Seller);

internal static class PushOrderEndpoint
{
    public static void MapPushOrder(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/orders/{externalId}", Handle)
            .WithName(nameof(PushOrder))
            .WithTags("Orders")
            .For(Access.Shop, StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    /// <summary>Keeps an order as the shop has it, with the customer and the businesses that it names.</summary>
    internal static async Task<Ok<PushedOrderView>> Handle(
        [ExternalId] string externalId,
        PushOrderRequest request,
        Actor actor,
        PushOrder push,
        CancellationToken cancellationToken
    )
    {
        var order = await push.Run(actor.ShopRow, externalId, request, cancellationToken);

        return TypedResults.Ok(new PushedOrderView(order.Id, Conversations: []));
    }
}

/// <summary>Stores a pushed order by itself. Who opens its conversations calls <see cref="StoreOrder"/> in a transaction of his own.</summary>
internal sealed class PushOrder(Database database, Clock clock)
{
    public Task<StoredOrder> Run(
        long shopRow,
        string externalId,
        PushOrderRequest request,
        CancellationToken cancellationToken
    ) => database.Write(work => StoreOrder.Run(work, shopRow, externalId, request, clock.Now), cancellationToken);
}
