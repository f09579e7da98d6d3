using System.Collections.Concurrent;
using System.Net;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Messages;

public sealed class SendRaceTests : IAsyncLifetime
{
    private const int Writers = 20;
    private const int MaxSendsOfOne = 5_000;

    // What is asked here is what the log does; the limits would hide it.
    private readonly World _world = new World
    {
        With = ["--Messaging:RatePerMinute=1000000", "--Messaging:StaffRatePerMinute=1000000"],
    };
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _ada = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        var blueDoor = await _world.Business();
        _alice = await _world.Customer("Alice");
        _bea = await _world.Member(blueDoor, "Bea");
        _ada = await _world.Admin();
        _talk = await _world.Talk(_alice, blueDoor, [new NewParty(Owner.Platform, Role.Platform)]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public Task Nothing_is_stored_after_the_record_of_closing_and_what_was_stored_before_is_answered_for_ever() =>
        CloseAmongSends(_ada);

    [Fact]
    public async Task Nothing_is_stored_after_another_node_has_closed()
    {
        await using var other = await _world.SecondNode();

        await CloseAmongSends(await other.SignedIn(_ada.Row));
    }

    [Fact]
    public async Task A_hundred_twins_at_once_over_both_doors_store_one_message()
    {
        await using var phone = await Ear.Of(_alice);
        var clientId = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? OverHttp(clientId) : Live(clientId))
        );

        var id = Assert.Single(answers.Distinct());
        Assert.Equal(id, Assert.Single((await _bea.History(_talk)).Items).Id);

        async Task<Guid> OverHttp(Guid clientId) =>
            (await _alice.Sends("Once", _talk, clientId).Read<MessageView>()).Id;
        async Task<Guid> Live(Guid clientId) =>
            Guid.Parse((await phone.Call("Send", Sending("Once", clientId))).Text("id"));
    }

    /// <summary>
    /// Each writer goes on until he is refused, so the closing falls among the sends whichever is quicker. Sending again what was
    /// stored is what a device does whose answer was lost.
    /// </summary>
    private async Task CloseAmongSends(Person closer)
    {
        await using var phone = await Ear.Of(_bea);
        var stored = new ConcurrentDictionary<Guid, Guid>();
        var refused = new ConcurrentBag<Guid>();
        var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Enumerable.Range(0, Writers).Select(i => Writes(i % 2 == 0 ? OverHttp : Live)).ToList();

        await isUnderWay.Task.WaitAsync(Ear.Patience);
        var closed = await closer.Patches($"/conversations/{_talk}", new { status = "closed" });
        await Task.WhenAll(writing);

        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
        Assert.Equal(Writers, refused.Count);
        var history = await WholeHistory();
        Assert.Equal("conversation.closed", history[^1].System!.Code);
        Assert.Equal(history.SkipLast(1).Select(message => message.Id).Order(), stored.Values.Order());
        await TriedAgain();
        Assert.Equal(history.Count, (await WholeHistory()).Count);

        async Task Writes(Func<Guid, Task<Guid?>> send)
        {
            for (var i = 0; i < MaxSendsOfOne; i++)
            {
                var clientId = Guid.CreateVersion7();
                if (await send(clientId) is not { } id)
                {
                    refused.Add(clientId);
                    return;
                }

                stored[clientId] = id;
                if (stored.Count >= Writers)
                    isUnderWay.TrySetResult();
            }

            Assert.Fail("The closing refused nobody.");
        }

        async Task<Guid?> OverHttp(Guid clientId)
        {
            var answer = await _alice.Sends("Hello", _talk, clientId);
            if (answer.StatusCode != HttpStatusCode.Conflict)
                return (await answer.Read<MessageView>()).Id;
            Assert.Equal("conversation_closed", await answer.Code());

            return null;
        }

        async Task<Guid?> Live(Guid clientId)
        {
            try
            {
                return Guid.Parse((await phone.Call("Send", Sending("Hello", clientId))).Text("id"));
            }
            catch (InvalidOperationException refusal)
            {
                Assert.EndsWith(" conversation_closed", refusal.Message);

                return null;
            }
        }

        async Task TriedAgain()
        {
            foreach (var message in history.SkipLast(1))
            {
                var clientId = stored.Single(entry => entry.Value == message.Id).Key;
                var sender = message.Sender.PersonId == _alice.Id ? _alice : _bea;
                var answer = await sender.Sends("Hello", _talk, clientId);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(message.Id, (await answer.Read<MessageView>()).Id);
            }

            foreach (var clientId in refused)
            foreach (var sender in new[] { _alice, _bea })
                Assert.Equal("conversation_closed", await sender.Sends("Hello", _talk, clientId).Code());
        }
    }

    private async Task<IReadOnlyList<MessageView>> WholeHistory()
    {
        var page = await _ada.History(_talk, "?limit=100");
        var all = page.Items.ToList();
        while (page.Next is { } before)
        {
            page = await _ada.History(_talk, $"?limit=100&before={before}");
            all.InsertRange(0, page.Items);
        }

        return all;
    }

    private object Sending(string body, Guid clientId) =>
        new
        {
            conversationId = _talk,
            clientId,
            body,
        };
}
