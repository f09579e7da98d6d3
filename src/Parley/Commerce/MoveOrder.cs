using Parley.Kernel;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>Moves an order along its life by hand, in the transaction of the caller; the shop's next push still has the last word.</summary>
internal static class MoveOrder
{
    /// <param name="tracking">Null leaves what is known.</param>
    /// <exception cref="RuleBrokenException">It does not go there from where it is (<see cref="Problem.StatusConflict"/>).</exception>
    public static async Task<StoredOrder> Run(
        Work work,
        Guid id,
        OrderStatus status,
        string? statusLabel,
        Tracking? tracking,
        DateTimeOffset now
    )
    {
        var known = (
            await work.One<KnownOrder>(
                "SELECT row_id, customer_row, status, status_label, tracking FROM orders WHERE id = @id"
                    + (work.OnPostgres ? " FOR NO KEY UPDATE" : ""),
                new { id }
            )
        )!;
        var before = Stored.Parse<Tracking>(known.Tracking);
        var after = tracking ?? before;
        var isSameStatus = known.Status == status;
        if (isSameStatus && after == before && statusLabel is null)
            return Of(isChanged: false);

        RuleBrokenException.Unless(isSameStatus || known.Status.MayBecome(status), Problem.StatusConflict);
        await work.Execute(
            """
            UPDATE orders SET status = @status, status_label = @statusLabel, tracking = @tracking, changed_at = @now
            WHERE row_id = @RowId
            """,
            new
            {
                known.RowId,
                status,
                // The shop's word for the status before says nothing of the new one.
                statusLabel = isSameStatus ? statusLabel ?? known.StatusLabel : statusLabel,
                tracking = after is null ? null : Stored.Text(after),
                now,
            }
        );

        return Of(isChanged: true);

        StoredOrder Of(bool isChanged) =>
            new(
                known.RowId,
                id,
                known.CustomerRow,
                IsNew: false,
                isChanged,
                status,
                known.Status,
                statusLabel,
                after,
                HasNewTracking: after is not null && after != before
            );
    }

    /// <summary>Forward only; cancelled while it is not with the customer, refunded once it was accepted.</summary>
    public static bool MayBecome(this OrderStatus from, OrderStatus to) =>
        to switch
        {
            OrderStatus.Cancelled => from is OrderStatus.Pending or OrderStatus.Confirmed or OrderStatus.Shipped,
            OrderStatus.Refunded => from is not OrderStatus.Pending and not OrderStatus.Refunded,
            _ => from < to && from < OrderStatus.Completed,
        };

    private sealed class KnownOrder
    {
        public long RowId { get; init; }
        public long CustomerRow { get; init; }
        public OrderStatus Status { get; init; }
        public string? StatusLabel { get; init; }
        public string? Tracking { get; init; }
    }
}
