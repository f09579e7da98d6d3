using Parley.Kernel;

namespace Parley.Commerce;

/// <summary>What a business offers in a shop.</summary>
/// <param name="Kind"><c>listing</c> or <c>service</c>.</param>
/// <param name="ExternalId">The shop's own id of it.</param>
/// <param name="Status">The shop's own word.</param>
public sealed record ListingView(
    Guid Id,
    Guid ShopId,
    TopicKind Kind,
    string ExternalId,
    string Title,
    BusinessView Business,
    long Version,
    DateTimeOffset ChangedAt,
    string? ImageUrl = null,
    Money? Price = null,
    string? Status = null,
    IReadOnlyDictionary<string, string>? Attributes = null
);

internal sealed class ListingRow
{
    /// <summary>Of the alias <c>l</c>, joined with its shop and business.</summary>
    public const string Select = """
        SELECT l.*, shop.id AS shop_id, business.id AS business_id, business.name AS business_name
        FROM listing l JOIN shop ON shop.row_id = l.shop_row JOIN business ON business.row_id = l.business_row
        """;

    public long RowId { get; init; }
    public Guid Id { get; init; }
    public long ShopRow { get; init; }
    public Guid ShopId { get; init; }
    public TopicKind Kind { get; init; }
    public string ExternalId { get; init; } = "";
    public string Title { get; init; } = "";
    public long BusinessRow { get; init; }
    public Guid BusinessId { get; init; }
    public string BusinessName { get; init; } = "";
    public string? ImageUrl { get; init; }
    public long? PriceMinor { get; init; }
    public string? Currency { get; init; }
    public string? Status { get; init; }
    public string Attributes { get; init; } = "{}";
    public long Version { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public ListingView View =>
        new(
            Id,
            ShopId,
            Kind,
            ExternalId,
            Title,
            new BusinessView(BusinessId, BusinessName),
            Version,
            ChangedAt,
            ImageUrl,
            Stored.Money(PriceMinor, Currency),
            Status,
            Stored.Attributes(Attributes)
        );
}
