using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Kernel;

/// <summary>Instants as RFC 3339 in UTC with exactly three digits of milliseconds.</summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw new JsonException("Expected an instant as RFC 3339 writes it.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out _, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
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
