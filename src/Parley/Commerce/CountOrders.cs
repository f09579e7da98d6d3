using Parley.Kernel;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>How many orders stand where; a status in which there is none says 0.</summary>
public sealed record OrderCountsView(
    long Pending,
    long Confirmed,
    long Shipped,
    long Delivered,
    long Completed,
    long Cancelled,
    long Refunded
);

/// <summary>Counts what one person bought, which is never so much that counting takes long.</summary>
internal sealed class CountOrders(Database database)
{
    public async Task<OrderCountsView> Run(Actor actor, CancellationToken cancellationToken)
    {
        var rows = await database.Read(
            work =>
                work.Query<CountRow>(
                    """
                    SELECT status, count(*) AS count FROM orders
                    WHERE customer_row = @PersonRow AND (@ShopRow = 0 OR shop_row = @ShopRow) GROUP BY status
                    """,
                    new { actor.PersonRow, actor.ShopRow }
                ),
            cancellationToken
        );
        var counts = rows.ToDictionary(row => row.Status, row => row.Count);

        return new OrderCountsView(
            counts.GetValueOrDefault(OrderStatus.Pending),
            counts.GetValueOrDefault(OrderStatus.Confirmed),
            counts.GetValueOrDefault(OrderStatus.Shipped),
            counts.GetValueOrDefault(OrderStatus.Delivered),
            counts.GetValueOrDefault(OrderStatus.Completed),
            counts.GetValueOrDefault(OrderStatus.Cancelled),
            counts.GetValueOrDefault(OrderStatus.Refunded)
        );
    }

    private sealed class CountRow
    {
        public OrderStatus Status { get; init; }
        public long Count { get; init; }
    }
}
