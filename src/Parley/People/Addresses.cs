using System.Text.RegularExpressions;
using Parley.Kernel;

namespace Parley.People;

/// <summary>How an address is written so that the same address is the same text.</summary>
public static partial class Addresses
{
    /// <summary>RFC 5321 §4.5.3.1.3: a path has at most 256 octets with its brackets.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>In lower case; null when it is not an e-mail address.</summary>
    public static string? FoldEmail(string? text) =>
        text is { Length: <= MaxEmailLength } && Email().IsMatch(text) ? text.ToLowerInvariant() : null;

    /// <summary>As <see cref="FoldEmail"/>, of what somebody entered.</summary>
    /// <exception cref="RuleBrokenException">It is not an e-mail address, or missing.</exception>
    public static string RequireEmail(string? text, string field = "email") =>
        FoldEmail(text) ?? throw RuleBrokenException.Field(field, "Must be an e-mail address.");

    /// <summary>As E.164 (+, then 8 to 15 digits); null when it is not such a number.</summary>
    public static string? FoldPhone(string? text)
    {
        if (text is null or { Length: > 40 })
            return null;
        var digits = Separators().Replace(text, "");
        if (digits.StartsWith("00", StringComparison.Ordinal))
            digits = "+" + digits[2..];

        return Phone().IsMatch(digits) ? digits : null;
    }

    /// <summary>As <see cref="FoldPhone"/>, of what somebody entered in the field <c>phone</c>.</summary>
    /// <exception cref="RuleBrokenException">It is not such a number.</exception>
    public static string RequirePhone(string text) =>
        FoldPhone(text)
        ?? throw RuleBrokenException.Field(
            "phone",
            "Must be a phone number with its country code, as +351 912 345 678."
        );

    // Visible ASCII only: what else an address may hold by the standard is not seen in practice and breaks mail headers.
    [GeneratedRegex(
        @"\A[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Email();

    [GeneratedRegex(@"[\s()./-]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A\+[1-9][0-9]{7,14}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();
}
