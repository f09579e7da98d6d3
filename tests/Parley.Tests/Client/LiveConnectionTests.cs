using Microsoft.Extensions.DependencyInjection;
using Parley.Client;
using Parley.Client.Live;
using Parley.Live;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Client;

public sealed class LiveConnectionTests(World world) : IClassFixture<World>
{
    [Fact]
    [Covers("S0-96")]
    public async Task What_Bea_sends_Alice_hears_and_the_other_way_round()
    {
        var (alice, bea, talk) = await ATalk();
        using var client = alice.Client();
        using var other = bea.Client();
        await using var hers = await client.Listens();
        await using var theirs = await other.Listens();

        var asked = await hers.Send(talk, "Is the blue one in stock?");
        var answered = await theirs.Send(talk, "Yes.");

        Assert.Equal([asked.Id, answered.Id], (await hers.Hears(talk, 2)).Select(message => message.Id));
        Assert.Equal([asked.Id, answered.Id], (await theirs.Hears(talk, 2)).Select(message => message.Id));
    }

    [Fact]
    public async Task Sockets_that_are_cut_while_messages_go_both_ways_cost_nothing()
    {
        var (alice, bea, talk) = await ATalk();
        using var client = alice.Client();
        await using var hers = await client.Listens();

        var cutting = Task.Run(async () =>
        {
            for (var i = 0; i < 8; i++)
            {
                await Task.Delay(60);
                CutAll();
            }
        });
        var mine = Enumerable.Range(1, 9).Select(i => hers.Send(talk, $"Alice {i}")).ToList();
        for (var i = 1; i <= 40; i++)
        {
            await bea.Says($"Bea {i}", to: talk);
            await Task.Delay(10);
        }

        await Task.WhenAll([.. mine, cutting]).WaitAsync(Devices.Patience);
        var heard = await hers.Hears(talk, 49);

        Assert.Equal(Enumerable.Range(1, 49), heard.Select(message => (int)message.Seq));
        Assert.Equal(
            Enumerable.Range(1, 9).Select(i => $"Alice {i}"),
            heard.Where(message => message.Sender.PersonId == alice.Id).Select(message => message.Body)
        );
    }

    [Fact]
    [Covers("S2-69")]
    public async Task A_server_that_is_away_is_waited_for_and_all_that_was_said_meanwhile_is_told()
    {
        var (alice, bea, talk) = await ATalk();
        await bea.Says("Before", to: talk);
        await using var gate = new Gate(world.Address);
        using var client = alice.Client(gate.Address);
        await using var hers = await client.Listens();

        gate.Shut();
        await hers.Sees<LiveEvent.ConnectionChanged>(change => !change.IsConnected);
        var waiting = hers.Send(talk, "Alice waits");
        await bea.Says("One", to: talk);
        await bea.Says("Two", to: talk);
        await Task.Delay(500);
        Assert.False(waiting.IsCompleted);
        gate.Open();

        var (heard, isConnected) = (new List<MessageView>(), false);
        while (heard.Count < 3 || !isConnected)
            switch (await hers.Sees<LiveEvent>())
            {
                case LiveEvent.MessageApplied(var message):
                    heard.Add(message);
                    break;
                case LiveEvent.ConnectionChanged(var isThere):
                    isConnected = isThere;
                    break;
            }

        Assert.Equal(["One", "Two", "Alice waits"], heard.Select(message => message.Body));
        await waiting;
    }

    [Fact]
    public async Task A_member_hears_what_is_said_in_conversations_that_he_has_not_open()
    {
        var (alice, bea, talk) = await ATalk();
        using var client = bea.Client();
        await using var theirs = await client.Listens();

        for (var i = 1; i <= 5; i++)
            await alice.Says($"{i}", to: talk);

        Assert.Equal([1L, 2L, 3L, 4L, 5L], (await theirs.Hears(talk, 5)).Select(message => message.Seq));
    }

    [Fact]
    public async Task A_refused_send_names_the_problem()
    {
        var (alice, _, _) = await ATalk();
        using var client = alice.Client();
        await using var hers = await client.Listens();

        var problem = await Assert.ThrowsAsync<ParleyProblemException>(() =>
            hers.Send(Guid.CreateVersion7(), "Let me in").WaitAsync(Devices.Patience)
        );

        Assert.Equal("not_found", problem.Code);
    }

    [Fact]
    public async Task A_session_that_does_not_hold_ends_the_connection_instead_of_trying_for_ever()
    {
        using var client = new ParleyClient(world.Address) { Cookie = "parley=nonsense" };
        await using var live = new LiveConnection(client, Devices.Quick);

        var problem = await Assert.ThrowsAsync<ParleyProblemException>(() => live.Start().WaitAsync(Devices.Patience));

        Assert.Equal("unauthenticated", problem.Code);
    }

    private async Task<(Person Alice, Person Bea, Guid Talk)> ATalk()
    {
        var name = $"Door {Guid.NewGuid():N}";
        var business = await world.Business(name);
        var alice = await world.Customer($"Alice of {name}");
        var bea = await world.Member(business, $"Bea of {name}");

        return (alice, bea, await world.Talk(alice, business));
    }

    private void CutAll()
    {
        foreach (var socket in world.Services.GetRequiredService<LiveSockets>().All)
            socket.Cut();
    }
}
