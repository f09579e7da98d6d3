using Parley.People;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;

namespace Parley.Tests.Isolation;

/// <summary>Two walls that are easily forgotten: between shops, and around the first note.</summary>
public sealed class WallTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task A_session_of_one_shop_lists_and_feeds_nothing_of_another()
    {
        var market = await world.Shop();
        var bazaar = await world.Shop("Bazaar");
        var seller = await world.Business("Blue Door Ceramics", market);
        var member = await world.Member(seller, "Bea");
        var alice = await world.Customer("Alice", market);
        var talk = await world.Talk(alice, seller);
        var session = await world.Write(
            (work, now) => Sessions.Start(work, SessionKind.Cookie, member.Row, bazaar.Row, People.Cast.Device, now)
        );
        var elsewhere = new Person(world, member.Id, member.Row, member.Name, "");
        elsewhere.Http.DefaultRequestHeaders.Add("Cookie", $"parley={session.Token}");
        var (here, there) = ((await member.Syncs()).Cursor, (await elsewhere.Syncs()).Cursor);

        await alice.Says("Only for this shop", talk);

        Assert.Single(await member.Lists($"?as={seller.Id}"));
        Assert.Single((await member.Syncs(here)).Changed);
        Assert.Empty(await elsewhere.Lists($"?as={seller.Id}"));
        Assert.Empty((await elsewhere.Syncs(there)).Changed);
    }

    [Fact]
    public async Task The_first_note_of_a_conversation_sends_the_customer_nothing()
    {
        var seller = await world.Business("Copper & Oak");
        var carl = await world.Member(seller, "Carl");
        var dora = await world.Customer("Dora");
        var talk = await world.Talk(dora, seller);
        await dora.Says("Hello", talk);
        await using var dorasDevice = await Ear.Of(dora);
        await using var carlsDevice = await Ear.Of(carl);

        await carl.Says("For us alone", talk, "team");

        // Lines that change together are sent together, and Dora's device has answered since.
        await carlsDevice.Hears("inbox", line => line.GetRawText().Contains("For us alone"));
        await dorasDevice.Call("Watch", new { conversationId = talk });
        Assert.DoesNotContain(dorasDevice.Frames, frame => frame.Contains("\"target\":\"inbox\""));
    }
}
