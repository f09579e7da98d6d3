using Parley.Kernel;

namespace Parley.Commerce;

/// <summary>An order as one of its parties sees it.</summary>
/// <param name="ExternalId">The shop's own id of it.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Items">All for the customer and the shop; for a business those that it has a part in.</param>
/// <param name="StatusLabel">The shop's own word for the status.</param>
/// <param name="Total">Absent for a business that has a part in some of the items only.</param>
public sealed record OrderView(
    Guid Id,
    Guid ShopId,
    string ExternalId,
    string Number,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    DateTimeOffset ChangedAt,
    CustomerView Customer,
    IReadOnlyList<OrderItemView> Items,
    string? StatusLabel = null,
    Money? Total = null,
    Tracking? Tracking = null
);

/// <summary>Who bought. No address: contact is what the conversation is for.</summary>
public sealed record CustomerView(Guid PersonId, string Name);

/// <summary>One line of an order.</summary>
/// <param name="Price">Of one piece.</param>
public sealed record OrderItemView(
    string Title,
    long Quantity,
    BusinessView Seller,
    Money? Price = null,
    string? ImageUrl = null,
    IReadOnlyDictionary<string, string>? Attributes = null,
    BusinessView? Supplier = null,
    BusinessView? Reseller = null
);

/// <summary>A business, in short.</summary>
public sealed record BusinessView(Guid Id, string Name);
