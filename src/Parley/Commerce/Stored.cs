using System.Security.Cryptography;
using System.Text.Json;
using Parley.Kernel;

namespace Parley.Commerce;

/// <summary>How pushed things stand in columns.</summary>
internal static class Stored
{
    private static readonly JsonSerializerOptions Json = CreateJson();

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T? Parse<T>(string? text) => text is null ? default : JsonSerializer.Deserialize<T>(text, Json);

    /// <summary>Null when there are none, as views leave them out.</summary>
    public static IReadOnlyDictionary<string, string>? Attributes(string text) =>
        Parse<Dictionary<string, string>>(text) is { Count: > 0 } attributes ? attributes : null;

    public static Money? Money(long? minor, string? currency) =>
        minor is { } amount && currency is not null ? new Money(amount, currency) : null;

    /// <summary>The status as views write it.</summary>
    public static string Word(OrderStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>Tells whether two pushes say the same.</summary>
    public static byte[] Hash<T>(T push) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(push, Json));

    /// <summary>A push under a version that is known must say what that version said.</summary>
    /// <returns>True when the push is newer than what is stored.</returns>
    /// <exception cref="RuleBrokenException"><see cref="Problem.IdempotencyMismatch"/>.</exception>
    public static bool IsNewer(long version, byte[] hash, long storedVersion, byte[] storedHash)
    {
        RuleBrokenException.Unless(
            version != storedVersion || hash.AsSpan().SequenceEqual(storedHash),
            Problem.IdempotencyMismatch
        );

        return version > storedVersion;
    }

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions();
        KernelModule.Configure(options);

        return options;
    }
}
