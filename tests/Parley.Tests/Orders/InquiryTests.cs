using System.Text.Json.Nodes;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Orders;
using Parley.Tests.Audit;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>What was asked about a listing or a service and became an order is linked with it, both ways.</summary>
public sealed class InquiryTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _count;

    private readonly string _number = $"Q{Interlocked.Increment(ref _count)}";
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private TestBusiness _redBarn = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Inquiries {_number}");
        _server = await shop.Server();
        _blueDoor = await world.Business($"Blue Door {_number}", shop);
        _redBarn = await world.Business($"Red Barn {_number}", shop);
        (_alice, _bea) = (
            await world.Customer($"Alice {_number}", shop),
            await world.Member(_blueDoor, $"Bea {_number}")
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("listings", "listing")]
    [InlineData("services", "service")]
    [Covers("C3")]
    public async Task What_Alice_asked_about_leads_to_the_order_and_back(string kinds, string kind)
    {
        var talk = await Asks(_alice, kinds, kind, "vase");
        var order = Order(("Vase", _blueDoor, null));
        order["items"]![0]![kind] = "vase";

        var pushed = await _server.Pushes(order);

        foreach (var person in new[] { _alice, _bea })
        {
            var inquiry = Assert.Single((await person.SeesOrder(_number)).Inquiries);
            Assert.Equal((talk, "Thing"), (inquiry.Id, inquiry.Topic.Title));
            Assert.Equal(
                new OrderOfInquiryView(pushed.Id, _number, OrderStatus.Confirmed),
                Assert.Single((await person.Sees(talk)).Orders!)
            );
            Assert.Equal(["order.placed"], await person.Told(talk));
        }

        var told = (await _alice.History(talk)).Items[^1].System!.Data!.Value;
        Assert.Equal(_number, told.Text("number"));
        // Linked, not merged or moved: the order has a conversation of its own.
        Assert.NotEqual(talk, Assert.Single(pushed.Conversations).Id);
        var entry = (await (await world.Admin()).Audits("?limit=100")).Items.Single(entry =>
            entry.Action == "inquiry.linked" && entry.Subject == pushed.Id
        );
        Assert.Equal(talk, entry.ConversationId);
    }

    [Fact]
    public async Task An_order_may_name_the_inquiry_itself_and_only_one_of_its_customer_with_its_seller()
    {
        var carol = await world.Customer($"Carol {_number}", _blueDoor.Shop);
        var talk = await Asks(_alice, "services", "service", "course");
        var carols = await Asks(carol, "services", "service", "course");
        var order = Order(("Glazing course", _blueDoor, null));

        foreach (var other in new[] { carols, Guid.CreateVersion7() })
        {
            order["inquiryId"] = other;
            Assert.Equal("invalid_request", await _server.Push(order).Code());
        }

        Assert.Equal("not_found", await _alice.Gets($"/orders/{_number}").Code());
        order["inquiryId"] = talk;
        await _server.Pushes(order);
        Assert.Equal(talk, Assert.Single((await _alice.SeesOrder(_number)).Inquiries).Id);
        Assert.Empty(await carol.Told(carols));
        Assert.Null((await carol.Sees(carols)).Orders);
    }

    [Fact]
    public async Task Nobody_learns_of_an_inquiry_or_an_order_that_is_not_his_own()
    {
        var carol = await world.Customer($"Carol {_number}", _blueDoor.Shop);
        var olaf = await world.Member(_redBarn, $"Olaf {_number}");
        var talk = await Asks(_alice, "listings", "listing", "vase");
        var carols = await Asks(carol, "listings", "listing", "vase");
        var order = Order(("Vase", _blueDoor, _redBarn), ("Rake", _redBarn, null));
        order["items"]![0]!["listing"] = "vase";
        order["items"]![1]!["listing"] = "vase";

        await _server.Pushes(order);

        Assert.Empty(await carol.Told(carols));
        Assert.Null((await carol.Sees(carols)).Orders);
        // Who supplies and sells in the order took no part in what was asked about Blue Door's vase.
        Assert.Empty((await olaf.SeesOrder(_number)).Inquiries);
        Assert.Empty((await _server.SeesOrder(_number)).Inquiries);
        // Of the order the record tells the part of the seller who was asked, and no more.
        var told = (await _alice.History(talk)).Items[^1].System!.Data!.Value.GetRawText();
        Assert.Contains("Vase", told);
        Assert.DoesNotContain("Rake", told);
    }

    [Fact]
    public async Task Who_sells_no_part_of_the_order_any_more_reads_no_order_in_what_was_asked()
    {
        var talk = await Asks(_alice, "listings", "listing", "vase");
        var order = Order(("Vase", _blueDoor, null));
        order["items"]![0]!["listing"] = "vase";
        await _server.Pushes(order);

        var next = _alice.Order(_number, 2, items: [("Rake", _redBarn, null)]);
        await _server.Pushes(next);

        Assert.Null((await _bea.Sees(talk)).Orders);
        Assert.Single((await _alice.Sees(talk)).Orders!);
    }

    [Fact]
    public async Task Pushing_again_links_and_tells_once_and_a_later_push_may_link()
    {
        var talk = await Asks(_alice, "listings", "listing", "vase");
        var order = Order(("Vase", _blueDoor, null));
        await _server.Pushes(order);
        Assert.Empty((await _alice.SeesOrder(_number)).Inquiries);

        order["version"] = 2;
        order["items"]![0]!["listing"] = "vase";
        for (var i = 0; i < 2; i++)
            await _server.Pushes(order);
        order["version"] = 3;
        await _server.Pushes(order);

        Assert.Equal(["order.placed"], await _alice.Told(talk));
        Assert.Single((await _alice.SeesOrder(_number)).Inquiries);
    }

    [Fact]
    public async Task Devices_hear_in_the_feed_how_the_order_of_an_inquiry_stands_and_who_has_no_part_in_it_any_more()
    {
        var talk = await Asks(_alice, "listings", "listing", "vase");
        var order = Order(("Vase", _blueDoor, null));
        order["items"]![0]!["listing"] = "vase";
        await _server.Pushes(order);
        var cursors = (Alice: (await _alice.Syncs()).Cursor, Bea: (await _bea.Syncs()).Cursor);

        await _server.Pushes(_alice.Order(_number, 2, "shipped", ("Rake", _redBarn, null)));

        var shown = await Changed(_alice, cursors.Alice, talk);
        Assert.Equal(OrderStatus.Shipped, Assert.Single(shown.Orders!).Status);
        Assert.Null((await Changed(_bea, cursors.Bea, talk)).Orders);
    }

    [Fact]
    public async Task What_was_asked_after_the_order_is_none_of_its_inquiries()
    {
        var order = Order(("Vase", _blueDoor, null));
        order["items"]![0]!["listing"] = "vase";
        await _server.Pushes(order);
        var talk = await Asks(_alice, "listings", "listing", "vase");

        order["version"] = 2;
        order["status"] = "shipped";
        await _server.Pushes(order);

        Assert.Empty((await _alice.SeesOrder(_number)).Inquiries);
        Assert.Empty(await _alice.Told(talk));
    }

    [Fact]
    public async Task An_order_of_the_past_is_linked_with_what_was_asked_before_it_and_nothing_is_told()
    {
        var talk = await Asks(_alice, "listings", "listing", "vase");
        var order = Order(("Vase", _blueDoor, null));
        order["items"]![0]!["listing"] = "vase";
        order["announce"] = false;
        order["placedAt"] = DateTimeOffset.UtcNow.AddSeconds(2);
        await _server.Pushes(order);

        var old = Order(("Vase", _blueDoor, null));
        old["number"] = $"{_number}-old";
        old["items"]![0]!["listing"] = "vase";
        old["announce"] = false;
        old["placedAt"] = "2024-11-20T10:02:11.120Z";
        await _server.Pushes(old);

        Assert.Equal(talk, Assert.Single((await _alice.SeesOrder(_number)).Inquiries).Id);
        Assert.Empty((await _alice.SeesOrder($"{_number}-old")).Inquiries);
        Assert.Empty(await _alice.Told(talk));
    }

    [Fact]
    public async Task An_order_goes_on_naming_its_inquiry_whoever_sells_it_now()
    {
        var talk = await Asks(_alice, "services", "service", "course");
        var order = Order(("Glazing course", _blueDoor, null));
        order["inquiryId"] = talk;
        await _server.Pushes(order);

        var next = _alice.Order(_number, 2, "shipped", ("Rake", _redBarn, null));
        next["inquiryId"] = talk;

        Assert.Equal(PushOutcome.Changed, (await _server.Pushes(next)).Outcome);
    }

    [Fact]
    public async Task A_closed_inquiry_learns_of_the_order_too()
    {
        var talk = await Asks(_alice, "listings", "listing", "vase");
        await world.Database.Write(work =>
            work.Execute("UPDATE conversation SET status = 3 WHERE id = @talk", new { talk })
        );
        var order = Order(("Vase", _blueDoor, null));
        order["items"]![0]!["listing"] = "vase";

        await _server.Pushes(order);

        Assert.Equal(["order.placed"], await _alice.Told(talk));
        Assert.Equal(ConversationStatus.Closed, (await _alice.Sees(talk)).Status);
    }

    private static async Task<ConversationView> Changed(Person person, string cursor, Guid conversationId) =>
        (await person.Syncs(cursor)).Changed.Single(changed => changed.ConversationId == conversationId).Conversation!;

    private JsonObject Order(params (string Title, TestBusiness Seller, TestBusiness? Supplier)[] items) =>
        _alice.Order(_number, items: items);

    /// <summary>Blue Door offers a thing under this id, and somebody asks about it.</summary>
    private async Task<Guid> Asks(Person customer, string kinds, string kind, string externalId)
    {
        var offered = await _server
            .Puts(
                $"/{kinds}/{externalId}",
                new
                {
                    title = "Thing",
                    business = _blueDoor.ExternalId,
                    version = 1,
                }
            )
            .Read<Parley.People.PushedView>();
        var talk = await customer.Asks(_blueDoor, kind, offered.Id, "Is it blue?").Read<ConversationView>();

        return talk.Id;
    }
}
