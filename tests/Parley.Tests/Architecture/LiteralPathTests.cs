using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Parley.Tests.People;

namespace Parley.Tests.Architecture;

/// <summary>
/// A word in a path is never taken for an id: not today, and not when a route is added beside one with an id. (Seen to fail with
/// a conversation's id that need not be one.)
/// </summary>
public sealed partial class LiteralPathTests(World world) : IClassFixture<World>
{
    [Fact]
    [Covers("S0-97")]
    public async Task A_word_where_an_id_is_expected_is_an_address_that_nobody_knows()
    {
        var admin = await world.Admin();
        var withIds = Routes()
            .Where(route => route.Methods.Contains("GET") && Parameter().IsMatch(route.Pattern))
            .ToList();

        Assert.NotEmpty(withIds);
        foreach (var (_, pattern, _) in withIds)
        {
            var answer = await admin.Http.GetAsync(Parameter().Replace(pattern, "vendors-contacted"));
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{pattern}: {answer.StatusCode}");
            Assert.Equal("not_found", await answer.Code());
        }
    }

    [Fact]
    [Covers("S0-97")]
    public void No_route_takes_any_text_where_another_has_a_word()
    {
        var routes = Routes();
        foreach (var open in routes)
        foreach (var other in routes.Where(other => other.Methods.Intersect(open.Methods).Any()))
            Assert.False(
                TakesAWordOf(open.Segments, other.Segments),
                $"{open.Pattern} takes what {other.Pattern} means"
            );
    }

    /// <summary>Whether a path of the other route could be the first's, with a word of the other in the place of a text of the first.</summary>
    private static bool TakesAWordOf(
        IReadOnlyList<RoutePatternPathSegment> open,
        IReadOnlyList<RoutePatternPathSegment> other
    )
    {
        if (open.Count != other.Count)
            return false;

        var takes = false;
        for (var i = 0; i < open.Count; i++)
        {
            if (WordOf(open[i]) is { } word)
            {
                if (WordOf(other[i]) is { } same ? same != word : IsId(other[i]))
                    return false;
            }
            else if (WordOf(other[i]) is not null)
            {
                if (IsId(open[i]))
                    return false;
                takes = true;
            }
        }

        return takes;
    }

    private static string? WordOf(RoutePatternPathSegment segment) =>
        (segment.Parts[0] as RoutePatternLiteralPart)?.Content;

    private static bool IsId(RoutePatternPathSegment segment) =>
        segment.Parts[0] is RoutePatternParameterPart parameter
        && parameter.ParameterPolicies.Any(policy => policy.Content == "guid");

    private List<(
        IReadOnlyList<string> Methods,
        string Pattern,
        IReadOnlyList<RoutePatternPathSegment> Segments
    )> Routes() =>
        [
            .. world
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
                .Select(endpoint =>
                    (
                        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [],
                        endpoint.RoutePattern.RawText!,
                        endpoint.RoutePattern.PathSegments
                    )
                ),
        ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
