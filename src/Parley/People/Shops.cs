using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>Storefronts.</summary>
public static class Shops
{
    /// <returns>The row of the new shop.</returns>
    public static Task<long> Insert(Work work, string name, DateTimeOffset now) =>
        work.One<long>(
            "INSERT INTO shop (id, name, created_at) VALUES (@id, @name, @now) RETURNING row_id",
            new
            {
                id = Ids.New(now),
                name,
                now,
            }
        );

    /// <summary>The row of the shop; null when there is none.</summary>
    public static Task<long?> Find(Work work, Guid id) =>
        work.One<long?>("SELECT row_id FROM shop WHERE id = @id", new { id });

    /// <summary>The condition that an actor may see and change how a shop wants things: its own server, and who runs the marketplace.</summary>
    internal const string IsManaged = "(@IsAdmin OR (@IsShop AND shop.row_id = @ShopRow))";

    /// <summary>The row of a shop that the actor manages; null when there is none.</summary>
    public static Task<long?> Managed(Work work, Actor actor, Guid id) =>
        work.One<long?>(
            $"SELECT row_id FROM shop WHERE id = @id AND {IsManaged}",
            new
            {
                id,
                actor.IsAdmin,
                actor.IsShop,
                actor.ShopRow,
            }
        );
}
