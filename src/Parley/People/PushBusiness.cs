using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
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
            .WithName(nameof(PushBusiness))
            .WithTags("Businesses")
            .For(Access.Shop, StatusCodes.Status400BadRequest);

    /// <summary>Makes a business of the shop known, or keeps its name and picture up to date.</summary>
    internal static async Task<Ok<PushedView>> Handle(
        [ExternalId] string externalId,
        PushBusinessRequest request,
        Actor actor,
        PushBusiness push,
        CancellationToken cancellationToken
    )
    {
        var business = new BusinessInShop(externalId, request.Name, request.ImageUrl);

        return TypedResults.Ok(new PushedView(await push.Run(actor, business, cancellationToken)));
    }
}

/// <summary>Keeps a business as the shop has it. A new name reaches its members, who are shown with it.</summary>
internal sealed class PushBusiness(Database database, AccessChanges changes, Clock clock)
{
    public async Task<Guid> Run(Actor actor, BusinessInShop business, CancellationToken cancellationToken)
    {
        var (id, members) = await database.Write(work => Store(work, actor, business), cancellationToken);
        foreach (var personRow in members)
            changes.Person(personRow);

        return id;
    }

    private async Task<(Guid Id, IReadOnlyList<long> Members)> Store(Work work, Actor actor, BusinessInShop business)
    {
        var shopRow = actor.ShopRow;
        var nameBefore = await work.One<string>(
            """
            SELECT business.name FROM business JOIN business_in_shop named ON named.business_row = business.row_id
            WHERE named.shop_row = @shopRow AND named.external_id = @ExternalId
            """,
            new { shopRow, business.ExternalId }
        );
        var row = await Businesses.Ensure(work, shopRow, business, clock.Now);
        var id = await work.One<Guid>("SELECT id FROM business WHERE row_id = @row", new { row });
        var by = AuditActor.Of(actor);
        await AuditLog.Record(work, new AuditEntry("business.pushed", by, clock.Now) { BusinessRow = row });

        return (id, nameBefore == business.Name ? [] : await Members.Refresh(work, row));
    }
}
