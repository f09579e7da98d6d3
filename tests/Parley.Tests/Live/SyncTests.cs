using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Live;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Live;

/// <summary>
/// For every event: what a device knew before, and the event, is what it fetches after. A kind of event without a case here fails.
/// </summary>
public sealed class SyncTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Sync {Interlocked.Increment(ref _worlds)}");
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        _talk = await world.Talk(_alice, _blueDoor);
        await _alice.Says("Before", _talk);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Every_event_has_a_case_here()
    {
        // Typing is never part of what is fetched, and a notice only asks to fetch; their own tests say what they do.
        string[] withCases = ["Message", "Inbox", "Cursor", "Presence"];
        var events = typeof(LiveFrames)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.Name);

        Assert.Equal(["Typing", "Notice"], events.Except(withCases));
    }

    [Fact]
    public async Task A_message_and_its_head_are_what_the_history_and_the_conversation_say_after()
    {
        await using var bea = await Watching(_bea);
        var (history, conversation) = (await History(_bea), await Conversation(_bea));

        await _alice.Says("After", _talk);
        var shown = Node(await bea.Hears("message"));
        history["items"]!.AsArray().Add(shown["message"]!.DeepClone());
        conversation["heads"] = shown["heads"]!.DeepClone();

        AssertSame(await History(_bea), history);
        AssertSame((await Conversation(_bea))["heads"], conversation["heads"]);
    }

    [Fact]
    public async Task A_cursor_is_what_the_conversation_says_after()
    {
        await using var alice = await Watching(_alice);
        var conversation = await Conversation(_alice);
        Assert.Empty(conversation["cursors"]!.AsArray());

        await _bea.Reads(_talk, 1);
        conversation["cursors"] = Node(await alice.Hears("cursor"))["cursors"]!.DeepClone();

        AssertSame((await Conversation(_alice))["cursors"], conversation["cursors"]);
    }

    [Fact]
    public async Task A_line_is_what_the_list_says_after()
    {
        await using var bea = await Watching(_bea);

        await _bea.Puts($"/conversations/{_talk}/mute", new { });
        var shown = Node(await bea.Hears("inbox", line => line.GetProperty("row").GetProperty("muted").GetBoolean()));

        AssertSame((await Get(_bea, $"/conversations?as={_blueDoor.Id}"))["items"]![0], shown["row"]);
    }

    [Fact]
    public async Task Presence_is_what_the_conversation_says_after()
    {
        await using var alice = await Watching(_alice);
        var conversation = await Conversation(_alice);

        await using var bea = await Ear.Of(_bea);
        var shown = Node(await alice.Hears("presence"));
        var party = conversation["parties"]!
            .AsArray()
            .Single(party => party!["businessId"]?.ToString() == shown["businessId"]!.ToString())!;
        party["online"] = shown["online"]!.DeepClone();

        AssertSame((await Conversation(_alice))["parties"], conversation["parties"]);
    }

    [Fact]
    [Covers("S2-71", "S0-27")]
    public async Task The_feed_brings_everything_that_was_missed_and_then_nothing()
    {
        var cursor = (await _bea.Syncs()).Cursor;
        await _bea.SyncsUntilQuiet(cursor);
        cursor = (await _bea.Syncs()).Cursor;
        for (var i = 0; i < 3; i++)
            await _bea.Says($"#{i}", _talk);
        for (var i = 0; i < 40; i++)
            await (await world.Customer($"Customer {i}", _blueDoor.Shop)).Says(
                "Hello",
                await world.Talk(await world.Customer($"Customer {i}", _blueDoor.Shop), _blueDoor)
            );

        var changed = new List<Parley.Conversations.ChangedConversation>();
        var page = await _bea.Syncs(cursor);
        Assert.True(page.More);
        changed.AddRange(page.Changed);
        while (page.More)
            changed.AddRange((page = await _bea.Syncs(page.Cursor)).Changed);

        Assert.Equal(41, changed.Select(change => change.ConversationId).Distinct().Count());
        Assert.Equal(4, changed.First(change => change.ConversationId == _talk).Conversation!.Heads[0].Seq);
        await _bea.SyncsUntilQuiet(page.Cursor);
    }

    [Fact]
    public async Task A_made_up_cursor_starts_anew()
    {
        var made = await _bea.Syncs("made-up");
        Assert.Empty(made.Changed);
        Assert.NotEqual("made-up", made.Cursor);
    }

    private async Task<Ear> Watching(Person person)
    {
        var ear = await Ear.Of(person);
        await ear.Call("Watch", new { conversationId = _talk });

        return ear;
    }

    private Task<JsonNode> Conversation(Person person) => Get(person, $"/conversations/{_talk}");

    private Task<JsonNode> History(Person person) => Get(person, $"/conversations/{_talk}/messages");

    private static async Task<JsonNode> Get(Person person, string path) =>
        JsonNode.Parse(await (await person.Gets(path)).Content.ReadAsStringAsync())!;

    private static JsonNode Node(JsonElement element) => JsonSerializer.SerializeToNode(element)!;

    private static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"fetched {expected}\nheld {actual}");
}
