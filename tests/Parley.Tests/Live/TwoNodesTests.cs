using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Live;

/// <summary>Alice is connected to one node and Bea to the other; neither can tell.</summary>
public sealed class TwoNodesTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private World _other = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _olga = null!;
    private TestBusiness _blueDoor = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        _other = await world.SecondNode();
        _blueDoor = await world.Business();
        _alice = await world.Customer("Alice");
        _bea = await _other.SignedIn((await world.Member(_blueDoor, "Bea")).Row);
        _olga = await world.Member(_blueDoor, "Olga", Parley.People.MemberRole.Owner);
        _talk = await world.Talk(_alice, _blueDoor);
    }

    public async ValueTask DisposeAsync()
    {
        if (_other is not null)
            await _other.DisposeAsync();
    }

    [Fact]
    public async Task What_is_said_on_one_node_is_heard_on_the_other()
    {
        await using var alice = await Ear.Of(_alice);
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });

        await _alice.Says("Hello", _talk);
        Assert.Equal("Hello", (await bea.Hears("message")).Text("message", "body"));

        await bea.Call("Typing", new { conversationId = _talk });
        Assert.Equal("Bea", (await alice.Hears("typing")).Text("person", "name"));

        await _bea.Says("A note", _talk, "team");
        await _bea.Says("Hello yourself", _talk);
        var reply = await alice.Hears("message", heard => heard.Text("message", "sender", "name") == "Bea");
        Assert.Equal("Hello yourself", reply.Text("message", "body"));

        await _bea.Reads(_talk, 2);
        var receipt = await alice.Hears("cursor");
        Assert.Equal(2, receipt.GetProperty("cursors")[0].GetProperty("read").GetInt64());
    }

    [Fact]
    public async Task The_feed_of_one_node_has_what_was_written_on_the_other()
    {
        var cursor = (await _bea.Syncs()).Cursor;
        await _alice.Says("While you were away", _talk);

        var page = await _bea.Syncs(cursor);
        Assert.Equal("While you were away", Assert.Single(page.Changed).Row!.Last!.Preview);
        await _bea.SyncsUntilQuiet(page.Cursor);
    }

    [Fact]
    public async Task A_member_removed_on_one_node_hears_nothing_on_the_other_within_five_seconds()
    {
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });

        await _olga.Deletes($"/businesses/{_blueDoor.Id}/members/{_bea.Id}");
        Assert.Equal("left", (await bea.Hears("notice").WaitAsync(TimeSpan.FromSeconds(5))).Text("code"));

        await _alice.Says("Between us", _talk);
        Assert.Equal("not_found", await _bea.Gets($"/conversations/{_talk}").Code());
        Assert.DoesNotContain(bea.Frames, frame => frame.Contains("Between us"));
    }

    [Fact]
    public async Task Who_is_connected_to_one_node_is_online_on_the_other_until_she_goes()
    {
        // Nobody of it was here in another test.
        var copper = await world.Business("Copper & Oak");
        var carl = await _other.SignedIn((await world.Member(copper, "Carl")).Row);
        var talk = await world.Talk(_alice, copper);
        await using var alice = await Ear.Of(_alice);
        await alice.Call("Watch", new { conversationId = talk });

        await using (await Ear.Of(carl))
        {
            Assert.True((await alice.Hears("presence")).GetProperty("online").GetBoolean());
            Assert.True(await SellerOnline());
        }

        var gone = await alice.Hears("presence");
        Assert.False(gone.GetProperty("online").GetBoolean());
        Assert.False(await SellerOnline());

        async Task<bool> SellerOnline() =>
            (await _alice.Sees(talk)).Parties.Single(party => party.BusinessId is not null).Online;
    }

    [Fact]
    public async Task Both_nodes_number_one_conversation_without_gaps()
    {
        var ben = await world.Member(_blueDoor, "Ben");
        var bens = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => ben.Says($"#{i}", _talk)));
        var both = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? _olga : _bea).Says($"#{i}", _talk))
        );

        Assert.Equal(
            Enumerable.Range(1, 75).Select(i => (long)i),
            bens.Concat(both).Select(message => message.Seq).Order()
        );
        Assert.Equal(both.OrderBy(message => message.Seq), both.OrderBy(message => message.Id));
    }
}
