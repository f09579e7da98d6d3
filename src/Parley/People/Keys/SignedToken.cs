using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.People.Keys;

/// <summary>
/// A JSON Web Token in the compact form (RFC 7515 §7.1), taken apart but not believed yet. Strict on purpose: what a shop's
/// library does not write, an attacker does. Nothing in the header chooses a key or an address to fetch one from.
/// </summary>
internal sealed class SignedToken
{
    /// <summary>Characters. Longer ones are not looked at.</summary>
    public const int MaxLength = 8192;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };
    private static readonly SearchValues<char> Base64UrlCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    private readonly string _algorithm;
    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private SignedToken(string algorithm, JsonElement claims, string signed, byte[] signature)
    {
        _algorithm = algorithm;
        Claims = claims;
        _signed = Encoding.ASCII.GetBytes(signed);
        _signature = signature;
    }

    /// <summary>Not to be believed before <see cref="IsSignedBy"/>.</summary>
    public JsonElement Claims { get; }

    /// <summary>True when the key made the signature, by the one algorithm that is the key's.</summary>
    public bool IsSignedBy(VerificationKey key) => _algorithm == key.Algorithm && key.Verifies(_signed, _signature);

    /// <returns>Null when it is not a signed token of the plainest kind.</returns>
    public static SignedToken? Parse(string token)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature])
            return null;
        if (AlgorithmOf(header) is not { } algorithm || Json(payload) is not { } claims)
            return null;

        return Bytes(signature) is { Length: > 0 } bytes
            ? new SignedToken(algorithm, claims, $"{header}.{payload}", bytes)
            : null;
    }

    /// <summary>The member's text; null when it is absent, not a text, or has no form in Unicode (a lone surrogate).</summary>
    public static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null when the header says more than which algorithm, type and key: encryption, critical extensions, keys to trust.</summary>
    private static string? AlgorithmOf(string part)
    {
        if (Json(part) is not { } header)
            return null;

        foreach (var member in header.EnumerateObject())
        {
            var isPlain = member.NameEquals("alg") || member.NameEquals("typ") || member.NameEquals("kid");
            if (!isPlain || Text(header, member.Name) is null)
                return null;
        }

        return Text(header, "typ") is { } type && !type.Equals("JWT", StringComparison.OrdinalIgnoreCase)
            ? null
            : Text(header, "alg");
    }

    private static JsonElement? Json(string part)
    {
        if (Bytes(part) is not { } bytes || !Utf8.IsValid(bytes))
            return null;

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);

            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // The latter comes from a member's name that has no form in Unicode.
            return null;
        }
    }

    private static byte[]? Bytes(string part)
    {
        if (part.AsSpan().ContainsAnyExcept(Base64UrlCharacters) || part.Length % 4 == 1)
            return null;

        try
        {
            var bytes = Base64Url.DecodeFromChars(part);

            // One value has one spelling: bits beyond the last octet must be 0.
            return Base64Url.EncodeToString(bytes) == part ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
