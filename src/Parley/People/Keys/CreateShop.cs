using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>A new shop.</summary>
public sealed record CreateShopRequest([property: Line] string Name)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class CreateShopEndpoint
{
    public static void MapCreateShop(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/shops", Handle)
            .WithName("CreateShop")
            .WithTags("Shops")
            .For(Access.Admin, StatusCodes.Status400BadRequest);

    /// <summary>Opens a shop.</summary>
    internal static async Task<Created<ShopView>> Handle(
        CreateShopRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var id = await database.Write(
            async work =>
            {
                var row = await Shops.Insert(work, request.Name, clock.Now);
                var by = AuditActor.Of(actor);
                await AuditLog.Record(work, new AuditEntry("shop.created", by, clock.Now) { ShopRow = row });

                return await work.One<Guid>("SELECT id FROM shop WHERE row_id = @row", new { row });
            },
            cancellationToken
        );

        return TypedResults.Created($"/api/v1/shops/{id}", new ShopView(id, request.Name));
    }
}
