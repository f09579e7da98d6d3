using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Tests.Isolation;

public sealed partial class MatrixTests
{
    private sealed partial class Scene
    {
        /// <summary>Every route that reads, with everything in every place; a new route fails here until it is known.</summary>
        private IEnumerable<string> AllPaths()
        {
            var routes = _world
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
                .Select(route => route.RoutePattern.RawText!)
                .Where(pattern => pattern.StartsWith("/api/v1", StringComparison.Ordinal))
                .Select(pattern => pattern["/api/v1".Length..].TrimEnd('/'))
                .Distinct();
            foreach (var route in routes)
            foreach (var path in Filled(route))
                yield return path;
        }

        private IEnumerable<string> Filled(string route) =>
            route switch
            {
                "/conversations" or "/orders" =>
                [
                    $"{route}?limit=100",
                    .. _businesses.Select(business => $"{route}?limit=100&as={business.Id}"),
                    .. route == "/conversations"
                        ? Canaries.Where(canary => !canary.IsMessage).Select(canary => $"{route}?q={canary.Word}")
                        : [],
                ],
                "/search/messages" =>
                [
                    .. Canaries.Select(canary => $"{route}?q={canary.Word}"),
                    .. _businesses.SelectMany(business =>
                        Canaries
                            .Where(_ => _random.Next(4) == 0)
                            .Select(canary => $"{route}?q={canary.Word}&as={business.Id}")
                    ),
                    .. _businesses.Select(business => $"{route}?q=says&limit=100&as={business.Id}"),
                ],
                // By what all of them have: the words of each search stand in the audit.
                "/admin/search/messages" => _businesses.Select(seller =>
                    $"{route}?q=says&limit=100&business={seller.Id}"
                ),
                "/inquiries/{id:guid}" => [$"/inquiries/{_inquiry}"],
                "/businesses/{id:guid}/messages" => _businesses.SelectMany(business =>
                    _talks
                        .Select(talk => $"&customer={talk.Customer.Id}")
                        .Append("")
                        .Distinct()
                        .Select(customer => $"/businesses/{business.Id}/messages?limit=100{customer}")
                ),
                "/businesses/{id:guid}/unread" or "/businesses/{id:guid}/blocks" or "/businesses/{id:guid}/members" =>
                    _businesses.Select(business => route.Replace("{id:guid}", $"{business.Id}")),
                "/admin/conversations" => ["/admin/conversations?limit=100"],
                "/admin/audit" =>
                [
                    "/admin/audit?limit=100",
                    "/admin/audit?action=oversight.opened&limit=100",
                    .. _talks.Select(talk => $"/admin/audit?conversation={talk.Id}&limit=100"),
                ],
                "/contact/{kind}/{reference}" =>
                [
                    .. _businesses.Select(business => $"/contact/general/{business.Id}"),
                    .. _orders.Select(order => $"/contact/order/{order}"),
                ],
                _ when route.Contains("{conversationId") => _talks.Select(talk =>
                    route.Replace("{conversationId:guid}", $"{talk.Id}")
                    + (route.EndsWith("/messages") ? "?limit=100" : "")
                ),
                _ when route.Contains("{messageId") => _messages.Select(id =>
                    route.Replace("{messageId:guid}", $"{id}")
                ),
                _ when route.Contains("{idOrNumber}") => _orders.SelectMany(order =>
                    route.EndsWith("/messages")
                        ?
                        [
                            $"{route.Replace("{idOrNumber}", order)}?limit=100",
                            .. _businesses
                                .Take(2)
                                .Select(seller =>
                                    $"{route.Replace("{idOrNumber}", order)}?limit=100&seller={seller.Id}"
                                ),
                        ]
                        : new[] { route.Replace("{idOrNumber}", order) }
                ),
                _ =>
                [
                    route
                        .Replace("{id:guid}", $"{_businesses[0].Id}")
                        .Replace("{token}", "x")
                        .Replace("{shopId:guid}", $"{_businesses[0].Shop.Id}"),
                ],
            };
    }
}
