using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>The guarded load of an order for its parties.</summary>
internal sealed class ShowOrder(Database database, Memberships memberships)
{
    /// <returns>Null when there is no such order, or the actor is no party to it.</returns>
    /// <exception cref="RuleBrokenException">Several orders of his have that number.</exception>
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

    /// <summary>A condition on the alias <c>o</c>, with the parameters <c>orderId</c> and <c>idOrNumber</c>.</summary>
    internal static string Names(string idOrNumber) =>
        IdOf(idOrNumber) is null ? "o.number = @idOrNumber" : "o.id = @orderId";

    internal static Guid? IdOf(string idOrNumber) => Guid.TryParse(idOrNumber, out var id) ? id : null;

    /// <summary>Each shop counts for itself, and may count anew; who could mean either must say which.</summary>
    internal static void RequireOne(IEnumerable<Guid> orders)
    {
        if (orders.Distinct().Skip(1).Any())
            throw RuleBrokenException.Field("idOrNumber", "Several orders have this number: name the one by its id.");
    }

    private static async Task<OrderRow?> Find(Work work, OrderReader reader, string idOrNumber)
    {
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

        var found = await work.Query<OrderRow>(
            $"""
            {OrderRow.Select}
            WHERE {Names(idOrNumber)} AND {mine}
            ORDER BY o.row_id LIMIT 2
            """,
            new
            {
                orderId = IdOf(idOrNumber),
                idOrNumber,
                reader.Actor.ShopRow,
                reader.Actor.PersonRow,
                reader.BusinessRows,
            }
        );
        RequireOne(found.Select(order => order.Id));

        return found.Count == 0 ? null : found[0];
    }
}
