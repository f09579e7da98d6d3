using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.People.Keys;
using Parley.Storage;

namespace Parley.Demo.Site;

/// <summary>Who is signed in to the demo's shop.</summary>
/// <param name="Email">Of one of its customers.</param>
public sealed record VouchForDemoRequest([property: StringLength(Addresses.MaxEmailLength)] string Email)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>The shop's word for its customer.</summary>
/// <param name="Token">For <c>Parley.identify</c> or <c>/session/exchange</c>; taken once, within a minute.</param>
public sealed record DemoIdentityView(string Token);

internal static class VouchForDemoEndpoint
{
    public static void MapVouchForDemo(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/demo/shop/identity", Handle)
            .WithName(nameof(VouchForDemo))
            .WithTags("Demo")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>
    /// Signs who a customer of the demo's shop is, as the shop's own server would. There is no such address where the data is not
    /// a demo.
    /// </summary>
    internal static async Task<Results<Ok<DemoIdentityView>, NotFound>> Handle(
        VouchForDemoRequest request,
        VouchForDemo vouch,
        CancellationToken cancellationToken
    ) =>
        await vouch.Run(request.Email, cancellationToken) is { } token
            ? TypedResults.Ok(new DemoIdentityView(token))
            : TypedResults.NotFound();
}

/// <summary>
/// The server of the demo's shop. It has an identity key, as every shop, which is made when it is first needed and again when it
/// was revoked.
/// </summary>
internal sealed class VouchForDemo(Database database, IdentityKeys keys, Clock clock)
{
    /// <summary>The row of the installation that names the key.</summary>
    private const string Name = "demo_identity_key";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <returns>Null when this is no customer of the demo's shop.</returns>
    public async Task<string?> Run(string email, CancellationToken cancellationToken)
    {
        var folded = Addresses.FoldEmail(email);
        if (DemoShop.People.FirstOrDefault(person => person.IsCustomer && person.Email == folded) is not { } customer)
            return null;

        var (issuer, key) = await Known(cancellationToken) ?? await database.Write(Make, cancellationToken);

        return Sign(issuer, key, customer);
    }

    private async Task<(string Issuer, VerificationKey Key)?> Known(CancellationToken cancellationToken)
    {
        var issuer = await database.Read(
            work => work.One<string>("SELECT value FROM installation WHERE name = @Name", new { Name }),
            cancellationToken
        );

        return issuer is not null && await keys.Find(issuer, cancellationToken) is { } found
            ? (issuer, found.Key)
            : null;
    }

    // Two at once make two keys, of which one is remembered; the tokens of both hold.
    private async Task<(string Issuer, VerificationKey Key)> Make(Work work)
    {
        var shopRow = (await DemoMark.Find(work))!.ShopRow;
        var (_, key) = IdentityKeys.NewSecret();
        var id = await keys.Store(work, shopRow, key, clock.Now);
        await work.Execute(
            "INSERT INTO installation (name, value) VALUES (@Name, @id) "
                + "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { Name, id = $"{id}" }
        );
        await AuditLog.Record(
            work,
            new AuditEntry("identity_key.created", AuditActor.System with { ShopRow = shopRow }, clock.Now)
            {
                ShopRow = shopRow,
                Subject = id,
            }
        );

        return ($"{id}", key);
    }

    private string Sign(string issuer, VerificationKey key, DemoPerson customer)
    {
        var claims = new
        {
            iss = issuer,
            aud = "parley",
            sub = customer.Key,
            name = customer.Name,
            email = customer.Email,
            email_verified = true,
            jti = Ids.New(clock.Now),
            exp = (clock.Now + Lifetime).ToUnixTimeSeconds(),
        };
        var text = $"{Part(new { alg = key.Algorithm, typ = "JWT" })}.{Part(claims)}";

        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Material, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
