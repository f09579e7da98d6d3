using System.Net;
using Parley.Admin;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Audit;

public sealed class AuditTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private TestShop _shop = null!;
    private TestBusiness _blueDoor = null!;
    private Person _ada = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.Shop();
        _blueDoor = await world.Business();
        (_ada, _alice) = (await world.Admin(), await world.Customer("Alice"));
        _bea = await world.Member(_blueDoor, "Bea");
        _alice.Http.DefaultRequestHeaders.Add("User-Agent", "Alice's phone");
        _bea.Http.DefaultRequestHeaders.Add("User-Agent", "Bea's desk");
        _ada.Http.DefaultRequestHeaders.Add("User-Agent", "Ada's desk");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S4-47", "S4-48")]
    public async Task Writing_reading_and_closing_are_there_with_who_where_how_and_about_which_order()
    {
        var order = await (await _shop.Server()).Sells(_alice, _blueDoor);
        await _alice.Asks(_blueDoor, "order", order, "Is it on its way?");
        var talk = (await _alice.Lists()).Single(line => line.Topic.Id == order).ConversationId;
        await _bea.Says("The box is lost", talk, "team");
        await _bea.Reads(talk, 1);
        await _bea.Sees(talk); // who looks has what was read written first
        await _ada.Posts($"/conversations/{talk}/oversight", new { reason = "A complaint" });
        await _ada.Puts($"/conversations/{talk}/platform", new { });
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _ada.Patches($"/conversations/{talk}", new { status = "closed" })).StatusCode
        );

        var entries = (await _ada.Audits($"?conversation={talk}")).Items;

        Assert.All(
            entries,
            entry =>
                Assert.Equal(
                    (talk, order, TopicKind.Order, _shop.Id, Channel.InApp),
                    (entry.ConversationId, entry.Topic!.Id, entry.Topic.Kind, entry.ShopId, entry.Channel)
                )
        );
        var asked = entries.Single(entry => entry is { Action: "message.created", ActorRole: "customer" });
        Assert.Equal((_alice.Id, "Alice", "127.0.0.1", "Alice's phone"), WhoAndWhere(asked));
        Assert.Equal("text", asked.Data.Word("type"));
        Assert.False(asked.Data!.Value.GetProperty("internal").GetBoolean());

        var noted = entries.Single(entry => entry is { Action: "message.created", ActorRole: "seller" });
        Assert.Equal((_bea.Id, "Bea", "127.0.0.1", "Bea's desk"), WhoAndWhere(noted));
        Assert.Equal(_blueDoor.Id, noted.BusinessId);
        Assert.True(noted.Data!.Value.GetProperty("internal").GetBoolean());

        var read = entries.Single(entry => entry.Action == "message.read");
        Assert.Equal((_bea.Id, "Bea", "127.0.0.1", "Bea's desk"), WhoAndWhere(read));
        Assert.Equal("seller", read.ActorRole);
        Assert.Equal(1, read.Data!.Value.GetProperty("upTo").GetInt64());

        var overseen = entries.Single(entry => entry.Action == "oversight.opened");
        Assert.Equal((_ada.Id, "Ada", "127.0.0.1", "Ada's desk"), WhoAndWhere(overseen));
        Assert.Equal("A complaint", overseen.Data.Word("reason"));

        var closed = entries.Single(entry => entry.Action == "conversation.closed");
        Assert.Equal((_ada.Id, "Ada", "127.0.0.1", "Ada's desk"), WhoAndWhere(closed));
        Assert.Equal("platform", closed.ActorRole);
    }

    [Fact]
    public async Task What_comes_over_the_live_connection_has_its_address_too()
    {
        var talk = await world.Talk(_alice, _blueDoor);
        await using var ear = await Ear.Of(_alice);
        await ear.Call(
            "Send",
            new
            {
                conversationId = talk,
                clientId = Guid.CreateVersion7(),
                body = "Live",
            }
        );

        var sent = Assert.Single((await _ada.Audits($"?conversation={talk}")).Items);

        Assert.Equal("127.0.0.1", sent.Address);
        Assert.Equal(_alice.Id, sent.Actor!.Id);
    }

    [Fact]
    public async Task Only_admins_see_it()
    {
        Assert.Equal("forbidden", await _alice.Gets("/admin/audit").Code());
        Assert.Equal("forbidden", await (await _shop.Server()).Gets("/admin/audit").Code());
        Assert.Equal("unauthenticated", await world.Visitor().Gets("/admin/audit").Code());
    }

    [Fact]
    public async Task Pages_come_newest_first_without_a_hole_or_a_repeat_and_filters_hold()
    {
        var carol = await world.Customer("Carol");
        var talk = await world.Talk(carol, _blueDoor);
        for (var i = 0; i < 7; i++)
        {
            await carol.Says($"#{i}", talk);
            await carol.Puts($"/conversations/{talk}/archive", new { });
            await carol.Deletes($"/conversations/{talk}/archive");
        }

        var whole = (await _ada.Audits($"?conversation={talk}&limit=100")).Items;
        Assert.Equal(21, whole.Count);
        Assert.Equal(whole.OrderByDescending(entry => entry.Id), whole);
        foreach (var filter in new[] { $"conversation={talk}", $"actor={carol.Id}" })
        {
            var paged = await AllPages($"?{filter}&limit=4");
            Assert.Equal(
                whole.Select(entry => entry.Id),
                paged.Where(entry => entry.ConversationId == talk).Select(entry => entry.Id)
            );
        }

        var archived = (await _ada.Audits($"?action=conversation.archived&actor={carol.Id}")).Items;
        Assert.Equal(7, archived.Count);
        Assert.Equal(7, (await _ada.Audits($"?action=message.created&conversation={talk}")).Items.Count);
        var at = Uri.EscapeDataString(archived[3].At.ToString("O"));
        Assert.All(
            (await _ada.Audits($"?conversation={talk}&from={at}")).Items,
            entry => Assert.True(entry.At >= archived[3].At)
        );
        Assert.All(
            (await _ada.Audits($"?conversation={talk}&to={at}")).Items,
            entry => Assert.True(entry.At < archived[3].At)
        );
        Assert.Empty((await _ada.Audits($"?actor={Guid.CreateVersion7()}")).Items);
        Assert.Equal("invalid_request", await _ada.Gets("/admin/audit?before=mine").Code());
    }

    [Fact]
    public async Task What_changes_nothing_leaves_no_entry()
    {
        var talk = await world.Talk(_alice, _blueDoor);
        await _alice.Says("Hello", talk);
        for (var i = 0; i < 2; i++)
        {
            await _alice.Puts($"/conversations/{talk}/mute", new { });
            await _bea.Patches($"/conversations/{talk}", new { status = "resolved" });
            await _bea.Reads(talk, 1);
            await _bea.Sees(talk);
        }

        var actions = (await _ada.Audits($"?conversation={talk}")).Items.Select(entry => entry.Action).Order();

        Assert.Equal(
            [
                "conversation.muted",
                "conversation.resolved",
                "message.created",
                "message.created", // the record of the change of status
                "message.read",
            ],
            actions
        );
    }

    private async Task<List<AuditEntryView>> AllPages(string query)
    {
        var entries = new List<AuditEntryView>();
        for (string? next = ""; next is not null; )
        {
            var page = await _ada.Audits(query + (next == "" ? "" : $"&before={next}"));
            entries.AddRange(page.Items);
            next = page.Next;
        }

        return entries;
    }

    private static (Guid, string, string?, string?) WhoAndWhere(AuditEntryView entry) =>
        (entry.Actor!.Id, entry.Actor.Name, entry.Address, entry.UserAgent);
}
