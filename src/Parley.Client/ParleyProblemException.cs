using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Parley.Client;

/// <summary>The server refused. Decide by <see cref="Code"/>, never by text.</summary>
public sealed class ParleyProblemException : Exception
{
    internal ParleyProblemException(HttpStatusCode status, string code, string message)
        : base(message) => (Status, Code) = (status, code);

    /// <summary>The HTTP status. Over the live connection, which has none, it is 0.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Stable, snake case, such as <c>rate_limited</c>; <c>internal</c> when the answer was not the server's own.</summary>
    public string Code { get; }

    /// <summary>Why, as a stable word, where the code has reasons.</summary>
    public string? Reason { get; private init; }

    /// <summary>When trying again makes sense; null when the server did not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Finds the request in the server's log.</summary>
    public string? TraceId { get; private init; }

    internal static async Task<ParleyProblemException> Of(HttpResponseMessage response, CancellationToken stop)
    {
        var problem = await Read(response, stop);
        var code = Text(problem, "code") ?? "internal";

        return new ParleyProblemException(
            response.StatusCode,
            code,
            $"{code}: {Text(problem, "detail") ?? Text(problem, "title") ?? response.ReasonPhrase}"
        )
        {
            Reason = Text(problem, "reason"),
            TraceId = Text(problem, "traceId"),
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    /// <summary>The hub's errors end in the code, with the seconds to wait behind a semicolon.</summary>
    internal static ParleyProblemException OfHub(string message)
    {
        var parts = message[(message.LastIndexOf(' ') + 1)..].Split(';');
        var hasWait = parts.Length > 1 && double.TryParse(parts[1], CultureInfo.InvariantCulture, out _);

        return new ParleyProblemException(default, parts[0], parts[0])
        {
            RetryAfter = hasWait ? TimeSpan.FromSeconds(double.Parse(parts[1], CultureInfo.InvariantCulture)) : null,
        };
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(stop);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: stop);

            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default; // a proxy's page, or nothing
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object
        && problem.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
