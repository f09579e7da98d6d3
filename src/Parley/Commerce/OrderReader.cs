using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>Through whose eyes orders are read.</summary>
/// <param name="BusinessRows">The businesses that the actor speaks for.</param>
internal sealed record OrderReader(Actor Actor, long[] BusinessRows)
{
    public static async Task<OrderReader> Of(
        Actor actor,
        Memberships memberships,
        CancellationToken cancellationToken
    ) => new(actor, [.. (await memberships.Of(actor, cancellationToken)).Select(business => business.BusinessRow)]);

    /// <summary>Turns rows into views, with what this reader may see of them; in the order of <paramref name="orders"/>.</summary>
    public async Task<IReadOnlyList<OrderView>> Views(Work work, IReadOnlyList<OrderRow> orders)
    {
        if (orders.Count == 0)
            return [];

        var items = (
            await work.Query<OrderItemRow>(
                $"""
                SELECT item.*, seller.id AS seller_id, seller.name AS seller_name, supplier.id AS supplier_id,
                    supplier.name AS supplier_name, reseller.id AS reseller_id, reseller.name AS reseller_name
                FROM order_item item
                JOIN business seller ON seller.row_id = item.seller_row
                LEFT JOIN business supplier ON supplier.row_id = item.supplier_row
                LEFT JOIN business reseller ON reseller.row_id = item.reseller_row
                WHERE item.order_row {work.In("@rows")} ORDER BY item.order_row, item.position
                """,
                new { rows = orders.Select(order => order.RowId).ToArray() }
            )
        ).ToLookup(item => item.OrderRow);

        return [.. orders.Select(order => View(order, [.. items[order.RowId]]))];
    }

    private OrderView View(OrderRow order, IReadOnlyList<OrderItemRow> items)
    {
        var seesAll = Actor.IsShop || order.CustomerRow == Actor.PersonRow;
        var mine = seesAll ? items : [.. items.Where(HasPart)];

        return new OrderView
        {
            Id = order.Id,
            ShopId = order.ShopId,
            ExternalId = order.ExternalId,
            Number = order.Number,
            Status = order.Status,
            PlacedAt = order.PlacedAt,
            ChangedAt = order.ChangedAt,
            Customer = new CustomerView(order.CustomerId, order.CustomerName),
            Items = [.. mine.Select(item => item.View)],
            StatusLabel = order.StatusLabel,
            Total = mine.Count == items.Count ? Stored.Money(order.TotalMinor, order.Currency) : null,
            Tracking = Stored.Parse<Tracking>(order.Tracking),
            RowId = order.RowId,
            MayChange = Actor.IsShop || items.All(item => BusinessRows.Contains(item.SellerRow)),
        };
    }

    private bool HasPart(OrderItemRow item) =>
        BusinessRows.Contains(item.SellerRow)
        || (item.SupplierRow is { } supplier && BusinessRows.Contains(supplier))
        || (item.ResellerRow is { } reseller && BusinessRows.Contains(reseller));
}

internal sealed class OrderRow
{
    /// <summary>Of the alias <c>o</c>, joined with its shop and customer.</summary>
    public const string Select = """
        SELECT o.*, shop.id AS shop_id, customer.id AS customer_id, customer.name AS customer_name
        FROM orders o JOIN shop ON shop.row_id = o.shop_row JOIN person customer ON customer.row_id = o.customer_row
        """;

    public long RowId { get; init; }
    public Guid Id { get; init; }
    public Guid ShopId { get; init; }
    public string ExternalId { get; init; } = "";
    public string Number { get; init; } = "";
    public long CustomerRow { get; init; }
    public Guid CustomerId { get; init; }
    public string CustomerName { get; init; } = "";
    public OrderStatus Status { get; init; }
    public string? StatusLabel { get; init; }
    public long? TotalMinor { get; init; }
    public string? Currency { get; init; }
    public string? Tracking { get; init; }
    public DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}

internal sealed class OrderItemRow
{
    public long OrderRow { get; init; }
    public string Title { get; init; } = "";
    public long Quantity { get; init; }
    public long? PriceMinor { get; init; }
    public string? Currency { get; init; }
    public string? ImageUrl { get; init; }
    public string Attributes { get; init; } = "{}";
    public long SellerRow { get; init; }
    public Guid SellerId { get; init; }
    public string SellerName { get; init; } = "";
    public long? SupplierRow { get; init; }
    public Guid? SupplierId { get; init; }
    public string? SupplierName { get; init; }
    public long? ResellerRow { get; init; }
    public Guid? ResellerId { get; init; }
    public string? ResellerName { get; init; }

    public OrderItemView View =>
        new(
            Title,
            Quantity,
            new BusinessView(SellerId, SellerName),
            Stored.Money(PriceMinor, Currency),
            ImageUrl,
            Stored.Attributes(Attributes),
            SupplierId is { } supplier ? new BusinessView(supplier, SupplierName!) : null,
            ResellerId is { } reseller ? new BusinessView(reseller, ResellerName!) : null
        );
}
