using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Tests.Architecture;

/// <summary>The page that maps the sources' endpoints to ours names all of them, and none of ours that there is not.</summary>
public sealed partial class SourcesTests(World world) : IClassFixture<World>
{
    /// <summary>Six of the business and two of the customer, though the source's text speaks of six.</summary>
    private static readonly string[] OfTheBusinessInbox =
    [
        "GET /api/business/messages/",
        "GET /api/business/messages/{id}/",
        "GET /api/business/messages/unread/",
        "POST /api/business/messages/{id}/reply/",
        "PATCH /api/business/messages/{id}/",
        "DELETE /api/business/messages/{id}/",
        "POST /api/customer/messages/",
        "GET /api/customer/messages/{id}/conversation/",
    ];

    [Fact]
    [Covers("S3-55")]
    public void Every_endpoint_of_the_business_inbox_has_its_counterpart_among_ours()
    {
        var page = File.ReadAllText(Page());
        var rows = page.Split("## S3")[1].Split("## S4")[0].Split('\n').Where(line => line.StartsWith("| `")).ToList();
        var known = Routes();

        foreach (var theirs in OfTheBusinessInbox)
        {
            var row = Assert.Single(rows, row => row.StartsWith($"| `{theirs}`", StringComparison.Ordinal));
            var ours = Call()
                .Matches(row.Split('|')[2])
                .Select(match => $"{match.Groups[1]} {Plain(match.Groups[2].Value)}");
            Assert.NotEmpty(ours);
            Assert.All(ours, call => Assert.Contains(call, known));
        }
    }

    private HashSet<string> Routes() =>
        [
            .. world
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                        $"{method} {Plain(endpoint.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal))}"
                    )
                ),
        ];

    private static string Plain(string path) => Parameter().Replace(path, "*").TrimEnd('/');

    private static string Page([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "../../../docs/reference/sources.md");

    [GeneratedRegex(@"(GET|POST|PUT|PATCH|DELETE) (/[\w/{}-]+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
