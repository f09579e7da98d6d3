using System.Text.Json.Nodes;
using Parley.Tests.Conversations;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

public sealed partial class MatrixTests
{
    /// <summary>One world: who is in it, what they have to do with each other, and the words that tell it.</summary>
    private sealed partial class Scene : IAsyncDisposable
    {
        private readonly World _world;
        private readonly Random _random;
        private readonly List<Talk> _talks = [];
        private readonly List<string> _orders = [];
        private readonly List<Guid> _messages = [];
        private readonly List<TestBusiness> _businesses = [];
        private TestShop _shop = null!;
        private Guid _inquiry;

        public List<Principal> Principals { get; } = [];
        public List<Canary> Canaries { get; } = [];
        public IReadOnlyList<string> Paths { get; private set; } = [];

        private Scene(World world, int seed) => (_world, _random) = (world, new Random(seed));

        public static async Task<Scene> Of(World world, int seed)
        {
            var scene = new Scene(world, seed) { _shop = await world.Shop($"Market {seed}") };
            var other = await world.Shop($"Bazaar {seed}");
            await scene.AddBusinesses();
            await scene.AddPeople(other);
            scene.Principals.Add(new Principal("the visitor", world.Visitor()));
            scene.Principals.Add(new Principal("the shop", await scene._shop.Server()) { IsShop = true });
            scene.Principals.Add(new Principal("the other shop", await other.Server()));
            await scene.AddGuest();
            await scene.Sell();
            await scene.Oversee();

            return scene;
        }

        /// <summary>The conversations of which his feed tells: an admin who looks on has none.</summary>
        public IEnumerable<Guid> TalksOf(Principal who) => _talks.Where(who.IsPartyOf).Select(talk => talk.Id);

        /// <summary>Orders of two customers from two sellers, with suppliers and resellers by chance, one of whom is replaced later.</summary>
        private async Task Sell()
        {
            var server = Principals.Single(who => who.IsShop).Person;
            foreach (var customer in Principals.Where(who => who.Name is "Alice" or "Aaron"))
                for (var i = 0; i < 3; i++)
                {
                    var (number, tracking) = (Word(), Word());
                    var parts = Enumerable
                        .Range(0, _random.Next(1, 4))
                        .Select(_ => new Item(Word(), Word(), Any(0, 1), AnyOrNone(2, 3), AnyOrNone(4, 5)))
                        .ToList();
                    var before = parts.Select(part => part with { Supplier = AnyOrNone(2, 3) }).ToList();
                    await server.Pushes(Order(customer.Person, number, 1, before));
                    var shipped = Order(customer.Person, number, 2, parts);
                    shipped["status"] = "shipped";
                    shipped["tracking"] = new JsonObject { ["number"] = tracking };
                    var pushed = await server.Pushes(shipped);
                    _orders.AddRange([number, $"{pushed.Id}"]);
                    var talks = pushed
                        .Conversations.Select(its => TalkOf(its.Id, its.Seller, customer.Person, parts, before))
                        .ToList();
                    _talks.AddRange(talks);
                    Canaries.AddRange(parts.SelectMany(part => ItemCanaries(part, customer, parts, talks)));
                    Canaries.Add(
                        new Canary(
                            number,
                            "number of an order",
                            who => who.IsShop || who.IsAdmin || talks.Any(who.IsIn)
                        )
                    );
                    Canaries.Add(new Canary(tracking, "number of a parcel", who => who.IsShop || talks.Any(who.IsIn)));
                }
        }

        private async Task Oversee()
        {
            var ada = Principals.Single(who => who.Name == "the admin who opened one");
            var opened = _talks[_random.Next(_talks.Count)];
            var reason = Word();
            await ada.Person.Posts($"/conversations/{opened.Id}/oversight", new { reason = $"Complaint {reason}" });
            ada.Oversees.Add(opened.Id);
            Canaries.Add(new Canary(reason, "reason of an oversight", who => who.IsAdmin));
        }

        private static Talk TalkOf(Guid id, string seller, Person customer, List<Item> parts, List<Item> before)
        {
            var business = parts.First(part => part.Seller.ExternalId == seller).Seller;

            return new Talk(id, customer, business, OthersOf(parts, business), OthersOf(before, business));
        }

        private static HashSet<long> OthersOf(List<Item> items, TestBusiness seller) =>
            [
                .. items
                    .Where(item => item.Seller == seller)
                    .SelectMany(item => new[] { item.Supplier, item.Reseller })
                    .OfType<TestBusiness>()
                    .Select(other => other.Row),
            ];

        private static JsonObject Order(Person customer, string number, int version, List<Item> parts)
        {
            var order = customer.Order(
                number,
                version,
                items: [.. parts.Select(part => (part.Title, part.Seller, part.Supplier))]
            );
            for (var i = 0; i < parts.Count; i++)
            {
                order["items"]![i]!["reseller"] = parts[i].Reseller?.ExternalId;
                order["items"]![i]!["attributes"] = new JsonObject { ["engraved"] = parts[i].Attribute };
            }

            return order;
        }

        /// <summary>As the app does with what it shows; nobody watches what is not his.</summary>
        public async Task Watch()
        {
            foreach (var who in Principals.Where(who => who.Ear is not null))
            foreach (var talk in _talks)
                Assert.Equal(
                    (who.Name, who.IsIn(talk) ? "" : "not_found"),
                    (who.Name, await who.Ear!.Refusal("Watch", new { conversationId = talk.Id }))
                );
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
            Canaries.Add(
                new Canary(word, $"message of {who.Name} to {audience}", maySee)
                {
                    IsMessage = true,
                    IsOfTeam = audience == "team",
                }
            );
        }

        /// <summary>
        /// Waits until every device was told of each message that is its owner's, and of each of his lines as it is in the end. To those
        /// who only look on nothing is sent.
        /// </summary>
        public async Task HaveHeard()
        {
            List<Principal> parties = [.. Principals.Where(who => TalksOf(who).Any())];
            // What changes last comes last, at most a second after what came before.
            foreach (var who in parties)
            foreach (var id in TalksOf(who))
                await who.Person.Puts($"/conversations/{id}/unread", new { });
            foreach (var who in parties)
            {
                foreach (var canary in Canaries.Where(canary => canary.IsMessage && canary.What != Inquiry))
                    if (canary.MaySee(who))
                        await who.Ear!.Hears("message", heard => heard.GetRawText().Contains(canary.Word));
                foreach (var id in TalksOf(who))
                    await who.Ear!.Hears(
                        "inbox",
                        line =>
                            line.GetProperty("conversationId").GetGuid() == id
                            && line.GetProperty("row").GetProperty("unreadMark").GetBoolean()
                    );
            }
        }

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
