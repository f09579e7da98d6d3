using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Client;

/// <summary>
/// Parley's REST interface, typed. Safe for many threads. Every method throws <see cref="ParleyProblemException"/> when the server
/// refuses and <see cref="HttpRequestException"/> when it cannot be reached.
/// </summary>
public sealed partial class ParleyClient : IDisposable
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient _http;

    /// <param name="server">Where the server is, such as <c>https://chat.example.com</c>.</param>
    /// <param name="handler">Sends the requests; must not keep cookies of its own. The client disposes it.</param>
    public ParleyClient(Uri server, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        Server = server;
        handler ??= new SocketsHttpHandler
        {
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri(server, "/api/v1/") };
    }

    /// <summary>Where the server is.</summary>
    public Uri Server { get; }

    /// <summary>The session as <c>name=value</c>, set by <see cref="SignIn"/>. Keep it secret; setting it resumes a session.</summary>
    public string? Cookie { get; set; }

    /// <summary>An API key of a shop, or an access token; goes before <see cref="Cookie"/>.</summary>
    public string? BearerToken { get; set; }

    /// <summary>Signs in; later calls act as this person.</summary>
    public async Task SignIn(string email, string password, CancellationToken cancellationToken = default)
    {
        using var response = await Ask(HttpMethod.Post, "session", new { email, password }, cancellationToken);
        Cookie = CookieOf(response) ?? throw new InvalidOperationException("The server gave no session.");
    }

    /// <summary>Ends this session, live connections included.</summary>
    public async Task SignOut(CancellationToken cancellationToken = default)
    {
        (await Ask(HttpMethod.Delete, "session", null, cancellationToken)).Dispose();
        Cookie = null;
    }

    /// <summary>Who the caller is.</summary>
    public Task<MeView> Me(CancellationToken cancellationToken = default) => Get<MeView>("me", cancellationToken);

    internal void Authorize(Action<string, string> setHeader)
    {
        if (BearerToken is { } token)
            setHeader("Authorization", $"Bearer {token}");
        else if (Cookie is { } cookie)
        {
            setHeader("Cookie", cookie);
            // The server takes a cookie only with a request from its own pages.
            setHeader("Origin", Server.GetLeftPart(UriPartial.Authority));
        }
    }

    private async Task<T> Get<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await Ask(HttpMethod.Get, path, null, cancellationToken);

        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
    }

    private async Task<T> Post<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await Ask(HttpMethod.Post, path, body, cancellationToken);

        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
    }

    private async Task Do(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        (await Ask(method, path, body, cancellationToken)).Dispose();

    private async Task<HttpResponseMessage> Ask(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        Authorize((name, value) => request.Headers.TryAddWithoutValidation(name, value));
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), (MediaTypeHeaderValue?)null, Json);
        var response = await _http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw await ParleyProblemException.Of(response, cancellationToken);
    }

    private static string? CookieOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Select(cookie => cookie.Split(';')[0]).FirstOrDefault(cookie => cookie.Contains("parley="))
            : null;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
