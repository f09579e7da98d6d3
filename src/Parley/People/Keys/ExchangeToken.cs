using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>A shop's word for who its user is.</summary>
/// <param name="Token">A JWT signed with an identity key of the shop; valid for at most five minutes, taken once.</param>
/// <param name="Shop">The shop whose word is wanted: no other's is taken then.</param>
public sealed record ExchangeTokenRequest([property: Required] string Token, Guid? Shop = null)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A session for an app that keeps no cookie.</summary>
/// <param name="AccessToken">Opaque. Send it as <c>Authorization: Bearer</c>.</param>
/// <param name="PersonId">Who is signed in by it.</param>
public sealed record AccessTokenView(string AccessToken, DateTimeOffset ExpiresAt, Guid PersonId);

internal static class ExchangeTokenEndpoint
{
    public static void MapExchangeToken(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/session/exchange", Handle)
            .WithName(nameof(ExchangeToken))
            .WithTags("Session")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);

    /// <summary>Signs a shop's user in, by the shop's word; makes him known if he is new.</summary>
    internal static async Task<Ok<AccessTokenView>> Handle(
        ExchangeTokenRequest request,
        HttpContext context,
        ExchangeToken exchange
    )
    {
        var (session, person) = await exchange.Run(request, Caller.Of(context), context.RequestAborted);

        return TypedResults.Ok(new AccessTokenView(session.Token, session.ExpiresAt, person.Id));
    }
}

/// <summary>The person whom a shop has named.</summary>
internal sealed record NamedPerson(long RowId, Guid Id);

/// <summary>Believes a token when everything about it holds; which part did not is nobody's business.</summary>
internal sealed class ExchangeToken(Database database, IdentityKeys keys, AccessChanges changes, Clock clock)
{
    /// <exception cref="RuleBrokenException"><see cref="Problem.Unauthenticated"/>.</exception>
    public async Task<(StartedSession Session, NamedPerson Person)> Run(
        ExchangeTokenRequest request,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (key, claims) = await Verify(request.Token, cancellationToken);
        var (session, person, hasJoined) = await database.Write(
            async work =>
            {
                var isOfShop = request.Shop is not { } shop || await Shops.Find(work, shop) == key.ShopRow;
                RuleBrokenException.Unless(isOfShop, Problem.Unauthenticated);

                return await Begin(work, key, claims, caller);
            },
            cancellationToken
        );
        if (hasJoined)
            changes.Person(person.RowId);

        return (session, person);
    }

    private async Task<(IdentityKey Key, IdentityClaims Claims)> Verify(
        string token,
        CancellationToken cancellationToken
    )
    {
        if (
            SignedToken.Parse(token) is { } parsed
            && SignedToken.Text(parsed.Claims, "iss") is { } issuer
            && await keys.Find(issuer, cancellationToken) is { } key
            && parsed.IsSignedBy(key.Key)
            && IdentityClaims.Read(parsed.Claims, clock.Now) is { } claims
        )
            return (key, claims);

        throw new RuleBrokenException(Problem.Unauthenticated);
    }

    private async Task<(StartedSession Session, NamedPerson Person, bool HasJoined)> Begin(
        Work work,
        IdentityKey key,
        IdentityClaims claims,
        Caller caller
    )
    {
        var now = clock.Now;
        RuleBrokenException.Unless(await IsNew(work, key, claims, now), Problem.Unauthenticated);
        var personRow = await Persons.Ensure(work, key.ShopRow, claims.Person, now);
        var person = await work.One<NamedPerson>(
            "SELECT row_id, id FROM person WHERE row_id = @personRow AND banned_at IS NULL",
            new { personRow }
        );
        if (person is null)
            throw new RuleBrokenException(Problem.Unauthenticated);

        var hasJoined = false;
        if (claims.Business is { } business)
        {
            var businessRow = await Businesses.Ensure(work, key.ShopRow, new BusinessInShop(business), now);
            // By the shop's word, which comes in the person's own request.
            var shop = AuditActor.System with
            {
                Role = "shop",
                ShopRow = key.ShopRow,
            };
            hasJoined = await Members.Join(work, businessRow, personRow, claims.Role, now, shop);
        }
        var session = await Sessions.Start(work, SessionKind.Bearer, personRow, key.ShopRow, caller, now);

        return (session, person, hasJoined);
    }

    private static async Task<bool> IsNew(Work work, IdentityKey key, IdentityClaims claims, DateTimeOffset now)
    {
        // Those that have expired are refused for that reason; a minute more covers the leeway.
        await work.Execute("DELETE FROM used_token WHERE expires_at < @past", new { past = now.AddMinutes(-1) });

        return await work.Execute(
                """
                INSERT INTO used_token (identity_key_row, token_id, expires_at)
                VALUES (@RowId, @TokenId, @ExpiresAt) ON CONFLICT DO NOTHING
                """,
                new
                {
                    key.RowId,
                    claims.TokenId,
                    claims.ExpiresAt,
                }
            ) == 1;
    }
}
