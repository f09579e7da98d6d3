using Microsoft.AspNetCore.StaticFiles;

namespace Parley;

/// <summary>How the web app's files are served: hashed ones for ever, the page itself never from a cache.</summary>
internal static class WebFiles
{
    public static readonly StaticFileOptions Options = new() { OnPrepareResponse = SetHeaders };

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
