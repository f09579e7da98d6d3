using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Kernel;

/// <summary>Instants as RFC 3339 in UTC with exactly three digits of milliseconds.</summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    // The round-trip format is written without looking a pattern up, but with seven digits: "2026-01-31T23:59:59.9990000Z".
    private const int RoundTripLength = 28;
    private const int UpToMilliseconds = 23;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw new JsonException("Expected an instant as RFC 3339 writes it.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[RoundTripLength];
        value.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[UpToMilliseconds] = (byte)'Z';
        writer.WriteStringValue(text[..(UpToMilliseconds + 1)]);
    }
}

/// <summary>
/// Text that every store can keep: no U+0000, which PostgreSQL refuses, and no lone surrogates, which have no UTF-8 form.
/// </summary>
internal sealed class TextJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException notText)
        {
            throw new JsonException("The text is not valid Unicode.", notText);
        }

        return text.Contains('\0') ? throw new JsonException("The text holds U+0000.") : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
