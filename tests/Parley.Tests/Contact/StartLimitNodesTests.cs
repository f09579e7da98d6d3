using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>Alice may start two conversations an hour, wherever and whenever she asks.</summary>
public sealed class StartLimitNodesTests : IAsyncLifetime
{
    private readonly LaterTime _time = new();
    private readonly World _world;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;

    public StartLimitNodesTests() =>
        _world = new World
        {
            With = ["--Conversations:StartsPerHour=2", "--Messaging:RatePerMinute=1000"],
            Replace = services => services.AddSingleton<TimeProvider>(_time),
        };

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
        _blueDoor = await _world.Business();
        _alice = await _world.Customer("Alice");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_she_started_is_not_forgotten_by_a_restart_but_after_an_hour()
    {
        await Is(HttpStatusCode.Created, Asks(_alice, await Offers()));
        _time.Add(TimeSpan.FromMinutes(20));
        await Is(HttpStatusCode.Created, Asks(_alice, await Offers()));
        var third = await Offers();

        await _world.Restart();
        var alice = await _world.SignedIn(_alice.Row);

        var refused = await Asks(alice, third);
        Assert.Equal("rate_limited", await refused.Code());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 35, 40);
        _time.Add(TimeSpan.FromMinutes(40));
        await Is(HttpStatusCode.Created, Asks(alice, third));
        _server = await (await _world.Shop()).Server();
        Assert.Equal("rate_limited", await Asks(alice, await Offers()).Code());
    }

    [Fact]
    public async Task What_the_shop_opened_for_her_with_her_orders_is_none_of_hers()
    {
        await _server.Patches($"/shops/{_blueDoor.Shop.Id}", new { announceOrders = true });
        for (var order = 0; order < 3; order++)
            await _server.Sells(_alice, _blueDoor);

        await Is(HttpStatusCode.Created, Asks(_alice, await Offers()));
        await Is(HttpStatusCode.Created, Asks(_alice, await Offers()));
        Assert.Equal("rate_limited", await Asks(_alice, await Offers()).Code());
    }

    [Fact]
    public async Task Of_twelve_at_once_through_two_nodes_two_are_started()
    {
        await using var other = await _world.SecondNode();
        var there = await other.SignedIn(_alice.Row);
        var listings = new List<Guid>();
        for (var i = 0; i < 12; i++)
            listings.Add(await Offers());

        var answers = await Task.WhenAll(
            // Of every four, two go through each node, and two have no first words.
            listings.Select((listing, i) => (i % 4 < 2 ? Asks : Starts)(i % 2 == 0 ? _alice : there, listing))
        );

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal("rate_limited", await Asks(there, await Offers()).Code());
        await Is(HttpStatusCode.Created, Asks(await other.SignedIn((await _world.Customer("Carol")).Row), listings[0]));
    }

    private Task<Guid> Offers() => _server.Offers(_blueDoor, "listings", "Cup");

    private Func<Person, Guid, Task<HttpResponseMessage>> Asks =>
        (person, listing) => person.Asks(_blueDoor, "listing", listing, "Is it blue?");

    /// <summary>Without a word.</summary>
    private Func<Person, Guid, Task<HttpResponseMessage>> Starts =>
        (person, listing) =>
            person.Posts(
                "/conversations",
                new { topic = new { kind = "listing", id = listing }, businessId = _blueDoor.Id }
            );

    private static async Task Is(HttpStatusCode status, Task<HttpResponseMessage> answer) =>
        Assert.Equal(status, (await answer).StatusCode);
}
