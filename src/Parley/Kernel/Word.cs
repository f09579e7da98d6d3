using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Parley.Kernel;

/// <summary>An enumeration in a query string, by the same word that JSON has for it; the framework knows only the C# names there.</summary>
public readonly record struct Word<T>(T Value) : IParsable<Word<T>>
    where T : struct, Enum
{
    internal static readonly IReadOnlyDictionary<string, T> Words = Enum.GetValues<T>().ToDictionary(WordOf);

    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"'{s}' is not one of the words.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        var isKnown = Words.TryGetValue(s ?? "", out var value);
        result = new Word<T>(value);

        return isKnown;
    }

    private static string WordOf(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>Lists the words in the OpenAPI document.</summary>
internal static class WordSchema
{
    public static Task Describe(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Word<>))
            return Task.CompletedTask;

        var words = (System.Collections.IDictionary)
            type.GetField("Words", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Required = null;
        schema.Enum = [.. words.Keys.Cast<string>().Select(word => (JsonNode)word)];

        return Task.CompletedTask;
    }
}
