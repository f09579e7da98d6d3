using System.Net;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>How many conversations a customer may start, and what is left of those that he may not.</summary>
public sealed class StartLimitTests : IAsyncLifetime
{
    private readonly World _world = new() { With = ["--Conversations:StartsPerHour=2", "--Messaging:RatePerMinute=6"] };
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
        _blueDoor = await _world.Business();
        _alice = await _world.Customer("Alice");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_third_conversation_within_the_hour_is_refused_and_what_is_there_already_is_not()
    {
        var (vase, lamp, cup) = (await Offers("Vase"), await Offers("Lamp"), await Offers("Cup"));
        var clientId = Guid.CreateVersion7();
        await Is(HttpStatusCode.Created, Asks(vase, "Is it blue?", clientId));
        await Is(HttpStatusCode.NotFound, Asks(Guid.CreateVersion7(), "Is it there?"));
        await Is(HttpStatusCode.Created, Starts(_alice, lamp));

        foreach (var refused in new[] { await Asks(cup, "Is it red?"), await Starts(_alice, cup) })
        {
            Assert.Equal("rate_limited", await refused.Code());
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 30, 60);
        }

        Assert.Equal(2, await Count());
        await Is(HttpStatusCode.OK, Asks(vase, "Is it blue?", clientId));
        await Is(HttpStatusCode.OK, Asks(lamp, "Is it bright?"));
        await Is(HttpStatusCode.OK, _alice.Asks(_blueDoor, "order", await _server.Sells(_alice, _blueDoor), "When?"));
        await Is(HttpStatusCode.Created, Starts(await _world.Customer("Carol"), cup));
    }

    [Fact]
    public async Task A_first_message_that_is_refused_leaves_no_conversation_and_is_none_of_the_two()
    {
        var (vase, lamp) = (await Offers("Vase"), await Offers("Lamp"));
        var talk = await _world.Talk(_alice, _blueDoor);
        var before = await Count();
        for (var i = 0; i < 6; i++)
            await _alice.Says($"#{i}", talk);

        Assert.Equal("rate_limited", await Asks(vase, "Is it blue?").Code());

        Assert.Equal(before, await Count());
        Assert.DoesNotContain(await _alice.Lists(), line => line.Topic.Id == vase);
        await Is(HttpStatusCode.Created, Starts(_alice, vase));
        await Is(HttpStatusCode.Created, Starts(_alice, lamp));
    }

    private Task<Guid> Offers(string title) => _server.Offers(_blueDoor, "listings", title);

    private Task<HttpResponseMessage> Asks(Guid listing, string body, Guid? clientId = null) =>
        _alice.Asks(_blueDoor, "listing", listing, body, clientId);

    /// <summary>Without a word.</summary>
    private Task<HttpResponseMessage> Starts(Person person, Guid listing) =>
        person.Posts(
            "/conversations",
            new { topic = new { kind = "listing", id = listing }, businessId = _blueDoor.Id }
        );

    private static async Task Is(HttpStatusCode status, Task<HttpResponseMessage> answer) =>
        Assert.Equal(status, (await answer).StatusCode);

    private Task<long> Count() => _world.Database.Read(work => work.One<long>("SELECT count(*) FROM conversation"));
}
