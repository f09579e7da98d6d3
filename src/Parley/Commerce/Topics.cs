using Parley.Kernel;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>What a conversation can be about, as it is now; the conversation keeps a copy.</summary>
/// <param name="ExternalId">The shop's own id of it; for an order its number.</param>
/// <param name="StatusLabel">The shop's own word for the status.</param>
/// <param name="BusinessRow">Who offers it; for an order the seller of its first item.</param>
/// <param name="CustomerRow">Of an order; else 0.</param>
/// <param name="CustomerName">Of an order; else empty.</param>
/// <param name="Parts">Of an order: one for each seller, in the order of the items. Empty for the others.</param>
public sealed record Topic(
    TopicKind Kind,
    Guid Id,
    long ShopRow,
    string ExternalId,
    string Title,
    string? ImageUrl,
    Money? Price,
    string? Status,
    string? StatusLabel,
    IReadOnlyDictionary<string, string>? Attributes,
    long BusinessRow,
    long CustomerRow,
    string CustomerName,
    IReadOnlyList<OrderPart> Parts
);

/// <summary>One seller's part of an order, which is what one conversation is about.</summary>
/// <param name="Seller">What the shop calls the seller.</param>
/// <param name="Price">Of this part; null when an item has none, or they differ in currency.</param>
/// <param name="Others">Who supplies or resells items of this part.</param>
public sealed record OrderPart(
    long SellerRow,
    string Seller,
    string SellerName,
    string Title,
    string? ImageUrl,
    Money? Price,
    IReadOnlyDictionary<string, string>? Attributes,
    IReadOnlyList<OtherInOrder> Others
);

/// <summary>A business beside the seller.</summary>
public sealed record OtherInOrder(long BusinessRow, OrderRole Role);

/// <summary>Finds what a conversation is about. Guards nothing: the caller asks only for what its actor may see.</summary>
public static class Topics
{
    /// <summary>Null when there is no such thing, and for <see cref="TopicKind.General"/>, which has none.</summary>
    public static Task<Topic?> Find(Work work, TopicKind kind, Guid id) =>
        kind switch
        {
            TopicKind.Order => FindOrder(work, id),
            TopicKind.Listing or TopicKind.Service => FindListing(work, kind, id),
            _ => Task.FromResult<Topic?>(null),
        };

    private static async Task<Topic?> FindListing(Work work, TopicKind kind, Guid id)
    {
        var row = await work.One<ListingRow>(
            $"{ListingRow.Select} WHERE l.id = @id AND l.kind = @kind",
            new { id, kind }
        );

        return row is null
            ? null
            : new Topic(
                kind,
                id,
                row.ShopRow,
                row.ExternalId,
                row.Title,
                row.ImageUrl,
                Stored.Money(row.PriceMinor, row.Currency),
                row.Status,
                StatusLabel: null,
                Stored.Attributes(row.Attributes),
                row.BusinessRow,
                CustomerRow: 0,
                CustomerName: "",
                Parts: []
            );
    }

    private static async Task<Topic?> FindOrder(Work work, Guid id)
    {
        var order = await work.One<TopicOrderRow>(
            """
            SELECT o.row_id, o.shop_row, o.number, o.status, o.status_label, o.customer_row, customer.name AS customer_name,
                o.total_minor, o.currency
            FROM orders o JOIN person customer ON customer.row_id = o.customer_row WHERE o.id = @id
            """,
            new { id }
        );
        if (order is null)
            return null;

        var items = await work.Query<TopicItemRow>(
            """
            SELECT item.*, named.external_id AS seller, business.name AS seller_name FROM order_item item
            JOIN business ON business.row_id = item.seller_row
            JOIN business_in_shop named ON named.business_row = item.seller_row AND named.shop_row = @ShopRow
            WHERE item.order_row = @RowId ORDER BY item.position
            """,
            order
        );
        var parts = items.GroupBy(item => item.SellerRow).Select(group => PartOf([.. group])).ToList();

        return new Topic(
            TopicKind.Order,
            id,
            order.ShopRow,
            order.Number,
            TitleOf(items),
            items.Select(item => item.ImageUrl).FirstOrDefault(url => url is not null),
            Stored.Money(order.TotalMinor, order.Currency) ?? SumOf(items),
            Stored.Word(order.Status),
            order.StatusLabel,
            AttributesOf(items),
            parts[0].SellerRow,
            order.CustomerRow,
            order.CustomerName,
            parts
        );
    }

    private static OrderPart PartOf(IReadOnlyList<TopicItemRow> items) =>
        new(
            items[0].SellerRow,
            items[0].Seller,
            items[0].SellerName,
            TitleOf(items),
            items.Select(item => item.ImageUrl).FirstOrDefault(url => url is not null),
            SumOf(items),
            AttributesOf(items),
            [.. items.SelectMany(item => item.Others).Distinct()]
        );

    /// <summary>Such as <c>Oak side table ×2 and 3 more</c>.</summary>
    private static string TitleOf(IReadOnlyList<TopicItemRow> items)
    {
        var first = items[0].Quantity == 1 ? items[0].Title : $"{items[0].Title} ×{items[0].Quantity}";

        return items.Count == 1 ? first : $"{first} and {items.Count - 1} more";
    }

    private static Money? SumOf(IReadOnlyList<TopicItemRow> items) =>
        items[0].Currency is { } currency && items.All(item => item.PriceMinor is not null && item.Currency == currency)
            ? Sum(items.Select(item => (Int128)item.PriceMinor!.Value * item.Quantity), currency)
            : null;

    // A thousand items at the highest price a million times are more than a number holds.
    private static Money? Sum(IEnumerable<Int128> amounts, string currency) =>
        amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount) is var sum && Int128.Abs(sum) <= Money.MaxMinor
            ? new Money((long)sum, currency)
            : null;

    /// <summary>Of a single item; those of several would not say which.</summary>
    private static IReadOnlyDictionary<string, string>? AttributesOf(IReadOnlyList<TopicItemRow> items) =>
        items.Count == 1 ? Stored.Attributes(items[0].Attributes) : null;

    private sealed class TopicOrderRow
    {
        public long RowId { get; init; }
        public long ShopRow { get; init; }
        public string Number { get; init; } = "";
        public OrderStatus Status { get; init; }
        public string? StatusLabel { get; init; }
        public long CustomerRow { get; init; }
        public string CustomerName { get; init; } = "";
        public long? TotalMinor { get; init; }
        public string? Currency { get; init; }
    }

    private sealed class TopicItemRow
    {
        public string Title { get; init; } = "";
        public long Quantity { get; init; }
        public long? PriceMinor { get; init; }
        public string? Currency { get; init; }
        public string? ImageUrl { get; init; }
        public string Attributes { get; init; } = "{}";
        public long SellerRow { get; init; }
        public string Seller { get; init; } = "";
        public string SellerName { get; init; } = "";
        public long? SupplierRow { get; init; }
        public long? ResellerRow { get; init; }

        public IEnumerable<OtherInOrder> Others
        {
            get
            {
                if (SupplierRow is { } supplier)
                    yield return new OtherInOrder(supplier, OrderRole.Supplier);
                if (ResellerRow is { } reseller)
                    yield return new OtherInOrder(reseller, OrderRole.Reseller);
            }
        }
    }
}
