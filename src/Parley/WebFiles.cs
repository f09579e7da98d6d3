using Microsoft.AspNetCore.StaticFiles;
using Parley.Contact.Widget;

namespace Parley;

/// <summary>How the web app's files are served: hashed ones for ever, the page itself never from a cache.</summary>
internal static class WebFiles
{
    private static readonly StaticFileOptions Options = new() { OnPrepareResponse = SetHeaders };

    /// <summary>
    /// Serves the app's files, and its page at every address that is nothing else. No fallback route: one that takes every
    /// address would turn the 405 of the API into 404.
    /// </summary>
    public static void UseWebFiles(this WebApplication server)
    {
        server.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint() is null && IsPage(context.Request))
                    context.Request.Path = await PageOf(context);

                await next(context);
            }
        );
        server.UseStaticFiles(Options);
    }

    /// <summary>The app's page, or the widget's, which the shop's own sites may put into theirs.</summary>
    private static async Task<string> PageOf(HttpContext context)
    {
        if (await WidgetFrame.Ancestors(context) is not { } ancestors)
            return "/index.html";

        context.Response.Headers.ContentSecurityPolicy = PolicyFor(ancestors);

        return "/w.html";
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api")
        && !Path.HasExtension(request.Path);

    private static void SetHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        var path = file.Context.Request.Path;
        headers.CacheControl = path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (path == "/loader.js")
            OpenToAllSites(headers);
        if (headers.ContentSecurityPolicy.Count > 0)
            return;

        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = PolicyFor("'none'");
    }

    /// <summary>Every page of every shop asks for it: an hour without asking, a week while a newer one is fetched beside.</summary>
    private static void OpenToAllSites(IHeaderDictionary headers)
    {
        headers.CacheControl = "public, max-age=3600, stale-while-revalidate=604800";
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private static string PolicyFor(string ancestors) =>
        "default-src 'self'; img-src 'self' https: data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        + $"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}";
}
