using System.Net;
using Parley.Tests.People;

namespace Parley.Tests.Contact;

/// <summary>How the pages and the loader are served, with files that stand in for those that the web app's build makes.</summary>
public sealed class WidgetFrameTests : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("parley-web");
    private readonly World _world;

    public WidgetFrameTests() => _world = new World { With = [$"--webroot={_files.FullName}"] };

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "index.html", "w.html", "loader.js" })
            await File.WriteAllTextAsync(Path.Combine(_files.FullName, name), name);
        await _world.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task The_widgets_page_may_stand_in_the_allowed_sites_alone_and_no_other_page_in_any()
    {
        var shop = await _world.Shop();
        var path = $"/w/{shop.Id}";
        Assert.Equal(("w.html", "'self'"), await Served(path));

        await Allow(shop, "https://shop.example", "https://b.example");
        Assert.Equal(("w.html", "'self' https://b.example https://shop.example"), await Served(path));
        Assert.Equal(("w.html", "'self'"), await Served($"/w/{(await _world.Shop("Another market")).Id}"));
        Assert.Equal(("w.html", "'self'"), await Served($"/w/{Guid.CreateVersion7()}"));
        Assert.Equal(("w.html", "'self'"), await Served("/w/not-a-shop"));
        Assert.Equal(("index.html", "'none'"), await Served("/messages"));
        Assert.Equal(("index.html", "'none'"), await Served("/widget"));
        Assert.Equal(("w.html", "'none'"), await Served("/w.html"));

        await Allow(shop);
        Assert.Equal(("w.html", "'self'"), await Served(path));
    }

    [Fact]
    public async Task The_frame_needs_no_cookie_and_the_loader_may_be_read_from_everywhere_and_is_asked_for_anew()
    {
        var shop = await _world.Shop();
        var frame = await _world.Http.GetAsync($"/w/{shop.Id}");
        var loader = await _world.Http.GetAsync("/loader.js");

        Assert.False(frame.Headers.Contains("Set-Cookie"));
        Assert.False(frame.Headers.Contains("X-Frame-Options"));
        Assert.False(frame.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(
            "DENY",
            Assert.Single((await _world.Http.GetAsync("/messages")).Headers.GetValues("X-Frame-Options"))
        );
        Assert.Equal("*", Assert.Single(loader.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("cross-origin", Assert.Single(loader.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("public, max-age=3600, stale-while-revalidate=604800", $"{loader.Headers.CacheControl}");

        using var again = new HttpRequestMessage(HttpMethod.Get, "/loader.js");
        again.Headers.IfNoneMatch.Add(loader.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _world.Http.SendAsync(again)).StatusCode);
    }

    private static async Task Allow(TestShop shop, params string[] allowedOrigins)
    {
        var changed = await (await shop.Server()).Patches($"/shops/{shop.Id}/widget", new { allowedOrigins });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    /// <summary>Which file it is, and who may put it into a frame.</summary>
    private async Task<(string File, string Ancestors)> Served(string path)
    {
        var answer = await _world.Http.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var ancestors = Assert.Single(
            policy.Split("; "),
            part => part.StartsWith("frame-ancestors ", StringComparison.Ordinal)
        );

        return (await answer.Content.ReadAsStringAsync(), ancestors["frame-ancestors ".Length..]);
    }
}
