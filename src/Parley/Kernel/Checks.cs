using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Parley.Kernel;

/// <summary>One line of text for people: 1 to 255 characters unless said otherwise, not blank, no control characters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LineAttribute(int maxLength = 255) : ValidationAttribute("Must be one line of 1 to {1} characters.")
{
    public int MaxLength { get; } = maxLength;

    public override bool IsValid(object? value) =>
        value is not string text
        || (text.Length <= MaxLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl));

    public override string FormatErrorMessage(string name) => string.Format(ErrorMessageString, name, MaxLength);
}

/// <summary>A name that a shop gives its things: 1 to 128 printable characters without blanks at the ends.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ExternalIdAttribute()
    : ValidationAttribute("Must be 1 to 128 printable characters without blanks at the ends.")
{
    public const int MaxLength = 128;

    public override bool IsValid(object? value) => value is not string text || Holds(text);

    public static bool Holds(string text) =>
        text.Length is > 0 and <= MaxLength && text.Trim().Length == text.Length && !text.Any(char.IsControl);
}

/// <summary>An absolute http or https address of at most 2,048 characters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class WebAddressAttribute()
    : ValidationAttribute("Must be an http or https address of at most 2048 characters.")
{
    public override bool IsValid(object? value) =>
        value is not string text
        || (
            text.Length <= 2048
            && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.UserInfo.Length == 0
        );
}

/// <summary>A list without holes: JSON can write null where the type has none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoNullsAttribute() : ValidationAttribute("Must not hold null.")
{
    public override bool IsValid(object? value) =>
        value is not IEnumerable<object?> items || items.All(item => item is not null);
}

/// <summary>At most 50 pairs; keys of 1 to 64 characters, values of at most 1,000.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AttributePairsAttribute()
    : ValidationAttribute("Must be at most 50 pairs with keys of 1 to 64 and values of at most 1000 characters.")
{
    public override bool IsValid(object? value) =>
        value is not IReadOnlyDictionary<string, string> pairs
        || (
            pairs.Count <= 50
            && pairs.All(pair => pair.Key.Length is > 0 and <= 64 && pair.Value is { Length: <= 1000 })
        );
}

/// <summary>
/// On a request's unknown members: those that only the server may set are refused, so that nobody believes to have set them;
/// all others are ignored, so that a newer client can talk to an older server.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NothingReservedAttribute() : ValidationAttribute("Only the server sets this.")
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "id",
        "shopId",
        "personId",
        "senderId",
        "senderRole",
        "role",
        "seq",
        "channel",
        "createdAt",
        "isAdmin",
        "isInternal",
        "isSystem",
        "accessVersion",
        "proof",
    };

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is IDictionary<string, JsonElement> others && others.Keys.FirstOrDefault(Reserved.Contains) is { } name
            ? new ValidationResult($"Only the server sets '{name}'.", [validationContext.MemberName!])
            : ValidationResult.Success;
}
