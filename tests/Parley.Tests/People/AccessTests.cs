using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.People;
using Parley.People.Keys;

namespace Parley.Tests.People;

public sealed class AccessTests(World world) : IClassFixture<World>
{
    private static readonly string[] Policies =
    [
        Access.Anyone,
        Access.SignedIn,
        Access.SignedInOrGuest,
        Access.SignedInOrShop,
        Access.Shop,
        Access.Admin,
    ];

    /// <summary>What a visitor must be able to do before he has a session, and what does the same for everybody.</summary>
    private static readonly string[] Open =
    [
        "CountListingView",
        "CountServiceView",
        "CountView",
        "EnterDemo",
        "ExchangeToken",
        "MailReturn",
        "ResetPassword",
        "SeeWidget",
        "SendInquiry",
        "ShowContact",
        "ShowDemo",
        "ShowDemoShop",
        "ShowInquiry",
        "ShowLink",
        "SignIn",
        "SignUp",
        "UseLink",
        "VouchForDemo",
    ];

    [Fact, Covers("S0-3")]
    public void Every_endpoint_of_the_API_stands_under_its_version()
    {
        Assert.All(
            Endpoints(),
            endpoint => Assert.StartsWith("/api/v1/", "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        );
    }

    [Fact, Covers("S4-65", "S0-58")]
    public void Every_endpoint_names_a_policy_and_the_open_ones_are_listed()
    {
        var endpoints = Endpoints();

        Assert.True(endpoints.Count > 20);
        Assert.All(endpoints, endpoint => Assert.Contains(PolicyOf(endpoint), Policies));
        Assert.Equal(
            Open,
            endpoints
                .Where(endpoint => PolicyOf(endpoint) == Access.Anyone)
                .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName)
                .Order()
        );
    }

    [Fact, Covers("S0-57")]
    public async Task A_visitor_gets_nothing_from_any_endpoint_that_is_not_open()
    {
        var vera = world.Visitor();
        foreach (var endpoint in Endpoints().Where(endpoint => PolicyOf(endpoint) != Access.Anyone))
        {
            var path = Filled(endpoint.RoutePattern);
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                if (method is "POST" or "PUT" or "PATCH")
                    request.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
                var answer = await vera.Http.SendAsync(request);

                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
                Assert.Equal("unauthenticated", await answer.Code());
            }
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/session", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("PUT", "/api/v1/me", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/api/v2/me", HttpStatusCode.NotFound, "not_found")]
    [InlineData("POST", "/api", HttpStatusCode.NotFound, "not_found")]
    public async Task What_is_not_there_says_so_with_a_code(
        string method,
        string path,
        HttpStatusCode status,
        string code
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await (await world.Customer("Alice")).Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, await answer.Code());
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("/nothing")]
    [InlineData("/orders?limit=0")]
    public async Task Nobody_keeps_what_the_API_answers(string path)
    {
        foreach (var person in new[] { await world.Customer("Alice"), world.Visitor() })
        {
            var answer = await person.Gets(path);

            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    [Fact]
    public async Task No_log_holds_a_token()
    {
        using var log = new KeptLog();
        var store = TestStore.New();
        await store.Create();
        var server = Server.Build([
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Information",
            .. store.Settings,
        ]);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await Server.Prepare(server, default);
        await server.StartAsync();
        using (var http = new HttpClient { BaseAddress = new Uri(server.Urls.First()) })
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "psk_token-in-a-header");
            http.DefaultRequestHeaders.Add("Cookie", "parley=token-in-a-cookie");
            await http.GetAsync("/live?access_token=token-in-an-address");
            await http.GetAsync("/api/v1/me?access_token=token-in-an-address");
            await http.GetAsync("/api/v1/links/token-in-a-path");
            await http.PostAsync("/api/v1/session/exchange", new StringContent("token-in-a-body"));
        }
        await server.StopAsync();
        await server.DisposeAsync();
        await store.Drop();

        Assert.True(log.Lines.Count > 3, "The log is not heard.");
        Assert.DoesNotContain(log.Lines, line => line.Contains("token-in-a", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_cannot_be_predicted()
    {
        var tokens = Enumerable.Range(0, 100_000).Select(_ => Token.New()).ToList();

        Assert.Equal(tokens.Count, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Equal(43, token.Length));
        // Each character carries six bits: every one of the 64 is as likely at each place (chi-squared, 63 degrees, p < 1e-9).
        for (var place = 0; place < 42; place++)
        {
            var expected = tokens.Count / 64.0;
            var chi = tokens
                .GroupBy(token => token[place])
                .Sum(group => Math.Pow(group.Count() - expected, 2) / expected);
            Assert.True(chi < 150, $"Place {place}: {chi}");
        }
    }

    private List<RouteEndpoint> Endpoints() =>
        [
            .. world
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api", StringComparison.Ordinal)
                ),
        ];

    private static string? PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<IAuthorizeData>().Select(data => data.Policy).SingleOrDefault();

    private static string Filled(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
                    ? literal.Content
                    : Guid.NewGuid().ToString()
            )
        );
}
