using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>What became of a pushed order.</summary>
/// <param name="IsChanged">False for an older push or the same again; then everything here is as it was stored before.</param>
/// <param name="PreviousStatus">Null for a new order.</param>
/// <param name="HasNewTracking">The parcel is somewhere, and it is told otherwise than before.</param>
public sealed record StoredOrder(
    long RowId,
    Guid Id,
    long CustomerRow,
    bool IsNew,
    bool IsChanged,
    OrderStatus Status,
    OrderStatus? PreviousStatus,
    string? StatusLabel = null,
    Tracking? Tracking = null,
    bool HasNewTracking = false
);

/// <summary>
/// Keeps an order, with the customer and the businesses that it names, in the transaction of the caller. Single statements, no
/// I/O, so that it can be a deed of the message log.
/// </summary>
public static class StoreOrder
{
    /// <exception cref="RuleBrokenException">
    /// The version is known with another content (<see cref="Problem.IdempotencyMismatch"/>), or the order is somebody else's
    /// (<see cref="Problem.StatusConflict"/>).
    /// </exception>
    public static async Task<StoredOrder> Run(
        Work work,
        long shopRow,
        string externalId,
        PushOrderRequest order,
        DateTimeOffset now
    )
    {
        var hash = Stored.Hash(order with { Others = null, Announce = null });
        var known = await Find(work, shopRow, externalId);
        if (known is not null && !Stored.IsNewer(order.Version, hash, known.Version, known.ContentHash))
            return known.Unchanged;

        var customerRow = await Persons.Ensure(work, shopRow, CustomerOf(order), now);
        if (known is not null && known.CustomerRow != customerRow)
        {
            throw new RuleBrokenException(Problem.StatusConflict)
            {
                Detail = "The customer of an order does not change.",
            };
        }

        var id = Ids.New(now);
        var row = await Upsert(work, shopRow, externalId, order, (id, customerRow, hash, now));
        // Another node stored the order meanwhile; the database waited for it to commit, so now it is known.
        if (row is null)
            return await Run(work, shopRow, externalId, order, now);

        var isNew = row.Id == id;
        if (!isNew)
            await ForgetItems(work, row.RowId);
        await StoreItems(work, shopRow, row.RowId, order, now);

        var tracking = order.Tracking is null ? null : Stored.Text(order.Tracking);

        return new StoredOrder(
            row.RowId,
            row.Id,
            customerRow,
            isNew,
            IsChanged: true,
            order.Status,
            known?.Status,
            order.StatusLabel,
            order.Tracking,
            HasNewTracking: tracking is not null && tracking != known?.Tracking
        );
    }

    private static PersonInShop CustomerOf(PushOrderRequest order) =>
        new(
            order.Customer.ExternalId,
            order.Customer.Name,
            order.Customer.Email is { } email ? Addresses.RequireEmail(email, "customer.email") : null,
            order.Customer.EmailVerified
        );

    private static Task<KnownOrder?> Find(Work work, long shopRow, string externalId) =>
        work.One<KnownOrder>(
            "SELECT row_id, id, version, content_hash, customer_row, status, tracking FROM orders "
                + "WHERE shop_row = @shopRow AND external_id = @externalId"
                + (work.OnPostgres ? " FOR UPDATE" : ""),
            new { shopRow, externalId }
        );

    private static Task<UpsertedOrder?> Upsert(
        Work work,
        long shopRow,
        string externalId,
        PushOrderRequest order,
        (Guid Id, long CustomerRow, byte[] Hash, DateTimeOffset Now) made
    ) =>
        work.One<UpsertedOrder>(
            """
            INSERT INTO orders (id, shop_row, external_id, number, version, content_hash, customer_row, status, status_label,
                total_minor, currency, tracking, placed_at, changed_at)
            VALUES (@Id, @shopRow, @externalId, @Number, @Version, @Hash, @CustomerRow, @Status, @StatusLabel,
                @Minor, @Currency, @tracking, @PlacedAt, @Now)
            ON CONFLICT (shop_row, external_id) DO UPDATE SET number = excluded.number, version = excluded.version,
                content_hash = excluded.content_hash, status = excluded.status, status_label = excluded.status_label,
                total_minor = excluded.total_minor, currency = excluded.currency, tracking = excluded.tracking,
                placed_at = excluded.placed_at, changed_at = excluded.changed_at
            WHERE orders.version < excluded.version AND orders.customer_row = excluded.customer_row
            RETURNING row_id, id
            """,
            new
            {
                made.Id,
                shopRow,
                externalId,
                order.Number,
                order.Version,
                made.Hash,
                made.CustomerRow,
                order.Status,
                order.StatusLabel,
                order.Total?.Minor,
                order.Total?.Currency,
                tracking = order.Tracking is null ? null : Stored.Text(order.Tracking),
                order.PlacedAt,
                made.Now,
            }
        );

    private static async Task ForgetItems(Work work, long orderRow)
    {
        await work.Execute("DELETE FROM order_item WHERE order_row = @orderRow", new { orderRow });
        await work.Execute("DELETE FROM order_business WHERE order_row = @orderRow", new { orderRow });
    }

    private static async Task StoreItems(
        Work work,
        long shopRow,
        long orderRow,
        PushOrderRequest order,
        DateTimeOffset now
    )
    {
        var businesses = await BusinessesOf(work, shopRow, order, now);
        var items = order.Items.Select((item, position) => new ItemRow(orderRow, position, item, businesses)).ToList();
        await work.Execute(
            """
            INSERT INTO order_item (order_row, position, title, quantity, price_minor, currency, image_url, attributes,
                seller_row, supplier_row, reseller_row)
            VALUES (@OrderRow, @Position, @Title, @Quantity, @PriceMinor, @Currency, @ImageUrl, @Attributes,
                @SellerRow, @SupplierRow, @ResellerRow)
            """,
            items
        );
        await work.Execute(
            """
            INSERT INTO order_business (order_row, business_row, role, placed_at)
            VALUES (@OrderRow, @BusinessRow, @Role, @PlacedAt)
            """,
            items
                .SelectMany(item => item.Parts)
                .Distinct()
                .Select(part => new
                {
                    OrderRow = orderRow,
                    part.BusinessRow,
                    part.Role,
                    order.PlacedAt,
                })
        );
    }

    private static async Task<Dictionary<string, long>> BusinessesOf(
        Work work,
        long shopRow,
        PushOrderRequest order,
        DateTimeOffset now
    )
    {
        var rows = new Dictionary<string, long>();
        var names = order
            .Items.SelectMany(item => new[] { item.Seller, item.Supplier, item.Reseller })
            .OfType<string>();
        // In one order everywhere, so that two pushes that name the same new businesses do not wait for each other.
        foreach (var name in names.Distinct().Order(StringComparer.Ordinal))
            rows[name] = await Businesses.Ensure(work, shopRow, new BusinessInShop(name), now);

        return rows;
    }

    private sealed class ItemRow(long orderRow, int position, PushedItem item, Dictionary<string, long> businesses)
    {
        public long OrderRow => orderRow;
        public long Position => position;
        public string Title => item.Title;
        public long Quantity => item.Quantity;
        public long? PriceMinor => item.Price?.Minor;
        public string? Currency => item.Price?.Currency;
        public string? ImageUrl => item.ImageUrl;
        public string Attributes => Stored.Text(item.Attributes ?? new Dictionary<string, string>());
        public long SellerRow => businesses[item.Seller];
        public long? SupplierRow => item.Supplier is { } name ? businesses[name] : null;
        public long? ResellerRow => item.Reseller is { } name ? businesses[name] : null;

        public IEnumerable<(long BusinessRow, OrderRole Role)> Parts
        {
            get
            {
                yield return (SellerRow, OrderRole.Seller);
                if (SupplierRow is { } supplier)
                    yield return (supplier, OrderRole.Supplier);
                if (ResellerRow is { } reseller)
                    yield return (reseller, OrderRole.Reseller);
            }
        }
    }

    private sealed class UpsertedOrder
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
    }

    private sealed class KnownOrder
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public long Version { get; init; }
        public byte[] ContentHash { get; init; } = [];
        public long CustomerRow { get; init; }
        public OrderStatus Status { get; init; }
        public string? Tracking { get; init; }

        public StoredOrder Unchanged => new(RowId, Id, CustomerRow, false, false, Status, Status);
    }
}
