using System.Net;
using System.Text.Json.Nodes;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Orders;
using Parley.Tests.Audit;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

public sealed class OrderLifeTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _count;

    private readonly string _number = $"L{Interlocked.Increment(ref _count)}";
    private TestBusiness _blueDoor = null!;
    private TestBusiness _lumen = null!;
    private Person _server = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await (await world.Shop()).Server();
        (_blueDoor, _lumen) = (await world.Business(), await world.Business("Lumen"));
        (_alice, _bea) = (await world.Customer("Alice"), await world.Member(_blueDoor, "Bea"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S1-9", "S1-10", "S1-11", "S1-12", "S1-1", "S1-48")]
    public async Task An_order_opens_a_conversation_with_each_seller_in_which_its_facts_are_told()
    {
        var pushed = await _server.Pushes(
            _alice.Order(_number, items: [("Vase", _blueDoor, null), ("Lamp", _lumen, null)])
        );

        Assert.Equal([_blueDoor.ExternalId, _lumen.ExternalId], pushed.Conversations.Select(its => its.Seller));
        var talk = pushed.Conversations[0].Id;
        var seen = await _alice.Sees(talk);
        Assert.Equal((TopicKind.Order, pushed.Id), (seen.Topic.Kind, seen.Topic.Id));
        Assert.Equal(
            [(Role.Customer, "Alice"), (Role.Seller, _blueDoor.Name)],
            seen.Parties.Select(party => (party.Role, party.Name))
        );
        var told = Assert.Single((await _bea.History(talk)).Items);
        Assert.Equal(
            (MessageKind.System, "order.placed", Role.System),
            (told.Kind, told.System!.Code, told.Sender.Role)
        );
        var facts = told.System.Data!.Value;
        Assert.Equal(
            (_number, "Vase ×2", "confirmed"),
            (facts.Text("number"), facts.Text("title"), facts.Text("status"))
        );
        Assert.Equal(8400, facts.GetProperty("price").GetProperty("minor").GetInt64());
        // A record wakes nobody: the list stays as it was until somebody speaks.
        Assert.DoesNotContain(await _bea.Lists($"?as={_blueDoor.Id}"), row => row.ConversationId == talk);
    }

    [Fact]
    [Covers("S1-13", "S1-22", "S1-63", "S4-81", "S1-23")]
    public async Task My_orders_come_with_their_conversations_and_are_counted_by_status()
    {
        var ida = await world.Customer("Ida");
        var pushed = await _server.Pushes(
            ida.Order(_number, items: [("Vase", _blueDoor, null), ("Lamp", _lumen, null)])
        );
        await _server.Pushes(ida.Order($"{_number}-b", status: "shipped", items: [("Lamp", _lumen, null)]));
        var talk = pushed.Conversations[0].Id;
        await _bea.Says("Thank you for your order", talk);

        var mine = (await ida.Gets("/orders").Read<Page<OrderWithConversations>>()).Items;
        var counts = await ida.Gets("/order-counts").Read<OrderCountsView>();
        var sold = (await _bea.Gets($"/orders?as={_blueDoor.Id}").Read<Page<OrderWithConversations>>()).Items;

        Assert.Equal((1, 1, 0), (counts.Confirmed, counts.Shipped, counts.Pending));
        var order = mine.Single(order => order.Number == _number);
        Assert.Equal(
            pushed.Conversations.Select(its => its.Id).Order(),
            order.Conversations.Select(its => its.Id).Order()
        );
        var spoken = order.Conversations.Single(its => its.Id == talk);
        Assert.Equal(
            (_blueDoor.Name, "Thank you for your order", 1L),
            (spoken.Seller.Name, spoken.Row!.Last!.Preview, spoken.Row.Unread)
        );
        Assert.Null(order.Conversations.Single(its => its.Id != talk).Row);
        Assert.Equal(order.Id, (await ida.SeesOrder(_number)).Id);
        // The seller sees his part and his conversation only.
        var part = sold.Single(order => order.Number == _number);
        Assert.Equal("Vase", Assert.Single(part.Items).Title);
        Assert.Equal(talk, Assert.Single(part.Conversations).Id);
        Assert.Equal(0, part.Conversations[0].Row!.Unread);
    }

    [Fact]
    [Covers("S1-15", "S1-16", "S4-31", "S4-41", "S1-38")]
    public async Task What_becomes_of_an_order_is_told_once_and_shown_at_once()
    {
        var talk = (await _server.Pushes(Vase())).Conversations[0].Id;
        await _alice.Says("Is it on its way?", talk);
        await using var ear = await Ear.Of(_alice);

        var shipped = Vase(3, "shipped");
        shipped["tracking"] = new JsonObject { ["carrier"] = "DHL", ["number"] = "00340434" };
        await _server.Pushes(shipped);
        await _server.Pushes(shipped);
        await _server.Pushes(Vase(2, "pending"));
        var moved = Vase(4, "shipped");
        moved["tracking"] = new JsonObject
        {
            ["carrier"] = "DHL",
            ["number"] = "00340434",
            ["url"] = "https://dhl.example/1",
        };
        await _server.Pushes(moved);

        Assert.Equal(["order.placed", "order.shipped", "order.tracking"], await _bea.Told(talk));
        var told = (await _alice.History(talk)).Items.Single(message => message.System?.Code == "order.shipped");
        Assert.Equal("00340434", told.System!.Data!.Value.GetProperty("tracking").Text("number"));
        var heard = await ear.Hears(
            "message",
            message => message.GetProperty("message").TryGetProperty("system", out _)
        );
        Assert.Equal("order.shipped", heard.Text("message", "system", "code"));
        var line = (await _alice.Lists()).Single(row => row.ConversationId == talk);
        Assert.Equal(("shipped", 0L), (line.Topic.Status, line.Unread));
        Assert.Equal("shipped", (await _bea.Sees(talk)).Topic.Status);
    }

    [Fact]
    [Covers("S1-2", "S4-1", "S4-64")]
    public async Task A_hundred_that_create_one_order_at_once_open_one_conversation()
    {
        var pushed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _server.Pushes(Vase())));

        var talk = Assert.Single(pushed.SelectMany(order => order.Conversations).Select(its => its.Id).Distinct());
        Assert.Single(pushed.Select(order => order.Id).Distinct());
        Assert.Equal(["order.placed"], await _alice.Told(talk));
    }

    [Fact]
    public async Task Racing_pushes_tell_each_change_once_and_end_with_the_newest()
    {
        string[] statuses = ["pending", "confirmed", "shipped", "delivered", "completed"];
        var talk = (await _server.Pushes(Vase(0, "pending"))).Conversations[0].Id;
        var versions = Enumerable.Range(1, 4).SelectMany(version => Enumerable.Repeat(version, 5)).ToArray();
        new Random(3).Shuffle(versions);

        await Task.WhenAll(versions.Select(version => _server.Pushes(Vase(version, statuses[version]))));

        var told = (await _bea.Told(talk))
            .Skip(1)
            .Select(code => Array.IndexOf(statuses, code["order.".Length..]))
            .ToList();
        Assert.Equal(told.Distinct().Order(), told);
        Assert.Equal(4, told[^1]);
        Assert.Equal(OrderStatus.Completed, (await _alice.SeesOrder(_number)).Status);
    }

    [Fact]
    [Covers("S1-66", "S4-31")]
    public async Task The_desk_moves_an_order_forward_and_both_sides_are_told()
    {
        var pushed = await _server.Pushes(Vase());
        var talk = pushed.Conversations[0].Id;
        Task<HttpResponseMessage> Move(Person who, string status) =>
            who.Patches($"/orders/{pushed.Id}", new { status, tracking = new { carrier = "DHL", number = "7" } });

        var order = await Move(_bea, "shipped").Read<OrderWithConversations>();
        await Move(_bea, "shipped").Read<OrderWithConversations>();

        Assert.Equal((OrderStatus.Shipped, "7", true), (order.Status, order.Tracking!.Number, order.MayChange));
        Assert.Equal(["order.placed", "order.shipped"], await _alice.Told(talk));
        Assert.Equal("status_conflict", await Move(_bea, "confirmed").Code());
        Assert.Equal("forbidden", await Move(_alice, "delivered").Code());
        Assert.Equal("invalid_request", await _bea.Patches($"/orders/{pushed.Id}", new { }).Code());
        // The shop still has the last word.
        await _server.Pushes(Vase(2, "cancelled"));
        Assert.Equal(["order.placed", "order.shipped", "order.cancelled"], await _alice.Told(talk));
    }

    [Fact]
    public async Task Who_sells_a_part_of_an_order_does_not_move_all_of_it()
    {
        var pushed = await _server.Pushes(
            _alice.Order(_number, items: [("Vase", _blueDoor, null), ("Lamp", _lumen, null)])
        );

        Assert.False((await _bea.SeesOrder(_number)).MayChange);
        Assert.Equal("forbidden", await _bea.Patches($"/orders/{pushed.Id}", new { status = "shipped" }).Code());
        Assert.Equal(
            HttpStatusCode.OK,
            (await _server.Patches($"/orders/{pushed.Id}", new { status = "shipped" })).StatusCode
        );
    }

    [Fact]
    [Covers("S4-21", "S4-22", "S4-3", "S4-26", "S4-4", "S4-10")]
    public async Task An_order_is_talked_about_by_its_number()
    {
        var pushed = await _server.Pushes(
            _alice.Order(_number, items: [("Vase", _blueDoor, null), ("Lamp", _lumen, null)])
        );
        var say = new { body = "Is it blue?", clientId = Guid.CreateVersion7() };

        var sent = await _alice.Posts($"/orders/{_number}/messages?seller={_blueDoor.Id}", say).Read<MessageView>();
        var seen = await _bea.Gets($"/orders/{_number}/messages").Read<Page<MessageView>>();

        Assert.Equal((sent.Id, "Is it blue?"), (seen.Items[^1].Id, seen.Items[^1].Body));
        // Each message leads to its conversation, and that to its order, shop and customer.
        var talk = await _bea.Sees((await _bea.Gets($"/messages/{sent.Id}").Read<MessageView>()).ConversationId);
        Assert.Equal((TopicKind.Order, pushed.Id, _blueDoor.Shop.Id), (talk.Topic.Kind, talk.Topic.Id, talk.ShopId));
        Assert.Equal(_alice.Id, talk.Parties.Single(party => party.Role == Role.Customer).PersonId);
        Assert.Equal("invalid_request", await _alice.Posts($"/orders/{_number}/messages", say).Code());
        Assert.Equal("not_found", await (await world.Customer("Mallory")).Gets($"/orders/{_number}/messages").Code());
        Assert.Equal("forbidden", await _bea.Posts($"/orders/{_number}/conversation/close").Code());
    }

    [Fact]
    [Covers("S4-23")]
    public async Task A_message_about_an_order_is_marked_as_read_by_its_id_and_in_the_readers_own_role()
    {
        await _server.Pushes(Vase());
        await _server.Pushes(_alice.Order($"{_number}b", items: [("Cup", _blueDoor, null)]));
        var say = new { body = "Is it blue?", clientId = Guid.CreateVersion7() };
        var sent = await _alice.Posts($"/orders/{_number}/messages", say).Read<MessageView>();
        await using var ear = await Ear.Of(_alice);

        var read = await Marks(_bea, _number, sent.Id);

        Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
        var heard = (await ear.Hears("cursor")).GetProperty("cursors")[0];
        Assert.Equal(
            (_blueDoor.Id, sent.Seq),
            (heard.GetProperty("who").GetProperty("businessId").GetGuid(), heard.GetProperty("read").GetInt64())
        );
        var cursor = (await _alice.Sees(sent.ConversationId)).Cursors.Single(its => its.Who.BusinessId == _blueDoor.Id);
        Assert.Equal((sent.Seq, true), (cursor.Read, cursor.ReadAt is not null));
        var entries = await (await world.Admin()).Audits($"?action=message.read&conversation={sent.ConversationId}");
        Assert.Equal(("seller", _bea.Id), (Assert.Single(entries.Items).ActorRole, entries.Items[0].Actor!.Id));
        foreach (
            var nothing in new[]
            {
                Marks(await world.Customer("Mallory"), _number, sent.Id),
                Marks(_bea, $"{_number}b", sent.Id),
                Marks(_bea, _number, Guid.CreateVersion7()),
            }
        )
            Assert.Equal("not_found", await nothing.Code());

        // Whatever role the request names.
        static Task<HttpResponseMessage> Marks(Person reader, string number, Guid message) =>
            reader.Patches($"/orders/{number}/messages/{message}/read", new { role = "customer" });
    }

    [Fact]
    [Covers("S1-3", "S1-4", "S1-32")]
    public async Task A_new_orders_conversation_is_open_and_what_is_told_of_it_brings_its_line_to_every_party()
    {
        var olaf = await world.Member(_lumen, "Olaf");
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var talk = (await _server.Pushes(_alice.Order(_number, items: [("Vase", _blueDoor, _lumen)])))
            .Conversations[0]
            .Id;
        var seen = await _alice.Sees(talk);
        Assert.Equal(ConversationStatus.Open, seen.Status);
        Assert.InRange(seen.CreatedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        var sent = await _alice.Says("Is it on its way?", talk);
        var people = new[] { _alice, _bea, olaf };
        var ears = await Task.WhenAll(people.Select(person => Ear.Of(person)));

        await _server.Pushes(_alice.Order(_number, 2, "shipped", ("Vase", _blueDoor, _lumen)));

        foreach (var ear in ears)
        {
            // Another order's line may still be on its way.
            var line = (
                await ear.Hears(
                    "inbox",
                    its => its.Text("conversationId") == $"{talk}" && its.Text("row", "topic", "status") == "shipped"
                )
            ).GetProperty("row");
            Assert.Equal(
                ("order", _number, "Vase ×2", $"{talk}"),
                (
                    line.Text("topic", "kind"),
                    line.Text("topic", "externalId"),
                    line.Text("topic", "title"),
                    line.Text("conversationId")
                )
            );
            Assert.Equal("order.shipped", line.Text("last", "system"));
            Assert.True(line.GetProperty("last").GetProperty("at").GetDateTimeOffset() >= sent.SentAt);
            await ear.DisposeAsync();
        }

        // Put away by one side it is so to that side alone; closed it is to all.
        await _bea.Puts($"/conversations/{talk}/archive", new { });
        Assert.Contains(await _bea.Lists($"?as={_blueDoor.Id}&archived=true"), row => row.ConversationId == talk);
        Assert.DoesNotContain(await _bea.Lists($"?as={_blueDoor.Id}"), row => row.ConversationId == talk);
        Assert.Contains(await _alice.Lists("?status=open"), row => row.ConversationId == talk);
        var ada = await world.Admin();
        await ada.Posts($"/conversations/{talk}/oversight", new { reason = "It is over" });
        await ada.Patches($"/conversations/{talk}", new { status = "closed" });
        Assert.Contains(await _alice.Lists("?status=closed"), row => row.ConversationId == talk);
    }

    [Theory]
    [InlineData(9_007_199_254_740_991)]
    [InlineData(-9_007_199_254_740_991)]
    public async Task A_sum_that_no_number_holds_is_not_told(long minor)
    {
        var order = Vase();
        order["items"]![0]!["quantity"] = 1_000_000;
        order["items"]![0]!["price"]!["minor"] = minor;

        var talk = (await _server.Pushes(order)).Conversations[0].Id;

        Assert.Null((await _alice.Sees(talk)).Topic.Price);
        Assert.False((await _bea.History(talk)).Items[0].System!.Data!.Value.TryGetProperty("price", out _));
    }

    private JsonObject Vase(int version = 1, string status = "confirmed") =>
        _alice.Order(_number, version, status, ("Vase", _blueDoor, null));
}
