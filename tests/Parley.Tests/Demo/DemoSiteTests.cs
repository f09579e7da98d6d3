using System.Net;
using System.Text.Json;
using Parley.Demo;
using Parley.Orders;
using Parley.People;
using Parley.People.Keys;
using Parley.Tests.People;

namespace Parley.Tests.Demo;

/// <summary>The demo's shop as a site: its pages, and its word for its customers. Files stand in for those that the build copies.</summary>
public sealed class DemoSiteTests : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("parley-web");
    private readonly World _world;

    public DemoSiteTests() => _world = new World { With = [$"--webroot={_files.FullName}"] };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_files.FullName, "shop"));
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "index.html"), "the app");
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "shop/page.html"), "shop: {shop}");
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "shop/shop.js"), "script");
        await _world.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task The_shop_has_pages_only_where_the_demo_is()
    {
        foreach (var page in Pages)
            Assert.Equal("the app", await _world.Http.GetStringAsync(page));
        foreach (var file in new[] { "/shop/page.html", "/shop/shop.js" })
            Assert.Equal(HttpStatusCode.NotFound, (await _world.Http.GetAsync(file)).StatusCode);

        await Seed();
        var shop = await _world.Database.Read(work => work.One<Guid>("SELECT id FROM shop"));
        foreach (var page in Pages.Append("/shop/page.html"))
        {
            var answer = await _world.Http.GetAsync(page);
            Assert.Equal($"shop: {shop}", await answer.Content.ReadAsStringAsync());
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
        }
        Assert.Equal("script", await _world.Http.GetStringAsync("/shop/shop.js"));
        Assert.Equal("the app", await _world.Http.GetStringAsync("/shopping"));
        Assert.NotEqual(HttpStatusCode.OK, (await _world.Http.PostAsync("/shop", null)).StatusCode);
    }

    [Fact]
    public async Task The_shop_vouches_for_its_customers_alone_and_each_sees_his_own_orders()
    {
        await Seed();
        var visitor = _world.Visitor();
        var offers = (await visitor.Gets("/demo/shop").Read<JsonElement>()).GetProperty("offers");
        Assert.Equal(DemoShop.Offers.Count, offers.GetArrayLength());
        // She works at Blue Door Ceramics and buys nothing.
        Assert.Equal("not_found", await visitor.Posts("/demo/shop/identity", new { email = "bea@demo.parley" }).Code());
        Assert.Equal("not_found", await visitor.Posts("/demo/shop/identity", new { email = "x@example.com" }).Code());
        Assert.Equal("invalid_request", await visitor.Posts("/demo/shop/identity", new { }).Code());

        var token = await TokenFor("mina");
        var orders = await (await Enters(token)).Gets("/orders").Read<JsonElement>();
        Assert.Equal(
            DemoShop.Orders.Where(order => order.Customer == "mina").Select(order => order.Number).Order(),
            orders
                .GetProperty("items")
                .EnumerateArray()
                .Select(order => order.GetProperty("number").GetString())
                .Order()
        );
        Assert.Equal("unauthenticated", await visitor.Posts("/session/exchange", new { token }).Code());
    }

    [Fact]
    public async Task The_shop_keeps_its_key_and_makes_another_once_it_is_revoked()
    {
        await Seed();
        await Enters(await TokenFor("ana"));
        await Enters(await TokenFor("lena"));
        var key = Assert.Single(await Keys());

        await _world.Database.Write(work =>
            work.Execute(
                "UPDATE identity_key SET revoked_at = @now WHERE id = @key",
                new { key, now = DateTimeOffset.UnixEpoch }
            )
        );
        await Enters(await TokenFor("ana"));
        Assert.Equal(2, (await Keys()).Count);
    }

    private static string[] Pages => ["/shop", "/shop/", "/shop/listing/teapot", "/shop/orders/10428"];

    private Task Seed() => SeedDemo.Run(_world.App, _world.Settings, default);

    private Task<IReadOnlyList<Guid>> Keys() =>
        _world.Database.Read(work => work.Query<Guid>("SELECT id FROM identity_key"));

    private async Task<string> TokenFor(string customer)
    {
        var email = $"{customer}@demo.parley";
        var vouched = await _world.Visitor().Posts("/demo/shop/identity", new { email }).Read<JsonElement>();

        return vouched.GetProperty("token").GetString()!;
    }

    private async Task<Person> Enters(string token)
    {
        var session = await _world.Visitor().Posts("/session/exchange", new { token }).Read<AccessTokenView>();
        var person = _world.Visitor();
        person.Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {session.AccessToken}");

        return person;
    }
}
