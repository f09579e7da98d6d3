using System.Net;
using Parley.Admin;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Admin;

public sealed class OversightTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _ada = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        _blueDoor = await world.Business();
        (_alice, _bea) = (await world.Customer("Alice"), await world.Member(_blueDoor, "Bea"));
        _ada = await world.Admin();
        _talk = await world.Talk(_alice, _blueDoor);
        await _alice.Says("Where is it?", _talk);
        await _bea.Says("He always asks", _talk, "team");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S4-29")]
    public async Task An_admin_lists_every_conversation_and_reads_one_that_he_opens_with_a_reason()
    {
        var listed = await _ada.Gets("/admin/conversations?limit=100").Read<Page<ListedConversationView>>();
        var line = listed.Items.Single(line => line.Id == _talk);
        Assert.Equal(
            ("Order 10428", "Alice", _blueDoor.Name, 1L),
            (line.Subject, line.Customer.Name, line.Business.Name, line.Messages)
        );
        Assert.Equal("not_found", await _ada.Gets($"/conversations/{_talk}").Code());
        Assert.Equal("not_found", await _ada.Gets($"/conversations/{_talk}/messages").Code());

        Assert.Equal("invalid_request", await _ada.Posts(Oversight, new { reason = " " }).Code());
        await Opens();

        Assert.Equal(
            ["Where is it?", "He always asks"],
            (await _ada.History(_talk)).Items.Select(message => message.Body)
        );
        var seen = await _ada.Sees(_talk);
        Assert.Equal((Role.Platform, false), (seen.Mine.Role, seen.Mine.May.Contains("send")));
        Assert.Contains("join", seen.Mine.May);
        Assert.Equal(HttpStatusCode.NoContent, (await _ada.Deletes(Oversight)).StatusCode);
        Assert.Equal("not_found", await _ada.Gets($"/conversations/{_talk}/messages").Code());
    }

    [Fact]
    public async Task Only_admins_open_conversations_and_only_for_themselves()
    {
        foreach (var other in new[] { _alice, _bea, await world.Customer("Mallory") })
        {
            Assert.Equal("forbidden", await other.Posts(Oversight, new { reason = "Curious" }).Code());
            Assert.Equal("forbidden", await other.Puts($"/conversations/{_talk}/platform", new { }).Code());
            Assert.Equal("forbidden", await other.Gets("/admin/conversations").Code());
        }
        await Opens();

        var eve = await world.Admin("Eve");
        Assert.Equal("not_found", await eve.Gets($"/conversations/{_talk}").Code());
        Assert.Equal("not_found", await eve.Puts($"/conversations/{_talk}/platform", new { }).Code());
        Assert.Equal(
            "not_found",
            await _ada.Posts($"/conversations/{Guid.CreateVersion7()}/oversight", new { reason = "Lost" }).Code()
        );
    }

    [Fact]
    [Covers("S4-19", "S4-66")]
    public async Task Who_looks_on_changes_nothing_that_anybody_in_the_conversation_gets()
    {
        await using var ear = await Ear.Of(_alice);
        var before = await Everything(_alice);
        var cursors = (
            await _alice.SyncsUntilQuiet((await _alice.Syncs()).Cursor),
            await _bea.SyncsUntilQuiet((await _bea.Syncs()).Cursor)
        );

        await Opens();
        await _ada.History(_talk);
        await _ada.Reads(_talk, 1);
        Assert.Equal("not_a_party", await _ada.Sends("Hello from us", _talk).Code());
        Assert.Equal("not_a_party", await _ada.Posts($"/conversations/{_talk}/typing", new { }).Code());
        await _ada.Says("Watch this one", _talk, "platform");

        Assert.Equal(before, await Everything(_alice));
        Assert.Empty((await _alice.Syncs(cursors.Item1)).Changed);
        Assert.Empty((await _bea.Syncs(cursors.Item2)).Changed);
        Assert.DoesNotContain("Watch this one", string.Join('\n', ear.Frames));
        Assert.DoesNotContain((await _bea.History(_talk)).Items, message => message.Body == "Watch this one");
        Assert.Equal("Watch this one", (await _ada.History(_talk)).Items[^1].Body);
    }

    [Fact]
    [Covers("S4-24", "S1-49", "S4-52", "S0-66")]
    public async Task The_platform_joins_in_the_open_speaks_closes_and_leaves()
    {
        await Opens();

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _ada.Puts($"/conversations/{_talk}/platform", new { })).StatusCode
        );
        await _ada.Puts($"/conversations/{_talk}/platform", new { });
        var said = await _ada.Says("We look into it", _talk);

        Assert.Equal((Role.Platform, "Ada"), (said.Sender.Role, said.Sender.Name));
        var history = (await _alice.History(_talk)).Items;
        Assert.Equal(["party.joined"], history.Select(message => message.System?.Code).OfType<string>());
        Assert.Equal("We look into it", history[^1].Body);
        Assert.Contains((await _alice.Sees(_talk)).Parties, party => party.Role == Role.Platform);

        var close = await _ada.Patches($"/conversations/{_talk}", new { status = "closed" });
        Assert.Equal(HttpStatusCode.NoContent, close.StatusCode);
        Assert.Equal("conversation_closed", await _alice.Sends("One more thing", _talk).Code());
        await _ada.Deletes($"/conversations/{_talk}/platform");
        Assert.DoesNotContain((await _alice.Sees(_talk)).Parties, party => party.Role == Role.Platform);
        Assert.Equal("not_a_party", await _ada.Sends("Hello?", _talk).Code());
    }

    [Fact]
    public async Task An_hour_later_it_is_closed_again()
    {
        await Opens();
        await world.Database.Write(work => work.Execute("UPDATE oversight SET ends_at = ends_at - 3600000"));

        Assert.Equal("not_found", await _ada.Gets($"/conversations/{_talk}/messages").Code());
    }

    private string Oversight => $"/conversations/{_talk}/oversight";

    private async Task Opens() =>
        Assert.Equal(HttpStatusCode.OK, (await _ada.Posts(Oversight, new { reason = "Complaint 42" })).StatusCode);

    private async Task<string> Everything(Person person)
    {
        var text = "";
        foreach (var path in new[] { "/conversations", $"/conversations/{_talk}", $"/conversations/{_talk}/messages" })
            text += await (await person.Gets(path)).Content.ReadAsStringAsync();

        return text;
    }
}
