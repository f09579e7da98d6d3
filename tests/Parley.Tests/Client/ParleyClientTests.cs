using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Client;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using NewParty = Parley.Conversations.NewParty;
using Owner = Parley.Conversations.Owner;
using Person = Parley.Tests.People.Person;
using Role = Parley.Conversations.Role;

namespace Parley.Tests.Client;

public sealed class ParleyClientTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task Alice_sends_lists_reads_and_syncs_with_typed_calls()
    {
        var business = await world.Business();
        var alice = await world.Customer("Alice");
        var bea = await world.Member(business, "Bea");
        var talk = await world.Talk(alice, business);
        using var hers = alice.Client();
        using var theirs = bea.Client();
        var start = await hers.Sync();

        var sent = await hers.Send(talk, "Is the blue one in stock?");
        await theirs.MarkRead(talk, [new Mark(AudienceView.Everyone, sent.Seq)]);
        var note = await theirs.Send(talk, "She asks again", audience: AudienceView.Team);
        var row = Assert.Single((await hers.ListConversations(new ConversationFilter { Q = "10428" })).Items);
        var changed = Assert.Single((await hers.Sync(start.Cursor)).Changed);

        Assert.Equal(sent.Id, row.Last!.Id);
        Assert.Equal([sent.Id], (await hers.ListMessages(talk)).Items.Select(message => message.Id));
        Assert.Equal([sent.Id, note.Id], (await theirs.ListMessages(talk)).Items.Select(message => message.Id));
        Assert.Equal(1, Assert.Single(changed.Conversation!.Heads).Seq);
        Assert.Contains(
            changed.Conversation.Cursors,
            cursor => cursor.Who.BusinessId == business.Id && cursor.Read == 1
        );
        Assert.Equal("Alice", (await hers.Me()).Name);
    }

    [Fact]
    public async Task Sending_again_under_one_client_id_gives_the_first_message_and_another_text_is_refused()
    {
        var business = await world.Business();
        var alice = await world.Customer("Carol");
        var talk = await world.Talk(alice, business);
        using var hers = alice.Client();
        var clientId = Guid.CreateVersion7();

        var first = await hers.Send(talk, "Hello", clientId);
        var again = await hers.Send(talk, "Hello", clientId);
        var problem = await Assert.ThrowsAsync<ParleyProblemException>(() => hers.Send(talk, "Bye", clientId));

        Assert.Equal(first, again);
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_mismatch"), (problem.Status, problem.Code));
    }

    [Fact]
    [Covers("S4-60")]
    public async Task Messages_are_got_created_and_marked_as_read_and_the_thread_closed_by_a_typed_call_each()
    {
        var business = await world.Business();
        var dora = await world.Customer("Dora");
        var bea = await world.Member(business, "Bea");
        var ada = await world.Admin();
        var talk = await world.Talk(dora, business, [new NewParty(Owner.Platform, Role.Platform)]);
        using var hers = dora.Client();
        using var theirs = bea.Client();
        using var platforms = ada.Client();

        var created = await hers.Send(talk, "Is it there?");
        var got = Assert.Single((await theirs.ListMessages(talk)).Items);
        await theirs.MarkRead(talk, [new Mark(AudienceView.Everyone, got.Seq)]);
        await platforms.ChangeStatus(talk, "closed");
        var conversation = await hers.GetConversation(talk);

        Assert.Equal((created.Id, "Is it there?"), (got.Id, got.Body));
        Assert.Equal(1, conversation.Cursors.Single(cursor => cursor.Who.BusinessId == business.Id).Read);
        Assert.Equal("conversation.closed", (await hers.ListMessages(talk)).Items[^1].System!.Code);
        Assert.Equal("conversation.closed", conversation.Mine.Row!.Last!.System);
        var problem = await Assert.ThrowsAsync<ParleyProblemException>(() => hers.Send(talk, "Hello?"));
        Assert.Equal("conversation_closed", problem.Code);
    }

    [Fact]
    public async Task Every_operation_on_conversations_and_messages_has_a_typed_call()
    {
        var business = await world.Business();
        var (gwen, bea) = (await world.Customer("Gwen"), await world.Member(business, "Bea"));
        var listing = await (await business.Shop.Server()).Offers(business, "listings", "Vase");
        var asked = new HashSet<string>();
        using var hers = Noted(gwen, asked);
        using var theirs = Noted(bea, asked);

        var talk = (await hers.Start("listing", listing, business.Id, "Is it blue?")).Id;
        var sent = await hers.Send(talk, "Or green?");
        await theirs.MarkDelivered(talk, [new Mark(AudienceView.Everyone, sent.Seq)]);
        await theirs.MarkRead(talk, [new Mark(AudienceView.Everyone, sent.Seq)]);
        foreach (var isOn in new[] { true, false })
        {
            await hers.Archive(talk, isOn);
            await hers.Mute(talk, isOn);
            await hers.MarkUnread(talk, isOn);
        }

        await theirs.ReportSpam(talk);
        await theirs.ReportSpam(talk, isSpam: false);
        await theirs.Assign(talk, bea.Id);
        await theirs.Release(talk);
        await theirs.ChangeStatus(talk, "resolved");

        Assert.Equal("resolved", (await hers.GetConversation(talk)).Status);
        Assert.Equal(talk, Assert.Single((await hers.ListConversations()).Items).ConversationId);
        Assert.Equal(gwen.Id, (await theirs.GetCustomer(talk)).Id);
        Assert.Equal("Is it blue?", (await hers.ListMessages(talk)).Items[0].Body);
        Assert.Equal("Or green?", (await hers.GetMessage(sent.Id)).Body);
        Assert.Equal(
            business.Id,
            Assert.Single((await hers.ListContacts("contacted", business.Name)).Items).Business.Id
        );
        Assert.Contains((await hers.ListMessagesBetween(business.Id)).Items, message => message.Id == sent.Id);
        var described = JsonNode.Parse(await world.Http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        Assert.Equal(
            described
                .SelectMany(path => path.Value!.AsObject(), (path, method) => (path.Key, Method: method))
                .Where(its => $"{its.Method.Value!["tags"]![0]}" is "Conversations" or "Messages")
                .Select(its => $"{its.Method.Key.ToUpperInvariant()} {Regex.Replace(its.Key, @"\{\w+\}", "*")}")
                .Order(),
            asked.Order()
        );
    }

    /// <summary>A client that notes what it asks for, with a star for each id.</summary>
    private ParleyClient Noted(Person person, HashSet<string> asked) =>
        new(world.Address, new Notes(asked))
        {
            Cookie = person.Http.DefaultRequestHeaders.GetValues("Cookie").Single(),
        };

    private sealed class Notes(HashSet<string> asked) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            asked.Add($"{request.Method} {Regex.Replace(request.RequestUri!.AbsolutePath, @"[0-9a-f-]{36}", "*")}");

            return base.SendAsync(request, cancellationToken);
        }
    }

    [Fact]
    public async Task A_limit_says_when_to_try_again()
    {
        var business = await world.Business();
        var eve = await world.Customer("Eve");
        var talk = await world.Talk(eve, business);
        using var hers = eve.Client();

        var problem = await Assert.ThrowsAsync<ParleyProblemException>(async () =>
        {
            for (var i = 0; i < 100; i++)
                await hers.Send(talk, $"{i}");
        });

        Assert.Equal("rate_limited", problem.Code);
        Assert.InRange(problem.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_wrong_password_is_a_problem_with_a_code()
    {
        using var nobody = new ParleyClient(world.Address);

        var problem = await Assert.ThrowsAsync<ParleyProblemException>(() =>
            nobody.SignIn("nobody@example.com", "wrong password")
        );

        Assert.Equal("unauthenticated", problem.Code);
        Assert.Null(nobody.Cookie);
    }
}
