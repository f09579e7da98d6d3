using System.Security.Cryptography;
using System.Text;
using Parley.People.Keys;

namespace Parley.Tests.People;

/// <summary>The examples of RFC 7515, appendix A, and what must not pass.</summary>
public sealed class SignedTokenTests
{
    private const string Payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Rs256Signature =
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private const string RsaJwk = """
        {"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}
        """;

    private const string EcJwk = """
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """;

    private const string Es256Signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static readonly VerificationKey Hs256 = new(
        VerificationKey.Hs256,
        System.Buffers.Text.Base64Url.DecodeFromChars(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
        )
    );

    private const string Hs256Token =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Payload + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Rs256Token = "eyJhbGciOiJSUzI1NiJ9." + Payload + "." + Rs256Signature;
    private const string Es256Token = "eyJhbGciOiJFUzI1NiJ9." + Payload + "." + Es256Signature;

    [Fact]
    public void The_published_examples_hold()
    {
        Assert.True(SignedToken.Parse(Hs256Token)!.IsSignedBy(Hs256));
        Assert.True(SignedToken.Parse(Rs256Token)!.IsSignedBy(VerificationKey.Read("RS256", RsaJwk)!));
        Assert.True(SignedToken.Parse(Es256Token)!.IsSignedBy(VerificationKey.Read("ES256", EcJwk)!));
        Assert.Equal("joe", SignedToken.Parse(Hs256Token)!.Claims.GetProperty("iss").GetString());
    }

    [Fact]
    public void A_change_anywhere_breaks_them()
    {
        Assert.False(SignedToken.Parse(Hs256Token[..^2] + "gk")?.IsSignedBy(Hs256) ?? false);
        Assert.False(
            SignedToken.Parse(Es256Token.Replace("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqb2Ei"))?.IsSignedBy(Es()) ?? false
        );
        Assert.False(SignedToken.Parse(Es256Token.Replace(Es256Signature, Rs256Signature))!.IsSignedBy(Es()));
        Assert.False(SignedToken.Parse(Rs256Token.Replace(Rs256Signature, Es256Signature))!.IsSignedBy(Rs()));
    }

    [Fact]
    public void A_public_key_is_never_taken_for_a_secret()
    {
        foreach (
            var secret in new[] { Rs().Material, Encoding.UTF8.GetBytes(RsaJwk), Encoding.UTF8.GetBytes(PemOf(Rs())) }
        )
        {
            var token = Tokens.Sign("""{"alg":"HS256"}""", """{"iss":"joe"}""", secret);

            Assert.False(SignedToken.Parse(token)!.IsSignedBy(Rs()));
        }
    }

    [Fact]
    public void An_empty_ECDSA_signature_does_not_hold()
    {
        var zero = Es256Token.Replace(Es256Signature, Tokens.Encode(new byte[64]));
        var der = Es256Token.Replace(Es256Signature, Tokens.Encode([0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00]));

        Assert.False(SignedToken.Parse(zero)!.IsSignedBy(Es()));
        Assert.False(SignedToken.Parse(der)!.IsSignedBy(Es()));
    }

    public static TheoryData<string, string> Malformed() =>
        new()
        {
            { "no dots", "abc" },
            { "two parts", "eyJhbGciOiJIUzI1NiJ9.e30" },
            { "empty signature", "eyJhbGciOiJIUzI1NiJ9.e30." },
            { "five parts, encrypted", "eyJhbGciOiJIUzI1NiJ9.e30.e30.e30.e30" },
            { "padding", Hs256Token + "=" },
            { "white space", Hs256Token.Replace(".", ". ") },
            { "standard Base64", Es256Token.Replace('-', '+') },
            { "bits beyond the last octet", Hs256Token[..^1] + "l" },
            { "header is no object", Tokens.Sign("[]", "{}", []) },
            { "header is no JSON", Tokens.Sign("{", "{}", []) },
            { "payload is no object", Tokens.Sign("""{"alg":"HS256"}""", "\"e30\"", []) },
            { "payload is another token", Tokens.Sign("""{"alg":"HS256","cty":"JWT"}""", Hs256Token, []) },
            { "no algorithm", Tokens.Sign("""{"typ":"JWT"}""", "{}", []) },
            { "algorithm is a number", Tokens.Sign("""{"alg":1}""", "{}", []) },
            { "algorithm twice", Tokens.Sign("""{"alg":"none","alg":"HS256"}""", "{}", []) },
            { "claim twice", Tokens.Sign("""{"alg":"HS256"}""", """{"sub":"a","sub":"b"}""", []) },
            { "critical extension", Tokens.Sign("""{"alg":"HS256","crit":["exp"]}""", "{}", []) },
            { "unencoded payload", Tokens.Sign("""{"alg":"HS256","b64":false,"crit":["b64"]}""", "{}", []) },
            { "compressed", Tokens.Sign("""{"alg":"HS256","zip":"DEF"}""", "{}", []) },
            { "key by address", Tokens.Sign("""{"alg":"HS256","jku":"https://evil.example/k"}""", "{}", []) },
            { "certificate by address", Tokens.Sign("""{"alg":"HS256","x5u":"https://evil.example/k"}""", "{}", []) },
            { "key inside", Tokens.Sign("""{"alg":"HS256","jwk":{"kty":"oct","k":"AA"}}""", "{}", []) },
            { "refresh token", Tokens.Sign("""{"alg":"HS256","typ":"rt+jwt"}""", "{}", []) },
            { "deep", Tokens.Sign("""{"alg":"HS256"}""", $"{{\"a\":{new string('[', 99)}{new string(']', 99)}}}", []) },
            { "long", Tokens.Sign("""{"alg":"HS256"}""", $"{{\"a\":\"{new string('x', 8192)}\"}}", []) },
            { "not UTF-8", $"eyJhbGciOiJIUzI1NiJ9.{Tokens.Encode([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])}.AAAA" },
        };

    [Theory, MemberData(nameof(Malformed))]
    public void What_is_not_of_the_plainest_kind_is_not_looked_at(string why, string token) =>
        Assert.True(SignedToken.Parse(token) is null, why);

    [Fact]
    public void Weak_private_and_wrong_keys_are_refused()
    {
        using var weak = RSA.Create(1024);
        using var good = RSA.Create(2048);
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Null(VerificationKey.Read("RS256", weak.ExportSubjectPublicKeyInfoPem()));
        Assert.Null(VerificationKey.Read("RS256", good.ExportPkcs8PrivateKeyPem()));
        Assert.Null(VerificationKey.Read("RS256", EcJwk));
        Assert.Null(VerificationKey.Read("ES256", RsaJwk));
        Assert.Null(VerificationKey.Read("ES256", otherCurve.ExportSubjectPublicKeyInfoPem()));
        Assert.Null(VerificationKey.Read("ES256", EcJwk.Replace("\"x\"", "\"d\":\"AA\",\"x\"")));
        Assert.Null(VerificationKey.Read("ES256", EcJwk.Replace("f83", "f84")));
        Assert.Null(VerificationKey.Read("RS256", ""));
        Assert.Null(VerificationKey.Read("HS256", RsaJwk));
        Assert.NotNull(VerificationKey.Read("RS256", good.ExportSubjectPublicKeyInfoPem()));
    }

    private static VerificationKey Es() => VerificationKey.Read("ES256", EcJwk)!;

    private static VerificationKey Rs() => VerificationKey.Read("RS256", RsaJwk)!;

    private static string PemOf(VerificationKey key) => PemEncoding.WriteString("PUBLIC KEY", key.Material);
}

/// <summary>Makes identity tokens as a shop does, and as an attacker does.</summary>
internal static class Tokens
{
    public static string Sign(string header, string payload, byte[] secret)
    {
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";

        return $"{signed}.{Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
