using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

public sealed class OrderPartiesTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _count;

    private readonly string _number = $"P{Interlocked.Increment(ref _count)}";
    private TestBusiness _blueDoor = null!;
    private TestBusiness _oakworks = null!;
    private Person _server = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _olaf = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await (await world.Shop()).Server();
        (_blueDoor, _oakworks) = (await world.Business(), await world.Business("Oakworks"));
        (_alice, _bea) = (await world.Customer("Alice"), await world.Member(_blueDoor, "Bea"));
        _olaf = await world.Member(_oakworks, "Olaf");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S4-27")]
    public async Task A_supplier_of_the_order_answers_the_customer_and_learns_of_no_note()
    {
        var talk = await Push(1, _oakworks);
        await _alice.Says("When will it come?", talk);
        await _bea.Says("He always asks", talk, "team");

        await _olaf.Says("On Friday", talk);

        Assert.Equal(
            [null, "When will it come?", "On Friday"],
            (await _olaf.History(talk)).Items.Select(message => message.Body)
        );
        Assert.Equal(Role.Supplier, (await _alice.History(talk)).Items[^1].Sender.Role);
        Assert.Equal(
            (Role.Supplier, "Oakworks"),
            (await _olaf.Sees(talk)).Parties.Select(p => (p.Role, p.Name)).Last()
        );
        Assert.Equal("He always asks", (await _bea.History(talk)).Items[2].Body);
    }

    [Fact]
    [Covers("S4-27")]
    public async Task Who_no_longer_supplies_an_order_loses_all_of_it_and_who_does_now_reads_from_the_beginning()
    {
        var talk = await Push(1, _oakworks);
        await _alice.Says("When will it come?", talk);
        var cursor = (await _olaf.Syncs()).Cursor;
        var other = await world.Business("Pineworks");
        var pia = await world.Member(other, "Pia");

        await Push(2, other);

        Assert.Equal(["order.placed", "party.left", "party.joined"], await _alice.Told(talk));
        Assert.Equal("not_found", await _olaf.Gets($"/conversations/{talk}").Code());
        Assert.Equal("not_found", await _olaf.Gets($"/conversations/{talk}/messages").Code());
        Assert.Equal("not_found", await _olaf.Sends("Let me in", talk).Code());
        Assert.Equal("not_found", await _olaf.Gets($"/orders/{_number}").Code());
        Assert.DoesNotContain(await _olaf.Lists($"?as={_oakworks.Id}"), row => row.ConversationId == talk);
        Assert.True((await _olaf.Syncs(cursor)).Changed.Single(change => change.ConversationId == talk).Left);
        Assert.Equal("When will it come?", (await pia.History(talk)).Items[1].Body);
        var line = (await pia.Lists($"?as={other.Id}")).Single(row => row.ConversationId == talk);
        Assert.True(line.Unread > 0);
    }

    [Fact]
    public async Task Who_supplies_it_again_is_back_with_all_that_was_said()
    {
        var talk = await Push(1, _oakworks);
        await _alice.Says("First", talk);
        await Push(2, null);
        await _alice.Says("Second", talk);

        await Push(3, _oakworks);

        Assert.Equal(
            ["First", "Second"],
            (await _olaf.History(talk)).Items.Select(message => message.Body).OfType<string>()
        );
        Assert.Contains(await _olaf.Lists($"?as={_oakworks.Id}"), row => row.ConversationId == talk);
    }

    private async Task<Guid> Push(int version, TestBusiness? supplier) =>
        (await _server.Pushes(_alice.Order(_number, version, items: [("Table", _blueDoor, supplier)])))
            .Conversations[0]
            .Id;
}
