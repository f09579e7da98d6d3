using System.Net;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Messages;

/// <summary>Alice has a device on each of two nodes, and Bea listens on the second.</summary>
public sealed class SendLimitNodesTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private World _other = null!;
    private Person _here = null!;
    private Person _there = null!;
    private Person _bea = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        _other = await world.SecondNode();
        var blueDoor = await world.Business();
        _here = await world.Customer($"Alice {Guid.CreateVersion7()}");
        _there = await _other.SignedIn(_here.Row);
        _bea = await _other.SignedIn((await world.Member(blueDoor, "Bea")).Row);
        _talk = await world.Talk(_here, blueDoor);
    }

    public async ValueTask DisposeAsync()
    {
        if (_other is not null)
            await _other.DisposeAsync();
    }

    [Fact]
    public async Task Ten_messages_through_one_node_leave_none_to_send_through_the_other()
    {
        await using var bea = await Watching(_bea);
        for (var i = 1; i <= 10; i++)
            await _here.Says($"#{i}", _talk);
        await Hears(bea, "#10");

        var eleventh = await _there.Sends("#11", _talk);

        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (eleventh.StatusCode, await eleventh.Code()));
        Assert.InRange(eleventh.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await _bea.Says("I am not held up", _talk);
    }

    [Fact]
    public async Task A_message_counts_once_however_often_and_through_whichever_node_it_is_sent()
    {
        await using var alice = await Watching(_here);
        await using var bea = await Watching(_bea);
        var first = Guid.CreateVersion7();
        var message = await _here.Sends("#1", _talk, first).Read<MessageView>();
        for (var i = 2; i <= 9; i++)
            await _here.Says($"#{i}", _talk);
        await Hears(bea, "#9");

        for (var again = 0; again < 3; again++)
            Assert.Equal(message.Id, (await _there.Sends("#1", _talk, first).Read<MessageView>()).Id);
        await _there.Says("#10", _talk);
        await Hears(alice, "#10");

        Assert.Equal("rate_limited", await _there.Sends("#11", _talk).Code());
        Assert.Equal("rate_limited", await _here.Sends("#11", _talk).Code());
    }

    private async Task<Ear> Watching(Person person)
    {
        var ear = await Ear.Of(person);
        await ear.Call("Watch", new { conversationId = _talk });

        return ear;
    }

    private static Task Hears(Ear ear, string body) =>
        ear.Hears("message", heard => heard.Text("message", "body") == body);
}
