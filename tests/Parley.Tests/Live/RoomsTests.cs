using System.Text.Json;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Live;

/// <summary>Nobody joins a room: who he is decides what he hears, and what he has open narrows it.</summary>
public sealed class RoomsTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _ben = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Rooms {Interlocked.Increment(ref _worlds)}");
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        _ben = await world.Member(_blueDoor, "Ben");
        _talk = await world.Talk(_alice, _blueDoor);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S1-27", "S1-37", "S4-69")]
    public async Task Whoever_connects_hears_of_his_own_conversations_and_his_businesss_without_asking()
    {
        await using var alice = await Ear.Of(_alice);
        await using var bea = await Ear.Of(_bea);
        await using var mallory = await Ear.Of(await world.Customer("Mallory", _blueDoor.Shop));

        var asked = await alice.Call("Send", Sending(_talk, "Is it there?"));
        Assert.Equal(asked.Text("id"), (await bea.Hears("inbox")).Text("row", "last", "id"));
        var answered = await bea.Call("Send", Sending(_talk, "It is"));
        Assert.Equal("It is", (await alice.Hears("message")).Text("message", "body"));

        Assert.Equal(
            [asked.Text("id"), answered.Text("id")],
            (await _alice.History(_talk)).Items.Select(message => $"{message.Id}")
        );
        // Hers is the only queue that could still hold something; an answer comes after it.
        await mallory.Call("Sync", new { });
        Assert.DoesNotContain(mallory.Frames, frame => frame.Contains("\"target\""));
    }

    [Fact]
    [Covers("S1-25", "S1-26", "S1-73")]
    public async Task A_member_hears_a_conversation_in_full_while_he_has_it_open_and_neither_before_nor_after()
    {
        var other = await world.Talk(_alice, _blueDoor);
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = other });

        await SaysAndThen("Before");
        await bea.Call("Watch", new { conversationId = _talk });
        await SaysAndThen("Meanwhile");
        await bea.Call("Unwatch", new { conversationId = _talk });
        await SaysAndThen("After");

        var heard = bea
            .Frames.Where(frame => frame.Contains("\"target\":\"message\""))
            .Select(frame => JsonDocument.Parse(frame).RootElement.GetProperty("arguments")[0].GetProperty("message"))
            .Where(message => message.Text("conversationId") == _talk.ToString());
        Assert.Equal(["Meanwhile"], heard.Select(message => message.Text("body")));

        // Messages are shown in the order of their commits: once the second is heard, the first was shown to all who were to hear it.
        async Task SaysAndThen(string body)
        {
            await _alice.Says(body, _talk);
            await _alice.Says($"{body}, done", other);
            await bea.Hears("message", heard => heard.Text("message", "body") == $"{body}, done");
        }
    }

    [Fact]
    [Covers("S2-16")]
    public async Task The_count_of_unread_rises_and_falls_live_for_everyone_of_the_side()
    {
        await using var bea = await Ear.Of(_bea);
        await using var phone = await Ear.Of(_alice);

        await _alice.Says("One", _talk);
        await bea.Hears("inbox", line => Unread(line) == 1);
        await _alice.Says("Two", _talk);
        await bea.Hears("inbox", line => Unread(line) == 2);
        await _ben.Reads(_talk, 2);
        await bea.Hears("inbox", line => Unread(line) == 0);

        await _bea.Says("Three", _talk);
        Assert.Equal(1, Assert.Single(await _alice.Lists()).Unread);
        await _alice.Reads(_talk, 3);
        await phone.Hears("inbox", line => Unread(line) == 0);

        static long Unread(JsonElement line) => line.GetProperty("row").GetProperty("unread").GetInt64();
    }

    [Fact]
    [Covers("S1-33")]
    public async Task Alice_is_told_that_her_message_has_reached_a_device_and_not_before_it_has()
    {
        await using var alice = await Ear.Of(_alice);
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });

        await _alice.Says("Is it there?", _talk);
        var message = (await bea.Hears("message")).GetProperty("message");
        Assert.DoesNotContain((await _alice.Sees(_talk)).Cursors, cursor => cursor.Who.BusinessId is not null);
        await bea.Call(
            "MarkDelivered",
            new
            {
                conversationId = _talk,
                upTo = new[]
                {
                    new { audience = new { kind = "everyone" }, seq = message.GetProperty("seq").GetInt64() },
                },
            }
        );

        var told = (await alice.Hears("cursor")).GetProperty("cursors")[0];
        Assert.Equal($"{_blueDoor.Id}", told.Text("who", "businessId"));
        Assert.Equal((1, 0), (told.GetProperty("delivered").GetInt64(), told.GetProperty("read").GetInt64()));
    }

    private static object Sending(Guid conversationId, string body) =>
        new
        {
            conversationId,
            clientId = Guid.CreateVersion7(),
            body,
        };
}
