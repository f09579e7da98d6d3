using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.People;
using Parley.People.Keys;

namespace Parley.Tests.People;

public sealed class ExchangeTests(World world) : IClassFixture<World>
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    [Fact]
    public async Task A_shops_word_signs_its_user_in_and_makes_him_known()
    {
        var key = await Key();
        var claims = Claims(key);
        claims["business"] = "blue-door";
        claims["role"] = "owner";

        var session = await Exchange(key, claims).Read<AccessTokenView>();

        var me = await With(session.AccessToken).Gets("/me").Read<MeView>();
        Assert.Equal("Ana Duarte", me.Name);
        Assert.Equal(me.Id, session.PersonId);
        Assert.False(me.IsAdmin);
        Assert.Equal(MemberRole.Owner, Assert.Single(me.Businesses).Role);
        Assert.Equal(key.Shop.Id, Assert.Single(me.Shops).Id);
        Assert.InRange(session.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromHours(7.9), TimeSpan.FromHours(8.1));
    }

    [Fact]
    public async Task The_same_user_is_the_same_person_each_time()
    {
        var key = await Key();
        var first = await Exchange(key, Claims(key)).Read<AccessTokenView>();
        var second = await Exchange(key, Claims(key)).Read<AccessTokenView>();

        Assert.Equal(
            (await With(first.AccessToken).Gets("/me").Read<MeView>()).Id,
            (await With(second.AccessToken).Gets("/me").Read<MeView>()).Id
        );
    }

    [Fact]
    public async Task A_token_is_taken_once_even_by_four_at_the_same_time()
    {
        var key = await Key();
        var token = Tokens.Sign(Header, Claims(key).ToJsonString(), key.Secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Exchange(token)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(
            answers.Where(a => !a.IsSuccessStatusCode),
            a => Assert.Equal(HttpStatusCode.Unauthorized, a.StatusCode)
        );
    }

    [Theory]
    [InlineData("exp", "null")]
    [InlineData("exp", "\"1900000000\"")]
    [InlineData("exp", "1900000000.5")]
    [InlineData("exp", "1e99")]
    [InlineData("exp", "-1")]
    [InlineData("iss", "\"\\ud800\"")]
    [InlineData("exp", "99999999999999999999")]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("exp", "now-31")]
    [InlineData("exp", "now+340")]
    [InlineData("nbf", "now+60")]
    [InlineData("nbf", "\"soon\"")]
    [InlineData("iat", "now+60")]
    [InlineData("aud", "null")]
    [InlineData("aud", "\"Parley\"")]
    [InlineData("aud", "[\"parley\"]")]
    [InlineData("aud", "\"widget\"")]
    [InlineData("iss", "null")]
    [InlineData("iss", "\"../../dev/null\"")]
    [InlineData("iss", "\"' OR 1=1 --\"")]
    [InlineData("iss", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("iss", "7")]
    [InlineData("sub", "null")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "7")]
    [InlineData("sub", "\"\\ud800\"")]
    [InlineData("\\ud800", "1")]
    [InlineData("sub", "\"a\\u0000b\"")]
    [InlineData("jti", "null")]
    [InlineData("jti", "\"\"")]
    [InlineData("name", "null")]
    [InlineData("name", "\"A\\r\\nBcc: m\"")]
    [InlineData("email", "\"nobody\"")]
    [InlineData("email", "7")]
    [InlineData("email_verified", "\"true\"")]
    [InlineData("phone", "\"call me\"")]
    [InlineData("role", "\"admin\"")]
    [InlineData("business", "7")]
    public async Task A_claim_that_does_not_hold_is_refused(string claim, string value)
    {
        var key = await Key();
        var claims = Claims(key);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var json = value.StartsWith("now", StringComparison.Ordinal) ? $"{now + int.Parse(value[3..])}" : value;
        claims.Remove(claim);
        var payload = claims.ToJsonString();
        if (json != "null")
            payload = $"{payload[..^1]},\"{claim}\":{json}}}";

        var answer = await Exchange(Tokens.Sign(Header, payload, key.Secret));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("unauthenticated", await answer.Code());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("HS384")]
    [InlineData("hs256")]
    [InlineData("RS256")]
    [InlineData("")]
    public async Task Only_the_one_algorithm_of_the_key_is_taken(string algorithm)
    {
        var key = await Key();
        var header = $$"""{"alg":"{{algorithm}}"}""";
        var signed = Tokens.Sign(header, Claims(key).ToJsonString(), key.Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(signed)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(signed[..(signed.LastIndexOf('.') + 1)])).StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_shop_or_of_a_revoked_key_is_refused()
    {
        var key = await Key();
        var other = await Key("Other");

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await Exchange(Tokens.Sign(Header, Claims(key).ToJsonString(), other.Secret))).StatusCode
        );
        var ada = await world.Admin();
        await ada.Deletes($"/shops/{key.Shop.Id}/identity-keys/{key.Id}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(key, Claims(key))).StatusCode);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task A_shop_may_keep_its_private_key_to_itself(string algorithm)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var shop = await world.Shop();
        var ada = await world.Admin();
        var publicKey = algorithm == "RS256" ? rsa.ExportSubjectPublicKeyInfoPem() : ec.ExportSubjectPublicKeyInfoPem();
        var made = await ada.Posts($"/shops/{shop.Id}/identity-keys", new { algorithm, publicKey })
            .Read<MadeIdentityKey>();
        var claims = Claims(new ShopKey(shop, made.Id, []));
        var signed = $"{Encoded($$"""{"alg":"{{algorithm}}"}""")}.{Encoded(claims.ToJsonString())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature =
            algorithm == "RS256"
                ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : ec.SignData(bytes, HashAlgorithmName.SHA256);

        Assert.Null(made.Secret);
        Assert.Equal(HttpStatusCode.OK, (await Exchange($"{signed}.{Tokens.Encode(signature)}")).StatusCode);
        var confused = Tokens.Sign(
            Header,
            Claims(new ShopKey(shop, made.Id, [])).ToJsonString(),
            Encoding.UTF8.GetBytes(publicKey)
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(confused)).StatusCode);
    }

    [Fact]
    public async Task The_secret_of_a_key_is_shown_once_and_not_readable_in_the_database()
    {
        var key = await Key();
        var ada = await world.Admin();

        var list = await (await ada.Gets($"/shops/{key.Shop.Id}/identity-keys")).Content.ReadAsStringAsync();
        var material = await world.Database.Read(work =>
            work.One<byte[]>("SELECT material FROM identity_key WHERE id = @Id", new { key.Id })
        );

        Assert.Contains(key.Id.ToString(), list);
        Assert.DoesNotContain(Encoding.UTF8.GetString(key.Secret), list);
        Assert.False(material.AsSpan().IndexOf(key.Secret) >= 0);
    }

    [Fact]
    public async Task A_shop_cannot_make_its_user_the_admin()
    {
        var ada = await world.Admin();
        var key = await Key();
        var claims = Claims(key);
        claims["sub"] = ada.ExternalId;
        claims["is_admin"] = true;

        var session = await Exchange(key, claims).Read<AccessTokenView>();

        Assert.Equal("forbidden", await With(session.AccessToken).Posts("/shops", new { name = "Mine" }).Code());
    }

    private sealed record ShopKey(TestShop Shop, Guid Id, byte[] Secret);

    private async Task<ShopKey> Key(string shopName = "Market")
    {
        var shop = await world.Shop(shopName);
        var ada = await world.Admin();
        var made = await ada.Posts($"/shops/{shop.Id}/identity-keys", new { algorithm = "HS256" })
            .Read<MadeIdentityKey>();

        return new ShopKey(shop, made.Id, Encoding.UTF8.GetBytes(made.Secret!));
    }

    private static JsonObject Claims(ShopKey key) =>
        new()
        {
            ["iss"] = key.Id.ToString(),
            ["aud"] = "parley",
            ["sub"] = "c-17",
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(4).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
            ["name"] = "Ana Duarte",
            ["email"] = "ana@example.com",
            ["email_verified"] = true,
        };

    private Task<HttpResponseMessage> Exchange(ShopKey key, JsonObject claims) =>
        Exchange(Tokens.Sign(Header, claims.ToJsonString(), key.Secret));

    private Task<HttpResponseMessage> Exchange(string token) =>
        world.Visitor().Posts("/session/exchange", JsonSerializer.Serialize(new { token }));

    private static string Encoded(string text) => Tokens.Encode(Encoding.UTF8.GetBytes(text));

    private Person With(string token)
    {
        var device = world.Visitor();
        device.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        return device;
    }
}
