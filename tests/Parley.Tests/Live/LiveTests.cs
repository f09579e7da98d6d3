using System.Diagnostics;
using Parley.People;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Live;

public sealed class LiveTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Live {Interlocked.Increment(ref _worlds)}");
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        _talk = await world.Talk(_alice, _blueDoor);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S0-15", "S0-27", "S1-31", "S1-43", "S2-12", "S2-6")]
    public async Task What_Alice_sends_Bea_hears_within_a_second()
    {
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });
        await using var alice = await Ear.Of(_alice);

        var watch = Stopwatch.StartNew();
        var sent = await alice.Call("Send", Message("Is the blue one in stock?"));
        var heard = await bea.Hears("message");

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), watch.Elapsed.ToString());
        Assert.Equal("Is the blue one in stock?", heard.Text("message", "body"));
        Assert.Equal(sent.Text("id"), heard.Text("message", "id"));
        Assert.Equal(1, heard.GetProperty("heads")[0].GetProperty("seq").GetInt64());
        Assert.False(heard.GetProperty("message").TryGetProperty("clientId", out _));
    }

    [Fact]
    [Covers("S1-24", "S1-94")]
    public async Task A_message_sent_over_HTTP_is_heard_like_one_sent_live_and_is_stored_before_it_is_shown()
    {
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });

        await _alice.Says("Over HTTP", _talk);
        var heard = await bea.Hears("message");

        var stored = await _bea.Gets($"/messages/{heard.Text("message", "id")}").Read<Parley.Messages.MessageView>();
        Assert.Equal("Over HTTP", stored.Body);
    }

    [Fact]
    public async Task Alices_other_device_hears_what_she_sent_with_the_id_that_she_chose()
    {
        await using var phone = await Ear.Of(_alice);
        await using var laptop = await Ear.Of(_alice);

        var message = Message("From my phone");
        await phone.Call("Send", message);

        var heard = await laptop.Hears("message");
        Assert.Equal(message.ClientId.ToString(), heard.Text("message", "clientId"));
        Assert.DoesNotContain(phone.Frames, frame => frame.Contains("\"target\":\"message\""));
    }

    [Fact]
    [Covers("S1-38", "S1-61")]
    public async Task A_member_who_does_not_have_it_open_gets_the_line_of_the_list()
    {
        await using var bea = await Ear.Of(_bea);

        await _alice.Says("Anyone there?", _talk);

        var line = await bea.Hears("inbox");
        Assert.Equal("Anyone there?", line.Text("row", "last", "preview"));
        Assert.Equal(1, line.GetProperty("row").GetProperty("unread").GetInt32());
        Assert.DoesNotContain(bea.Frames, frame => frame.Contains("\"target\":\"message\""));
    }

    [Fact]
    [Covers("S1-34", "S1-92", "S1-30", "S1-46")]
    public async Task Alice_sees_when_Bea_has_got_and_read_her_message()
    {
        await using var alice = await Ear.Of(_alice);
        await using var bea = await Ear.Of(_bea);
        await _alice.Says("Hello", _talk);

        await bea.Call("MarkDelivered", Marked(1));
        var got = await alice.Hears("cursor");
        Assert.Equal(1, got.GetProperty("cursors")[0].GetProperty("delivered").GetInt64());
        Assert.Equal(_blueDoor.Id.ToString(), got.GetProperty("cursors")[0].Text("who", "businessId"));

        await bea.Call("MarkRead", Marked(1));
        var read = await alice.Hears(
            "cursor",
            cursor => cursor.GetProperty("cursors")[0].GetProperty("read").GetInt64() == 1
        );
        Assert.True(read.GetProperty("cursors")[0].TryGetProperty("readAt", out _));
    }

    [Fact]
    [Covers("S1-28", "S1-35", "S2-19", "S2-53", "S0-29")]
    public async Task Typing_shows_to_the_others_by_either_door_and_a_note_only_to_the_team()
    {
        var ben = await world.Member(_blueDoor, "Ben");
        await using var alice = await Ear.Of(_alice);
        await using var benHears = await Ear.Of(ben);
        await benHears.Call("Watch", new { conversationId = _talk });
        await using var bea = await Ear.Of(_bea);

        await bea.Call("Typing", new { conversationId = _talk, audience = new { kind = "team" } });
        Assert.Equal("Bea", (await benHears.Hears("typing")).Text("person", "name"));

        var ans = await _alice.Posts($"/conversations/{_talk}/typing", new { });
        Assert.True(ans.IsSuccessStatusCode);
        Assert.Equal("Alice", (await benHears.Hears("typing")).Text("person", "name"));
        Assert.DoesNotContain(alice.Frames, frame => frame.Contains("\"target\":\"typing\""));
    }

    [Fact]
    [Covers("S1-47")]
    public async Task Alice_sees_the_business_come_and_go()
    {
        await using var alice = await Ear.Of(_alice);
        await alice.Call("Watch", new { conversationId = _talk });
        Assert.False((await _alice.Sees(_talk)).Parties.Single(party => party.BusinessId is not null).Online);

        var bea = await Ear.Of(_bea);
        Assert.True((await alice.Hears("presence")).GetProperty("online").GetBoolean());
        Assert.True((await _alice.Sees(_talk)).Parties.Single(party => party.BusinessId is not null).Online);

        await bea.DisposeAsync();
        var gone = await alice.Hears("presence");
        Assert.False(gone.GetProperty("online").GetBoolean());
        Assert.Equal(_blueDoor.Id.ToString(), gone.Text("businessId"));
        Assert.Equal(
            gone.GetProperty("lastSeenAt").GetDateTimeOffset(),
            (await _alice.Sees(_talk)).Parties.Single(party => party.BusinessId is not null).LastSeenAt
        );
    }

    [Fact]
    [Covers("S0-10", "S0-57", "S0-60", "S1-67")]
    public async Task Nobody_connects_without_a_session_and_a_session_in_the_address_is_no_session()
    {
        var mallory = world.Visitor("Mallory");
        mallory.Http.DefaultRequestHeaders.Add("Cookie", "parley=made-up");
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => Ear.Of(mallory));

        var cookie = _alice.Http.DefaultRequestHeaders.GetValues("Cookie").Single()["parley=".Length..];
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() =>
            socket.ConnectAsync(new Uri($"ws://{world.Address.Authority}/live?access_token={cookie}"), default)
        );
    }

    [Fact]
    [Covers("S2-55", "S0-59", "S1-68", "S2-82")]
    public async Task A_stranger_is_refused_by_every_method_as_if_there_were_nothing()
    {
        await using var mallory = await Ear.Of(await world.Customer("Mallory", _blueDoor.Shop));
        foreach (var conversationId in new[] { _talk, Guid.CreateVersion7() })
        {
            var audience = new { kind = "everyone" };
            Assert.Equal(
                "not_found",
                await mallory.Refusal(
                    "Send",
                    new
                    {
                        conversationId,
                        clientId = Guid.CreateVersion7(),
                        body = "Hi",
                    }
                )
            );
            Assert.Equal("not_found", await mallory.Refusal("Watch", new { conversationId }));
            Assert.Equal("not_found", await mallory.Refusal("Unwatch", new { conversationId }));
            Assert.Equal("not_found", await mallory.Refusal("Typing", new { conversationId, audience }));
            Assert.Equal(
                "not_found",
                await mallory.Refusal("MarkRead", new { conversationId, upTo = new[] { new { audience, seq = 1 } } })
            );
            Assert.Equal(
                "not_found",
                await mallory.Refusal(
                    "MarkDelivered",
                    new { conversationId, upTo = new[] { new { audience, seq = 1 } } }
                )
            );
        }

        await _alice.Says("Between us", _talk);
        Assert.DoesNotContain(mallory.Frames, frame => frame.Contains("Between us"));
    }

    [Fact]
    [Covers("S4-80")]
    public async Task What_a_device_says_is_checked_as_over_HTTP_and_it_may_go_on()
    {
        await using var alice = await Ear.Of(_alice);
        var audience = new { kind = "everyone" };

        foreach (var body in new[] { "", new string('x', 10_001), " " })
            await Refuses(
                "Send",
                new
                {
                    conversationId = _talk,
                    clientId = Guid.CreateVersion7(),
                    body,
                }
            );
        await Refuses(
            "Send",
            new
            {
                conversationId = _talk,
                clientId = Guid.CreateVersion7(),
                body = "Hello",
                channel = "email",
            }
        );
        foreach (var method in new[] { "MarkRead", "MarkDelivered" })
        {
            await Refuses(method, Marks(Enumerable.Repeat<object?>(new { audience, seq = 1 }, 11)));
            await Refuses(method, Marks([new { audience, seq = -1 }]));
            await Refuses(method, Marks([null]));
        }

        await alice.Call(
            "Send",
            new
            {
                conversationId = _talk,
                clientId = Guid.CreateVersion7(),
                body = "Hello",
            }
        );
        await alice.Call("MarkRead", Marks([new { audience, seq = 1 }]));

        async Task Refuses(string method, object argument) =>
            Assert.Equal("invalid_request", await alice.Refusal(method, argument));
        object Marks(IEnumerable<object?> upTo) => new { conversationId = _talk, upTo };
    }

    [Fact]
    public async Task A_member_who_is_removed_hears_nothing_more_and_is_told_to_forget_it()
    {
        var owner = await world.Member(_blueDoor, "Olga", MemberRole.Owner);
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });

        var removed = await owner.Deletes($"/businesses/{_blueDoor.Id}/members/{_bea.Id}");
        Assert.True(removed.IsSuccessStatusCode, removed.StatusCode.ToString());
        Assert.Equal("left", (await bea.Hears("notice")).Text("code"));

        await _alice.Says("Is she gone?", _talk);
        Assert.Equal("not_found", await bea.Refusal("Watch", new { conversationId = _talk }));
        Assert.DoesNotContain(bea.Frames, frame => frame.Contains("Is she gone?"));
        Assert.Equal("not_found", await _bea.Gets($"/conversations/{_talk}").Code());
    }

    [Fact]
    public async Task Signing_out_ends_the_live_connection_within_a_second()
    {
        await using var alice = await Ear.Of(_alice);

        await _alice.Deletes("/session");

        await alice.Ended.WaitAsync(TimeSpan.FromSeconds(1));
        Assert.Contains(alice.Frames, frame => frame.Contains("signed_out"));
    }

    private Sending Message(string body) => new(_talk, Guid.CreateVersion7(), body);

    private sealed record Sending(Guid ConversationId, Guid ClientId, string Body);

    private object Marked(long seq) =>
        new { conversationId = _talk, upTo = new[] { new { audience = new { kind = "everyone" }, seq } } };
}
