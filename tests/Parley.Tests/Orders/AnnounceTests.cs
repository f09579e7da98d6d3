using System.Text.Json;
using Parley.Orders;
using Parley.People;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>Whether a new order is news is its shop's choice.</summary>
public sealed class AnnounceTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _count;

    private TestShop _shop = null!;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private TestBusiness _oakworks = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _olaf = null!;

    public async ValueTask InitializeAsync()
    {
        var name = $"Announcing {Interlocked.Increment(ref _count)}";
        _shop = await world.Shop(name);
        _server = await _shop.Server();
        (_blueDoor, _oakworks) = (
            await world.Business($"Blue Door {name}", _shop),
            await world.Business($"Oakworks {name}", _shop)
        );
        (_alice, _bea, _olaf) = (
            await world.Customer($"Alice {name}", _shop),
            await world.Member(_blueDoor, $"Bea {name}"),
            await world.Member(_oakworks, $"Olaf {name}")
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("C12")]
    public async Task Until_the_shop_asks_for_it_a_new_order_stands_in_its_thread_and_in_nobodys_list()
    {
        var cursors = await Task.WhenAll(Everybody().Select(async who => (await who.Person.Syncs()).Cursor));

        var talk = await Pushes("1");

        foreach (var ((person, list), cursor) in Everybody().Zip(cursors))
        {
            Assert.Equal(["order.placed"], await person.Told(talk));
            Assert.Empty(await person.Lists(list));
            Assert.Empty(await person.Lists($"{list}{(list == "" ? "?" : "&")}unread=true"));
            Assert.Equal(0, Unread(await person.Syncs(cursor)));
            Assert.Null((await person.Sees(talk)).Mine.Row);
        }
    }

    [Fact]
    [Covers("C12", "S1-38")]
    public async Task A_shop_that_announces_has_each_new_order_in_everybodys_list_as_unread_until_it_is_read()
    {
        await Done(_server.Patches($"/shops/{_shop.Id}", new { announceOrders = true }));
        await using var ear = await Ear.Of(_bea);

        var talk = await Pushes("1");

        await ear.Hears("inbox", line => line.GetRawText().Contains($"{talk}"));
        foreach (var (person, list) in Everybody())
        {
            var line = Assert.Single(await person.Lists(list));
            Assert.Equal((talk, true, 0L), (line.ConversationId, line.UnreadMark, line.Unread));
            Assert.Equal("order.placed", line.Last!.System);
            await person.Reads(talk, 1);
            Assert.False(Assert.Single(await person.Lists(list)).UnreadMark);
        }

        // What happens to it afterwards is no news of its own.
        await Done(_server.Push(Order("1", 2, "shipped")));
        foreach (var (person, list) in Everybody())
            Assert.False(Assert.Single(await person.Lists(list)).UnreadMark);
    }

    [Fact]
    public async Task Who_comes_to_sell_a_part_of_an_order_later_has_it_announced_too()
    {
        await Done(_server.Patches($"/shops/{_shop.Id}", new { announceOrders = true }));
        await Pushes("1");
        await _bea.Reads((await _bea.Lists($"?as={_blueDoor.Id}"))[0].ConversationId, 1);

        await Done(
            _server.Push(_alice.Order("1", 2, "confirmed", ("Vase", _blueDoor, null), ("Oak", _oakworks, null)))
        );

        Assert.True(
            Assert
                .Single(await _olaf.Lists($"?as={_oakworks.Id}"), line => line.Last!.System == "order.placed")
                .UnreadMark
        );
        Assert.False(Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).UnreadMark);
    }

    [Fact]
    public async Task Who_comes_to_supply_an_announced_order_later_has_it_in_his_list_as_unread()
    {
        await Done(_server.Patches($"/shops/{_shop.Id}", new { announceOrders = true }));
        var talk = (await _server.Pushes(_alice.Order("1", items: ("Vase", _blueDoor, null)))).Conversations[0].Id;
        await _bea.Reads(talk, 1);

        await _server.Pushes(Order("1", 2));

        var line = Assert.Single(await _olaf.Lists($"?as={_oakworks.Id}"));
        Assert.Equal((talk, true, 0L), (line.ConversationId, line.UnreadMark, line.Unread));
        Assert.Equal("party.joined", line.Last!.System);
        Assert.False(Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).UnreadMark);
        await _olaf.Reads(talk, 2);
        Assert.False(Assert.Single(await _olaf.Lists($"?as={_oakworks.Id}")).UnreadMark);
    }

    [Fact]
    public async Task Who_comes_to_supply_an_order_that_was_not_announced_does_not_see_that_others_made_notes()
    {
        var talk = (await _server.Pushes(_alice.Order("1", items: ("Vase", _blueDoor, null)))).Conversations[0].Id;
        await _bea.Says("He always asks", talk, "team");

        await _server.Pushes(Order("1", 2));

        Assert.Empty(await _olaf.Lists($"?as={_oakworks.Id}"));
    }

    [Fact]
    public async Task An_order_of_the_past_is_not_announced()
    {
        await Done(_server.Patches($"/shops/{_shop.Id}", new { announceOrders = true }));
        var order = Order("1");
        order["announce"] = false;

        await _server.Pushes(order);

        foreach (var (person, list) in Everybody())
            Assert.Empty(await person.Lists(list));
        // It says nothing of the order itself: the same push without it is the same.
        order.Remove("announce");
        Assert.Equal(PushOutcome.Unchanged, (await _server.Pushes(order)).Outcome);
    }

    [Fact]
    public async Task Only_admins_and_the_shop_itself_see_and_change_its_settings()
    {
        var ada = await world.Admin();
        var path = $"/shops/{_shop.Id}";
        Assert.Equal(
            new ShopSettingsView(_shop.Id, _shop.Name, AnnounceOrders: false),
            await _server.Gets(path).Read<ShopSettingsView>()
        );

        Assert.True((await ada.Patches(path, new { announceOrders = true }).Read<ShopSettingsView>()).AnnounceOrders);
        Assert.True((await _server.Patches(path, new { }).Read<ShopSettingsView>()).AnnounceOrders);
        Assert.False(
            (await _server.Patches(path, new { announceOrders = false }).Read<ShopSettingsView>()).AnnounceOrders
        );

        var bazaar = await (await world.Shop("Bazaar")).Server();
        foreach (var other in new[] { _alice, _bea, bazaar, await _shop.Server(_alice.ExternalId) })
        {
            Assert.Equal("not_found", await other.Gets(path).Code());
            Assert.Equal("not_found", await other.Patches(path, new { announceOrders = true }).Code());
        }

        Assert.False((await ada.Gets(path).Read<ShopSettingsView>()).AnnounceOrders);
    }

    private (Person Person, string List)[] Everybody() =>
        [(_alice, ""), (_bea, $"?as={_blueDoor.Id}"), (_olaf, $"?as={_oakworks.Id}")];

    private async Task<Guid> Pushes(string number) => (await _server.Pushes(Order(number))).Conversations[0].Id;

    private System.Text.Json.Nodes.JsonObject Order(string number, int version = 1, string status = "confirmed") =>
        _alice.Order(number, version, status, ("Vase", _blueDoor, _oakworks));

    private static long Unread(object page) =>
        JsonSerializer.Serialize(page, Person.Json).Split("\"unreadMark\":true").Length - 1;

    private static async Task Done(Task<HttpResponseMessage> answer) =>
        Assert.True((await answer).IsSuccessStatusCode, await (await answer).Content.ReadAsStringAsync());
}
