using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Tests.Architecture;

/// <summary>(Seen to fail with a route mapped without For(…).)</summary>
public sealed class DoorTests(World world) : IClassFixture<World>
{
    /// <summary>Open on purpose, each with the reason.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["/healthz"] = "a load balancer asks without a session",
        ["/readyz"] = "a load balancer asks without a session",
        ["/openapi/{documentName}.json"] = "the description of the API holds no data",
        ["{**path:nonfile:regex(^(?!api(/|$)|live(/|$)))}"] = "the page of the web app holds no data",
    };

    [Fact]
    [Covers("S4-65", "S0-58")]
    public void Every_endpoint_names_a_policy_or_is_listed_as_open()
    {
        var unguarded = world
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.Metadata.OfType<IAuthorizeData>().Any(data => data.Policy is not null))
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Except(Open.Keys);

        Assert.Empty(unguarded);
    }
}
