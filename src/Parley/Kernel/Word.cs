using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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
    /// <returns>Null for any other type.</returns>
    public static OpenApiSchema? Of(Type? parameter)
    {
        var type = parameter is null ? null : Nullable.GetUnderlyingType(parameter) ?? parameter;
        if (type is not { IsGenericType: true } || type.GetGenericTypeDefinition() != typeof(Word<>))
            return null;

        var words = type.GetField("Words", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null);

        return new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. ((IDictionary)words!).Keys.Cast<string>().Select(word => (JsonNode)word)],
        };
    }
}
