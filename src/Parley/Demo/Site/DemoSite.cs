using System.Net.Mime;
using Microsoft.Extensions.FileProviders;
using Parley.Storage;

namespace Parley.Demo.Site;

/// <summary>
/// The pages of the demo's shop, at <c>/shop</c>: a site like any other, with the loader on it, that happens to stand on this
/// server. Where the door of the demo is closed there is none.
/// </summary>
internal static class DemoSite
{
    private const string Root = "/shop";

    /// <summary>As strict as a shop's own may be; the loader needs nothing beyond it where it comes from the same place.</summary>
    private const string Policy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static async Task Serve(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments(Root))
        {
            await next(context);
            return;
        }

        var services = context.RequestServices;
        var isOpen = await services.GetRequiredService<DemoDoor>().IsOpen(context.RequestAborted);
        var isPage = !Path.HasExtension(path) || path.Value!.EndsWith(".html", StringComparison.Ordinal);
        var page = services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("shop/page.html");
        if (isOpen && isPage && page.Exists && IsRead(context.Request))
            await Write(context, page);
        else if (isOpen || !Path.HasExtension(path))
            await next(context);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static async Task Write(HttpContext context, IFileInfo page)
    {
        var shopId = await context.RequestServices.GetRequiredService<Database>().Read(ShopId, context.RequestAborted);
        using var reader = new StreamReader(page.CreateReadStream());
        var html = (await reader.ReadToEndAsync(context.RequestAborted)).Replace("{shop}", $"{shopId}");

        var headers = context.Response.Headers;
        headers.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static async Task<Guid> ShopId(Work work) =>
        await work.One<Guid>("SELECT id FROM shop WHERE row_id = @ShopRow", (await DemoMark.Find(work))!);
}
