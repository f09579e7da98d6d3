using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>A key for a shop's identity tokens.</summary>
/// <param name="Algorithm">HS256, RS256 or ES256; the key is used with no other.</param>
/// <param name="PublicKey">For RS256 and ES256: the public key as PEM or JWK. For HS256 nothing: the secret is made here.</param>
public sealed record MakeIdentityKeyRequest(
    [property: AllowedValues("HS256", "RS256", "ES256")] string Algorithm,
    [property: StringLength(16_384)] string? PublicKey = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>An identity key that was just made.</summary>
/// <param name="Id">What the tokens must name as <c>iss</c>.</param>
/// <param name="Secret">Of HS256: the text to sign with, shown this once.</param>
public sealed record MadeIdentityKey(Guid Id, string Algorithm, string? Secret = null);

/// <summary>An identity key as lists show it: never its secret.</summary>
public sealed record IdentityKeyView(
    Guid Id,
    string Algorithm,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt = null
);

internal static class RunIdentityKeysEndpoints
{
    public static void MapRunIdentityKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/shops/{shopId:guid}/identity-keys").WithTags("Shops");
        keys.MapPost("", Make)
            .WithName("MakeIdentityKey")
            .For(Access.Admin, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        keys.MapGet("", List).WithName("ListIdentityKeys").For(Access.Admin, StatusCodes.Status404NotFound);
        keys.MapDelete("/{id:guid}", Revoke)
            .WithName("RevokeIdentityKey")
            .For(Access.Admin, StatusCodes.Status404NotFound);
    }

    /// <summary>Registers a key that the shop signs its identity tokens with.</summary>
    internal static async Task<Results<Created<MadeIdentityKey>, NotFound>> Make(
        Guid shopId,
        MakeIdentityKeyRequest request,
        Actor actor,
        Database database,
        IdentityKeys keys,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var (secret, key) = KeyOf(request);
        var id = await database.Write<Guid?>(
            async work =>
            {
                if (await Shops.Find(work, shopId) is not { } shopRow)
                    return null;

                var made = await keys.Store(work, shopRow, key, clock.Now);
                await KeyChanges.Record(work, "identity_key.created", actor, shopRow, made, clock.Now);

                return made;
            },
            cancellationToken
        );

        return id is null
            ? TypedResults.NotFound()
            : TypedResults.Created(
                $"/api/v1/shops/{shopId}/identity-keys/{id}",
                new MadeIdentityKey(id.Value, key.Algorithm, secret)
            );
    }

    private static (string? Secret, VerificationKey Key) KeyOf(MakeIdentityKeyRequest request)
    {
        if (request.Algorithm == VerificationKey.Hs256)
        {
            return request.PublicKey is null
                ? IdentityKeys.NewSecret()
                : throw RuleBrokenException.Field("publicKey", "HS256 has none; the secret is made here.");
        }

        var key = VerificationKey.Read(request.Algorithm, request.PublicKey ?? "");

        return (
            null,
            key
                ?? throw RuleBrokenException.Field(
                    "publicKey",
                    "Must be a public key: RSA of 2048 bits or more, or P-256."
                )
        );
    }

    /// <summary>Lists the identity keys of a shop, also those that were revoked.</summary>
    internal static async Task<Results<Ok<Page<IdentityKeyView>>, NotFound>> List(
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
                        SELECT id, algorithm, created_at, revoked_at FROM identity_key
                        WHERE shop_row = @shopRow ORDER BY row_id DESC LIMIT 100
                        """,
                        new { shopRow }
                    )
                    : null,
            cancellationToken
        );

        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(
                new Page<IdentityKeyView>([
                    .. rows.Select(row => new IdentityKeyView(row.Id, row.Algorithm, row.CreatedAt, row.RevokedAt)),
                ])
            );
    }

    /// <summary>Takes no token signed with this key any more. Sessions that began go on until they expire.</summary>
    internal static async Task<Results<NoContent, NotFound>> Revoke(
        Guid shopId,
        Guid id,
        Actor actor,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var shopRow = await database.Write(
            work => KeyChanges.Revoke(work, ("identity_key", "identity_key.revoked"), actor, (shopId, id), clock.Now),
            cancellationToken
        );

        return shopRow is null ? TypedResults.NotFound() : TypedResults.NoContent();
    }

    private sealed class KeyRow
    {
        public Guid Id { get; init; }
        public string Algorithm { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
    }
}
