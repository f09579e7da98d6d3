using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Commerce;
using Parley.Contact.Doors;
using Parley.Contact.Widget;
using Parley.Kernel;
using Parley.People;
using Parley.People.Keys;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

public sealed class WidgetTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestShop _shop = null!;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.Shop($"Widgets {Interlocked.Increment(ref _worlds)}");
        _server = await _shop.Server();
        _blueDoor = await world.Business("Blue Door Ceramics", _shop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("https://shop.example", "https://shop.example")]
    [InlineData("https://Shop.Example/", "https://shop.example")]
    [InlineData("https://shop.example:443", "https://shop.example")]
    [InlineData("https://shop.example:8443", "https://shop.example:8443")]
    [InlineData("https://käse.example", "https://xn--kse-qla.example")]
    [InlineData("http://localhost:5173", "http://localhost:5173")]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1")]
    public async Task A_site_is_kept_as_browsers_write_it(string given, string kept)
    {
        var widget = await Allows(given).Read<WidgetView>();

        Assert.Equal([kept], widget.AllowedOrigins.Select(origin => origin.Origin));
        Assert.Equal(_shop.Id, widget.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("shop.example")]
    [InlineData("https://*.shop.example")]
    [InlineData("https://shop.example/path")]
    [InlineData("https://shop.example?a")]
    [InlineData("https://shop.example#a")]
    [InlineData("https://user@shop.example")]
    [InlineData("https://shop.example; script-src *")]
    [InlineData("https://shop.example https://evil.example")]
    [InlineData("https://shop.example,evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("http:\\\\localhost")]
    [InlineData("https://[::1]")]
    [InlineData("https://shop_1.example'")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("null")]
    public async Task What_is_no_site_or_could_be_more_than_one_is_refused(string given)
    {
        var answer = await Allows("https://good.example", given);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("allowedOrigins", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await Shown(_server)).AllowedOrigins);
    }

    [Fact]
    public async Task Its_server_and_admins_manage_a_widget_and_nobody_else_can_tell_that_it_is_there()
    {
        var other = await (await world.Shop("Another market")).Server();
        var bea = await world.Member(_blueDoor, "Bea");
        var path = $"/shops/{_shop.Id}/widget";
        var change = new { allowedOrigins = new[] { "https://shop.example" } };

        foreach (var stranger in new[] { other, bea, await _shop.Server("bea") })
        {
            Assert.Equal("not_found", await stranger.Gets(path).Code());
            Assert.Equal("not_found", await stranger.Patches(path, change).Code());
        }
        Assert.Equal(HttpStatusCode.OK, (await _server.Patches(path, change)).StatusCode);
        Assert.Single((await Shown(await world.Admin())).AllowedOrigins);
    }

    [Fact]
    public async Task Where_it_was_opened_is_shown_of_the_allowed_sites_alone()
    {
        await Allows("https://shop.example", "https://quiet.example");
        var vera = world.Visitor();
        var path = $"/widgets/{_shop.Id}/sightings";

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await vera.Posts(path, new { origin = "https://shop.example" })).StatusCode
        );
        Assert.Equal("not_found", await vera.Posts(path, new { origin = "https://evil.example" }).Code());
        Assert.Equal(
            "not_found",
            await vera.Posts($"/widgets/{Guid.CreateVersion7()}/sightings", new { origin = "https://shop.example" })
                .Code()
        );

        var shown = (await Shown(_server)).AllowedOrigins.ToDictionary(
            origin => origin.Origin,
            origin => origin.SeenAt
        );
        Assert.NotNull(shown["https://shop.example"]);
        Assert.Null(shown["https://quiet.example"]);
    }

    [Fact]
    public async Task An_order_leads_its_customer_alone_to_the_seller_that_its_page_names()
    {
        var alice = await world.Customer("Alice", _shop);
        var green = await world.Business("Green Gate", _shop);
        var number = await NumberOf(alice, await _server.Sells(alice, _blueDoor, green));
        var path = $"/contact/order/{number}?shopId={_shop.Id}";

        Assert.Equal(_blueDoor.Id, (await alice.Gets(path).Read<ContactDoorView>()).Business.Id);
        var second = await alice.Gets($"{path}&business={green.ExternalId}").Read<ContactDoorView>();
        Assert.Equal((green.Id, null), (second.Business.Id, second.Refusal));
        Assert.Equal("not_found", await alice.Gets($"{path}&business=nobody").Code());
        foreach (var stranger in new[] { world.Visitor(), await world.Customer("Mallory", _shop), _server })
            Assert.Equal("not_found", await stranger.Gets(path).Code());
    }

    [Fact]
    public async Task The_session_of_another_shop_is_worth_nothing_here()
    {
        await Offers("listings", "vase");
        var mallory = await Exchanged(await world.Shop("Another market"), "mallory", shop: null)
            .Read<AccessTokenView>();
        var visitor = world.Visitor();
        visitor.Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {mallory.AccessToken}");

        var answer = await visitor.Gets($"/contact/listing/vase?shopId={_shop.Id}");

        Assert.Equal("not_found", await answer.Code());
    }

    [Fact]
    public async Task A_token_of_another_shop_does_not_open_the_widget_of_this_one()
    {
        var other = await world.Shop("Another market");

        Assert.Equal("unauthenticated", await Exchanged(other, "alice", _shop.Id).Code());
        Assert.Equal("unauthenticated", await Exchanged(_shop, "alice", Guid.CreateVersion7()).Code());
        Assert.Equal(HttpStatusCode.OK, (await Exchanged(_shop, "alice", _shop.Id)).StatusCode);
    }

    private Task<HttpResponseMessage> Allows(params string[] allowedOrigins) =>
        _server.Patches($"/shops/{_shop.Id}/widget", new { allowedOrigins });

    private Task<WidgetView> Shown(Person who) => who.Gets($"/shops/{_shop.Id}/widget").Read<WidgetView>();

    private Task Offers(string kinds, string externalId) =>
        _server
            .Puts(
                $"/{kinds}/{externalId}",
                new
                {
                    title = "Blue vase",
                    business = _blueDoor.ExternalId,
                    version = 1,
                }
            )
            .Read<PushedView>();

    private static async Task<string> NumberOf(Person customer, Guid orderId) =>
        (await customer.Gets($"/orders/{orderId}").Read<JsonElement>()).GetProperty("number").GetString()!;

    private async Task<HttpResponseMessage> Exchanged(TestShop of, string user, Guid? shop)
    {
        var made = await (await world.Admin())
            .Posts($"/shops/{of.Id}/identity-keys", new { algorithm = "HS256" })
            .Read<MadeIdentityKey>();
        var token = Tokens.Sign(
            """{"alg":"HS256","typ":"JWT"}""",
            JsonSerializer.Serialize(
                new
                {
                    iss = made.Id,
                    aud = "parley",
                    sub = user,
                    name = user,
                    jti = Guid.CreateVersion7(),
                    exp = world.Services.GetRequiredService<Clock>().Now.AddMinutes(1).ToUnixTimeSeconds(),
                }
            ),
            Encoding.UTF8.GetBytes(made.Secret!)
        );

        return await world.Visitor().Posts("/session/exchange", new { token, shop });
    }
}
