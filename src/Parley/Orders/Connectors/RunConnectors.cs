using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Orders.Connectors;

/// <summary>How a shop's webhooks are believed and read.</summary>
/// <param name="Secret">What they are signed with; never shown again.</param>
/// <param name="DefaultSeller">The shop's own id of the business that sells what names no other.</param>
public sealed record ConnectRequest(
    [property: StringLength(256, MinimumLength = 16)] string Secret,
    [property: ExternalId] string DefaultSeller
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A connector as it is shown: never its secret.</summary>
/// <param name="Address">Where the webhooks go, below the server's address.</param>
public sealed record ConnectorView(string Provider, string Address, string DefaultSeller, DateTimeOffset ChangedAt);

internal static class RunConnectorsEndpoints
{
    public static void MapRunConnectors(this IEndpointRouteBuilder routes)
    {
        var connectors = routes.MapGroup("/shops/{shopId:guid}/connectors/{provider}").WithTags("Shops");
        connectors
            .MapPut("", Connect)
            .WithName("ConnectShop")
            .For(Access.Admin, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        connectors.MapGet("", Show).WithName("ShowConnector").For(Access.Admin, StatusCodes.Status404NotFound);
        connectors
            .MapDelete("", Disconnect)
            .WithName("DisconnectShop")
            .For(Access.Admin, StatusCodes.Status404NotFound);
    }

    /// <summary>Takes the orders that the shop's own software delivers: <c>woocommerce</c> or <c>shopify</c>.</summary>
    internal static async Task<Results<Ok<ConnectorView>, NotFound>> Connect(
        Guid shopId,
        string provider,
        ConnectRequest request,
        Actor actor,
        Database database,
        ShopConnectors connectors,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        if (Provider.Find(provider) is not { } known)
            return TypedResults.NotFound();

        var now = clock.Now;
        var isStored = await database.Write(
            async work =>
            {
                if (await Shops.Find(work, shopId) is not { } shopRow)
                    return false;
                await connectors.Store(work, shopRow, known, request, now);
                await Record(work, "connector.changed", actor, shopRow, known, now);

                return true;
            },
            cancellationToken
        );

        return isStored
            ? TypedResults.Ok(new ConnectorView(known.Name, AddressOf(known, shopId), request.DefaultSeller, now))
            : TypedResults.NotFound();
    }

    /// <summary>Shows a connector of a shop.</summary>
    internal static async Task<Results<Ok<ConnectorView>, NotFound>> Show(
        Guid shopId,
        string provider,
        Database database,
        CancellationToken cancellationToken
    )
    {
        var row = await database.Read(
            work =>
                work.One<ViewRow>(
                    """
                    SELECT default_seller, changed_at FROM connector
                    WHERE shop_row = (SELECT row_id FROM shop WHERE id = @shopId) AND provider = @provider
                    """,
                    new { shopId, provider }
                ),
            cancellationToken
        );

        return row is not null && Provider.Find(provider) is { } known
            ? TypedResults.Ok(new ConnectorView(known.Name, AddressOf(known, shopId), row.DefaultSeller, row.ChangedAt))
            : TypedResults.NotFound();
    }

    /// <summary>Believes the shop's webhooks no more.</summary>
    internal static async Task<Results<NoContent, NotFound>> Disconnect(
        Guid shopId,
        string provider,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var isDeleted = await database.Write(
            async work =>
            {
                if (Provider.Find(provider) is not { } known || await Shops.Find(work, shopId) is not { } shopRow)
                    return false;
                var count = await work.Execute(
                    "DELETE FROM connector WHERE shop_row = @shopRow AND provider = @Name",
                    new { shopRow, known.Name }
                );
                if (count == 1)
                    await Record(work, "connector.removed", actor, shopRow, known, clock.Now);

                return count == 1;
            },
            cancellationToken
        );

        return isDeleted ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Task Record(
        Work work,
        string action,
        Actor actor,
        long shopRow,
        Provider provider,
        DateTimeOffset now
    ) =>
        AuditLog.Record(
            work,
            new AuditEntry(action, AuditActor.Of(actor), now)
            {
                ShopRow = shopRow,
                Data = new { provider = provider.Name },
            }
        );

    private static string AddressOf(Provider provider, Guid shopId) => $"/hooks/{provider.Name}/{shopId}";

    private sealed class ViewRow
    {
        public string DefaultSeller { get; init; } = "";
        public DateTimeOffset ChangedAt { get; init; }
    }
}
