using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Contact;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Tests.Audit;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

public sealed class BlockTests : IAsyncLifetime
{
    private const int Writers = 10;

    // What is asked here is what the block does; the limits would hide it.
    private readonly World _world = new() { With = ["--Messaging:RatePerMinute=1000000"] };
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;
    private Person _alice = null!;
    private Person _bea = null!;
    private Guid _vase;
    private Guid _talk;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _blueDoor = await _world.Business();
        _server = await _blueDoor.Shop.Server();
        _alice = await _world.Customer("Alice");
        _bea = await _world.Member(_blueDoor, "Bea");
        _vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        _talk = (await _alice.Asks(_blueDoor, "listing", _vase, "Is it blue?").Read<ConversationView>()).Id;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_is_blocked_neither_writes_nor_starts_but_about_what_he_ordered()
    {
        var bowl = await _server.Offers(_blueDoor, "listings", "Blue bowl");
        var order = await _server.Sells(_alice, _blueDoor);
        await Block();

        await AssertBlocked(await _alice.Sends("Answer me", _talk));
        await AssertBlocked(await _alice.Asks(_blueDoor, "listing", _vase, "Answer me"));
        await AssertBlocked(await _alice.Asks(_blueDoor, "listing", bowl, "Answer me here"));
        await using var alice = await Ear.Of(_alice);
        Assert.Equal(
            "contact_not_allowed",
            await alice.Refusal(
                "Send",
                new
                {
                    conversationId = _talk,
                    body = "Hey",
                    clientId = Guid.CreateVersion7(),
                }
            )
        );
        Assert.Equal(HttpStatusCode.OK, (await _alice.Asks(_blueDoor, "order", order, "Where is it?")).StatusCode);
        Assert.Single((await _bea.History(_talk)).Items);
        var (asCustomer, asMember) = (await _alice.Sees(_talk), await _bea.Sees(_talk));
        Assert.DoesNotContain("send", asCustomer.Mine.May);
        Assert.DoesNotContain(asCustomer.Mine.Audiences, audience => audience.Kind == AudienceKind.Everyone);
        Assert.Contains("unblock", asMember.Mine.May);
        Assert.Contains("send", asMember.Mine.May);

        // She may look, read and write to others, and the business may still write to her.
        Assert.Equal(HttpStatusCode.Created, (await _bea.Sends("Be kind", _talk)).StatusCode);
        await _alice.Reads(_talk, 2);
        var redBarn = await _world.Business("Red Barn");
        var barrow = await _server.Offers(redBarn, "listings", "Barrow");
        Assert.Equal(HttpStatusCode.Created, (await _alice.Asks(redBarn, "listing", barrow, "Hello")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await Unblock()).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _alice.Sends("Thank you", _talk)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _alice.Asks(_blueDoor, "listing", bowl, "And it?")).StatusCode);
        Assert.Contains("block", (await _bea.Sees(_talk)).Mine.May);
    }

    [Fact]
    public async Task What_was_sent_before_the_block_is_answered_as_before_when_it_is_sent_again()
    {
        var (there, started) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var sent = await _alice.Sends("Is it there?", _talk, there).Read<MessageView>();
        await _alice.Asks(_blueDoor, "listing", _vase, "Or green?", started);
        await Block();

        Assert.Equal(sent.Id, (await _alice.Sends("Is it there?", _talk, there).Read<MessageView>()).Id);
        var again = await _alice.Asks(_blueDoor, "listing", _vase, "Or green?", started);
        Assert.Equal(_talk, (await again.Read<ConversationView>()).Id);
        Assert.Equal(3, (await _bea.History(_talk)).Items.Count);
    }

    [Fact]
    public Task Nothing_is_stored_after_the_block() => BlockAmongSends(_bea);

    [Fact]
    public async Task Nothing_is_stored_after_another_node_has_blocked()
    {
        await using var other = await _world.SecondNode();

        await BlockAmongSends(await other.SignedIn(_bea.Row));
    }

    /// <summary>Each writer goes on until he is refused, so the block falls among the sends.</summary>
    private async Task BlockAmongSends(Person blocker)
    {
        var stored = new ConcurrentBag<Guid>();
        var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(Writes)).ToList();
        await isUnderWay.Task.WaitAsync(Ear.Patience);

        await blocker.Puts($"/businesses/{_blueDoor.Id}/blocks/{_alice.Id}", new { });
        var newest = (await blocker.History(_talk)).Items[^1].Id;
        await Task.WhenAll(writing);

        Assert.Equal(newest, (await _bea.History(_talk)).Items[^1].Id);
        Assert.Contains(newest, stored);

        async Task Writes()
        {
            while (await _alice.Sends("Answer me", _talk) is var answer)
            {
                if (!answer.IsSuccessStatusCode)
                {
                    await AssertBlocked(answer);

                    return;
                }
                stored.Add((await answer.Read<MessageView>()).Id);
                isUnderWay.TrySetResult();
            }
        }
    }

    [Fact]
    public async Task Any_member_blocks_a_customer_of_his_business_and_sees_whom_the_others_have_blocked()
    {
        var ben = await _world.Member(_blueDoor, "Ben", MemberRole.Owner);
        var carol = await _world.Customer("Carol");
        await carol.Asks(_blueDoor, "listing", _vase, "Is it green?");
        await Block();
        await Block();
        await ben.Puts($"/businesses/{_blueDoor.Id}/blocks/{carol.Id}", new { });

        var first = await Blocks(ben, "?limit=1");
        var second = await Blocks(ben, $"?limit=1&before={first.Next}");
        Assert.Equal((carol.Id, "Carol", "Ben"), (first.Items[0].PersonId, first.Items[0].Name, first.Items[0].By));
        Assert.Equal((_alice.Id, "Bea"), (second.Items[0].PersonId, second.Items[0].By));
        Assert.Null(second.Next);

        await Unblock();
        await Unblock();
        Assert.Equal(carol.Id, Assert.Single((await Blocks(_bea)).Items).PersonId);
        var audits = (await (await _world.Admin()).Audits("?limit=100")).Items.Where(e => e.Subject == _alice.Id);
        Assert.Equal(
            ["customer.unblocked", "customer.blocked"],
            audits
                .Select(entry => entry.Action)
                .Where(action => action.StartsWith("customer.", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Nobody_is_blocked_by_who_is_no_member_and_only_who_wrote_or_bought_can_be()
    {
        var redBarn = await _world.Business("Red Barn");
        var ruth = await _world.Member(redBarn, "Ruth", MemberRole.Owner);
        var carol = await _world.Customer("Carol");
        var strangers = new[]
        {
            (ruth, $"/businesses/{_blueDoor.Id}/blocks/{_alice.Id}"),
            (_alice, $"/businesses/{_blueDoor.Id}/blocks/{_alice.Id}"),
            (ruth, $"/businesses/{redBarn.Id}/blocks/{_alice.Id}"),
            (_bea, $"/businesses/{_blueDoor.Id}/blocks/{carol.Id}"),
            (_bea, $"/businesses/{_blueDoor.Id}/blocks/{Guid.CreateVersion7()}"),
        };

        foreach (var (person, path) in strangers)
        {
            Assert.Equal("not_found", await person.Puts(path, new { }).Code());
            Assert.Equal("not_found", await person.Deletes(path).Code());
        }
        Assert.Equal("not_found", await ruth.Gets($"/businesses/{_blueDoor.Id}/blocks").Code());
        Assert.Equal(HttpStatusCode.Created, (await _alice.Sends("Hello", _talk)).StatusCode);
    }

    [Fact]
    public async Task A_business_that_blocks_is_no_contact_and_hears_no_typing()
    {
        await using var bea = await Ear.Of(_bea);
        await bea.Call("Watch", new { conversationId = _talk });
        await Block();

        var contact = Assert.Single((await _alice.Gets("/contacts").Read<Page<ContactView>>()).Items);
        Assert.Equal((true, false), (contact.IsContacted, contact.IsContactable));
        var typed = await _alice.Posts($"/conversations/{_talk}/typing", new { });
        Assert.Equal(HttpStatusCode.NoContent, typed.StatusCode);
        await Unblock();
        await _alice.Says("Hello", _talk);
        await bea.Hears("message", heard => heard.Text("message", "body") == "Hello");
        Assert.DoesNotContain(bea.Frames, frame => frame.Contains("\"target\":\"typing\""));
    }

    private async Task Block() =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await _bea.Puts($"/businesses/{_blueDoor.Id}/blocks/{_alice.Id}", new { })).StatusCode
        );

    private Task<HttpResponseMessage> Unblock() => _bea.Deletes($"/businesses/{_blueDoor.Id}/blocks/{_alice.Id}");

    private Task<Page<BlockView>> Blocks(Person member, string query = "") =>
        member.Gets($"/businesses/{_blueDoor.Id}/blocks{query}").Read<Page<BlockView>>();

    private static async Task AssertBlocked(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("contact_not_allowed", "blocked"), (problem.Text("code"), problem.Text("reason")));
    }
}
