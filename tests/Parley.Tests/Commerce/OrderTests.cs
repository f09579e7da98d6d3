using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Orders;
using Parley.People;
using Parley.Tests.People;

namespace Parley.Tests.Commerce;

public sealed class OrderTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task A_pushed_order_makes_its_customer_and_businesses_known()
    {
        var server = await (await world.Shop("Fresh")).Server();

        var pushed = await server.Puts("/orders/o-1", Order("10428", customer: "c-17")).Read<PushedOrderView>();

        var ana = await (await world.Shop("Fresh")).Server("c-17");
        var order = await ana.Gets($"/orders/{pushed.Id}").Read<OrderView>();
        Assert.Equal("c-17", order.Customer.Name);
        Assert.Equal(OrderStatus.Confirmed, order.Status);
        Assert.Equal("Paid", order.StatusLabel);
        Assert.Equal(new Money(8400, "EUR"), order.Total);
        var item = Assert.Single(order.Items);
        Assert.Equal(
            ("Oak side table", 2L, "northwind", "oakworks"),
            (item.Title, item.Quantity, item.Seller.Name, item.Supplier!.Name)
        );
        Assert.Equal("oak", item.Attributes!["colour"]);
        Assert.Equal("00340434", order.Tracking!.Number);
    }

    [Fact]
    public async Task Pushing_again_changes_nothing_and_an_older_push_neither()
    {
        var server = await (await world.Shop()).Server();
        var first = await server.Puts("/orders/o-2", Order("2", version: 7)).Read<PushedOrderView>();
        var shown = await Raw(server, first.Id);

        var again = await server.Puts("/orders/o-2", Order("2", version: 7)).Read<PushedOrderView>();
        var older = Order("2", version: 6);
        older["status"] = "cancelled";
        var late = await server.Puts("/orders/o-2", older).Read<PushedOrderView>();

        Assert.Equal(PushOutcome.Created, first.Outcome);
        Assert.Equal((first.Id, PushOutcome.Unchanged), (again.Id, again.Outcome));
        Assert.Equal((first.Id, PushOutcome.Unchanged), (late.Id, late.Outcome));
        Assert.Equal(shown, await Raw(server, first.Id));
    }

    [Fact]
    public async Task A_newer_push_replaces_the_order_and_keeps_its_id()
    {
        var server = await (await world.Shop()).Server();
        var first = await server.Puts("/orders/o-3", Order("3", version: 1)).Read<PushedOrderView>();
        var newer = Order("3", version: 2);
        newer["status"] = "shipped";
        newer["items"]![0]!["seller"] = "southwind";

        var second = await server.Puts("/orders/o-3", newer).Read<PushedOrderView>();

        Assert.Equal((first.Id, PushOutcome.Changed), (second.Id, second.Outcome));
        var order = await server.Gets($"/orders/{first.Id}").Read<OrderView>();
        Assert.Equal(OrderStatus.Shipped, order.Status);
        Assert.Equal("southwind", Assert.Single(order.Items).Seller.Name);
    }

    [Fact]
    public async Task The_same_version_with_another_content_is_refused()
    {
        var server = await (await world.Shop()).Server();
        await server.Puts("/orders/o-4", Order("4", version: 1)).Read<PushedOrderView>();
        var other = Order("4", version: 1);
        other["status"] = "shipped";

        Assert.Equal("idempotency_mismatch", await server.Puts("/orders/o-4", other).Code());
    }

    [Fact]
    public async Task An_order_cannot_be_moved_to_another_customer()
    {
        var server = await (await world.Shop()).Server();
        await server.Puts("/orders/o-5", Order("5", version: 1, customer: "alice")).Read<PushedOrderView>();

        var answer = await server.Puts("/orders/o-5", Order("5", version: 2, customer: "mallory"));

        Assert.Equal("status_conflict", await answer.Code());
    }

    [Fact]
    public async Task Ten_pushes_at_once_make_one_order_and_the_newest_wins()
    {
        var server = await (await world.Shop("Busy")).Server();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(version =>
                    server.Puts("/orders/o-6", Order("6", version: version, customer: "new")).Read<PushedOrderView>()
                )
        );

        Assert.Single(answers.Select(answer => answer.Id).Distinct());
        var all = await server.Gets("/orders").Read<Page<OrderView>>();
        Assert.Single(all.Items);
        Assert.Equal(
            "idempotency_mismatch",
            await server.Puts("/orders/o-6", Order("other", version: 10, customer: "new")).Code()
        );
    }

    [Fact, Covers("S4-2", "S4-62")]
    public async Task The_same_external_id_and_number_in_two_shops_are_two_orders()
    {
        var market = await (await world.Shop()).Server();
        var other = await (await world.Shop("Other")).Server();

        var here = await market.Puts("/orders/o-7", Order("7", customer: "zoe")).Read<PushedOrderView>();
        var there = await other.Puts("/orders/o-7", Order("7", customer: "zoe")).Read<PushedOrderView>();

        Assert.NotEqual(here.Id, there.Id);
        Assert.Equal("not_found", await other.Gets($"/orders/{here.Id}").Code());
        Assert.Equal(there.Id, (await other.Gets("/orders/7").Read<OrderView>()).Id);
        Assert.Equal(
            "not_found",
            await (await (await world.Shop("Other")).Server("zoe")).Gets($"/orders/{here.Id}").Code()
        );
    }

    [Fact]
    public async Task Only_the_parties_of_an_order_can_tell_that_it_exists()
    {
        var shop = await world.Shop();
        var server = await shop.Server();
        var alice = await world.Customer("Alice", shop);
        var bea = await world.Member(await world.Business("northwind", shop), "Bea");
        var mallory = await world.Member(await world.Business("Eastwind", shop), "Mallory");
        var ada = await world.Admin();
        var order = await server.Puts("/orders/o-8", Order("8888", customer: "alice")).Read<PushedOrderView>();

        foreach (var party in new[] { alice, bea })
        {
            Assert.Equal(order.Id, (await party.Gets($"/orders/{order.Id}").Read<OrderView>()).Id);
            Assert.Equal(order.Id, (await party.Gets("/orders/8888").Read<OrderView>()).Id);
        }
        foreach (var outsider in new[] { mallory, ada })
        {
            var theirs = await outsider.Gets($"/orders/{order.Id}");
            var nowhere = await outsider.Gets($"/orders/{Guid.NewGuid()}");
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
            Assert.Equal(await theirs.Code(), await nowhere.Code());
            Assert.Equal("not_found", await outsider.Gets("/orders/8888").Code());
            Assert.Empty((await outsider.Gets("/orders").Read<Page<OrderView>>()).Items);
        }
    }

    [Fact]
    public async Task Who_left_a_business_sees_its_orders_no_more()
    {
        var shop = await world.Shop();
        var server = await shop.Server();
        var ben = await world.Member(await world.Business("northwind", shop), "Ben");
        var order = await server.Puts("/orders/o-9", Order("9")).Read<PushedOrderView>();
        Assert.Equal(HttpStatusCode.OK, (await ben.Gets($"/orders/{order.Id}")).StatusCode);

        await server.Deletes("/businesses/northwind/members/ben");

        Assert.Equal("not_found", await ben.Gets($"/orders/{order.Id}").Code());
        Assert.Empty((await ben.Gets("/orders").Read<Page<OrderView>>()).Items);
    }

    [Fact]
    public async Task A_business_sees_its_own_lines_of_a_basket_and_not_the_others()
    {
        var shop = await world.Shop("Basket");
        var server = await shop.Server();
        var nina = await world.Member(await world.Business("northwind", shop), "Nina");
        var otto = await world.Member(await world.Business("oakworks", shop), "Otto");
        var basket = Order("77");
        basket["items"]!.AsArray().Add(Item("Lamp", seller: "lumen", supplier: null));
        var order = await server.Puts("/orders/basket", basket).Read<PushedOrderView>();

        foreach (var member in new[] { nina, otto })
        {
            var seen = await member.Gets($"/orders/{order.Id}").Read<OrderView>();
            Assert.Equal("Oak side table", Assert.Single(seen.Items).Title);
            Assert.Null(seen.Total);
            Assert.DoesNotContain("lumen", JsonSerializer.Serialize(seen));
            Assert.DoesNotContain("ana@example.com", await Raw(member, order.Id));
        }
        Assert.Equal(2, (await server.Gets($"/orders/{order.Id}").Read<OrderView>()).Items.Count);
    }

    [Fact]
    public async Task A_list_is_paged_newest_first_without_gaps_and_filtered_by_status()
    {
        var shop = await world.Shop("Pages");
        var server = await shop.Server();
        var ida = await world.Customer("Ida", shop);
        var northwind = await world.Business("northwind", shop);
        await world.Write((work, now) => Members.Join(work, northwind.Row, ida.Row, MemberRole.Agent, now));
        for (var order = 0; order < 7; order++)
        {
            // Ida bought some and sold all; two were placed in the same instant. Each list has its own.
            var body = Order(
                $"p{order}",
                customer: order % 2 == 0 ? "ida" : "somebody",
                placedAt: $"2026-01-0{1 + (order / 2)}T00:00:00Z"
            );
            body["status"] = order == 3 ? "shipped" : "confirmed";
            await server.Puts($"/orders/p{order}", body).Read<PushedOrderView>();
        }

        var sells = $"&as={northwind.Id}";
        Assert.Equal(["p6", "p5", "p4", "p3", "p2", "p1", "p0"], await Numbers(sells));
        Assert.Equal(["p6", "p4", "p2", "p0"], await Numbers(""));
        var shipped = await ida.Gets($"/orders?status=shipped{sells}").Read<Page<OrderView>>();
        Assert.Equal("p3", Assert.Single(shipped.Items).Number);
        Assert.Equal(7, (await server.Gets("/orders").Read<Page<OrderView>>()).Items.Count);
        Assert.Equal("not_found", await ida.Gets($"/orders?as={Guid.CreateVersion7()}").Code());

        async Task<List<string>> Numbers(string whose)
        {
            var seen = new List<string>();
            string? next = null;
            do
            {
                var page = await ida.Gets($"/orders?limit=2{whose}{(next is null ? "" : "&before=" + next)}")
                    .Read<Page<OrderView>>();
                seen.AddRange(page.Items.Select(order => order.Number));
                next = page.Next;
            } while (next is not null);

            return seen;
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=x")]
    [InlineData("status=lost")]
    [InlineData("status=2")]
    [InlineData("status=Shipped")]
    [InlineData("before=guess")]
    [InlineData("before=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_list_refuses_what_it_does_not_understand(string query) =>
        Assert.Equal("invalid_request", await (await world.Customer("Alice")).Gets($"/orders?{query}").Code());

    [Theory]
    [InlineData("number", "\"\"")]
    [InlineData("number", "null")]
    [InlineData("version", "-1")]
    [InlineData("version", "\"7\"")]
    [InlineData("version", "1.5")]
    [InlineData("placedAt", "\"yesterday\"")]
    [InlineData("status", "\"lost\"")]
    [InlineData("status", "2")]
    [InlineData("customer", "null")]
    [InlineData("customer", "{}")]
    [InlineData("customer", """{"externalId":" a","name":"A"}""")]
    [InlineData("customer", """{"externalId":"a","name":"A","email":"a"}""")]
    [InlineData("items", "[]")]
    [InlineData("items", "null")]
    [InlineData("items", "[null]")]
    [InlineData("items", """[{"title":"T","quantity":0,"seller":"s"}]""")]
    [InlineData("items", """[{"title":"T","quantity":1}]""")]
    [InlineData("items", """[{"title":"T","quantity":1,"seller":"s","price":{"minor":1,"currency":"Euro"}}]""")]
    [InlineData("items", """[{"title":"T","quantity":1,"seller":"s","price":{"minor":1.5,"currency":"EUR"}}]""")]
    [InlineData("items", """[{"title":"T","quantity":1,"seller":"s","imageUrl":"javascript:alert(1)"}]""")]
    [InlineData("items", """[{"title":"T","quantity":1,"seller":"s","imageUrl":"//evil.example/x"}]""")]
    [InlineData("items", """[{"title":"T","quantity":1,"seller":"s","attributes":{"a":null}}]""")]
    [InlineData("items", """[{"title":"T","quantity":1,"seller":"s","attributes":{"":"a"}}]""")]
    [InlineData("total", """{"minor":9007199254740993,"currency":"EUR"}""")]
    [InlineData("tracking", """{"url":"data:text/html,x"}""")]
    [InlineData("shopId", "\"x\"")]
    [InlineData("id", "\"x\"")]
    [InlineData("SenderId", "\"x\"")]
    public async Task A_malformed_order_is_refused_with_a_code_and_stores_nothing(string member, string value)
    {
        var server = await (await world.Shop("Strict")).Server();
        var order = Order("1");
        order[member] = JsonNode.Parse(value);

        var answer = await server.Puts("/orders/bad", order);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.Code());
        Assert.Empty((await server.Gets("/orders").Read<Page<OrderView>>()).Items);
    }

    [Fact]
    public async Task An_order_has_at_most_a_thousand_items()
    {
        var server = await (await world.Shop("Large")).Server();
        var order = Order("1");
        var items = order["items"]!.AsArray();
        items.Clear();
        for (var item = 0; item < 1000; item++)
            items.Add(Item($"Item {item}", "northwind", null));

        Assert.Equal(HttpStatusCode.OK, (await server.Puts("/orders/large", order)).StatusCode);
        items.Add(Item("one more", "northwind", null));
        Assert.Equal("invalid_request", await server.Puts("/orders/larger", order).Code());
    }

    [Fact]
    public async Task People_cannot_push_orders()
    {
        var alice = await world.Customer("Alice");

        Assert.Equal("forbidden", await alice.Puts("/orders/mine", Order("1")).Code());
        Assert.Equal("unauthenticated", await world.Visitor().Puts("/orders/mine", Order("1")).Code());
    }

    [Fact]
    public async Task The_topic_of_an_order_has_a_part_for_each_seller()
    {
        var server = await (await world.Shop("Topics")).Server();
        var basket = Order("500", customer: "alice");
        basket["items"]!.AsArray().Add(Item("Lamp", seller: "lumen", supplier: null));
        basket["items"]!.AsArray().Add(Item("Chair", seller: "northwind", supplier: "oakworks"));
        var pushed = await server.Puts("/orders/t-1", basket).Read<PushedOrderView>();

        var topic = await world.Database.Read(work => Topics.Find(work, TopicKind.Order, pushed.Id));

        Assert.Equal(
            ("500", "Oak side table ×2 and 2 more", "confirmed"),
            (topic!.ExternalId, topic.Title, topic.Status)
        );
        Assert.Equal(new Money(8400, "EUR"), topic.Price);
        Assert.Equal(["northwind", "lumen"], topic.Parts.Select(part => part.Seller));
        Assert.Equal("Oak side table ×2 and 1 more", topic.Parts[0].Title);
        Assert.Equal(new Money(3 * 4200, "EUR"), topic.Parts[0].Price);
        Assert.Equal(OrderRole.Supplier, Assert.Single(topic.Parts[0].Others).Role);
        Assert.Empty(topic.Parts[1].Others);
        Assert.Null(await world.Database.Read(work => Topics.Find(work, TopicKind.Listing, pushed.Id)));
        Assert.Null(await world.Database.Read(work => Topics.Find(work, TopicKind.General, Guid.Empty)));
    }

    private static async Task<string> Raw(Person person, Guid id) =>
        await (await person.Gets($"/orders/{id}")).Content.ReadAsStringAsync();

    private static JsonObject Order(
        string number,
        int version = 1,
        string customer = "c-1",
        string placedAt = "2026-11-20T10:02:11.120Z"
    ) =>
        new()
        {
            ["number"] = number,
            ["version"] = version,
            ["placedAt"] = placedAt,
            ["status"] = "confirmed",
            ["statusLabel"] = "Paid",
            ["total"] = new JsonObject { ["minor"] = 8400, ["currency"] = "EUR" },
            ["customer"] = new JsonObject
            {
                ["externalId"] = customer,
                ["name"] = customer,
                ["email"] = "ana@example.com",
                ["emailVerified"] = true,
            },
            ["items"] = new JsonArray(Item("Oak side table", "northwind", "oakworks", quantity: 2)),
            ["tracking"] = new JsonObject
            {
                ["carrier"] = "DHL",
                ["number"] = "00340434",
                ["url"] = "https://example.com/t",
            },
            ["somethingNew"] = "unknown members are ignored",
        };

    private static JsonObject Item(string title, string seller, string? supplier, int quantity = 1) =>
        new()
        {
            ["title"] = title,
            ["quantity"] = quantity,
            ["price"] = new JsonObject { ["minor"] = 4200, ["currency"] = "EUR" },
            ["imageUrl"] = "https://example.com/i.png",
            ["attributes"] = new JsonObject { ["colour"] = "oak" },
            ["seller"] = seller,
            ["supplier"] = supplier,
        };
}
