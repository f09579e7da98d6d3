using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>A new key.</summary>
/// <param name="Name">What it is for.</param>
public sealed record MakeKeyRequest([property: Line] string Name)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A key as lists show it: never the key itself.</summary>
public sealed record KeyView(
    Guid Id,
    string Name,
    string Hint,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt = null
);

internal static class RunApiKeysEndpoints
{
    public static void MapRunApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/shops/{shopId:guid}/keys").WithTags("Shops");
        keys.MapPost("", Make)
            .WithName("MakeKey")
            .For(Access.Admin, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        keys.MapGet("", List).WithName("ListKeys").For(Access.Admin, StatusCodes.Status404NotFound);
        keys.MapDelete("/{id:guid}", Revoke).WithName("RevokeKey").For(Access.Admin, StatusCodes.Status404NotFound);
    }

    /// <summary>Makes a key that the shop's own server calls with. The answer is the only one that shows it.</summary>
    internal static async Task<Results<Created<MadeKey>, NotFound>> Make(
        Guid shopId,
        MakeKeyRequest request,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var made = await database.Write(
            async work =>
            {
                if (await Shops.Find(work, shopId) is not { } shopRow)
                    return null;

                var key = await ApiKeys.Make(work, shopRow, request.Name, clock.Now);
                await KeyChanges.Record(work, "key.created", actor, shopRow, key.Id, clock.Now);

                return key;
            },
            cancellationToken
        );

        return made is null
            ? TypedResults.NotFound()
            : TypedResults.Created($"/api/v1/shops/{shopId}/keys/{made.Id}", made);
    }

    /// <summary>Lists the keys of a shop, also those that were revoked.</summary>
    internal static async Task<Results<Ok<Page<KeyView>>, NotFound>> List(
        Guid shopId,
        Database database,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.Read(
            async work =>
                await Shops.Find(work, shopId) is { } shopRow
                    ? await work.Query<KeyRow>(
                        """
                        SELECT id, name, hint, created_at, revoked_at FROM api_key
                        WHERE shop_row = @shopRow ORDER BY row_id DESC LIMIT 100
                        """,
                        new { shopRow }
                    )
                    : null,
            cancellationToken
        );

        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new Page<KeyView>([.. rows.Select(row => row.View)]));
    }

    /// <summary>Makes a key worthless at once.</summary>
    internal static async Task<Results<NoContent, NotFound>> Revoke(
        Guid shopId,
        Guid id,
        Actor actor,
        Database database,
        AccessChanges changes,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var shopRow = await database.Write(
            work => KeyChanges.Revoke(work, ("api_key", "key.revoked"), actor, (shopId, id), clock.Now),
            cancellationToken
        );
        if (shopRow is not { } row)
            return TypedResults.NotFound();
        changes.Announce(new AccessChange(ShopRow: row));

        return TypedResults.NoContent();
    }

    private sealed class KeyRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Hint { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }

        public KeyView View => new(Id, Name, Hint, CreatedAt, RevokedAt);
    }
}
