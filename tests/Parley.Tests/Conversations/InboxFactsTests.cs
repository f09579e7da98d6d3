using System.Net;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.Contact;
using Parley.Tests.People;
using Parley.Tests.Search;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

/// <summary>What a business sees of how its conversations stand, and what it does about those that it does not want.</summary>
public sealed class InboxFactsTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Guid _vase;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        var shop = await world.Shop($"Facts {Interlocked.Increment(ref _worlds)}");
        _server = await shop.Server();
        _blueDoor = await world.Business("Blue Door Ceramics", shop);
        _alice = await world.Customer("Alice", shop);
        _bea = await world.Member(_blueDoor, "Bea");
        _vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        _talk = (await _alice.Asks(_blueDoor, "listing", _vase, "Is it blue?").Read<ConversationView>()).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S3-17", "S3-33", "S3-34", "S3-18", "S3-56")]
    public async Task A_conversation_is_new_read_replied_archived_or_spam_and_found_by_that_and_nothing_else()
    {
        await Stands(LineState.New);
        await _bea.Reads(_talk, 1);
        await Stands(LineState.Read);
        await _bea.Says("It is", _talk);
        await Stands(LineState.Replied);
        await _alice.Says("How blue?", _talk);
        await Stands(LineState.New);
        // Who answers without having told that he read has answered all the same.
        await _bea.Says("Very", _talk);
        await Stands(LineState.Replied);
        await _bea.Says("She likes blue", _talk, "team");
        await _bea.Patches($"/conversations/{_talk}", new { status = "resolved" });
        await Stands(LineState.Replied);
        await Sets("unread");
        await Stands(LineState.New);
        await Sets("archive");
        await Stands(LineState.Archived);
        await Sets("spam");
        await Stands(LineState.Spam);
        await TakesBack("archive");
        await Stands(LineState.Spam);
        await TakesBack("spam");
        await Stands(LineState.New);
        await TakesBack("unread");
        await Stands(LineState.Replied);
    }

    [Fact]
    [Covers("S3-19", "S3-34")]
    public async Task Spam_is_out_of_lists_counts_and_search_whatever_is_said_until_it_is_taken_back()
    {
        await Sets("spam");
        await Sets("spam");
        await _alice.Says("Buy my followers", _talk);
        await world.IsIndexed();

        Assert.Empty(await Mine());
        Assert.Empty(await Mine("&unread=true"));
        Assert.Empty(await Mine("&archived=true"));
        Assert.Equal(0, (await Page()).Unread);
        Assert.Equal(0, (await Counted()).Total);
        Assert.Empty((await _bea.Finds("followers", $"&as={_blueDoor.Id}")).Items);
        var line = Assert.Single(await Mine("&state=spam"));
        Assert.Equal((_talk, true, 2), (line.ConversationId, line.Spam, line.Unread));

        await TakesBack("spam");
        Assert.Single(await Mine());
        Assert.Equal(1, (await Page()).Unread);
        Assert.Single((await _bea.Finds("followers", $"&as={_blueDoor.Id}")).Items);
    }

    [Fact]
    [Covers("S3-19")]
    public async Task The_customer_gets_the_same_to_the_letter_when_he_was_reported_and_cannot_report()
    {
        var cursor = await _alice.SyncsUntilQuiet((await _alice.Syncs()).Cursor);
        var before = await AllOfAlices();
        await Sets("spam");

        Assert.Equal(before, await AllOfAlices());
        Assert.Empty((await _alice.Syncs(cursor)).Changed);
        Assert.Equal("forbidden", await _alice.Puts($"/conversations/{_talk}/spam", new { }).Code());
        Assert.Equal("forbidden", await _alice.Deletes($"/conversations/{_talk}/spam").Code());

        async Task<string> AllOfAlices()
        {
            string[] paths = ["/conversations", $"/conversations/{_talk}", $"/conversations/{_talk}/messages"];

            return string.Concat(
                await Task.WhenAll(
                    paths.Select(async path => await (await _alice.Gets(path)).Content.ReadAsStringAsync())
                )
            );
        }
    }

    [Fact]
    [Covers("S3-30", "S3-52", "S3-11")]
    public async Task The_inbox_is_narrowed_by_topic_listing_and_days_and_comes_in_pages_with_its_unread_count()
    {
        var bowl = await _server.Offers(_blueDoor, "listings", "Blue bowl");
        var repair = await _server.Offers(_blueDoor, "services", "Repair");
        var general = await world.Talk(_alice, _blueDoor);
        var aboutBowl = (await _alice.Asks(_blueDoor, "listing", bowl, "And it?").Read<ConversationView>()).Id;
        var aboutRepair = (await _alice.Asks(_blueDoor, "service", repair, "How long?").Read<ConversationView>()).Id;
        await _alice.Says("Hello", general);
        await _bea.Reads(aboutBowl, 1);
        var lastAt = Assert.Single(await Mine($"&topicId={repair}")).Last!.At;

        Assert.Equal([_talk], Ids(await Mine($"&topicId={_vase}")));
        Assert.Equal([aboutBowl, _talk], Ids(await Mine("&topic=listing")));
        Assert.Equal([_talk], Ids(await Mine("&topic=listing&state=new")));
        Assert.Equal([general], Ids(await Mine("&topic=general")));
        Assert.Empty(await Mine($"&topicId={Guid.CreateVersion7()}"));
        Assert.Equal([general, aboutRepair], Ids(await Mine($"&from={lastAt:O}".Replace("+", "%2B"))).Take(2));
        Assert.DoesNotContain(aboutRepair, Ids(await Mine($"&to={lastAt:O}".Replace("+", "%2B"))));
        Assert.Contains(_talk, Ids(await Mine($"&to={lastAt:O}".Replace("+", "%2B"))));
        Assert.Empty(await Mine("&to=2020-01-01T00:00:00Z"));
        Assert.Equal("invalid_request", await _bea.Gets($"/conversations?as={_blueDoor.Id}&state=gone").Code());

        var first = await Page("&limit=3");
        var second = await Page($"&limit=3&before={first.Next}");
        Assert.Equal([general, aboutRepair, aboutBowl, _talk], Ids([.. first.Items, .. second.Items]));
        Assert.Equal((3, null, null), (first.Unread, second.Unread, second.Next));
    }

    [Fact]
    [Covers("S3-32", "S3-50", "S3-52")]
    public async Task What_waits_unread_is_counted_by_what_it_is_about()
    {
        var carol = await world.Customer("Carol", _blueDoor.Shop);
        var order = await _server.Sells(carol, _blueDoor);
        await carol.Asks(_blueDoor, "listing", _vase, "Is it green?");
        await carol.Asks(_blueDoor, "order", order, "Where is it?");
        await carol.Says("Hello", await world.Talk(carol, _blueDoor));
        var redBarn = await world.Business("Red Barn", _blueDoor.Shop);
        var ruth = await world.Member(redBarn, "Ruth");

        var counted = await Counted();

        Assert.Equal(4, counted.Total);
        Assert.Equal(
            [
                (TopicKind.Listing, _vase, "Blue vase", 2),
                (TopicKind.General, null, null, 1),
                (TopicKind.Order, order, null, 1),
            ],
            counted.Topics.Select(t => (t.Kind, t.Id, t.Kind == TopicKind.Listing ? t.Title : null, t.Count))
        );
        Assert.NotNull(counted.Topics[2].ExternalId);
        Assert.Equal(0, (await ruth.Gets($"/businesses/{redBarn.Id}/unread").Read<UnreadView>()).Total);
        Assert.Equal("not_found", await ruth.Gets($"/businesses/{_blueDoor.Id}/unread").Code());
        Assert.Equal("not_found", await _alice.Gets($"/businesses/{_blueDoor.Id}/unread").Code());
        Assert.Equal("not_found", await ruth.Gets($"/conversations?as={_blueDoor.Id}").Code());

        await _bea.Puts($"/conversations/{_talk}/mute", new { });
        Assert.Equal(1, (await Counted()).Topics.Single(topic => topic.Id == _vase).Count);
    }

    [Fact]
    [Covers("S3-20", "S3-21", "S3-22", "S3-24", "S3-31")]
    public async Task A_conversation_tells_when_it_was_asked_read_and_answered_and_looking_at_it_reads_nothing()
    {
        var asked = Assert.Single((await _bea.History(_talk)).Items).SentAt;
        var seen = await _bea.Sees(_talk);
        Assert.InRange(seen.CreatedAt, asked.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Null(seen.RepliedAt);
        Assert.DoesNotContain(seen.Cursors, cursor => cursor.Who.BusinessId == _blueDoor.Id);
        await Stands(LineState.New);

        await _bea.Reads(_talk, 1);
        var readAt = await ReadAt();
        Assert.InRange(readAt, asked, DateTimeOffset.UtcNow);
        await _bea.Reads(_talk, 1);
        Assert.Equal(readAt, await ReadAt());

        var reply = await _bea.Says("It is", _talk);
        await _alice.Says("Thank you", _talk);
        await _bea.Says("She is kind", _talk, "team");
        Assert.Equal(reply.SentAt, (await _alice.Sees(_talk)).RepliedAt);
        // What was replied stays so, whoever reads it again.
        await _bea.Reads(_talk, 3);
        await _bea.Says("Gladly", _talk);
        await _bea.Reads(_talk, 4);
        await Stands(LineState.Replied);

        async Task<DateTimeOffset> ReadAt() =>
            (await _alice.Sees(_talk)).Cursors.Single(cursor => cursor.Who.BusinessId == _blueDoor.Id).ReadAt!.Value;
    }

    [Fact]
    [Covers("S3-8", "S3-9", "S3-25", "S3-35")]
    public async Task What_was_asked_has_an_id_belongs_to_the_business_and_is_never_deleted()
    {
        Assert.Equal(7, _talk.Version);
        var seen = await _bea.Sees(_talk);
        Assert.Equal(_blueDoor.Id, seen.Parties.Single(party => party.Role == Role.Seller).BusinessId);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _bea.Deletes($"/conversations/{_talk}")).StatusCode);
        await world.Database.Write(work => work.Execute("DELETE FROM listing WHERE id = @_vase", new { _vase }));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            world.Database.Write(work => work.Execute("DELETE FROM person WHERE row_id = @Row", new { _alice.Row }))
        );
        Assert.Equal("Blue vase", Assert.Single(await Mine()).Topic.Title);
        Assert.Equal("Is it blue?", Assert.Single((await _bea.History(_talk)).Items).Body);
        Assert.Empty(await Cascades());
    }

    private Task<IReadOnlyList<string>> Cascades() =>
        world.Database.Read(work =>
            work.Query<string>(
                work.OnPostgres
                    ? "SELECT conname::text FROM pg_constraint WHERE contype = 'f' AND confdeltype <> 'a'"
                    : "SELECT name FROM sqlite_master WHERE upper(sql) LIKE '%ON DELETE%'"
            )
        );

    /// <summary>The line says so, the one state finds it, and the others do not.</summary>
    private async Task Stands(LineState expected)
    {
        foreach (var state in Enum.GetValues<LineState>())
            if (state == expected)
                Assert.Equal(expected, Assert.Single(await Mine($"&state={Word(state)}")).State);
            else
                Assert.Empty(await Mine($"&state={Word(state)}"));
        var isListed = expected is not (LineState.Archived or LineState.Spam);
        Assert.Equal(isListed ? 1 : 0, (await Mine()).Count);
        Assert.Equal(expected == LineState.Archived ? 1 : 0, (await Mine("&archived=true")).Count);
    }

    private static string Word(LineState state) => $"{state}".ToLowerInvariant();

    private async Task Sets(string state) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _bea.Puts($"/conversations/{_talk}/{state}", new { })).StatusCode
        );

    private async Task TakesBack(string state) =>
        Assert.Equal(HttpStatusCode.NoContent, (await _bea.Deletes($"/conversations/{_talk}/{state}")).StatusCode);

    private Task<IReadOnlyList<InboxRowView>> Mine(string query = "") => _bea.Lists($"?as={_blueDoor.Id}{query}");

    private Task<InboxPage> Page(string query = "") =>
        _bea.Gets($"/conversations?as={_blueDoor.Id}{query}").Read<InboxPage>();

    private Task<UnreadView> Counted() => _bea.Gets($"/businesses/{_blueDoor.Id}/unread").Read<UnreadView>();

    private static IEnumerable<Guid> Ids(IEnumerable<InboxRowView> lines) => lines.Select(line => line.ConversationId);
}
