using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;

namespace Parley.Orders.Connectors;

/// <summary>
/// Reads what a provider delivers. It is not ours to refuse: what does not fit is cut or left out, so that the order still comes.
/// </summary>
internal static class DeliveredJson
{
    private const int MaxItems = 1000;
    private const decimal MaxAmount = 1e15m;

    /// <summary>Minor units of ISO 4217 where they are not hundredths.</summary>
    private static readonly Dictionary<string, int> Exponents = new()
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    };

    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    public static IEnumerable<JsonElement> List(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A text or number as one line; null when nothing of it is left.</summary>
    public static string? Line(this JsonElement json, string name, int maxLength = 255) =>
        json.Member(name) switch
        {
            { ValueKind: JsonValueKind.String } text => Cut(text.GetString()!, maxLength),
            { ValueKind: JsonValueKind.Number } number => Cut(number.GetRawText(), maxLength),
            _ => null,
        };

    public static string? Cut(string text, int maxLength)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        if (line.Length > maxLength)
            line = line[..(char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength)].Trim();

        return line.Length == 0 ? null : line;
    }

    /// <summary>An instant; without a zone it is UTC.</summary>
    public static DateTimeOffset? Instant(this JsonElement json, string name) =>
        DateTimeOffset.TryParse(
            json.Line(name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;

    /// <summary>
    /// The moment of the change in milliseconds. Both providers tell whole seconds, so the status, which goes forward by number,
    /// tells which of two changes within one came later.
    /// </summary>
    public static long Version(DateTimeOffset changedAt, OrderStatus status) =>
        Math.Max(0, changedAt.ToUnixTimeMilliseconds()) + (long)status;

    /// <summary>A decimal amount in the minor unit of its currency; null where it is none.</summary>
    public static Money? Money(this JsonElement json, string name, string? currency)
    {
        if (currency is not { Length: 3 } || !currency.All(char.IsAsciiLetterUpper))
            return null;
        if (
            !decimal.TryParse(json.Line(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            || Math.Abs(amount) > MaxAmount
        )
            return null;

        var minor = amount * (decimal)Math.Pow(10, Exponents.GetValueOrDefault(currency, 2));

        return Math.Abs(minor) > Kernel.Money.MaxMinor
            ? null
            : new Money((long)Math.Round(minor, MidpointRounding.AwayFromZero), currency);
    }

    public static int Quantity(this JsonElement json, string name) =>
        decimal.TryParse(json.Line(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var quantity)
            ? (int)Math.Clamp(Math.Ceiling(quantity), 0, 1_000_000)
            : 1;

    public static string? Address(this JsonElement json, string name) =>
        json.Line(name, 2048) is { } address && new WebAddressAttribute().IsValid(address) ? address : null;

    /// <summary>Who bought. A guest is known by his address, or else by his order alone.</summary>
    /// <param name="id">Null or 0 for a guest.</param>
    public static PushedCustomer Customer(string? id, string?[] names, string? email, bool isVerified, string orderId)
    {
        var address = Addresses.FoldEmail(email);
        var name = Cut(string.Join(' ', names.OfType<string>()), 255) ?? address ?? "Guest";
        var externalId =
            id is not (null or "0") ? id
            : address is null ? $"guest-of-order:{orderId}"
            : $"guest:{(address.Length <= 120 ? address : Hash(address))}";

        return new PushedCustomer(
            Cut(externalId, ExternalIdAttribute.MaxLength)!,
            name,
            address,
            isVerified && address is not null
        );
    }

    private static string Hash(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    /// <summary>Those of which something was bought, at most as many as an order may have.</summary>
    public static IReadOnlyList<PushedItem> Items(IEnumerable<PushedItem> items) =>
        [.. items.Where(item => item.Quantity > 0).Take(MaxItems)];
}
