using System.Net;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Messages;

public sealed class RestartTests(World world) : IClassFixture<World>
{
    [Fact]
    [Covers("S2-15")]
    public async Task Whatever_was_answered_is_there_when_the_server_comes_back()
    {
        var business = await world.Business();
        var (alice, bea) = (await world.Customer("Alice"), await world.Member(business, "Bea"));
        var talk = await world.Talk(alice, business);
        var clientId = Guid.CreateVersion7();
        var sent = await alice.Sends("Is it there?", talk, clientId).Read<MessageView>();
        await bea.Says("Ask Ben", talk, "team");
        await bea.Reads(talk, 1);
        await bea.Says("It is", talk);
        var before = (await Seen(alice), await Seen(bea));

        await world.Restart();
        (alice, bea) = (await world.SignedIn(alice.Row), await world.SignedIn(bea.Row));

        Assert.Equal(before, (await Seen(alice), await Seen(bea)));
        var again = await alice.Sends("Is it there?", talk, clientId);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(sent, await again.Read<MessageView>());
        Assert.Equal(3, (await alice.Says("Thank you", talk)).Seq);

        async Task<string> Seen(Person person) =>
            await Body(person, $"/conversations/{talk}")
            + await Body(person, $"/conversations/{talk}/messages")
            + await Body(person, "/conversations");
        async Task<string> Body(Person person, string path) =>
            await (await person.Gets(path)).Content.ReadAsStringAsync();
    }
}
