using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a shop says of a business that sells in it.</summary>
public sealed record PushBusinessRequest([property: Line] string Name, [property: WebAddress] string? ImageUrl = null)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class PushBusinessEndpoint
{
    public static void MapPushBusiness(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/businesses/{externalId}", Handle)
            .WithName("PushBusiness")
            .WithTags("Businesses")
            .For(Access.Shop, StatusCodes.Status400BadRequest);

    /// <summary>Makes a business of the shop known, or keeps its name and picture up to date.</summary>
    internal static async Task<Ok<PushedView>> Handle(
        [ExternalId] string externalId,
        PushBusinessRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var business = new BusinessInShop(externalId, request.Name, request.ImageUrl);
        var id = await database.Write(
            async work =>
            {
                var row = await Businesses.Ensure(work, actor.ShopRow, business, clock.Now);

                return await work.One<Guid>("SELECT id FROM business WHERE row_id = @row", new { row });
            },
            cancellationToken
        );

        return TypedResults.Ok(new PushedView(id));
    }
}
