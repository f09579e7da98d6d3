using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>The guarded load of an order for its parties.</summary>
internal sealed class ShowOrder(Database database, Memberships memberships)
{
    /// <returns>Null when there is no such order, or the actor is no party to it.</returns>
    public async Task<OrderView?> Run(Actor actor, string idOrNumber, CancellationToken cancellationToken)
    {
        var reader = await OrderReader.Of(actor, memberships, cancellationToken);

        return await database.Read(
            async work =>
            {
                var row = await Find(work, reader, idOrNumber);

                return row is null ? null : (await reader.Views(work, [row]))[0];
            },
            cancellationToken
        );
    }

    private static Task<OrderRow?> Find(Work work, OrderReader reader, string idOrNumber)
    {
        var isId = Guid.TryParse(idOrNumber, out var id);
        var mine =
            reader.Actor.IsShop ? "o.shop_row = @ShopRow"
            : reader.BusinessRows.Length == 0 ? "o.customer_row = @PersonRow"
            : $"""
                (o.customer_row = @PersonRow OR EXISTS (SELECT 1 FROM order_business part
                    WHERE part.order_row = o.row_id AND part.business_row {work.In("@BusinessRows")}))
                """;

        // A shop's session never reaches into another shop.
        if (reader.Actor.ShopRow != 0)
            mine += " AND o.shop_row = @ShopRow";

        return work.One<OrderRow>(
            $"""
            {OrderRow.Select}
            WHERE {(isId ? "o.id = @id" : "o.number = @idOrNumber")} AND {mine}
            ORDER BY o.placed_at DESC, o.row_id DESC LIMIT 1
            """,
            new
            {
                id,
                idOrNumber,
                reader.Actor.ShopRow,
                reader.Actor.PersonRow,
                reader.BusinessRows,
            }
        );
    }
}
