using Parley.Commerce;
using Parley.Kernel;

namespace Parley.Demo;

/// <summary>An order of the demo.</summary>
/// <param name="Ago">When it was placed, as <see cref="DemoTimes.Ago"/> reads it.</param>
/// <param name="Status">Where it stands today.</param>
/// <param name="Items">Each such as <c>2 oak-side-table</c>.</param>
internal sealed record DemoOrder(
    string Number,
    string Customer,
    string Ago,
    OrderStatus Status,
    params IReadOnlyList<string> Items
)
{
    /// <summary>How an order gets where it is, each status with the part of the order's age at which it is reached.</summary>
    private static readonly (OrderStatus Status, double At, string? Label)[] Way =
    [
        (OrderStatus.Pending, 0, null),
        (OrderStatus.Confirmed, 0.02, "Paid"),
        (OrderStatus.Shipped, 0.25, null),
        (OrderStatus.Delivered, 0.5, null),
        (OrderStatus.Completed, 0.8, null),
    ];

    public DateTimeOffset PlacedAt(DateTimeOffset now) => DemoTimes.Ago(now, Ago, Number);

    /// <summary>The pushes of the shop, in their order.</summary>
    public IEnumerable<(DateTimeOffset At, PushOrderRequest Push)> Pushes(DateTimeOffset now)
    {
        var placedAt = PlacedAt(now);
        var version = 0;
        foreach (var (status, at, label) in Steps)
            yield return (placedAt + ((now - placedAt) * at), PushOf(placedAt, ++version, status, label));
    }

    private IEnumerable<(OrderStatus Status, double At, string? Label)> Steps =>
        Status switch
        {
            OrderStatus.Cancelled => [Way[0], Way[1], (Status, 0.15, "Cancelled by customer")],
            OrderStatus.Refunded => [.. Way[..4], (Status, 0.7, null)],
            _ => Way.TakeWhile(step => step.Status <= Status),
        };

    private PushOrderRequest PushOf(DateTimeOffset placedAt, int version, OrderStatus status, string? label)
    {
        var customer = DemoShop.Person(Customer);
        var items = Items.Select(ItemOf).ToList();

        return new PushOrderRequest(
            Number,
            version,
            placedAt,
            status,
            new PushedCustomer(customer.Key, customer.Name, customer.Email, EmailVerified: true),
            items,
            label,
            new Money(items.Sum(item => item.Price!.Minor * item.Quantity), items[0].Price!.Currency),
            status is OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Completed
                ? new Tracking("DHL", $"0034 0434 {Number}")
                : null
        );
    }

    private static PushedItem ItemOf(string item)
    {
        var space = item.IndexOf(' ');

        return DemoShop.Offer(item[(space + 1)..]).Item(int.Parse(item.AsSpan(0, space)));
    }
}
