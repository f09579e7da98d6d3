using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.People.Keys;

/// <summary>A key that checks signatures, with the one algorithm that it may be used for (RFC 8725 §3.1).</summary>
/// <param name="Algorithm">HS256, RS256 or ES256 (RFC 7518 §3.1).</param>
/// <param name="Material">The secret of HS256, else the public key as SubjectPublicKeyInfo.</param>
internal sealed record VerificationKey(string Algorithm, byte[] Material)
{
    public const string Hs256 = "HS256";
    public const string Rs256 = "RS256";
    public const string Es256 = "ES256";

    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 8192;
    private const string P256 = "1.2.840.10045.3.1.7";

    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        Algorithm switch
        {
            Hs256 => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Material, signed), signature),
            Rs256 => VerifiesRsa(signed, signature),
            Es256 => VerifiesEc(signed, signature),
            _ => false,
        };

    private bool VerifiesRsa(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Material, out _);

        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private bool VerifiesEc(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var ec = ECDsa.Create();
        ec.ImportSubjectPublicKeyInfo(Material, out _);

        return ec.VerifyData(
            signed,
            signature,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
    }

    /// <summary>Reads a public key as shops have it: PEM, or a JWK (RFC 7517).</summary>
    /// <returns>Null when it is no such key, is too weak, or holds a private key, which is none of our business.</returns>
    public static VerificationKey? Read(string algorithm, string text)
    {
        try
        {
            return algorithm switch
            {
                Rs256 => ReadRsa(text),
                Es256 => ReadEc(text),
                _ => null,
            };
        }
        catch (Exception notAKey)
            when (notAKey
                    is ArgumentException
                        or CryptographicException
                        or FormatException
                        or JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
            )
        {
            return null;
        }
    }

    private static VerificationKey? ReadRsa(string text)
    {
        using var rsa = RSA.Create();
        if (IsJwk(text))
            rsa.ImportParameters(RsaOf(JsonDocument.Parse(text).RootElement));
        else if (!text.Contains("PRIVATE"))
            rsa.ImportFromPem(text);
        else
            return null;

        return rsa.KeySize is >= MinRsaBits and <= MaxRsaBits ? new(Rs256, rsa.ExportSubjectPublicKeyInfo()) : null;
    }

    private static VerificationKey? ReadEc(string text)
    {
        using var ec = ECDsa.Create();
        if (IsJwk(text))
            ec.ImportParameters(EcOf(JsonDocument.Parse(text).RootElement));
        else if (!text.Contains("PRIVATE"))
            ec.ImportFromPem(text);
        else
            return null;

        return ec.ExportParameters(false).Curve.Oid.Value == P256 ? new(Es256, ec.ExportSubjectPublicKeyInfo()) : null;
    }

    private static bool IsJwk(string text) => text.TrimStart().StartsWith('{');

    private static RSAParameters RsaOf(JsonElement jwk) =>
        jwk.GetProperty("kty").GetString() == "RSA" && !jwk.TryGetProperty("d", out _)
            ? new RSAParameters { Modulus = Bytes(jwk, "n"), Exponent = Bytes(jwk, "e") }
            : throw new FormatException("Not a public RSA key.");

    private static ECParameters EcOf(JsonElement jwk) =>
        jwk.GetProperty("kty").GetString() == "EC"
        && jwk.GetProperty("crv").GetString() == "P-256"
        && !jwk.TryGetProperty("d", out _)
            ? new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
            }
            : throw new FormatException("Not a public P-256 key.");

    private static byte[] Bytes(JsonElement jwk, string name) =>
        Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());
}
