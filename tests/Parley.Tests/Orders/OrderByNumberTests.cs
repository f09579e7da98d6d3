using System.Net;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Orders;
using Parley.People;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>Orders named by the number that their shop gave them.</summary>
public sealed class OrderByNumberTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _count;

    private readonly string _number = $"N{Interlocked.Increment(ref _count)}";
    private TestBusiness _blueDoor = null!;
    private Person _server = null!;
    private Person _alice = null!;
    private Person _ada = null!;

    private string Messages => $"/orders/{_number}/messages";

    private static object Say => new { body = "Is it blue?", clientId = Guid.CreateVersion7() };

    public async ValueTask InitializeAsync()
    {
        _server = await (await world.Shop()).Server();
        _blueDoor = await world.Business();
        (_alice, _ada) = (await world.Customer("Alice"), await world.Admin());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S4-21", "S4-22", "S4-24", "S4-29")]
    public async Task An_admin_finds_notes_and_closes_what_he_looks_on_and_nothing_else()
    {
        var talk = (await Pushes(_server, _alice, _blueDoor)).Conversations[0].Id;
        await _alice.Posts(Messages, Say).Read<MessageView>();
        string close = $"/orders/{_number}/conversation/close";
        Assert.Equal("not_found", await _ada.Gets(Messages).Code());
        Assert.Equal("not_found", await _ada.Posts(Messages, Say).Code());
        Assert.Equal("not_found", await _ada.Posts(close).Code());

        await _ada.Posts($"/conversations/{talk}/oversight", new { reason = "A complaint" });
        var seen = await _ada.Gets(Messages).Read<OrderMessagesView>();
        var note = new
        {
            body = "Watch this one",
            clientId = Guid.CreateVersion7(),
            audience = new { kind = "platform" },
        };
        await _ada.Posts(Messages, note).Read<MessageView>();

        Assert.Equal((talk, Role.Platform), (seen.Conversation.Id, seen.Conversation.Mine.Role));
        Assert.Equal("Is it blue?", seen.Items[^1].Body);
        Assert.Equal("Watch this one", (await _ada.Gets(Messages).Read<OrderMessagesView>()).Items[^1].Body);
        Assert.Equal("Is it blue?", (await _alice.Gets(Messages).Read<OrderMessagesView>()).Items[^1].Body);

        Assert.Equal(HttpStatusCode.NoContent, (await _ada.Posts(close)).StatusCode);
        Assert.Equal("conversation_closed", await _alice.Posts(Messages, Say).Code());
    }

    [Fact]
    [Covers("S4-81")]
    public async Task A_number_that_two_shops_gave_names_an_order_only_to_who_has_one_of_them()
    {
        var otherShop = await world.Shop("Other");
        var other = await otherShop.Server();
        var lumen = await world.Business("Lumen", otherShop);
        var carol = await world.Customer("Carol", otherShop);
        var here = await Pushes(_server, _alice, _blueDoor);
        var there = await Pushes(other, carol, lumen);
        var bea = await world.Member(_blueDoor, "Bea");
        await world.Write((work, now) => Members.Join(work, lumen.Row, bea.Row, MemberRole.Agent, now));

        foreach (var (who, order) in new[] { (_alice, here), (carol, there), (_server, here), (other, there) })
            Assert.Equal(order.Id, (await who.Gets($"/orders/{_number}").Read<OrderView>()).Id);
        foreach (
            var unclear in new[]
            {
                bea.Gets($"/orders/{_number}"),
                bea.Gets(Messages),
                bea.Posts(Messages, Say),
                bea.Patches($"/orders/{_number}", new { status = "shipped" }),
            }
        )
            Assert.Equal("invalid_request", await unclear.Code());
        await bea.Posts($"/orders/{there.Id}/messages", Say).Read<MessageView>();

        var shipped = await other.Patches($"/orders/{_number}", new { status = "shipped" }).Read<OrderView>();

        Assert.Equal((there.Id, OrderStatus.Shipped), (shipped.Id, shipped.Status));
        Assert.Equal(OrderStatus.Confirmed, (await _alice.SeesOrder(_number)).Status);
    }

    private Task<PushedOrderView> Pushes(Person server, Person customer, TestBusiness seller) =>
        server.Pushes(customer.Order(_number, items: [("Vase", seller, null)]));
}
