using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>Which orders.</summary>
public sealed record ListOrdersQuery
{
    /// <summary>Only those that stand so.</summary>
    public Word<OrderStatus>? Status { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

internal static class ListOrdersEndpoint
{
    public static void MapListOrders(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/orders", Handle)
            .WithName(nameof(ListOrders))
            .WithTags("Orders")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest);

    /// <summary>
    /// Lists the orders that the caller bought and those that a business of his has a part in, the newest first; for a shop all
    /// of its orders.
    /// </summary>
    internal static async Task<Ok<Page<OrderView>>> Handle(
        [AsParameters] ListOrdersQuery query,
        Actor actor,
        ListOrders list,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await list.Run(actor, query, cancellationToken));
}

/// <summary>Reads each list from an index of its own, so that it takes the same time however many orders others have.</summary>
internal sealed class ListOrders(Database database, Memberships memberships, Installation installation)
{
    private const string Purpose = "orders";
    private const int DefaultLimit = 30;

    public async Task<Page<OrderView>> Run(Actor actor, ListOrdersQuery query, CancellationToken cancellationToken)
    {
        var limit = query.Limit ?? DefaultLimit;
        var reader = await OrderReader.Of(actor, memberships, cancellationToken);
        var (placedAt, row) = PlaceOf(query.Before);

        return await database.Read(
            async work =>
            {
                var rows = await work.Query<OrderRow>(
                    Sql(work, reader, query),
                    new
                    {
                        actor.ShopRow,
                        actor.PersonRow,
                        reader.BusinessRows,
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

    private static string Sql(Work work, OrderReader reader, ListOrdersQuery query)
    {
        var status = query.Status is null ? "" : "AND o.status = @Status";
        // A shop's session never reaches into another shop.
        if (reader.Actor.ShopRow != 0)
            status += " AND o.shop_row = @ShopRow";
        const string order = "ORDER BY o.placed_at DESC, o.row_id DESC LIMIT @count";
        string Of(string whose) =>
            $"SELECT o.row_id FROM orders o WHERE {whose} {status} AND (o.placed_at, o.row_id) < (@placedAt, @row) {order}";

        var ofBusiness = $"""
            SELECT DISTINCT o.row_id, o.placed_at FROM order_business part JOIN orders o ON o.row_id = part.order_row
            WHERE part.business_row {work.In(
                "@BusinessRows"
            )} {status} AND (part.placed_at, part.order_row) < (@placedAt, @row) {order}
            """;
        var rows =
            reader.Actor.IsShop ? Of("o.shop_row = @ShopRow")
            : reader.BusinessRows.Length == 0 ? Of("o.customer_row = @PersonRow")
            : $"SELECT row_id FROM ({Of("o.customer_row = @PersonRow")}) bought UNION SELECT row_id FROM ({ofBusiness}) sold";

        return $"{OrderRow.Select} WHERE o.row_id IN ({rows}) {order}";
    }

    private (long PlacedAt, long Row) PlaceOf(string? word) =>
        word is null ? (long.MaxValue, long.MaxValue)
        : installation.Open(Purpose, word) is [var placedAt, var row] ? (placedAt, row)
        : throw RuleBrokenException.Field("before", "This was not made by this server for this list.");
}
