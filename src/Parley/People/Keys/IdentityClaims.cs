using System.Text.Json;
using Parley.Kernel;

namespace Parley.People.Keys;

/// <summary>What a shop says of the person who opens the chat in its app.</summary>
/// <param name="TokenId">The jti; a token is taken once.</param>
internal sealed record IdentityClaims(
    PersonInShop Person,
    string TokenId,
    DateTimeOffset ExpiresAt,
    string? Business,
    MemberRole Role
)
{
    /// <summary>How far the shop's clock may be off.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    /// <summary>A token that lives longer is more than the proof of one moment.</summary>
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(5);

    /// <returns>Null when a claim is missing, of the wrong type, or does not hold now.</returns>
    public static IdentityClaims? Read(JsonElement claims, DateTimeOffset now)
    {
        if (Text(claims, "aud") != "parley" || !IsTimely(claims, now) || PersonOf(claims) is not { } person)
            return null;
        if (Text(claims, "jti") is not { } tokenId || !ExternalIdAttribute.Holds(tokenId))
            return null;
        if (
            !Optional(claims, "business", out var business)
            || (business is not null && !ExternalIdAttribute.Holds(business))
        )
            return null;
        if (!Optional(claims, "role", out var role) || role is not (null or "owner" or "agent"))
            return null;

        return new IdentityClaims(
            person,
            tokenId,
            Instant(claims, "exp")!.Value,
            business,
            role == "owner" ? MemberRole.Owner : MemberRole.Agent
        );
    }

    private static bool IsTimely(JsonElement claims, DateTimeOffset now)
    {
        if (
            Instant(claims, "exp") is not { } expiresAt
            || expiresAt <= now - Leeway
            || expiresAt > now + MaxLifetime + Leeway
        )
            return false;

        return IsPast(claims, "nbf", now) && IsPast(claims, "iat", now);
    }

    private static bool IsPast(JsonElement claims, string name, DateTimeOffset now) =>
        !claims.TryGetProperty(name, out _) || Instant(claims, name) <= now + Leeway;

    private static PersonInShop? PersonOf(JsonElement claims)
    {
        if (Text(claims, "sub") is not { } subject || !ExternalIdAttribute.Holds(subject))
            return null;
        if (Text(claims, "name") is not { } name || !new LineAttribute().IsValid(name))
            return null;
        if (!Optional(claims, "email", out var email) || (email is not null && Addresses.FoldEmail(email) is null))
            return null;
        if (!Optional(claims, "phone", out var phone) || (phone is not null && Addresses.FoldPhone(phone) is null))
            return null;
        var isVerified = false;
        if (claims.TryGetProperty("email_verified", out var verified))
        {
            if (verified.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return null;
            isVerified = verified.GetBoolean();
        }

        return new PersonInShop(subject, name, Addresses.FoldEmail(email), isVerified, Addresses.FoldPhone(phone));
    }

    private static string? Text(JsonElement claims, string name) => SignedToken.Text(claims, name);

    /// <returns>False when the claim is there but is no text.</returns>
    private static bool Optional(JsonElement claims, string name, out string? text)
    {
        text = Text(claims, name);

        return text is not null || !claims.TryGetProperty(name, out _);
    }

    /// <summary>Seconds since the epoch as a whole number (RFC 7519 §2 would allow fractions; nobody writes them).</summary>
    private static DateTimeOffset? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
