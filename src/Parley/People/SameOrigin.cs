using Parley.Kernel;

namespace Parley.People;

/// <summary>
/// Keeps other sites from acting with a visitor's cookie, and from signing him in or out: what changes something, or opens a
/// live connection, must come from our own pages. Browsers tell by Sec-Fetch-Site and Origin, which no page can forge; programs
/// send neither and have no cookie of somebody else. Requests that carry a key or token of their own need no such proof, nor
/// do endpoints that do the same for everybody.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication server) =>
        server.Use(
            (context, next) =>
            {
                RuleBrokenException.Unless(IsSafe(context) || IsOwn(context.Request), Problem.Forbidden);

                return next(context);
            }
        );

    private static bool IsSafe(HttpContext context)
    {
        var request = context.Request;
        var onlyReads =
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method);
        var isLive = request.Path.StartsWithSegments("/live");

        return (onlyReads && !isLive)
            || context.GetEndpoint()?.Metadata.GetMetadata<OpenToAllSites>() is not null
            || request.Headers.Authorization.Count > 0
            || (isLive && request.Query.ContainsKey("access_token"));
    }

    /// <summary>Lets pages of other sites call the endpoint, which must not look at who calls.</summary>
    public static RouteHandlerBuilder FromAllSites(this RouteHandlerBuilder route) =>
        route.WithMetadata(new OpenToAllSites());

    private sealed class OpenToAllSites;

    /// <summary>Whether it comes from one of our own pages, which a browser tells; a program does not.</summary>
    public static bool IsBrowser(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is ["same-origin"];

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site, ..])
            return site is "same-origin" or "none";
        if (request.Headers.Origin is [{ } origin, ..])
            return origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

        return true;
    }
}
