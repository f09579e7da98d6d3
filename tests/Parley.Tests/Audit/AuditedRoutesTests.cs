using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Commerce;
using Parley.Demo;
using Parley.Demo.Site;
using Parley.Messages;
using Parley.People;
using Parley.People.Keys;
using Parley.People.Links;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.Outbound;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Audit;

/// <summary>
/// Every route that changes something leaves its entry, or stands here with the reason why not: each is called, and what is on record
/// after the call is compared with what was before. (Seen to fail with a route added without a row, and with the entry left out
/// of one route of those that share it.)
/// </summary>
public sealed class AuditedRoutesTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    /// <summary>It asks for a mail; using the link in it is the deed.</summary>
    private const string OnlyMails = "";

    /// <summary>The deeds behind the links.</summary>
    private static readonly string[] OfLinks =
    [
        "account.created",
        "admin.created",
        "inquiry.proven",
        "password.reset",
        "session.started",
    ];

    private const string Links = "POST /api/v1/links/{token}";

    /// <summary>It moves nothing that anybody decides on: a ticket, a device's progress, a signal that is not stored.</summary>
    private const string Nothing = "";

    /// <summary>What a shop offers is its own record, with its own version and hash.</summary>
    private const string OfTheShop = "";

    private static readonly Dictionary<string, string> Actions = new()
    {
        ["POST /api/v1/session"] = "session.started",
        ["DELETE /api/v1/session"] = "session.ended",
        ["DELETE /api/v1/sessions"] = "sessions.ended",
        ["POST /api/v1/session/exchange"] = "session.started",
        ["POST /api/v1/live/ticket"] = Nothing,
        ["PATCH /api/v1/me"] = "person.changed",
        ["PUT /api/v1/me/password"] = "password.changed",
        ["POST /api/v1/people"] = OnlyMails,
        ["POST /api/v1/password-resets"] = OnlyMails,
        ["POST /api/v1/guest-links"] = OnlyMails,
        [Links] = "account.created",
        ["POST /api/v1/inquiries"] = "conversation.opened",
        ["POST /api/v1/contact/{kind}/{reference}/reveal"] = "business.contact_revealed",
        ["PUT /api/v1/businesses/{externalId}/contact"] = "business.contact_pushed",
        ["POST /api/v1/businesses/{id:guid}/invitations"] = "invitation.sent",
        ["POST /api/v1/shops"] = "shop.created",
        ["PATCH /api/v1/shops/{shopId:guid}"] = "shop.changed",
        ["PATCH /api/v1/shops/{shopId:guid}/contact-policies"] = "shop.contact_policies_changed",
        ["PATCH /api/v1/shops/{shopId:guid}/widget"] = "shop.widget_changed",
        ["POST /api/v1/widgets/{shopId:guid}/sightings"] = Nothing,
        ["POST /api/v1/widgets/{shopId:guid}/views"] = Nothing,
        ["POST /api/v1/listings/{id:guid}/views"] = Nothing,
        ["POST /api/v1/services/{id:guid}/views"] = Nothing,
        ["POST /api/v1/shops/{shopId:guid}/keys"] = "key.created",
        ["DELETE /api/v1/shops/{shopId:guid}/keys/{id:guid}"] = "key.revoked",
        ["POST /api/v1/shops/{shopId:guid}/identity-keys"] = "identity_key.created",
        ["DELETE /api/v1/shops/{shopId:guid}/identity-keys/{id:guid}"] = "identity_key.revoked",
        ["PUT /api/v1/shops/{shopId:guid}/connectors/{provider}"] = "connector.changed",
        ["DELETE /api/v1/shops/{shopId:guid}/connectors/{provider}"] = "connector.removed",
        ["PUT /api/v1/people/{externalId}"] = "person.pushed",
        ["PUT /api/v1/businesses/{externalId}"] = "business.pushed",
        ["PUT /api/v1/businesses/{business}/members/{person}"] = "member.joined",
        ["DELETE /api/v1/businesses/{business}/members/{person}"] = "member.left",
        ["PUT /api/v1/orders/{externalId}"] = "order.pushed",
        ["PATCH /api/v1/orders/{idOrNumber}"] = "order.changed",
        ["POST /api/v1/orders/{idOrNumber}/messages"] = "message.created",
        ["PATCH /api/v1/orders/{idOrNumber}/messages/{messageId:guid}/read"] = "message.read",
        ["POST /api/v1/orders/{idOrNumber}/conversation/close"] = "conversation.closed",
        ["POST /api/v1/conversations/{conversationId:guid}/oversight"] = "oversight.opened",
        ["DELETE /api/v1/conversations/{conversationId:guid}/oversight"] = "oversight.ended",
        ["PUT /api/v1/conversations/{conversationId:guid}/platform"] = "party.joined",
        ["DELETE /api/v1/conversations/{conversationId:guid}/platform"] = "party.left",
        ["PUT /api/v1/listings/{externalId}"] = OfTheShop,
        ["PUT /api/v1/services/{externalId}"] = OfTheShop,
        ["POST /api/v1/demo/session"] = "session.started",
        ["POST /api/v1/demo/orders"] = "order.pushed",
        ["POST /api/v1/demo/shop/identity"] = "identity_key.created",
        ["POST /api/v1/conversations"] = "conversation.opened",
        ["PATCH /api/v1/conversations/{conversationId:guid}"] = "conversation.resolved",
        ["POST /api/v1/conversations/{conversationId:guid}/read"] = "message.read",
        ["POST /api/v1/conversations/{conversationId:guid}/delivered"] = Nothing,
        ["POST /api/v1/conversations/{conversationId:guid}/typing"] = Nothing,
        ["PUT /api/v1/conversations/{conversationId:guid}/archive"] = "conversation.archived",
        ["DELETE /api/v1/conversations/{conversationId:guid}/archive"] = "conversation.unarchived",
        ["PUT /api/v1/conversations/{conversationId:guid}/mute"] = "conversation.muted",
        ["DELETE /api/v1/conversations/{conversationId:guid}/mute"] = "conversation.unmuted",
        ["PUT /api/v1/conversations/{conversationId:guid}/unread"] = "conversation.marked_unread",
        ["DELETE /api/v1/conversations/{conversationId:guid}/unread"] = "conversation.unmarked_unread",
        ["PUT /api/v1/conversations/{conversationId:guid}/spam"] = "conversation.reported_spam",
        ["DELETE /api/v1/conversations/{conversationId:guid}/spam"] = "conversation.cleared_of_spam",
        ["PUT /api/v1/businesses/{id:guid}/blocks/{personId:guid}"] = "customer.blocked",
        ["DELETE /api/v1/businesses/{id:guid}/blocks/{personId:guid}"] = "customer.unblocked",
        ["PUT /api/v1/conversations/{conversationId:guid}/assignee"] = "conversation.assigned",
        ["DELETE /api/v1/conversations/{conversationId:guid}/assignee"] = "conversation.released",
        ["POST /api/v1/conversations/{conversationId:guid}/messages"] = "message.created",
    };

    private readonly Calls _calls = new();
    private readonly World _world;

    public AuditedRoutesTests() =>
        _world = new World { Replace = services => services.AddSingleton<IStartupFilter>(_calls) };

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _calls.Dispose();
    }

    [Fact]
    [Covers("S4-67")]
    public async Task Everything_that_is_done_leaves_its_entry()
    {
        Assert.Equal(Actions.Keys.Order(), Routes().Order());
        // Before anybody is known: the demo is put into an empty installation only.
        await _world.Database.Write(work => DemoMark.Ensure(work, DateTimeOffset.UnixEpoch));

        await AccountsAndSessions();
        var ada = await _world.Admin();
        await ShopsAndKeys(ada);
        await Businesses();
        await Conversations(ada);
        await Orders(ada);
        await Signals();
        var entries = await AllOf(ada);
        await Demo();

        foreach (var (route, action) in Actions)
        {
            var calls = _calls.Done.Where(call => call.Route == route).ToList();
            Assert.True(calls.Count > 0, $"{route} was not called.");
            if (action == "")
                Assert.All(calls, call => Assert.True(call.Left.Count == 0, $"{call}"));
            else
                Assert.True(calls.Any(call => call.Left.Contains(action)), string.Join('\n', calls));
        }
        Assert.Empty(OfLinks.Except(_calls.Done.Where(call => call.Route == Links).SelectMany(call => call.Left)));
        Assert.All(
            entries.Where(entry => entry.ActorRole is not "system" && entry.Action != "message.created"),
            entry => Assert.True(entry.Address is "127.0.0.1" or "192.0.2.1", $"{entry}")
        );
    }

    private async Task AccountsAndSessions()
    {
        var first = await _world.Services.GetRequiredService<FirstAdmin>().LinkIfNeeded(default);
        var account = new
        {
            name = "Root",
            email = "root@example.com",
            password = Password,
        };
        await Done(_world.Visitor().Posts($"/links/{first!.Split('/')[^1]}", account));
        var vic = new
        {
            name = "Victor",
            email = "victor@example.com",
            password = Password,
        };
        await Done(_world.Visitor().Posts("/people", vic));
        var link = Outbox.TokenIn(await _world.MailTo(vic.email));
        await Done(_world.Visitor().Posts($"/links/{link}", new { password = Password }));
        await Done(_world.Visitor().Posts("/session", new { vic.email, password = Password }));

        await Done(_world.Visitor().Posts("/password-resets", new { account.email }));
        var reset = Outbox.TokenIn(await _world.MailTo(account.email));
        await Done(_world.Visitor().Posts($"/links/{reset}", new { password = Password }));

        var row = await _world.Database.Read(work =>
            work.One<long>("SELECT person_row FROM identity WHERE value = @email", vic)
        );
        var victor = await _world.SignedIn(row);
        await Done(victor.Patches("/me", new { locale = "pt" }));
        await Done(victor.Puts("/me/password", new { current = Password, password = "another long password" }));
        await Done(victor.Deletes("/session"));
        await Done((await _world.SignedIn(row)).Deletes("/sessions"));
    }

    private static async Task ShopsAndKeys(Person ada)
    {
        var shop = await ada.Posts("/shops", new { name = "Bazaar" }).Read<ShopView>();
        await Done(ada.Patches($"/shops/{shop.Id}", new { announceOrders = true }));
        await Done(ada.Patches($"/shops/{shop.Id}/contact-policies", new { general = "signed_in" }));
        await Done(ada.Patches($"/shops/{shop.Id}/widget", """{ "allowedOrigins": ["https://bazaar.example"] }"""));
        var key = await ada.Posts($"/shops/{shop.Id}/keys", new { name = "k" }).Read<MadeKey>();
        var made = await ada.Posts($"/shops/{shop.Id}/identity-keys", new { algorithm = "HS256" })
            .Read<MadeIdentityKey>();
        await Done(ada.Deletes($"/shops/{shop.Id}/keys/{key.Id}"));
        await Done(ada.Deletes($"/shops/{shop.Id}/identity-keys/{made.Id}"));
        var connector = new { secret = "a secret of the shop's own", defaultSeller = "blue-door" };
        await Done(ada.Puts($"/shops/{shop.Id}/connectors/shopify", connector));
        await Done(ada.Deletes($"/shops/{shop.Id}/connectors/shopify"));
    }

    private async Task Businesses()
    {
        var server = await (await _world.Shop()).Server();
        await Done(server.Puts("/people/ben", new { name = "Ben" }));
        await Done(server.Puts("/businesses/red-door", new { name = "Red Door" }));
        await Done(server.Puts("/businesses/red-door/members/ben", new { role = "owner" }));
        var ben = await _world.Customer("Ben");
        var business = (await ben.Gets("/businesses").Read<JsonElement>()).GetProperty("items")[0].GetProperty("id");
        await Done(ben.Posts($"/businesses/{business}/invitations", new { email = "x@example.com", role = "agent" }));
        await Done(server.Deletes("/businesses/red-door/members/ben"));
    }

    private async Task Conversations(Person ada)
    {
        var blueDoor = await _world.Business();
        var (alice, bea) = (await _world.Customer("Alice"), await _world.Member(blueDoor, "Bea"));
        var server = await (await _world.Shop()).Server();
        var vase = await server.Offers(blueDoor, "listings", "Vase");
        await Done(
            server.Puts(
                $"/businesses/{blueDoor.ExternalId}/contact",
                new { email = "hello@example.com", reveal = "signed_in" }
            )
        );
        await Done(alice.Posts($"/contact/listing/{vase}/reveal", new { }));
        await Done(server.Patches($"/shops/{blueDoor.Shop.Id}/contact-policies", new { general = "verified_email" }));
        var inquiry = await _world.Visitor("Kim").Inquires(blueDoor, "kim@example.com", "Hello").Waits();
        var kim = await _world.Proves("kim@example.com", inquiry.Id);
        // It is put on its way a little later, and must not be taken for what the next request leaves.
        await Eventually.Is(() => kim.Lists(), lines => lines.Count == 1);
        await alice.Asks(blueDoor, "listing", vase, "Is it blue?");
        var bowl = new { kind = "listing", id = await server.Offers(blueDoor, "listings", "Bowl") };
        await Done(
            alice.Posts(
                "/inquiries",
                new
                {
                    businessId = blueDoor.Id,
                    topic = bowl,
                    message = Say("Is it deep?"),
                }
            )
        );
        var order = await server.Sells(alice, blueDoor);
        await Done(server.Patches($"/orders/{order}", new { status = "shipped" }));
        await alice.Asks(blueDoor, "order", order, "Is it on its way?");
        var talk = $"/conversations/{(await alice.Lists()).Single(line => line.Topic.Id == order).ConversationId}";
        await bea.Reads(Guid.Parse(talk[15..]), 1);
        foreach (var state in new[] { "archive", "mute", "unread", "spam" })
        {
            await Done(bea.Puts($"{talk}/{state}", new { }));
            await Done(bea.Deletes($"{talk}/{state}"));
        }

        await Done(bea.Puts($"/businesses/{blueDoor.Id}/blocks/{alice.Id}", new { }));
        await Done(bea.Deletes($"/businesses/{blueDoor.Id}/blocks/{alice.Id}"));
        await Done(bea.Puts($"{talk}/assignee", new { personId = bea.Id }));
        await Done(bea.Deletes($"{talk}/assignee"));
        await Done(bea.Patches(talk, new { status = "resolved" }));
        await Done(ada.Posts($"{talk}/oversight", new { reason = "A complaint" }));
        await Done(ada.Puts($"{talk}/platform", new { }));
        await Done(ada.Patches(talk, new { status = "closed" }));
        await Done(ada.Deletes($"{talk}/platform"));
        await Done(ada.Deletes($"{talk}/oversight"));
    }

    private async Task Orders(Person ada)
    {
        var blueDoor = await _world.Business();
        var (alice, bea) = (await _world.Customer("Alice"), await _world.Member(blueDoor, "Bea"));
        var order = $"/orders/{await (await blueDoor.Shop.Server()).Sells(alice, blueDoor)}";

        var sent = await alice.Posts($"{order}/messages", Say("Is it blue?")).Read<MessageView>();
        await Done(bea.Patches($"{order}/messages/{sent.Id}/read", new { }));
        var talk = $"/conversations/{sent.ConversationId}";
        await Done(bea.Posts($"{talk}/messages", Say("It is.")));
        await Done(ada.Posts($"{talk}/oversight", new { reason = "A complaint" }));
        await Done(ada.Puts($"{talk}/platform", new { }));
        await Done(ada.Posts($"{order}/conversation/close"));
    }

    /// <summary>What leaves nothing.</summary>
    private async Task Signals()
    {
        var blueDoor = await _world.Business();
        var shop = blueDoor.Shop;
        var (alice, bea) = (await _world.Customer("Alice"), await _world.Member(blueDoor, "Bea"));
        var server = await shop.Server();
        var talk = await _world.Talk(alice, blueDoor);
        var sent = await alice.Says("Hello", talk);
        await Done(bea.Posts("/live/ticket"));
        await Done(bea.Posts($"/conversations/{talk}/typing", new { }));
        await Done(
            bea.Posts(
                $"/conversations/{talk}/delivered",
                new { upTo = new[] { new { audience = new { kind = "everyone" }, seq = sent.Seq } } }
            )
        );
        var course = await server.Offers(blueDoor, "services", "Glazing course");
        await Done(bea.Posts($"/services/{course}/views"));
        var offer = new
        {
            title = "Cup",
            business = blueDoor.ExternalId,
            version = 1,
        };
        var cup = await server.Puts("/listings/cup", offer).Read<PushedView>();
        await Done(bea.Posts($"/listings/{cup.Id}/views"));
        await Done(bea.Posts($"/widgets/{shop.Id}/views?topic=listing&externalId=cup"));
        const string Site = "https://market.example";
        await Done(server.Patches($"/shops/{shop.Id}/widget", new { allowedOrigins = new[] { Site } }));
        await Done(bea.Posts($"/widgets/{shop.Id}/sightings", new { origin = Site }));
        await Done(_world.Visitor().Posts("/guest-links", new { email = "kim@example.com" }));
    }

    /// <summary>The demo's shop vouches for Ana, who comes in by its word and by the door of the demo, and buys.</summary>
    private async Task Demo()
    {
        await SeedDemo.Run(_world.App, _world.Settings, default);
        var ana = new { email = "ana@demo.parley" };
        var word = await _world.Visitor().Posts("/demo/shop/identity", ana).Read<DemoIdentityView>();
        await Done(_world.Visitor().Posts("/session/exchange", new { token = word.Token }));

        var visitor = _world.Visitor();
        var entered = await visitor.Posts("/demo/session", ana);
        visitor.Http.DefaultRequestHeaders.Add("Cookie", entered.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        var teapot = (await visitor.Gets("/listings?q=teapot").Read<JsonElement>()).GetProperty("items")[0];
        var listingId = teapot.GetProperty("id").GetGuid();
        await Done(visitor.Posts("/demo/orders", new { listingId, clientId = Guid.CreateVersion7() }));
    }

    private static object Say(string body) => new { body, clientId = Guid.CreateVersion7() };

    private static async Task<List<Parley.Admin.AuditEntryView>> AllOf(Person ada)
    {
        var entries = new List<Parley.Admin.AuditEntryView>();
        for (string? next = ""; next is not null; )
        {
            var page = await ada.Audits(next == "" ? "?limit=100" : $"?limit=100&before={next}");
            entries.AddRange(page.Items);
            next = page.Next;
        }

        return entries;
    }

    private static async Task Done(Task<HttpResponseMessage> answer) =>
        Assert.True((await answer).IsSuccessStatusCode, await (await answer).Content.ReadAsStringAsync());

    private IEnumerable<string> Routes() =>
        _world
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}")
            )
            .Where(route => !route.StartsWith("GET ", StringComparison.Ordinal))
            .Distinct();
}
