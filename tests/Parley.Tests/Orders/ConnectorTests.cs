using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Orders.Connectors;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

public sealed class ConnectorTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private const string Secret = "a secret of the shop";
    private static int _count;

    private readonly string _id = $"{7000 + Interlocked.Increment(ref _count)}";
    private TestShop _shop = null!;
    private Person _server = null!;
    private Person _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.Shop("Hooked");
        (_server, _ada) = (await _shop.Server(), await world.Admin());
        foreach (var provider in new[] { "woocommerce", "shopify" })
            await Connect(provider);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_order_of_WooCommerce_comes_with_its_prices_and_its_customer()
    {
        var json = Woo("processing");
        json["customer_id"] = 21;
        json["currency"] = "KWD";
        json["total"] = "29.3455";
        json["line_items"]![0]!["name"] = "Vase &ndash; Blue " + new string('x', 300);
        json["line_items"]![0]!["meta_data"] = new JsonArray(new JsonObject { ["key"] = "_vendor_id", ["value"] = 88 });

        Assert.Equal(HttpStatusCode.OK, (await Deliver("woocommerce", json)).StatusCode);

        var order = await Order();
        Assert.Equal((OrderStatus.Confirmed, "processing"), (order.Status, order.StatusLabel));
        Assert.Equal(new Money(29346, "KWD"), order.Total);
        Assert.Equal(("John Doe", "88"), (order.Customer.Name, order.Items[0].Seller.Name));
        Assert.Equal(new Money(3000, "KWD"), order.Items[0].Price);
        Assert.StartsWith("Vase – Blue", order.Items[0].Title);
        Assert.Equal(255, order.Items[0].Title.Length);
        Assert.Equal("John Doe", (await Known("21")).Name);
    }

    [Fact]
    public async Task Only_an_order_of_these_days_is_announced()
    {
        await _ada.Patches($"/shops/{_shop.Id}", new { announceOrders = true });
        var json = Woo("processing");
        json["customer_id"] = 21;
        await Deliver("woocommerce", json);
        var john = await _shop.Server("21");
        Assert.Empty((await john.Gets("/conversations").Read<Page<Parley.Conversations.InboxRowView>>()).Items);

        json["id"] = 900_000 + int.Parse(_id);
        json["date_created_gmt"] = DateTime.UtcNow.AddDays(-1).ToString("s");
        await Deliver("woocommerce", json);

        var line = Assert.Single(
            (await john.Gets("/conversations").Read<Page<Parley.Conversations.InboxRowView>>()).Items
        );
        Assert.True(line.UnreadMark);
    }

    [Fact]
    public async Task A_guest_is_known_by_his_address_and_what_names_no_vendor_is_sold_by_the_default_seller()
    {
        await Deliver("woocommerce", Woo("on-hold"));

        var order = await Order();

        Assert.Equal((OrderStatus.Pending, "bluedoor"), (order.Status, order.Items[0].Seller.Name));
        Assert.Equal("John Doe", (await Known("guest:john.doe@example.com")).Name);
    }

    [Fact]
    public async Task An_order_of_Shopify_comes_with_its_parcel()
    {
        var json = ShopifyOrder("fulfilled");
        json["currency"] = "JPY";
        json["total_price"] = "5980";

        Assert.Equal(HttpStatusCode.OK, (await Deliver("shopify", json)).StatusCode);

        var order = await Order();
        Assert.Equal((OrderStatus.Shipped, "fulfilled"), (order.Status, order.StatusLabel));
        Assert.Equal(new Money(5980, "JPY"), order.Total);
        Assert.Equal(("Hydrogen", "Bob Norman"), (order.Items[0].Seller.Name, order.Customer.Name));
        Assert.Equal(new Tracking("DHL", "00340434", "https://example.com/t"), order.Tracking);
    }

    [Theory]
    [InlineData("woocommerce")]
    [InlineData("shopify")]
    public async Task A_repeat_a_replay_and_what_comes_late_change_nothing(string provider)
    {
        var first = provider == "shopify" ? ShopifyOrder(null) : Woo("processing");
        var second = provider == "shopify" ? ShopifyOrder("fulfilled", 9) : Woo("completed", 9);
        foreach (var delivery in new[] { first, second, second, first })
            Assert.Equal(HttpStatusCode.OK, (await Deliver(provider, delivery)).StatusCode);

        var order = await Order();

        Assert.Equal(provider == "shopify" ? OrderStatus.Shipped : OrderStatus.Completed, order.Status);
    }

    [Fact]
    public async Task Of_two_changes_within_one_second_the_later_status_stays()
    {
        await Deliver("woocommerce", Woo("completed"));
        await Deliver("woocommerce", Woo("processing"));

        Assert.Equal(OrderStatus.Completed, (await Order()).Status);
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("wrong")]
    [InlineData("truncated")]
    [InlineData("hex")]
    [InlineData("another body")]
    [InlineData("another shop")]
    [InlineData("twice")]
    [InlineData("no connector")]
    [Covers("S4-83")]
    public async Task What_is_not_signed_by_the_shop_is_401_and_nothing_is_stored(string how)
    {
        foreach (var provider in new[] { "woocommerce", "shopify" })
        {
            var body = (provider == "shopify" ? ShopifyOrder(null) : Woo("processing")).ToJsonString();
            var right = Sign(body);
            string[] signatures = how switch
            {
                "unsigned" => [],
                "wrong" => [Sign(body, "a secret of nobody")],
                "truncated" => [Convert.ToBase64String(Convert.FromBase64String(right)[..16])],
                "hex" => [Convert.ToHexString(Convert.FromBase64String(right))],
                "another body" => [Sign(body + " ")],
                "twice" => [right, right],
                _ => [right],
            };
            var shop = how switch
            {
                "another shop" => Guid.CreateVersion7(),
                "no connector" => (await world.Shop("Unconnected")).Id,
                _ => _shop.Id,
            };

            var answer = await Post(provider, shop, body, signatures);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("unauthenticated", await answer.Code());
        }

        Assert.Equal("not_found", await _server.Gets($"/orders/{_id}").Code());
    }

    [Theory]
    [InlineData("woocommerce", "product.updated")]
    [InlineData("woocommerce", "")]
    [InlineData("shopify", "orders/delete")]
    public async Task Whatever_is_no_order_is_taken_and_left_alone(string provider, string topic)
    {
        var body = (provider == "shopify" ? ShopifyOrder(null) : Woo("processing")).ToJsonString();

        var answer = await Post(provider, _shop.Id, body, [Sign(body)], topic);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("not_found", await _server.Gets($"/orders/{_id}").Code());
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.NoContent)]
    [InlineData("[]", HttpStatusCode.NoContent)]
    [InlineData("{\"id\":\"\\ud800\"}", HttpStatusCode.BadRequest)]
    [InlineData("order", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_read_is_no_failure(string body, HttpStatusCode status)
    {
        foreach (var provider in new[] { "woocommerce", "shopify" })
            Assert.Equal(status, (await Post(provider, _shop.Id, body, [Sign(body)])).StatusCode);
    }

    [Fact]
    public async Task WooCommerce_may_try_the_address_and_too_much_is_refused()
    {
        var ping = await Post("woocommerce", _shop.Id, "webhook_id=17", []);
        var large = await Post("woocommerce", _shop.Id, new string('x', (1 << 20) + 1), []);

        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("shopify", _shop.Id, "webhook_id=17", [])).StatusCode);
        Assert.Equal("too_large", await large.Code());
    }

    [Fact]
    public async Task An_admin_changes_the_secret_and_ends_the_connector_and_nobody_reads_the_secret()
    {
        var shop = await world.Shop("Managed");
        var path = $"/shops/{shop.Id}/connectors/shopify";
        var body = ShopifyOrder(null).ToJsonString();
        Assert.Equal("not_found", await _ada.Gets(path).Code());
        await Connect("shopify", shop, "an older secret of it");
        await Connect("shopify", shop);

        var shown = await _ada.Gets(path).Read<ConnectorView>();
        var text = await (await _ada.Gets(path)).Content.ReadAsStringAsync();

        Assert.Equal(($"/hooks/shopify/{shop.Id}", "bluedoor"), (shown.Address, shown.DefaultSeller));
        Assert.DoesNotContain("secret", text);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await Post("shopify", shop.Id, body, [Sign(body, "an older secret of it")])).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await Post("shopify", shop.Id, body, [Sign(body)])).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _ada.Deletes(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("shopify", shop.Id, body, [Sign(body)])).StatusCode);
        Assert.Equal("not_found", await _ada.Deletes(path).Code());
        Assert.Equal(
            "not_found",
            await _ada.Puts($"/shops/{shop.Id}/connectors/other", new { secret = Secret, defaultSeller = "b" }).Code()
        );
    }

    private async Task Connect(string provider, TestShop? shop = null, string secret = Secret) =>
        await _ada.Puts(
                $"/shops/{(shop ?? _shop).Id}/connectors/{provider}",
                new { secret, defaultSeller = "bluedoor" }
            )
            .Read<ConnectorView>();

    private Task<OrderView> Order() => _server.Gets($"/orders/{_id}").Read<OrderView>();

    private async Task<Parley.People.MeView> Known(string externalId) =>
        await (await _shop.Server(externalId)).Gets("/me").Read<Parley.People.MeView>();

    private Task<HttpResponseMessage> Deliver(string provider, JsonObject order) =>
        Post(provider, _shop.Id, order.ToJsonString(), [Sign(order.ToJsonString())]);

    private async Task<HttpResponseMessage> Post(
        string provider,
        Guid shop,
        string body,
        string[] signatures,
        string? topic = null
    )
    {
        var isShopify = provider == "shopify";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{provider}/{shop}")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add(
            isShopify ? "X-Shopify-Topic" : "X-WC-Webhook-Topic",
            topic ?? (isShopify ? "orders/updated" : "order.updated")
        );
        // Else a refusal that comes before the body is read breaks the pipe that it would be read from.
        request.Headers.ExpectContinue = true;
        request.Headers.Add(isShopify ? "X-Shopify-Hmac-Sha256" : "X-WC-Webhook-Signature", signatures);

        return await world.Http.SendAsync(request);
    }

    private static string Sign(string body, string secret = Secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private JsonObject Woo(string status, int second = 8) =>
        new()
        {
            ["id"] = int.Parse(_id),
            ["number"] = _id,
            ["status"] = status,
            ["currency"] = "USD",
            ["date_created_gmt"] = "2026-03-22T19:28:02",
            ["date_modified_gmt"] = $"2026-03-22T19:28:0{second}",
            ["total"] = "29.35",
            ["customer_id"] = 0,
            ["billing"] = new JsonObject
            {
                ["first_name"] = "John",
                ["last_name"] = "Doe",
                ["email"] = "John.Doe@example.com",
            },
            ["line_items"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "Vase",
                    ["quantity"] = 2,
                    ["price"] = 3,
                    ["meta_data"] = new JsonArray(),
                }
            ),
        };

    private JsonObject ShopifyOrder(string? parcels, int second = 8) =>
        new()
        {
            ["id"] = 450_000_000_000 + int.Parse(_id),
            ["name"] = _id,
            ["created_at"] = "2026-03-22T14:28:02-05:00",
            ["updated_at"] = $"2026-03-22T14:28:0{second}-05:00",
            ["cancelled_at"] = null,
            ["currency"] = "USD",
            ["total_price"] = "598.94",
            ["financial_status"] = "paid",
            ["fulfillment_status"] = parcels,
            ["customer"] = new JsonObject
            {
                ["id"] = 207_119_551,
                ["first_name"] = "Bob",
                ["last_name"] = "Norman",
                ["email"] = "bob.norman@example.com",
                ["verified_email"] = true,
            },
            ["line_items"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "The Collection Snowboard",
                    ["quantity"] = 1,
                    ["price"] = "600.00",
                    ["vendor"] = "Hydrogen",
                }
            ),
            ["fulfillments"] = new JsonArray(
                new JsonObject
                {
                    ["status"] = "success",
                    ["tracking_company"] = "DHL",
                    ["tracking_number"] = "00340434",
                    ["tracking_url"] = "https://example.com/t",
                }
            ),
        };
}
