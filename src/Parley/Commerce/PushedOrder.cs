using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Kernel;
using Parley.People;

namespace Parley.Commerce;

/// <summary>An order as the shop has it.</summary>
/// <param name="Number">What people call it; need not be unique.</param>
/// <param name="Version">Only goes up: an older push, or the same one again, changes nothing.</param>
/// <param name="Customer">Made known if new. The customer of an order never changes.</param>
/// <param name="StatusLabel">The shop's own word for the status.</param>
/// <param name="Announce">False for an order of the past, which is no news even where the shop announces its orders.</param>
/// <param name="InquiryId">The conversation about a listing or service that became this order.</param>
public sealed record PushOrderRequest(
    [property: Line(64)] string Number,
    [property: Range(0, 9007199254740991d)] long Version,
    DateTimeOffset PlacedAt,
    OrderStatus Status,
    PushedCustomer Customer,
    [property: MinLength(1), MaxLength(1000), NoNulls] IReadOnlyList<PushedItem> Items,
    [property: Line(64)] string? StatusLabel = null,
    Money? Total = null,
    Tracking? Tracking = null,
    Guid? InquiryId = null,
    bool? Announce = null
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
/// <param name="Listing">The listing that it was, by the shop's own id; what the customer asked about it is linked with the order.</param>
/// <param name="Service">The same of a service.</param>
public sealed record PushedItem(
    [property: Line] string Title,
    [property: Range(1, 1_000_000)] int Quantity,
    [property: ExternalId] string Seller,
    Money? Price = null,
    [property: WebAddress] string? ImageUrl = null,
    [property: AttributePairs] IReadOnlyDictionary<string, string>? Attributes = null,
    [property: ExternalId] string? Supplier = null,
    [property: ExternalId] string? Reseller = null,
    [property: ExternalId] string? Listing = null,
    [property: ExternalId] string? Service = null
);

/// <summary>Where the parcel is.</summary>
public sealed record Tracking(
    [property: Line(64)] string? Carrier = null,
    [property: Line(128)] string? Number = null,
    [property: WebAddress] string? Url = null
);
