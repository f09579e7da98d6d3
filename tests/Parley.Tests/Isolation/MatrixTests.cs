using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.People;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Parley.Tests.Search;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

/// <summary>
/// Everybody who could have to do with an order asks every way of reading for everything, in a world put together by chance. Each
/// thing holds words of its own; who finds words that he may not see has found a leak, and who misses his own has lost something.
/// What he may see is worked out here a second time, from the parties alone. (Seen to fail with Audience.IsReadBy allowing teams'
/// notes to everybody, with OrderReader showing all items, and with Seats believing a party that has left.)
/// </summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PARLEY_ROUNDS") ?? "2");

    private readonly World _world = new() { With = ["--Messaging:RatePerMinute=1000000"] };

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Covers("S4-27", "S4-28", "S4-26", "S4-29", "S4-65", "S4-19")]
    public async Task Nobody_finds_what_is_not_his_on_any_path()
    {
        var cells = 0L;
        for (var round = 1; round <= Rounds; round++)
            cells += await Round(round);

        TestContext.Current.TestOutputHelper?.WriteLine($"{cells} cells, 0 leaks");
        Assert.True(cells >= 100_000L * Rounds, $"Only {cells} cells.");
    }

    private async Task<long> Round(int seed)
    {
        await using var scene = await Scene.Of(_world, seed);
        await scene.Speak();
        await _world.IsIndexed();

        var found = new HashSet<(string Who, string Canary)>();
        var cells = 0L;
        foreach (var who in scene.Principals)
        {
            foreach (var (path, text) in await who.ReadsEverything(scene))
            foreach (var canary in scene.Canaries)
            {
                cells++;
                if (!text.Contains(canary.Word, StringComparison.Ordinal))
                    continue;
                // What admins find without opening it says nothing of what they find elsewhere.
                var isSearch = who.IsAdmin && path.StartsWith("/admin/search", StringComparison.Ordinal);
                if (!isSearch)
                    found.Add((who.Name, canary.Word));
                Assert.True(
                    canary.MaySee(who) || (isSearch && !canary.IsOfTeam),
                    $"Round {seed}: {who.Name} found the {canary.What} by {path}."
                );
            }
        }

        foreach (var who in scene.Principals)
        foreach (var canary in scene.Canaries.Where(canary => canary.MaySee(who)))
            Assert.True(
                found.Contains((who.Name, canary.Word)),
                $"Round {seed}: {who.Name} did not find the {canary.What} anywhere."
            );

        return cells;
    }

    /// <summary>Words that stand in one thing only.</summary>
    private sealed record Canary(string Word, string What, Func<Principal, bool> MaySee, bool IsOfTeam = false);

    private sealed record Item(string Title, TestBusiness Seller, TestBusiness? Supplier, TestBusiness? Reseller);

    private sealed record Talk(Guid Id, Person Customer, TestBusiness Seller, HashSet<long> Others)
    {
        public bool Has(TestBusiness business) => business.Row == Seller.Row || Others.Contains(business.Row);
    }

    /// <summary>Somebody who asks: what he is, and what his device has heard.</summary>
    private sealed record Principal(string Name, Person Person)
    {
        public TestBusiness? Business { get; init; }
        public bool IsAdmin { get; init; }
        public bool IsShop { get; init; }
        public HashSet<Guid> Oversees { get; } = [];
        public Ear? Ear { get; set; }

        public bool IsIn(Talk talk) =>
            Oversees.Contains(talk.Id)
            || (!IsShop && talk.Customer.Row == Person.Row)
            || (Business is not null && talk.Has(Business));

        /// <summary>All that the server answers to all that can be asked for by reading, and all that it sent by itself.</summary>
        public async Task<IReadOnlyList<(string Path, string Text)>> ReadsEverything(Scene scene)
        {
            var answers = new List<(string, string)>();
            foreach (var path in scene.Paths)
            {
                using var answer = await Person.Gets(path);
                answers.Add((path, await answer.Content.ReadAsStringAsync()));
            }
            if (Ear is not null)
                answers.Add(("live", string.Join('\n', Ear.Frames)));

            return answers;
        }
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly World _world;
        private readonly Random _random;
        private readonly List<Talk> _talks = [];
        private readonly List<string> _orders = [];
        private readonly List<Guid> _messages = [];
        private readonly List<TestBusiness> _businesses = [];

        public List<Principal> Principals { get; } = [];
        public List<Canary> Canaries { get; } = [];
        public IReadOnlyList<string> Paths { get; private set; } = [];

        private Scene(World world, int seed) => (_world, _random) = (world, new Random(seed));

        public static async Task<Scene> Of(World world, int seed)
        {
            var scene = new Scene(world, seed);
            var shop = await world.Shop($"Market {seed}");
            var other = await world.Shop($"Bazaar {seed}");
            foreach (var name in new[] { "Blue Door", "Lumen", "Oakworks", "Pineworks", "Rex", "Rob" })
            {
                var business = await world.Business($"{name} {seed}", shop);
                scene._businesses.Add(business);
                var member = await world.Member(business, $"Member of {name} {seed}");
                scene.Principals.Add(new Principal($"the member of {name}", member) { Business = business });
            }
            foreach (var name in new[] { "Alice", "Aaron" })
                scene.Principals.Add(new Principal(name, await world.Customer($"{name} {seed}", shop)));
            scene.Principals.Add(
                new Principal("the admin who opened one", await world.Admin($"Ada {seed}")) { IsAdmin = true }
            );
            scene.Principals.Add(
                new Principal("the admin who opened none", await world.Admin($"Eve {seed}")) { IsAdmin = true }
            );
            scene.Principals.Add(new Principal("the removed member", await scene.RemovedMember(seed)));
            scene.Principals.Add(new Principal("the stranger", await world.Customer($"Mallory {seed}", shop)));
            scene.Principals.Add(
                new Principal("the other shop's customer", await world.Customer($"Alice {seed}", other))
            );
            foreach (var principal in scene.Principals)
                principal.Ear = await Ear.Of(principal.Person);
            scene.Principals.Add(new Principal("the visitor", world.Visitor()));
            scene.Principals.Add(new Principal("the shop", await shop.Server()) { IsShop = true });
            scene.Principals.Add(new Principal("the other shop", await other.Server()));
            await scene.Sell();

            return scene;
        }

        private async Task<Person> RemovedMember(int seed)
        {
            var former = await _world.Member(_businesses[0], $"Fred {seed}");
            await _world.Write(
                (work, now) => Members.Leave(work, _businesses[0].Row, former.Row, now, AuditActor.System)
            );
            _world.Services.GetRequiredService<AccessChanges>().Person(former.Row);

            return former;
        }

        /// <summary>Orders of two customers from two sellers, with suppliers and resellers by chance, one of whom is replaced later.</summary>
        private async Task Sell()
        {
            var server = Principals.Single(who => who.IsShop).Person;
            foreach (var customer in Principals.Where(who => who.Name is "Alice" or "Aaron"))
                for (var i = 0; i < 3; i++)
                {
                    var number = $"M{Word()}";
                    var parts = Enumerable
                        .Range(0, _random.Next(1, 4))
                        .Select(_ => new Item(Word(), Any(0, 1), AnyOrNone(2, 3), AnyOrNone(4, 5)))
                        .ToList();
                    var before = parts.Select(part => part with { Supplier = AnyOrNone(2, 3) }).ToList();
                    await server.Pushes(Order(customer.Person, number, 1, before));
                    var pushed = await server.Pushes(Order(customer.Person, number, 2, parts));
                    _orders.AddRange([number, $"{pushed.Id}"]);
                    var talks = pushed
                        .Conversations.Select(its => TalkOf(its.Id, its.Seller, customer.Person, parts))
                        .ToList();
                    _talks.AddRange(talks);
                    Canaries.AddRange(parts.Select(part => ItemCanary(part, customer, parts, talks)));
                }
            var ada = Principals.Single(who => who.Name == "the admin who opened one");
            var opened = _talks[_random.Next(_talks.Count)];
            await ada.Person.Posts($"/conversations/{opened.Id}/oversight", new { reason = "Complaint" });
            ada.Oversees.Add(opened.Id);
        }

        private static Talk TalkOf(Guid id, string seller, Person customer, List<Item> parts)
        {
            var mine = parts.Where(part => part.Seller.ExternalId == seller).ToList();
            var others = mine.SelectMany(part => new[] { part.Supplier, part.Reseller }).OfType<TestBusiness>();

            return new Talk(id, customer, mine[0].Seller, [.. others.Select(other => other.Row)]);
        }

        // The first item of a seller's part names the conversation; the others are seen by who has a part in them.
        private static Canary ItemCanary(Item item, Principal customer, List<Item> parts, List<Talk> talks)
        {
            var namesIt = parts.First(part => part.Seller.Row == item.Seller.Row) == item;
            var talk = talks.Single(talk => talk.Seller.Row == item.Seller.Row);
            long?[] rows = [item.Seller.Row, item.Supplier?.Row, item.Reseller?.Row];

            return new Canary(
                item.Title,
                "title of an item",
                who =>
                    who.IsShop
                    || who.Person.Row == customer.Person.Row && who.Person.Row != 0
                    || (who.Business is { } business && rows.Contains(business.Row))
                    || (namesIt && (who.IsAdmin || who.IsIn(talk)))
            );
        }

        private static JsonObject Order(Person customer, string number, int version, List<Item> parts)
        {
            var order = customer.Order(
                number,
                version,
                items: [.. parts.Select(part => (part.Title, part.Seller, part.Supplier))]
            );
            for (var i = 0; i < parts.Count; i++)
                order["items"]![i]!["reseller"] = parts[i].Reseller?.ExternalId;

            return order;
        }

        /// <summary>Everybody who may says something to every audience that he has.</summary>
        public async Task Speak()
        {
            foreach (var talk in _talks)
            foreach (var who in Principals.Where(who => who.IsIn(talk)))
            {
                if (!who.IsAdmin)
                    await Say(who, talk, "everyone", reader => reader.IsIn(talk));
                if (who.Business is { } own)
                    await Say(
                        who,
                        talk,
                        "team",
                        reader => reader.Oversees.Contains(talk.Id) || reader.Business?.Row == own.Row
                    );
                await Say(
                    who,
                    talk,
                    who.IsAdmin ? "platform" : "platformWith",
                    reader =>
                        reader.Oversees.Contains(talk.Id)
                        || (
                            !who.IsAdmin
                            && (
                                who.Business is null
                                    ? reader.Name == who.Name
                                    : reader.Business?.Row == who.Business.Row
                            )
                        )
                );
            }
            Paths = [.. AllPaths()];
        }

        private async Task Say(Principal who, Talk talk, string audience, Func<Principal, bool> maySee)
        {
            var word = Word();
            _messages.Add((await who.Person.Says($"says {word} here", talk.Id, audience)).Id);
            Canaries.Add(new Canary(word, $"message of {who.Name} to {audience}", maySee, audience == "team"));
        }

        /// <summary>Every route that reads, with everything in every place; a new route fails here until it is known.</summary>
        private IEnumerable<string> AllPaths()
        {
            var routes = _world
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
                .Select(route => route.RoutePattern.RawText!)
                .Where(pattern => pattern.StartsWith("/api/v1", StringComparison.Ordinal))
                .Select(pattern => pattern["/api/v1".Length..].TrimEnd('/'))
                .Distinct();
            foreach (var route in routes)
            foreach (var path in Filled(route))
                yield return path;
        }

        private IEnumerable<string> Filled(string route) =>
            route switch
            {
                "/conversations" or "/orders" =>
                [
                    $"{route}?limit=100",
                    .. _businesses.Select(business => $"{route}?limit=100&as={business.Id}"),
                    .. route == "/conversations" ? Canaries.Take(5).Select(canary => $"{route}?q={canary.Word}") : [],
                ],
                "/search/messages" =>
                [
                    .. Canaries.Select(canary => $"{route}?q={canary.Word}"),
                    .. _businesses.SelectMany(business =>
                        Canaries
                            .Where(_ => _random.Next(4) == 0)
                            .Select(canary => $"{route}?q={canary.Word}&as={business.Id}")
                    ),
                    .. _businesses.Select(business => $"{route}?q=says&limit=100&as={business.Id}"),
                ],
                // By what all of them have: the words of each search stand in the audit.
                "/admin/search/messages" => _businesses.Select(seller =>
                    $"{route}?q=says&limit=100&business={seller.Id}"
                ),
                "/sync" => ["/sync"],
                "/businesses/{id:guid}/messages" => _businesses.SelectMany(business =>
                    _talks
                        .Select(talk => $"&customer={talk.Customer.Id}")
                        .Append("")
                        .Distinct()
                        .Select(customer => $"/businesses/{business.Id}/messages?limit=100{customer}")
                ),
                "/businesses/{id:guid}/unread" or "/businesses/{id:guid}/blocks" => _businesses.Select(business =>
                    route.Replace("{id:guid}", $"{business.Id}")
                ),
                "/admin/conversations" => ["/admin/conversations?limit=100"],
                "/contact/{kind}/{reference}" =>
                [
                    .. _businesses.Select(business => $"/contact/general/{business.Id}"),
                    .. _orders.Select(order => $"/contact/order/{order}"),
                ],
                _ when route.Contains("{conversationId") => _talks.Select(talk =>
                    route.Replace("{conversationId:guid}", $"{talk.Id}")
                    + (route.EndsWith("/messages") ? "?limit=100" : "")
                ),
                _ when route.Contains("{messageId") => _messages.Select(id =>
                    route.Replace("{messageId:guid}", $"{id}")
                ),
                _ when route.Contains("{idOrNumber}") => _orders.SelectMany(order =>
                    route.EndsWith("/messages")
                        ?
                        [
                            $"{route.Replace("{idOrNumber}", order)}?limit=100",
                            .. _businesses
                                .Take(2)
                                .Select(seller =>
                                    $"{route.Replace("{idOrNumber}", order)}?limit=100&seller={seller.Id}"
                                ),
                        ]
                        : new[] { route.Replace("{idOrNumber}", order) }
                ),
                _ =>
                [
                    route
                        .Replace("{id:guid}", $"{_businesses[0].Id}")
                        .Replace("{token}", "x")
                        .Replace("{shopId:guid}", $"{_businesses[0].Shop.Id}"),
                ],
            };

        private TestBusiness Any(int from, int to) => _businesses[_random.Next(from, to + 1)];

        private TestBusiness? AnyOrNone(int from, int to) => _random.Next(3) == 0 ? null : Any(from, to);

        private string Word() => $"w{_random.NextInt64(1L << 60):x}z";

        public async ValueTask DisposeAsync()
        {
            foreach (var who in Principals)
                if (who.Ear is { } ear)
                    await ear.DisposeAsync();
        }
    }
}
