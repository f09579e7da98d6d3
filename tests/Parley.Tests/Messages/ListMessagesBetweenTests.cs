using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Messages;

/// <summary>All that a customer and a business said to each other, in one scroll.</summary>
public sealed class ListMessagesBetweenTests : IAsyncLifetime
{
    private readonly World _world = new() { With = ["--Messaging:RatePerMinute=1000"] };
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        (_alice, _bea) = (await _world.Customer("Alice"), await _world.Member(_blueDoor, "Bea"));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("C3")]
    public async Task Everything_that_two_said_to_each_other_is_one_list_the_newest_first_and_a_page_at_a_time()
    {
        Guid[] talks = [await Talk(), await Talk(), await Talk()];
        var said = new List<string>();
        for (var i = 0; i < 95; i++)
        {
            // In no order of the conversations, and in one of them much more than in the others.
            var talk = talks[
                i % 7 == 3 ? 1
                : i % 11 == 5 ? 2
                : 0
            ];
            await (i % 2 == 0 ? _alice : _bea).Says($"#{i}", talk);
            said.Add($"{talk} #{i}");
        }

        said.Reverse();
        foreach (var (reader, query) in new[] { (_alice, ""), (_bea, $"&customer={_alice.Id}") })
        {
            Assert.Equal(said, await All(reader, 30, query));
            Assert.Equal(said, await All(reader, 1, query));
        }

        Assert.Equal(30, (await Page(_alice, "?")).Items.Count);
    }

    [Fact]
    public async Task Notes_are_there_for_their_team_alone_and_what_others_said_for_nobody_else()
    {
        var talk = await Talk();
        var supplier = await _world.Business("Oakworks");
        var olaf = await _world.Member(supplier, "Olaf");
        var other = await _world.Talk(_alice, _blueDoor, supplier);
        var carol = await _world.Customer("Carol");
        var carols = await _world.Talk(carol, _blueDoor);
        await _alice.Says("Hello", talk);
        await _bea.Says("She always asks", talk, "team");
        await olaf.Says("On Friday", other);
        await olaf.Says("We are late", other, "team");
        await _bea.Says("A word with you", talk, "platformWith");
        await carol.Says("Something else", carols);

        Assert.Equal(["On Friday", "Hello"], await Bodies(_alice));
        Assert.Equal(
            ["A word with you", "On Friday", "She always asks", "Hello"],
            await Bodies(_bea, $"&customer={_alice.Id}")
        );
        // Olaf supplies, so he is no member of the business that Alice writes to, and she is no customer of his.
        Assert.Equal("not_found", await olaf.Gets($"/businesses/{_blueDoor.Id}/messages?customer={_alice.Id}").Code());
        Assert.Equal("not_found", await _alice.Gets($"/businesses/{supplier.Id}/messages").Code());
        // Another customer of the same business.
        Assert.Equal("not_found", await carol.Gets($"/businesses/{_blueDoor.Id}/messages?customer={_alice.Id}").Code());
        Assert.Equal("not_found", await _bea.Gets($"/businesses/{_blueDoor.Id}/messages").Code());
    }

    [Fact]
    public async Task Who_left_the_business_reads_nothing_more()
    {
        var talk = await Talk();
        await _alice.Says("Hello", talk);
        Assert.Equal(["Hello"], await Bodies(_bea, $"&customer={_alice.Id}"));

        var server = await _blueDoor.Shop.Server();
        await server.Deletes($"/businesses/{_blueDoor.ExternalId}/members/{_bea.ExternalId}");

        Assert.Equal("not_found", await _bea.Gets($"/businesses/{_blueDoor.Id}/messages?customer={_alice.Id}").Code());
    }

    [Fact]
    public async Task A_session_of_one_shop_reads_nothing_of_another()
    {
        var bazaar = await _world.Shop("Bazaar");
        var talk = await Talk();
        await _alice.Says("Only for this shop", talk);
        var session = await _world.Write(
            (work, now) =>
                Parley.People.Sessions.Start(
                    work,
                    Parley.People.SessionKind.Cookie,
                    _alice.Row,
                    bazaar.Row,
                    People.Cast.Device,
                    now
                )
        );
        var elsewhere = new Person(_world, _alice.Id, _alice.Row, _alice.Name, "");
        elsewhere.Http.DefaultRequestHeaders.Add("Cookie", $"parley={session.Token}");

        Assert.Equal("not_found", await elsewhere.Gets($"/businesses/{_blueDoor.Id}/messages").Code());
    }

    [Fact]
    public async Task A_party_from_now_on_reads_nothing_from_before()
    {
        var talk = await Talk();
        await _alice.Says("Before", talk);
        await _world.Database.Write(async work =>
        {
            await work.Execute(
                """
                UPDATE party SET from_row = (SELECT max(row_id) FROM message)
                WHERE owner = @owner AND conversation_row = (SELECT row_id FROM conversation WHERE id = @talk)
                """,
                new { owner = Owner.Business(_blueDoor.Row).Value, talk }
            );
        });
        _world.Services.GetRequiredService<ConversationCache>().Forget(talk);
        await _alice.Says("After", talk);

        Assert.Equal(["After"], await Bodies(_bea, $"&customer={_alice.Id}"));
        Assert.Equal(["After", "Before"], await Bodies(_alice));
    }

    [Fact]
    public async Task A_place_of_another_list_is_refused()
    {
        await _alice.Says("Hello", await Talk());

        Assert.Equal("invalid_request", await _alice.Gets($"/businesses/{_blueDoor.Id}/messages?before=x").Code());
        Assert.Equal("invalid_request", await _alice.Gets($"/businesses/{_blueDoor.Id}/messages?limit=101").Code());
    }

    private Task<Guid> Talk() => _world.Talk(_alice, _blueDoor);

    private Task<Page<MessageView>> Page(Person reader, string query) =>
        reader.Gets($"/businesses/{_blueDoor.Id}/messages{query}").Read<Page<MessageView>>();

    private async Task<List<string?>> Bodies(Person reader, string query = "") =>
        [.. (await Page(reader, $"?limit=100{query}")).Items.Select(message => message.Body)];

    private async Task<List<string>> All(Person reader, int limit, string query)
    {
        var found = new List<string>();
        for (var before = ""; ; )
        {
            var page = await Page(reader, $"?limit={limit}{query}{before}");
            found.AddRange(page.Items.Select(message => $"{message.ConversationId} {message.Body}"));
            if (page.Next is null)
                return found;
            before = $"&before={Uri.EscapeDataString(page.Next)}";
        }
    }
}
