using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Orders;

namespace Parley.Cli.Import;

/// <summary>What the server made of an order.</summary>
/// <param name="Outcome">Null when it was refused, or only looked at.</param>
internal sealed record SentOrder(PushOutcome? Outcome, string? Refusal = null);

/// <summary>Pushes orders, and again while the server has no time for them or cannot be reached.</summary>
internal sealed class OrderSender : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeSpan _patience;
    private readonly Clock _clock;

    public OrderSender(ImportOptions options, Clock clock)
    {
        (_patience, _clock) = (options.Patience, clock);
        var handler = new SocketsHttpHandler
        {
            // Elsewhere the key would not go along, and should not.
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = options.Parallel,
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri(options.Server, "/api/v1/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
    }

    /// <exception cref="ImportStoppedException">The server takes nothing from us, or not in time.</exception>
    public async Task<SentOrder> Send(string externalId, PushOrderRequest order, CancellationToken cancellationToken)
    {
        var address = $"orders/{Uri.EscapeDataString(externalId)}";
        var body = JsonSerializer.SerializeToUtf8Bytes(order, KernelModule.Json);
        var began = _clock.Ticks;
        for (var attempt = 0; ; attempt++)
        {
            var (sent, wait, reason) = await Try(address, body, cancellationToken);
            if (sent is not null)
                return sent;

            var pause = wait ?? Backoff(attempt);
            if (_clock.Since(began) + pause > _patience)
                throw new ImportStoppedException($"The server takes no orders: {reason}");
            await _clock.Delay(pause, cancellationToken);
        }
    }

    private async Task<(SentOrder? Sent, TimeSpan? Wait, string Reason)> Try(
        string address,
        byte[] body,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PutAsync(address, content, cancellationToken);
            if (MayPass(answer.StatusCode))
                return (null, WaitOf(answer), await Reason(answer, cancellationToken));

            return (await Read(answer, cancellationToken), null, "");
        }
        catch (Exception lost)
            when (lost is HttpRequestException or IOException
                || (lost is TaskCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return (null, null, lost.Message);
        }
    }

    /// <summary>What a busy server, a full disk or a proxy before a server that restarts answers.</summary>
    private static bool MayPass(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout
                or HttpStatusCode.InsufficientStorage;

    private static TimeSpan? WaitOf(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter?.Delta is { } wait ? wait + (wait * (0.2 * Random.Shared.NextDouble())) : null;

    // Between half and all of it, so that those who failed together do not come back together.
    private static TimeSpan Backoff(int attempt)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempt, 10));

        return (wait < LongestWait ? wait : LongestWait) * (0.5 + (0.5 * Random.Shared.NextDouble()));
    }

    private static async Task<SentOrder> Read(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            var pushed = await answer.Content.ReadFromJsonAsync<PushedOrderView>(KernelModule.Json, cancellationToken);

            return new SentOrder(pushed!.Outcome);
        }

        var reason = await Reason(answer, cancellationToken);

        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new ImportStoppedException(
                $"The server does not take this key: {reason}"
            ),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or < HttpStatusCode.BadRequest =>
                throw new ImportStoppedException($"No Parley answers there: {reason}"),
            _ => new SentOrder(Outcome: null, reason),
        };
    }

    /// <summary>The code of a problem with what it says of this very request.</summary>
    private static async Task<string> Reason(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = $"{(int)answer.StatusCode}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return status;

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        IEnumerable<string?> parts =
        [
            status,
            Text(problem, "code"),
            Text(problem, "detail"),
            problem.TryGetProperty("errors", out var errors) ? errors.GetRawText() : null,
        ];

        return string.Join(' ', parts.OfType<string>());
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public void Dispose() => _http.Dispose();
}
