using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>How a shop wants things.</summary>
/// <param name="AnnounceOrders">
/// Whether a new order's conversation stands in everybody's list at once, marked as unread; else only once somebody has written.
/// </param>
public sealed record ShopSettingsView(Guid Id, string Name, bool AnnounceOrders);

/// <summary>What to change of a shop; what is left out stays as it is.</summary>
/// <param name="AnnounceOrders">See <see cref="ShopSettingsView"/>.</param>
public sealed record ChangeShopRequest(bool? AnnounceOrders = null)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ChangeShopEndpoints
{
    public static void MapChangeShop(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/shops/{shopId:guid}", Show)
            .WithName("ShowShop")
            .WithTags("Shops")
            .For(Access.SignedInOrShop, StatusCodes.Status404NotFound);
        routes
            .MapPatch("/shops/{shopId:guid}", Change)
            .WithName("ChangeShop")
            .WithTags("Shops")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    /// <summary>Shows the settings of a shop to its own server and to those who run the marketplace.</summary>
    internal static async Task<Results<Ok<ShopSettingsView>, NotFound>> Show(
        Guid shopId,
        Actor actor,
        Database database,
        CancellationToken cancellationToken
    ) =>
        await database.Read(work => Find(work, actor, shopId), cancellationToken) is { } shop
            ? TypedResults.Ok(shop.View)
            : TypedResults.NotFound();

    /// <summary>Changes the settings of a shop, for its own server and those who run the marketplace.</summary>
    internal static async Task<Results<Ok<ShopSettingsView>, NotFound>> Change(
        Guid shopId,
        ChangeShopRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    ) =>
        await database.Write(work => Apply(work, actor, shopId, request, clock.Now), cancellationToken) is { } changed
            ? TypedResults.Ok(changed)
            : TypedResults.NotFound();

    private static async Task<ShopSettingsView?> Apply(
        Work work,
        Actor actor,
        Guid shopId,
        ChangeShopRequest request,
        DateTimeOffset now
    )
    {
        if (await Find(work, actor, shopId) is not { } shop)
            return null;
        if (request.AnnounceOrders is not { } announce || announce == shop.AnnouncesOrders)
            return shop.View;

        await work.Execute(
            "UPDATE shop SET announces_orders = @announce WHERE row_id = @RowId",
            new { announce, shop.RowId }
        );
        await AuditLog.Record(
            work,
            new AuditEntry("shop.changed", AuditActor.Of(actor), now)
            {
                ShopRow = shop.RowId,
                Data = new { announceOrders = announce },
            }
        );

        return shop.View with
        {
            AnnounceOrders = announce,
        };
    }

    private static Task<ShopRow?> Find(Work work, Actor actor, Guid id) =>
        work.One<ShopRow>(
            $"SELECT row_id, id, name, announces_orders FROM shop WHERE id = @id AND {Shops.IsManaged}",
            new
            {
                id,
                actor.IsAdmin,
                actor.IsShop,
                actor.ShopRow,
            }
        );

    private sealed class ShopRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool AnnouncesOrders { get; init; }

        public ShopSettingsView View => new(Id, Name, AnnouncesOrders);
    }
}
