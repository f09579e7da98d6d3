using System.Net;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

public sealed class ConversationTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Person _ben = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Market {Interlocked.Increment(ref _worlds)}");
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        _ben = await world.Member(_blueDoor, "Ben");
        _talk = await world.Talk(_alice, _blueDoor);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S0-7", "S0-8", "S0-12", "S0-75")]
    public async Task What_Alice_says_stands_in_the_history_with_its_time()
    {
        var sent = await _alice.Says("Is the blue one in stock?", _talk);
        var history = await _bea.History(_talk);

        var message = Assert.Single(history.Items);
        Assert.Equal("Is the blue one in stock?", message.Body);
        Assert.Equal(sent.Id, message.Id);
        Assert.Equal(sent.SentAt, message.SentAt);
        Assert.Equal(Role.Customer, message.Sender.Role);
        Assert.Equal(_alice.Id, message.Sender.PersonId);
        Assert.Null(message.ClientId);
        Assert.NotNull(Assert.Single((await _alice.History(_talk)).Items).ClientId);
    }

    [Fact]
    [Covers("S0-6", "S0-62", "S0-63", "S0-65", "S0-66")]
    public async Task A_conversation_shows_its_parties_subject_and_status()
    {
        await _alice.Says("Hello", _talk);
        var seen = await _bea.Sees(_talk);

        Assert.Equal("Order 10428", seen.Subject);
        Assert.Equal(ConversationStatus.Open, seen.Status);
        Assert.Equal(WaitingOn.Business, seen.WaitingOn);
        Assert.Equal(_alice.Id, seen.Parties.Single(party => party.Role == Role.Customer).PersonId);
        Assert.Equal(_blueDoor.Id, seen.Parties.Single(party => party.Role == Role.Seller).BusinessId);
        Assert.Equal(_blueDoor.Id, seen.Mine.BusinessId);
        Assert.Contains("note", seen.Mine.May);
        Assert.DoesNotContain("note", (await _alice.Sees(_talk)).Mine.May);
    }

    [Fact]
    [Covers("S0-14", "S0-69", "S0-70", "S2-35", "S2-36", "S2-113")]
    public async Task Unread_counts_what_others_said_and_reading_clears_it()
    {
        await _alice.Says("One", _talk);
        await _alice.Says("Two", _talk);
        await _bea.Says("Three", _talk);

        Assert.Equal(2, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Unread);
        Assert.Equal(1, Assert.Single(await _alice.Lists()).Unread);

        await _ben.Reads(_talk, 2);
        Assert.Equal(0, Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Unread);
        Assert.Equal(1, Assert.Single(await _alice.Lists()).Unread);
    }

    [Fact]
    [Covers("S2-31", "S0-67", "S0-68")]
    public async Task A_list_shows_the_last_message_cut_at_a_hundred_characters()
    {
        await _alice.Says(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 150)), _talk);
        var last = Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Last!;

        Assert.Equal(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 99)) + "…", last.Preview);
        Assert.False(last.Mine);
    }

    [Fact]
    [Covers("S0-13", "S0-94", "S2-50", "S1-21")]
    public async Task A_read_command_moves_the_receipt_that_the_other_side_sees_and_never_back()
    {
        await _alice.Says("One", _talk);
        await _alice.Says("Two", _talk);
        await _bea.Reads(_talk, 2);
        await _ben.Reads(_talk, 1);
        await _ben.Reads(_talk, 100);

        var receipt = (await _alice.Sees(_talk)).Cursors.Single(cursor => cursor.Who.BusinessId == _blueDoor.Id);
        Assert.Equal(2, receipt.Read);
        Assert.NotNull(receipt.ReadAt);
        // Who of the business has read is the business's own affair.
        Assert.DoesNotContain((await _alice.Sees(_talk)).Cursors, cursor => cursor.Who.PersonId == _bea.Id);
        Assert.Contains((await _ben.Sees(_talk)).Cursors, cursor => cursor.Who.PersonId == _bea.Id);
    }

    [Fact]
    public async Task Delivered_is_told_apart_from_read()
    {
        await _alice.Says("One", _talk);
        await _bea.Posts(
            $"/conversations/{_talk}/delivered",
            new { upTo = new[] { new { audience = new { kind = "everyone" }, seq = 1 } } }
        );

        var receipt = (await _alice.Sees(_talk)).Cursors.Single(cursor => cursor.Who.BusinessId == _blueDoor.Id);
        Assert.Equal((1, 0), (receipt.Delivered, receipt.Read));
    }

    [Fact]
    [Covers("S2-85", "S1-74", "S2-45")]
    public async Task History_comes_in_pages_of_thirty_without_gap_or_overlap()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 65; i++)
            ids.Add((await (i % 2 == 0 ? _bea : _ben).Says($"#{i}", _talk)).Id);

        var newest = await _alice.History(_talk);
        var middle = await _alice.History(_talk, $"?before={newest.Next}");
        var oldest = await _alice.History(_talk, $"?before={middle.Next}");

        Assert.Equal(30, newest.Items.Count);
        Assert.Equal(ids, oldest.Items.Concat(middle.Items).Concat(newest.Items).Select(message => message.Id));
        Assert.Null(oldest.Next);
        Assert.Equal(
            ids.Skip(40),
            (await _alice.History(_talk, $"?after={ids[39]}&limit=100")).Items.Select(m => m.Id)
        );
    }

    [Fact]
    [Covers("S2-85")]
    public async Task Pages_interleave_what_a_reader_may_read_of_several_audiences()
    {
        var random = new Random(7);
        var all = new List<MessageView>();
        for (var i = 0; i < 60; i++)
            all.Add(
                random.Next(3) == 0
                    ? await _ben.Says($"note {i}", _talk, "team")
                    : await (i % 10 == 0 ? _alice : _bea).Says($"#{i}", _talk)
            );
        var ids = all.Select(message => message.Id).ToList();
        var spoken = all.Where(message => message.Audience.Kind == AudienceKind.Everyone).Select(m => m.Id).ToList();

        for (var at = 1; at < ids.Count; at += 4)
        {
            Assert.Equal(ids.Take(at).TakeLast(7), await Ids(_bea, $"?limit=7&before={ids[at]}"));
            Assert.Equal(ids.Skip(at + 1).Take(7), await Ids(_bea, $"?limit=7&after={ids[at]}"));
        }
        for (var at = 1; at < spoken.Count; at += 5)
        {
            Assert.Equal(spoken.Take(at).TakeLast(7), await Ids(_alice, $"?limit=7&before={spoken[at]}"));
            Assert.Equal(spoken.Skip(at + 1).Take(7), await Ids(_alice, $"?limit=7&after={spoken[at]}"));
        }

        async Task<IEnumerable<Guid>> Ids(Person reader, string query) =>
            (await reader.History(_talk, query)).Items.Select(message => message.Id);
    }

    [Fact]
    [Covers("S0-26", "S2-72")]
    public async Task A_list_is_filtered_by_status_unread_topic_business_and_words()
    {
        var redBarn = await world.Business("Red Barn", _blueDoor.Shop);
        var other = await world.Talk(_alice, redBarn);
        await _alice.Says("One", _talk);
        await _alice.Says("Two", other);
        await _bea.Says("Three", _talk);
        await _bea.Patches($"/conversations/{_talk}", new { status = "resolved" });

        Assert.Equal(_talk, Assert.Single(await _alice.Lists("?status=resolved")).ConversationId);
        Assert.Equal(_talk, Assert.Single(await _alice.Lists("?unread=true")).ConversationId);
        Assert.Equal(other, Assert.Single(await _alice.Lists("?unread=false")).ConversationId);
        Assert.Equal(other, Assert.Single(await _alice.Lists($"?business={redBarn.Id}")).ConversationId);
        Assert.Equal(other, Assert.Single(await _alice.Lists("?q=red%20ba")).ConversationId);
        Assert.Equal(2, (await _alice.Lists("?q=10428")).Count);
        Assert.Empty(await _alice.Lists("?q=%25"));
        Assert.Empty(await _alice.Lists("?topic=order"));
        Assert.Equal(2, (await _alice.Lists("?topic=general")).Count);
    }

    [Fact]
    public async Task A_list_comes_in_pages_and_refuses_a_place_that_it_did_not_give()
    {
        for (var i = 0; i < 4; i++)
            await (await Fresh()).Says("Hello", await Another());

        var first = await _bea.Gets($"/conversations?as={_blueDoor.Id}&limit=3")
            .Read<Parley.Kernel.Page<InboxRowView>>();
        var second = await _bea.Gets($"/conversations?as={_blueDoor.Id}&limit=3&before={first.Next}")
            .Read<Parley.Kernel.Page<InboxRowView>>();

        Assert.Equal(3, first.Items.Count);
        Assert.Single(second.Items);
        Assert.Null(second.Next);
        Assert.Equal("invalid_request", await _bea.Gets("/conversations?before=made-up").Code());

        async Task<Guid> Another() => _last = await world.Talk(_alice, _blueDoor);
        Task<Person> Fresh() => Task.FromResult(_ben);
    }

    private Guid _last;

    [Theory]
    [InlineData("archive")]
    [InlineData("mute")]
    [InlineData("unread")]
    [Covers("S1-80", "S2-33", "S2-34")]
    public async Task A_state_of_one_side_is_seen_by_that_side_alone(string state)
    {
        await _alice.Says("One", _talk);
        await _bea.Says("Two", _talk);
        await _alice.Reads(_talk, 2);
        await _alice.Puts($"/conversations/{_talk}/{state}", new { });

        var mine = Assert.Single(await _alice.Lists(state == "archive" ? "?archived=true" : ""));
        var theirs = Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}"));
        Assert.True(
            state switch
            {
                "archive" => mine.Archived,
                "mute" => mine.Muted,
                _ => mine.UnreadMark,
            }
        );
        Assert.False(theirs.Archived || theirs.Muted || theirs.UnreadMark);

        await _alice.Deletes($"/conversations/{_talk}/{state}");
        mine = Assert.Single(await _alice.Lists());
        Assert.False(mine.Archived || mine.Muted || mine.UnreadMark);
    }

    [Fact]
    public async Task A_new_message_brings_an_archived_conversation_back_unless_it_is_muted()
    {
        await _alice.Says("One", _talk);
        await _alice.Puts($"/conversations/{_talk}/archive", new { });
        await _bea.Says("Two", _talk);
        Assert.Single(await _alice.Lists());

        await _alice.Puts($"/conversations/{_talk}/mute", new { });
        await _alice.Puts($"/conversations/{_talk}/archive", new { });
        await _bea.Says("Three", _talk);
        Assert.Empty(await _alice.Lists());
    }

    [Fact]
    public async Task Bea_takes_a_conversation_gives_it_to_Ben_and_releases_it()
    {
        await _alice.Says("One", _talk);
        await _bea.Puts($"/conversations/{_talk}/assignee", new { personId = _bea.Id });
        Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}&assignee=me"));
        Assert.Empty(await _ben.Lists($"?as={_blueDoor.Id}&assignee=me"));

        await _bea.Puts($"/conversations/{_talk}/assignee", new { personId = _ben.Id });
        Assert.Equal("Ben", Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}")).Assignee!.Name);

        await _ben.Deletes($"/conversations/{_talk}/assignee");
        Assert.Single(await _bea.Lists($"?as={_blueDoor.Id}&assignee=nobody"));
        Assert.Equal(
            "forbidden",
            await _alice.Puts($"/conversations/{_talk}/assignee", new { personId = _bea.Id }).Code()
        );
        Assert.Equal(
            "not_found",
            await _bea.Puts($"/conversations/{_talk}/assignee", new { personId = _alice.Id }).Code()
        );
    }

    [Fact]
    public async Task Resolving_leaves_a_record_and_the_next_message_opens_again()
    {
        await _alice.Says("One", _talk);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _bea.Patches($"/conversations/{_talk}", new { status = "resolved" })).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _bea.Patches($"/conversations/{_talk}", new { status = "resolved" })).StatusCode
        );

        var history = (await _alice.History(_talk)).Items;
        Assert.Equal("conversation.resolved", history[^1].System!.Code);
        Assert.Equal(2, history.Count);
        Assert.Equal(WaitingOn.Nobody, (await _alice.Sees(_talk)).WaitingOn);

        await _alice.Says("Not yet", _talk);
        Assert.Equal(ConversationStatus.Open, (await _bea.Sees(_talk)).Status);
    }

    [Fact]
    public async Task Neither_customer_nor_seller_closes()
    {
        Assert.Equal("forbidden", await _alice.Patches($"/conversations/{_talk}", new { status = "closed" }).Code());
        Assert.Equal("forbidden", await _bea.Patches($"/conversations/{_talk}", new { status = "closed" }).Code());
    }

    [Fact]
    [Covers("S2-114", "S4-9", "S4-61")]
    public async Task A_committed_message_cannot_be_changed_or_deleted_by_anyone()
    {
        var sent = await _alice.Says("One", _talk);

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            var answer = await _alice.Http.SendAsync(new HttpRequestMessage(method, $"/api/v1/messages/{sent.Id}"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal("method_not_allowed", await answer.Code());
        }

        Assert.Equal("One", (await _bea.Gets($"/messages/{sent.Id}").Read<MessageView>()).Body);
    }

    [Fact]
    public async Task A_note_stays_inside_the_team()
    {
        var redBarn = await world.Business("Red Barn", _blueDoor.Shop);
        var rita = await world.Member(redBarn, "Rita");
        var talk = await world.Talk(_alice, _blueDoor, redBarn);
        await _alice.Says("Hello", talk);
        var note = await _bea.Says("She always haggles", talk, "team");

        Assert.Equal(2, (await _ben.History(talk)).Items.Count);
        foreach (var outsider in new[] { _alice, rita })
        {
            Assert.Single((await outsider.History(talk)).Items);
            Assert.Single((await outsider.Sees(talk)).Heads);
            Assert.Equal("not_found", await outsider.Gets($"/messages/{note.Id}").Code());
            Assert.Equal("not_found", await outsider.Gets($"/conversations/{talk}/messages?after={note.Id}").Code());
        }

        Assert.Equal("Hello", Assert.Single(await rita.Lists($"?as={redBarn.Id}")).Last!.Preview);
    }
}
