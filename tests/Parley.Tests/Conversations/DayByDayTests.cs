using System.Net;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

/// <summary>What a client builds on from day to day: lists, one conversation, its messages, and what stands in each.</summary>
public sealed class DayByDayTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private DateTimeOffset _begin;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _ada = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Days {Interlocked.Increment(ref _worlds)}");
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        _ada = await world.Admin();
        _begin = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        _talk = await world.Talk(_alice, _blueDoor, [new NewParty(Owner.Platform, Role.Platform)]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S0-5", "S1-18", "S2-47", "S2-48")]
    public async Task Alice_lists_all_her_conversations_and_nobody_elses_and_opens_one()
    {
        var redBarn = await world.Business("Red Barn", _blueDoor.Shop);
        var carol = await world.Customer("Carol", _blueDoor.Shop);
        var (second, carols) = (await world.Talk(_alice, redBarn), await world.Talk(carol, _blueDoor));
        await _alice.Says("To the one", _talk);
        await _alice.Says("To the other", second);
        await carol.Says("Mine", carols);

        var lines = await _alice.Lists();
        var seen = await _alice.Sees(second);

        Assert.Equal([second, _talk], lines.Select(line => line.ConversationId));
        Assert.Equal(["Red Barn", "Blue Door Ceramics"], lines.Select(line => line.With.Name));
        Assert.Equal((second, redBarn.Id), (seen.Id, seen.Parties.Single(p => p.Role == Role.Seller).BusinessId));
        Assert.Equal([carols, _talk], (await _bea.Lists($"?as={_blueDoor.Id}")).Select(line => line.ConversationId));
    }

    [Fact]
    [Covers("S1-19", "S1-20", "S2-49", "S2-51", "S4-15", "S4-35")]
    public async Task A_message_is_created_in_its_conversation_listed_there_and_found_by_itself()
    {
        var answer = await _alice.Sends("Is the blue one in stock?", _talk);
        var created = await answer.Read<MessageView>();
        var reply = await _bea.Says("It is", _talk);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/api/v1/messages/{created.Id}", answer.Headers.Location!.OriginalString);
        var listed = (await _alice.History(_talk)).Items;
        Assert.Equal([created.Id, reply.Id], listed.Select(message => message.Id));
        Assert.Equal(created, listed[0]);
        Assert.Equal(created, await _alice.Gets($"/messages/{created.Id}").Read<MessageView>());
        Assert.Equal(("Is the blue one in stock?", Channel.InApp), (created.Body, created.Channel));
    }

    [Fact]
    [Covers("S0-61", "S0-72", "S0-73", "S0-74")]
    public async Task Everything_has_an_id_that_rises_with_time_and_a_message_names_its_conversation_and_its_sender()
    {
        var other = await world.Talk(_alice, _blueDoor);
        var asked = await _alice.Says("Is it there?", _talk);
        var answered = await _bea.Says("It is", _talk);

        Assert.All([_talk, other, asked.Id, answered.Id], id => Assert.Equal(7, id.Version));
        // As bytes, which is how databases compare them; as texts they are in the same order.
        Assert.True(string.CompareOrdinal($"{asked.Id}", $"{answered.Id}") < 0, $"{asked.Id} {answered.Id}");
        Assert.All([asked, answered], message => Assert.Equal(_talk, message.ConversationId));
        Assert.Equal((_alice.Id, null), (asked.Sender.PersonId, asked.Sender.BusinessId));
        Assert.Equal((_bea.Id, _blueDoor.Id), (answered.Sender.PersonId!.Value, answered.Sender.BusinessId));
        Assert.Equal(("Alice", "Bea"), (asked.Sender.Name, answered.Sender.Name));
    }

    [Fact]
    [Covers("S0-71", "S2-29", "S2-30", "S4-6", "S4-7")]
    public async Task A_conversation_tells_when_it_began_and_when_something_last_happened_in_it()
    {
        var began = await _alice.Sees(_talk);
        Assert.InRange(began.CreatedAt, _begin, DateTimeOffset.UtcNow);
        Assert.Null(began.Mine.Row);

        var first = await _alice.Says("Is it there?", _talk);
        await AssertLast(first);
        var second = await _bea.Says("It is", _talk);
        await AssertLast(second);
        await _bea.Patches($"/conversations/{_talk}", new { status = "resolved" });
        var record = (await _alice.History(_talk)).Items[^1];
        Assert.Equal("conversation.resolved", record.System!.Code);
        await AssertLast(record);

        async Task AssertLast(MessageView expected)
        {
            var last = Assert.Single(await _alice.Lists()).Last!;
            Assert.Equal((expected.Id, expected.SentAt), (last.Id, last.At));
            Assert.InRange(last.At, began.CreatedAt, DateTimeOffset.UtcNow);
            Assert.Equal(began.CreatedAt, (await _alice.Sees(_talk)).CreatedAt);
        }
    }

    [Fact]
    [Covers("S0-79")]
    public async Task A_message_has_one_time_for_ever_whatever_happens_around_it()
    {
        var sent = await _alice.Says("Is it there?", _talk);
        Assert.InRange(sent.SentAt, _begin, DateTimeOffset.UtcNow);
        var asSent = await Text(sent);

        await _bea.Reads(_talk, 1);
        await _bea.Posts(
            $"/conversations/{_talk}/messages",
            new
            {
                body = "It is",
                clientId = Guid.CreateVersion7(),
                replyTo = sent.Id,
            }
        );
        await _bea.Patches($"/conversations/{_talk}", new { status = "resolved" });
        await _ada.Patches($"/conversations/{_talk}", new { status = "closed" });
        await _alice.Patches("/me", new { name = "Alice" });

        Assert.Equal(asSent, await Text(sent));

        async Task<string> Text(MessageView message) =>
            await (await _alice.Gets($"/messages/{message.Id}")).Content.ReadAsStringAsync();
    }

    [Fact]
    [Covers("S0-78", "S4-17", "S2-40", "S2-20")]
    public async Task A_message_is_sent_then_delivered_then_read_and_only_then_has_a_time_of_reading()
    {
        var sent = await _alice.Says("Is it there?", _talk);
        Assert.DoesNotContain((await _alice.Sees(_talk)).Cursors, cursor => cursor.Who.BusinessId is not null);
        Assert.Equal(1, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Unread);

        await _bea.Posts(
            $"/conversations/{_talk}/delivered",
            new { upTo = new[] { new { audience = new { kind = "everyone" }, seq = sent.Seq } } }
        );
        var delivered = await Receipt();
        Assert.Equal((1, 0, null), (delivered.Delivered, delivered.Read, delivered.ReadAt));
        Assert.Equal(1, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Unread);

        await _bea.Reads(_talk, sent.Seq);
        var read = await Receipt();
        Assert.Equal((1, 1), (read.Delivered, read.Read));
        Assert.InRange(read.ReadAt!.Value, sent.SentAt, DateTimeOffset.UtcNow);
        Assert.Equal(0, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Unread);

        async Task<CursorView> Receipt() =>
            (await _alice.Sees(_talk)).Cursors.Single(cursor => cursor.Who.BusinessId == _blueDoor.Id);
    }

    [Fact]
    [Covers("S4-5", "S2-32")]
    public async Task The_platform_closes_a_conversation_and_opens_it_again()
    {
        await _alice.Says("Is it there?", _talk);
        Assert.Equal(_talk, Assert.Single(await _alice.Lists("?status=open")).ConversationId);

        await Changes("closed");
        Assert.Equal(ConversationStatus.Closed, (await _alice.Sees(_talk)).Status);
        Assert.DoesNotContain("send", (await _alice.Sees(_talk)).Mine.May);
        Assert.Empty(await _alice.Lists("?status=open"));
        Assert.Single(await _alice.Lists("?status=closed"));
        foreach (var person in new[] { _alice, _bea, _ada })
            Assert.Equal("conversation_closed", await person.Sends("Hello?", _talk).Code());
        foreach (var person in new[] { _alice, _bea })
            Assert.Equal("forbidden", await person.Patches($"/conversations/{_talk}", new { status = "open" }).Code());

        await Changes("open");
        await _alice.Says("Thank you", _talk);
        Assert.Single(await _alice.Lists("?status=open"));
        Assert.Equal(
            [null, "conversation.closed", "conversation.reopened", null],
            (await _bea.History(_talk)).Items.Select(message => message.System?.Code)
        );

        async Task Changes(string status) =>
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await _ada.Patches($"/conversations/{_talk}", new { status })).StatusCode
            );
    }
}
