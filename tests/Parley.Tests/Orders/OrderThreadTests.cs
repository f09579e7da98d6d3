using System.Net;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Tests.Audit;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>The conversation about an order from its making to its audit, named by the order's number all the way.</summary>
public sealed class OrderThreadTests(World world) : IClassFixture<World>
{
    private const string Thread = "/orders/T-1/messages";

    [Fact]
    [Covers("S4-78")]
    public async Task Customer_supplier_and_platform_talk_about_an_order_and_each_sees_his_part_of_it()
    {
        var (blueDoor, oakworks) = (await world.Business(), await world.Business("Oakworks"));
        var (alice, mallory) = (await world.Customer("Alice"), await world.Customer("Mallory"));
        var (bea, olaf) = (await world.Member(blueDoor, "Bea"), await world.Member(oakworks, "Olaf"));
        var ada = await world.Admin();
        var server = await (await world.Shop()).Server();

        // It is there with the order, for all its parties, before anybody has said anything.
        var pushed = await server.Pushes(alice.Order("T-1", items: [("Table", blueDoor, oakworks)]));
        var talk = Assert.Single(pushed.Conversations).Id;
        foreach (var party in new[] { alice, bea, olaf })
            Assert.Equal(talk, Assert.Single((await party.SeesOrder("T-1")).Conversations).Id);

        // The customer sends, the supplier replies, and the seller and the platform make notes.
        var asked = await Writes(alice, "When will it come?");
        var answered = await Writes(olaf, "On Friday");
        var noted = await Writes(bea, "He always asks", "team");
        await ada.Posts($"/conversations/{talk}/oversight", new { reason = "A complaint" });
        var watched = await ada.Says("Watch this one", talk, "platform");
        Assert.Equal(
            [Role.Customer, Role.Supplier, Role.Seller, Role.Platform],
            new[] { asked, answered, noted, watched }.Select(message => message.Sender.Role)
        );

        // Receipts: who has read, how far and when.
        var read = await bea.Patches($"{Thread}/{answered.Id}/read", new { });
        Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
        var receipt = (await alice.Sees(talk)).Cursors.Single(cursor => cursor.Who.BusinessId == blueDoor.Id);
        Assert.Equal((answered.Seq, true), (receipt.Read, receipt.ReadAt is not null));

        // What each role sees.
        Assert.Equal(["When will it come?", "On Friday"], await Said(alice));
        Assert.Equal(["When will it come?", "On Friday"], await Said(olaf));
        Assert.Equal(["When will it come?", "On Friday", "He always asks"], await Said(bea));
        Assert.Equal(
            ["When will it come?", "On Friday", "He always asks", "Watch this one"],
            (await ada.History(talk)).Items.Select(message => message.Body).OfType<string>()
        );

        // Nobody else gets in.
        Assert.Equal("not_found", await mallory.Gets(Thread).Code());
        Assert.Equal("not_found", await mallory.Posts(Thread, Message("Let me in")).Code());
        Assert.Equal("not_found", await mallory.Patches($"{Thread}/{asked.Id}/read", new { }).Code());
        Assert.Equal("unauthenticated", await world.Visitor().Gets(Thread).Code());
        Assert.Equal("audience_not_allowed", await alice.Posts(Thread, Message("A note", "team")).Code());

        Assert.Equal(
            [
                ("message.created", "system", null),
                ("message.created", "customer", alice.Id),
                ("message.created", "supplier", olaf.Id),
                ("message.created", "seller", bea.Id),
                ("oversight.opened", "admin", ada.Id),
                ("message.created", "platform", ada.Id),
                ("message.read", "seller", bea.Id),
            ],
            (await ada.Audits($"?conversation={talk}"))
                .Items.Reverse()
                .Select(entry => (entry.Action, entry.ActorRole, entry.Actor?.Id))
        );
    }

    private static object Message(string body, string audience = "everyone") =>
        new
        {
            body,
            clientId = Guid.CreateVersion7(),
            audience = new { kind = audience },
        };

    private static Task<MessageView> Writes(Person person, string body, string audience = "everyone") =>
        person.Posts(Thread, Message(body, audience)).Read<MessageView>();

    private static async Task<IEnumerable<string>> Said(Person person) =>
        (await person.Gets(Thread).Read<Page<MessageView>>()).Items.Select(message => message.Body).OfType<string>();
}
