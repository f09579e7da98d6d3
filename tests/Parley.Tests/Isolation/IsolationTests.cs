using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Live;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

/// <summary>
/// Whatever an outsider asks of somebody else's things, he gets the answer that he gets for things that never existed. The list of
/// what can be asked is the server's own; what is not expected here fails. (Seen to fail with Seats.Of answering a seat to everybody,
/// and with a route added without a row.)
/// </summary>
public sealed class IsolationTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    /// <summary>Acts on the caller alone, or on what everybody may see; its own tests say what it does.</summary>
    private const string NoForeignThing = "";

    /// <summary>Each route with what its path names, and a body where it takes one.</summary>
    private static readonly Dictionary<string, (string Thing, object? Body)> Expected = new()
    {
        ["POST /api/v1/session"] = (NoForeignThing, null),
        ["DELETE /api/v1/session"] = (NoForeignThing, null),
        ["DELETE /api/v1/sessions"] = (NoForeignThing, null),
        ["POST /api/v1/session/exchange"] = (NoForeignThing, null),
        ["POST /api/v1/live/ticket"] = (NoForeignThing, null),
        ["GET /api/v1/me"] = (NoForeignThing, null),
        ["PATCH /api/v1/me"] = (NoForeignThing, null),
        ["PUT /api/v1/me/password"] = (NoForeignThing, null),
        ["POST /api/v1/people"] = (NoForeignThing, null),
        ["POST /api/v1/password-resets"] = (NoForeignThing, null),
        ["GET /api/v1/links/{token}"] = (NoForeignThing, null),
        ["POST /api/v1/links/{token}"] = (NoForeignThing, null),
        ["GET /api/v1/businesses"] = (NoForeignThing, null),
        ["GET /api/v1/contacts"] = (NoForeignThing, null),
        ["GET /api/v1/contact/{kind}/{reference}"] = (NoForeignThing, null),
        ["POST /api/v1/contact/{kind}/{reference}/reveal"] = (NoForeignThing, null),
        ["POST /api/v1/guest-links"] = (NoForeignThing, null),
        ["POST /api/v1/inquiries"] = (NoForeignThing, null),
        ["GET /api/v1/inquiries/{id:guid}"] = (NoForeignThing, null),
        ["PUT /api/v1/businesses/{externalId}/contact"] = (NoForeignThing, null),
        ["GET /api/v1/businesses/{id:guid}/members"] = ("business", null),
        ["GET /api/v1/businesses/{id:guid}/messages"] = ("business", null),
        ["GET /api/v1/businesses/{id:guid}/unread"] = ("business", null),
        ["GET /api/v1/businesses/{id:guid}/blocks"] = ("business", null),
        ["PUT /api/v1/businesses/{id:guid}/blocks/{personId:guid}"] = ("business", null),
        ["DELETE /api/v1/businesses/{id:guid}/blocks/{personId:guid}"] = ("business", null),
        ["DELETE /api/v1/businesses/{business:guid}/members/{person:guid}"] = ("business", null),
        ["POST /api/v1/businesses/{id:guid}/invitations"] = (
            "business",
            new { email = "x@example.com", role = "agent" }
        ),
        ["POST /api/v1/shops"] = (NoForeignThing, null),
        ["GET /api/v1/shops/{shopId:guid}"] = ("shop", null),
        ["PATCH /api/v1/shops/{shopId:guid}"] = ("shop", new { announceOrders = true }),
        ["GET /api/v1/shops/{shopId:guid}/contact-policies"] = ("shop", null),
        ["PATCH /api/v1/shops/{shopId:guid}/contact-policies"] = ("shop", new { listing = "closed" }),
        ["GET /api/v1/shops/{shopId:guid}/widget"] = ("shop", null),
        ["PATCH /api/v1/shops/{shopId:guid}/widget"] = ("shop", new { allowedOrigins = new[] { "https://a.example" } }),
        ["POST /api/v1/widgets/{shopId:guid}/sightings"] = (NoForeignThing, null),
        ["POST /api/v1/widgets/{shopId:guid}/views"] = (NoForeignThing, null),
        ["POST /api/v1/shops/{shopId:guid}/keys"] = (NoForeignThing, null),
        ["GET /api/v1/shops/{shopId:guid}/keys"] = (NoForeignThing, null),
        ["DELETE /api/v1/shops/{shopId:guid}/keys/{id:guid}"] = (NoForeignThing, null),
        ["POST /api/v1/shops/{shopId:guid}/identity-keys"] = (NoForeignThing, null),
        ["GET /api/v1/shops/{shopId:guid}/identity-keys"] = (NoForeignThing, null),
        ["DELETE /api/v1/shops/{shopId:guid}/identity-keys/{id:guid}"] = (NoForeignThing, null),
        ["PUT /api/v1/shops/{shopId:guid}/connectors/{provider}"] = (NoForeignThing, null),
        ["GET /api/v1/shops/{shopId:guid}/connectors/{provider}"] = (NoForeignThing, null),
        ["DELETE /api/v1/shops/{shopId:guid}/connectors/{provider}"] = (NoForeignThing, null),
        ["PUT /api/v1/people/{externalId}"] = (NoForeignThing, null),
        ["PUT /api/v1/businesses/{externalId}"] = (NoForeignThing, null),
        ["PUT /api/v1/businesses/{business}/members/{person}"] = (NoForeignThing, null),
        ["DELETE /api/v1/businesses/{business}/members/{person}"] = (NoForeignThing, null),
        ["PUT /api/v1/orders/{externalId}"] = (NoForeignThing, null),
        ["PUT /api/v1/listings/{externalId}"] = (NoForeignThing, null),
        ["PUT /api/v1/services/{externalId}"] = (NoForeignThing, null),
        ["GET /api/v1/orders"] = (NoForeignThing, null),
        ["GET /api/v1/orders/{idOrNumber}"] = ("order", null),
        ["PATCH /api/v1/orders/{idOrNumber}"] = ("order", new { status = "shipped" }),
        ["GET /api/v1/orders/{idOrNumber}/messages"] = ("order", null),
        ["POST /api/v1/orders/{idOrNumber}/messages"] = (
            "order",
            new { body = "Let me in", clientId = Guid.CreateVersion7() }
        ),
        ["PATCH /api/v1/orders/{idOrNumber}/messages/{messageId:guid}/read"] = ("order", null),
        ["POST /api/v1/orders/{idOrNumber}/conversation/close"] = ("order", null),
        ["GET /api/v1/search/messages"] = (NoForeignThing, null),
        ["GET /api/v1/admin/search/messages"] = (NoForeignThing, null),
        ["GET /api/v1/order-counts"] = (NoForeignThing, null),
        ["GET /api/v1/listings"] = (NoForeignThing, null),
        ["GET /api/v1/services"] = (NoForeignThing, null),
        ["GET /api/v1/listings/{id:guid}"] = (NoForeignThing, null),
        ["GET /api/v1/services/{id:guid}"] = (NoForeignThing, null),
        ["POST /api/v1/listings/{id:guid}/views"] = (NoForeignThing, null),
        ["POST /api/v1/services/{id:guid}/views"] = (NoForeignThing, null),
        ["GET /api/v1/conversations"] = (NoForeignThing, null),
        ["POST /api/v1/conversations"] = (NoForeignThing, null),
        ["GET /api/v1/sync"] = (NoForeignThing, null),
        ["GET /api/v1/admin/audit"] = (NoForeignThing, null),
        ["GET /api/v1/demo"] = (NoForeignThing, null),
        ["POST /api/v1/demo/session"] = (NoForeignThing, null),
        ["POST /api/v1/demo/orders"] = (NoForeignThing, null),
        ["GET /api/v1/demo/shop"] = (NoForeignThing, null),
        ["POST /api/v1/demo/shop/identity"] = (NoForeignThing, null),
        ["GET /api/v1/conversations/{conversationId:guid}"] = ("conversation", null),
        ["GET /api/v1/conversations/{conversationId:guid}/customer"] = ("conversation", null),
        ["PATCH /api/v1/conversations/{conversationId:guid}"] = ("conversation", new { status = "resolved" }),
        ["POST /api/v1/conversations/{conversationId:guid}/read"] = ("conversation", UpToOne),
        ["POST /api/v1/conversations/{conversationId:guid}/delivered"] = ("conversation", UpToOne),
        ["POST /api/v1/conversations/{conversationId:guid}/typing"] = ("conversation", new { }),
        ["PUT /api/v1/conversations/{conversationId:guid}/archive"] = ("conversation", null),
        ["DELETE /api/v1/conversations/{conversationId:guid}/archive"] = ("conversation", null),
        ["PUT /api/v1/conversations/{conversationId:guid}/mute"] = ("conversation", null),
        ["DELETE /api/v1/conversations/{conversationId:guid}/mute"] = ("conversation", null),
        ["PUT /api/v1/conversations/{conversationId:guid}/unread"] = ("conversation", null),
        ["DELETE /api/v1/conversations/{conversationId:guid}/unread"] = ("conversation", null),
        ["PUT /api/v1/conversations/{conversationId:guid}/spam"] = ("conversation", null),
        ["DELETE /api/v1/conversations/{conversationId:guid}/spam"] = ("conversation", null),
        ["PUT /api/v1/conversations/{conversationId:guid}/assignee"] = (
            "conversation",
            new { personId = Guid.CreateVersion7() }
        ),
        ["DELETE /api/v1/conversations/{conversationId:guid}/assignee"] = ("conversation", null),
        ["GET /api/v1/conversations/{conversationId:guid}/messages"] = ("conversation", null),
        ["POST /api/v1/conversations/{conversationId:guid}/messages"] = (
            "conversation",
            new { body = "Let me in", clientId = Guid.CreateVersion7() }
        ),
        // For admins alone; who is none is told so, whatever he names.
        ["POST /api/v1/conversations/{conversationId:guid}/oversight"] = (NoForeignThing, null),
        ["DELETE /api/v1/conversations/{conversationId:guid}/oversight"] = (NoForeignThing, null),
        ["PUT /api/v1/conversations/{conversationId:guid}/platform"] = (NoForeignThing, null),
        ["DELETE /api/v1/conversations/{conversationId:guid}/platform"] = (NoForeignThing, null),
        ["GET /api/v1/admin/conversations"] = (NoForeignThing, null),
        ["GET /api/v1/messages/{messageId:guid}"] = ("message", null),
    };

    private static object UpToOne => new { upTo = new[] { new { audience = new { kind = "everyone" }, seq = 1 } } };

    /// <summary>The hub's methods; all take a conversation but the feed, which reads the caller's own.</summary>
    private static readonly Dictionary<string, object?> ExpectedMethods = new()
    {
        ["Send"] = new { body = "Let me in", clientId = Guid.CreateVersion7() },
        ["MarkRead"] = UpToOne,
        ["MarkDelivered"] = UpToOne,
        ["Typing"] = new { },
        ["Watch"] = new { },
        ["Unwatch"] = new { },
        ["Sync"] = null,
    };

    private readonly Dictionary<string, Guid> _things = [];
    private Person _mallory = null!;
    private Person _formerMember = null!;

    public async ValueTask InitializeAsync()
    {
        var blueDoor = await world.Business();
        var alice = await world.Customer("Alice");
        var bea = await world.Member(blueDoor, "Bea");
        _things["conversation"] = await world.Talk(alice, blueDoor);
        _things["message"] = (await bea.Says("Between us", _things["conversation"])).Id;
        _things["business"] = blueDoor.Id;
        _things["shop"] = blueDoor.Shop.Id;
        _things["order"] = await (await blueDoor.Shop.Server()).Sells(alice, blueDoor);
        _mallory = await world.Customer("Mallory");
        _formerMember = await world.Member(blueDoor, "Fred");
        await world.Database.Write(async work =>
        {
            await work.Execute("UPDATE member SET left_at = 1 WHERE person_row = @Row", new { _formerMember.Row });
            await work.Execute(
                "UPDATE person SET access_version = access_version + 1 WHERE row_id = @Row",
                new { _formerMember.Row }
            );
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S0-59", "S1-68", "S1-69", "S2-82", "S3-57", "S4-62")]
    public async Task Somebody_elses_things_answer_like_things_that_never_were()
    {
        var routes = Routes();
        Assert.Empty(routes.Except(Expected.Keys));

        foreach (var route in routes.Where(route => Expected[route].Thing != NoForeignThing))
        foreach (var outsider in new[] { _mallory, _formerMember })
        {
            var (thing, body) = Expected[route];
            var theirs = await Ask(outsider, route, _things[thing], body);
            var nothing = await Ask(outsider, route, Guid.CreateVersion7(), body);

            Assert.StartsWith("404 ", theirs);
            Assert.Equal(nothing, theirs);
        }
    }

    [Fact]
    public async Task The_live_connection_answers_outsiders_the_same()
    {
        var methods = typeof(LiveHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name);
        Assert.Empty(methods.Except(ExpectedMethods.Keys));

        foreach (var outsider in new[] { _mallory, _formerMember })
        {
            await using var ear = await Ear.Of(outsider);
            foreach (var (method, argument) in ExpectedMethods.Where(entry => entry.Value is not null))
            foreach (var id in new[] { _things["conversation"], Guid.CreateVersion7() })
            {
                var json = JsonSerializer.SerializeToNode(argument, Person.Json)!.AsObject();
                json["conversationId"] = id.ToString();
                Assert.Equal("not_found", await ear.Refusal(method, json));
            }
        }
    }

    /// <summary>Status and body without what differs from request to request.</summary>
    private static async Task<string> Ask(Person person, string route, Guid id, object? body)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]+\}", id.ToString());
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent(
                JsonSerializer.Serialize(body ?? new { }, Person.Json),
                Encoding.UTF8,
                "application/json"
            );
        var answer = await person.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (text.StartsWith('{') && JsonNode.Parse(text) is JsonObject json)
        {
            json.Remove("traceId");
            text = json.ToJsonString();
        }

        return $"{(int)answer.StatusCode} {text}";
    }

    private List<string> Routes() =>
        [
            .. world
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
                .SelectMany(Named)
                .Distinct(),
        ];

    private static IEnumerable<string> Named(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method =>
            $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"
        );
}
