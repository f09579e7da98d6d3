using Microsoft.AspNetCore.StaticFiles;

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
            (context, next) =>
            {
                if (context.GetEndpoint() is null && IsPage(context.Request))
                    context.Request.Path = "/index.html";

                return next(context);
            }
        );
        server.UseStaticFiles(Options);
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api")
        && !Path.HasExtension(request.Path);

    private static void SetHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        var isHashed = file.Context.Request.Path.StartsWithSegments("/assets");
        headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' https: data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
