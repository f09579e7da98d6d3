using System.Net;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

public sealed class FirstContactRaceTests : IAsyncLifetime
{
    private const int Times = 100;

    // The limit of a customer would refuse most of them, and what is asked here is whether all are kept.
    private readonly World _world = new World { With = ["--Messaging:RatePerMinute=1000000"] };
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
        _blueDoor = await _world.Business();
        _alice = await _world.Customer("Alice");
        _bea = await _world.Member(_blueDoor, "Bea");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("S2-28")]
    public async Task A_hundred_first_contacts_at_once_with_one_client_id_are_one_conversation_with_one_message()
    {
        var listing = await _server.Offers(_blueDoor, "listings", "Blue vase");
        var clientId = Guid.CreateVersion7();

        var talk = await AtOnce(_ => _alice.Asks(_blueDoor, "listing", listing, "Is it blue?", clientId));

        Assert.Equal("Is it blue?", Assert.Single((await _bea.History(talk)).Items).Body);
        Assert.Equal(1, await Count("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task A_hundred_first_contacts_at_once_with_client_ids_of_their_own_are_one_conversation_with_all_messages()
    {
        var service = await _server.Offers(_blueDoor, "services", "Glazing");

        var talk = await AtOnce(i => _alice.Asks(_blueDoor, "service", service, $"#{i}"));

        var history = (await _bea.History(talk, "?limit=100")).Items;
        Assert.Equal(
            Enumerable.Range(0, Times).Select(i => $"#{i}").Order(),
            history.Select(message => message.Body!).Order()
        );
        Assert.Equal(Enumerable.Range(1, Times).Select(seq => (long)seq), history.Select(message => message.Seq));
        Assert.Equal(Times, await Count("SELECT count(*) FROM message"));
    }

    /// <returns>The one conversation, which exactly one of the answers says to have opened.</returns>
    private async Task<Guid> AtOnce(Func<int, Task<HttpResponseMessage>> ask)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(ask));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(Times - 1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.Read<ConversationView>()).Id));
        var talk = Assert.Single(ids.Distinct());
        Assert.Equal(1, await Count("SELECT count(*) FROM conversation"));
        Assert.Equal(talk, Assert.Single(await _alice.Lists()).ConversationId);
        Assert.Equal(talk, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).ConversationId);

        return talk;
    }

    private Task<long> Count(string sql) => _world.Database.Read(work => work.One<long>(sql));
}
