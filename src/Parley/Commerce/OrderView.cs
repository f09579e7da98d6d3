using Parley.Kernel;

namespace Parley.Commerce;

/// <summary>An order as one of its parties sees it.</summary>
public record OrderView
{
    public required Guid Id { get; init; }
    public required Guid ShopId { get; init; }

    /// <summary>The shop's own id of it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What people call it.</summary>
    public required string Number { get; init; }
    public required OrderStatus Status { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required CustomerView Customer { get; init; }

    /// <summary>All for the customer and the shop; for a business those that it has a part in.</summary>
    public required IReadOnlyList<OrderItemView> Items { get; init; }

    /// <summary>The shop's own word for the status.</summary>
    public string? StatusLabel { get; init; }

    /// <summary>Absent for a business that has a part in some of the items only.</summary>
    public Money? Total { get; init; }
    public Tracking? Tracking { get; init; }

    /// <summary>Whether the reader may move it along its life: the shop, and the business that sells all of it.</summary>
    public required bool MayChange { get; init; }

    /// <summary>Never leaves the server.</summary>
    internal long RowId { get; init; }
}

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
