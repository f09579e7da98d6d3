using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>Which orders.</summary>
public sealed record ListOrdersQuery
{
    /// <summary>The business that has a part in them, of which the caller is a member; those that he bought when left out.</summary>
    public Guid? As { get; init; }

    /// <summary>Only those that stand so.</summary>
    public Word<OrderStatus>? Status { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

/// <summary>Reads each list from an index of its own, so that it takes the same time however many orders others have.</summary>
internal sealed class ListOrders(Database database, Memberships memberships, Installation installation)
{
    private const string Purpose = "orders";
    private const int DefaultLimit = 30;

    /// <returns>Null when the caller is not a member of the business that he lists for.</returns>
    public async Task<Page<OrderView>?> Run(Actor actor, ListOrdersQuery query, CancellationToken cancellationToken)
    {
        var limit = query.Limit ?? DefaultLimit;
        var reader = await OrderReader.Of(actor, memberships, cancellationToken);
        var business = (await memberships.Of(actor, cancellationToken)).FirstOrDefault(m => m.BusinessId == query.As);
        if (query.As is not null && business is null)
            return null;

        var place = installation.OpenBefore(Purpose, query.Before, count: 2);
        var (placedAt, row) = place is null ? (long.MaxValue, long.MaxValue) : (place[0], place[1]);

        return await database.Read(
            async work =>
            {
                var rows = await work.Query<OrderRow>(
                    Sql(actor, query),
                    new
                    {
                        actor.ShopRow,
                        actor.PersonRow,
                        business?.BusinessRow,
                        Status = query.Status?.Value,
                        placedAt,
                        row,
                        count = limit + 1,
                    }
                );
                var last = rows.Count > limit ? rows[limit - 1] : null;
                var next = last is null
                    ? null
                    : installation.Seal(Purpose, last.PlacedAt.ToUnixTimeMilliseconds(), last.RowId);

                return new Page<OrderView>(await reader.Views(work, [.. rows.Take(limit)]), next);
            },
            cancellationToken
        );
    }

    private static string Sql(Actor actor, ListOrdersQuery query)
    {
        var status = query.Status is null ? "" : "AND o.status = @Status";
        // A shop's session never reaches into another shop.
        if (actor.ShopRow != 0)
            status += " AND o.shop_row = @ShopRow";
        const string order = "ORDER BY o.placed_at DESC, o.row_id DESC LIMIT @count";
        string Of(string whose) => $"WHERE {whose} {status} AND (o.placed_at, o.row_id) < (@placedAt, @row) {order}";

        return query.As is null
            ? $"{OrderRow.Select} {Of(actor.IsShop ? "o.shop_row = @ShopRow" : "o.customer_row = @PersonRow")}"
            : $"""
                {OrderRow.Select} WHERE o.row_id IN (
                    SELECT o.row_id FROM (
                        SELECT DISTINCT o.row_id, o.placed_at FROM order_business part JOIN orders o ON o.row_id = part.order_row
                        WHERE part.business_row = @BusinessRow {status}
                            AND (part.placed_at, part.order_row) < (@placedAt, @row) {order}
                    ) o
                ) {order}
                """;
    }
}
