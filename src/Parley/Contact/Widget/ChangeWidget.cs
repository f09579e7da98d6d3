using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Widget;

/// <summary>A shop's widget.</summary>
/// <param name="Key">What the shop's pages name as <c>data-shop</c>. Public: it opens nothing.</param>
public sealed record WidgetView(Guid Key, IReadOnlyList<WidgetOriginView> AllowedOrigins);

/// <summary>What to change of a shop's widget; what is left out stays as it is.</summary>
/// <param name="AllowedOrigins">
/// All sites that may show it, at most 20, such as <c>https://shop.example</c>; http only on this machine.
/// </param>
public sealed record ChangeWidgetRequest(
    [property: NoNulls, MaxLength(20)] IReadOnlyList<string>? AllowedOrigins = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ChangeWidgetEndpoints
{
    public static void MapChangeWidget(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/shops/{shopId:guid}/widget", Show)
            .WithName("ShowWidget")
            .WithTags("Shops")
            .For(Access.SignedInOrShop, StatusCodes.Status404NotFound);
        routes
            .MapPatch("/shops/{shopId:guid}/widget", Change)
            .WithName("ChangeWidget")
            .WithTags("Shops")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    /// <summary>Shows where a shop's widget may be and was seen, to its own server and to those who run the marketplace.</summary>
    internal static async Task<Results<Ok<WidgetView>, NotFound>> Show(
        Guid shopId,
        Actor actor,
        Database database,
        CancellationToken cancellationToken
    ) =>
        await database.Read(
            async work =>
                await Shops.Managed(work, actor, shopId) is { } shopRow
                    ? new WidgetView(shopId, await WidgetOrigin.Of(work, shopRow))
                    : null,
            cancellationToken
        )
            is { } widget
            ? TypedResults.Ok(widget)
            : TypedResults.NotFound();

    /// <summary>Changes where a shop's widget may be, for its own server and those who run the marketplace.</summary>
    internal static async Task<Results<Ok<WidgetView>, NotFound>> Change(
        Guid shopId,
        ChangeWidgetRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var wanted = request.AllowedOrigins?.Select(Origin).Distinct().ToList();

        return
            await database.Write(work => Apply(work, actor, shopId, wanted, clock.Now), cancellationToken)
                is { } changed
            ? TypedResults.Ok(changed)
            : TypedResults.NotFound();
    }

    private static string Origin(string text) =>
        WidgetOrigin.Read(text)
        ?? throw RuleBrokenException.Field(
            "allowedOrigins",
            "Each must be like https://shop.example, without a path; http only on this machine."
        );

    private static async Task<WidgetView?> Apply(
        Work work,
        Actor actor,
        Guid shopId,
        IReadOnlyList<string>? wanted,
        DateTimeOffset now
    )
    {
        if (await Shops.Managed(work, actor, shopId) is not { } shopRow)
            return null;

        var before = (await WidgetOrigin.Of(work, shopRow)).Select(known => known.Origin).ToList();
        if (wanted is not null && !wanted.ToHashSet().SetEquals(before))
        {
            foreach (var origin in before.Except(wanted))
                await work.Execute(
                    "DELETE FROM widget_origin WHERE shop_row = @shopRow AND origin = @origin",
                    new { shopRow, origin }
                );
            foreach (var origin in wanted.Except(before))
                await work.Execute(
                    "INSERT INTO widget_origin (shop_row, origin) VALUES (@shopRow, @origin) ON CONFLICT DO NOTHING",
                    new { shopRow, origin }
                );
            await AuditLog.Record(
                work,
                new AuditEntry("shop.widget_changed", AuditActor.Of(actor), now)
                {
                    ShopRow = shopRow,
                    Data = new { allowedOrigins = wanted },
                }
            );
        }

        return new WidgetView(shopId, await WidgetOrigin.Of(work, shopRow));
    }
}
