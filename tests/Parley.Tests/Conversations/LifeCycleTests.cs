using System.Net;
using Parley.Conversations;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

/// <summary>Who may move a conversation from where to where: every role, every status, every change.</summary>
public sealed class LifeCycleTests : IAsyncLifetime
{
    /// <summary>
    /// The statuses that a role may change a conversation to, by the status that it has. "Long resolved" is longer than the
    /// customer may open it again. What is asked to be what it is already stays, without a record.
    /// </summary>
    private static readonly Dictionary<string, (string Open, string Resolved, string LongResolved, string Closed)> May =
        new()
        {
            ["customer"] = ("resolved", "open", "", ""),
            ["seller"] = ("resolved", "open", "open", ""),
            ["supplier"] = ("", "", "", ""),
            ["reseller"] = ("", "", "", ""),
            ["platform"] = ("resolved closed", "open closed", "open closed", "open"),
        };

    private readonly World _world = new()
    {
        With = ["--Conversations:ReopenDays=14", "--Messaging:RatePerMinute=1000"],
    };
    private readonly Dictionary<string, Person> _people = [];
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private TestBusiness _oakworks = null!;
    private TestBusiness _corner = null!;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
        _blueDoor = await _world.Business();
        (_oakworks, _corner) = (await _world.Business("Oakworks"), await _world.Business("Corner"));
        _people["customer"] = await _world.Customer("Alice");
        _people["seller"] = await _world.Member(_blueDoor, "Bea");
        _people["supplier"] = await _world.Member(_oakworks, "Olaf");
        _people["reseller"] = await _world.Member(_corner, "Rita");
        _people["platform"] = await _world.Admin();
        _talk = (await _server.Pushes(Order(1, "confirmed"))).Conversations[0].Id;
        await _people["platform"].Posts($"/conversations/{_talk}/oversight", new { reason = "A complaint" });
        await _people["platform"].Puts($"/conversations/{_talk}/platform", new { });
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("C31", "S0-66", "S4-29")]
    public async Task Every_role_changes_every_status_as_far_as_it_may_and_each_change_is_on_record()
    {
        foreach (var (role, may) in May)
        foreach (var (from, allowed) in From(may))
        foreach (var to in Enum.GetValues<ConversationStatus>())
        {
            await Stands(from);
            var told = (await _people["customer"].Told(_talk)).Count;
            var entries = await Entries();

            var shown = (await _people[role].Sees(_talk)).Mine.May;
            var answer = await _people[role].Patches($"/conversations/{_talk}", new { status = Word(to) });

            var isSame = to == StatusOf(from);
            var isAllowed = allowed.Split(' ').Contains(Word(to));
            var cell = $"{role}: {from} to {to}";
            Assert.True(
                (isSame || isAllowed ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden) == answer.StatusCode,
                $"{cell}: {answer.StatusCode}"
            );
            Assert.True(isAllowed == shown.Contains(Verb(to)), $"{cell}: {string.Join(' ', shown)}");
            var isDone = isAllowed && !isSame;
            Assert.True((isDone ? to : StatusOf(from)) == (await _people[role].Sees(_talk)).Status, cell);
            var news = (await _people["customer"].Told(_talk)).Skip(told);
            Assert.True(news.SequenceEqual(isDone ? [Event(to)] : []), $"{cell}: {string.Join(' ', news)}");
            Assert.True(await Entries() - entries == (isDone ? 1 : 0), $"{cell}: audit");
        }
    }

    [Fact]
    [Covers("C31")]
    public async Task Whoever_looks_on_for_the_platform_moves_it_too_and_an_outsider_finds_nothing()
    {
        var ada = _people["platform"];
        await ada.Deletes($"/conversations/{_talk}/platform");

        var closed = await ada.Patches($"/conversations/{_talk}", new { status = "closed" });

        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
        Assert.Equal(ConversationStatus.Closed, (await _people["customer"].Sees(_talk)).Status);
        var mallory = await _world.Customer("Mallory");
        Assert.Equal("not_found", await mallory.Patches($"/conversations/{_talk}", new { status = "open" }).Code());
    }

    [Fact]
    [Covers("C7", "S4-82")]
    public async Task A_message_opens_what_is_resolved_however_long_ago_and_nothing_that_is_closed()
    {
        foreach (var (role, person) in _people)
        {
            await Stands("long resolved");
            await person.Says($"One more thing of {role}", _talk);
            Assert.Equal(ConversationStatus.Open, (await person.Sees(_talk)).Status);

            await Stands("closed");
            var refused = await person.Sends("And another", _talk);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("conversation_closed", await refused.Code());
            Assert.DoesNotContain("send", (await person.Sees(_talk)).Mine.May);
        }
    }

    [Fact]
    [Covers("S4-82")]
    public async Task What_happens_to_an_order_is_told_in_its_closed_conversation_and_leaves_it_closed()
    {
        await Stands("closed");

        await _server.Pushes(Order(2, "shipped"));

        Assert.Equal("order.shipped", (await _people["customer"].Told(_talk))[^1]);
        Assert.Equal(ConversationStatus.Closed, (await _people["customer"].Sees(_talk)).Status);
    }

    [Fact]
    [Covers("C31")]
    public async Task The_days_to_open_it_again_begin_with_the_last_time_that_it_was_resolved()
    {
        var alice = _people["customer"];
        await Stands("long resolved");
        await alice.Says("It is not", _talk);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _people["seller"].Patches($"/conversations/{_talk}", new { status = "resolved" })).StatusCode
        );

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await alice.Patches($"/conversations/{_talk}", new { status = "open" })).StatusCode
        );
    }

    [Fact]
    [Covers("C31")]
    public async Task Alice_sees_until_when_she_may_open_it_again_and_after_that_she_is_refused()
    {
        var alice = _people["customer"];
        await Stands("resolved");
        var left = (await alice.Sees(_talk)).Mine.ReopenUntil - DateTimeOffset.UtcNow;
        // 14 days, of which 13.99 are over.
        Assert.InRange(left!.Value, TimeSpan.Zero, TimeSpan.FromDays(0.01));
        foreach (var role in new[] { "seller", "supplier", "platform" })
            Assert.Null((await _people[role].Sees(_talk)).Mine.ReopenUntil);

        await Stands("long resolved");

        var mine = (await alice.Sees(_talk)).Mine;
        Assert.Null(mine.ReopenUntil);
        Assert.DoesNotContain("reopen", mine.May);
        Assert.Equal("forbidden", await alice.Patches($"/conversations/{_talk}", new { status = "open" }).Code());
    }

    private static IEnumerable<(string From, string Allowed)> From(
        (string Open, string Resolved, string LongResolved, string Closed) may
    ) => [("open", may.Open), ("resolved", may.Resolved), ("long resolved", may.LongResolved), ("closed", may.Closed)];

    private Task Stands(string from) =>
        _world.Write(
            (work, now) =>
                work.Execute(
                    "UPDATE conversation SET status = @status, resolved_at = @at WHERE id = @_talk",
                    new
                    {
                        status = StatusOf(from),
                        at = now - TimeSpan.FromDays(from == "long resolved" ? 14.01 : 13.99),
                        _talk,
                    }
                )
        );

    private static ConversationStatus StatusOf(string from) =>
        from == "open" ? ConversationStatus.Open
        : from == "closed" ? ConversationStatus.Closed
        : ConversationStatus.Resolved;

    private static string Word(ConversationStatus status) => status.ToString().ToLowerInvariant();

    private static string Verb(ConversationStatus status) =>
        status switch
        {
            ConversationStatus.Resolved => "resolve",
            ConversationStatus.Closed => "close",
            _ => "reopen",
        };

    private static string Event(ConversationStatus status) =>
        status == ConversationStatus.Open ? "conversation.reopened" : $"conversation.{Word(status)}";

    private async Task<long> Entries() =>
        await _world.Database.Read(work =>
            work.One<long>("SELECT count(*) FROM audit_entry WHERE action LIKE 'conversation.%'")
        );

    private System.Text.Json.Nodes.JsonObject Order(int version, string status)
    {
        var order = _people["customer"].Order("L-1", version, status, ("Vase", _blueDoor, _oakworks));
        order["items"]![0]!["reseller"] = _corner.ExternalId;

        return order;
    }
}
