using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

/// <summary>
/// Two worlds that differ only in what is hidden from somebody are one world to him: what he is sent, lists, opens, pages and
/// syncs is equal to the letter, ids, times and cursors aside. In every other world he is the customer, else the supplier of the
/// order. (Seen to fail with notes numbered in everyone's sequence.)
/// </summary>
public sealed partial class NonInterferenceTests : IAsyncLifetime
{
    private static readonly int Worlds = int.Parse(Environment.GetEnvironmentVariable("PARLEY_WORLDS") ?? "20");
    private const int Steps = 12;

    private readonly World _world = new() { With = ["--Messaging:StaffRatePerMinute=1000000"] };

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private enum Deed
    {
        Says,
        NotesToTeam,
        NotesToPlatform,
        Reads,
        ReadsNotes,
        TypesNote,
        Resolves,
        ReportsSpam,
        ClearsOfSpam,
        Moves,
    }

    /// <summary>Who does what. The teams are the sides of the conversation; the shop is nobody's, and the platform only looks on.</summary>
    private static readonly (string Who, string Team, Deed[] Deeds)[] Doers =
    [
        ("alice", "customer", [Deed.Says, Deed.NotesToPlatform, Deed.Reads, Deed.Resolves]),
        (
            "bea",
            "seller",
            [
                Deed.Says,
                Deed.NotesToTeam,
                Deed.NotesToPlatform,
                Deed.Reads,
                Deed.ReadsNotes,
                Deed.Resolves,
                Deed.ReportsSpam,
            ]
        ),
        ("ben", "seller", [Deed.NotesToTeam, Deed.ReadsNotes, Deed.TypesNote, Deed.ReportsSpam, Deed.ClearsOfSpam]),
        ("olaf", "supplier", [Deed.Says, Deed.NotesToTeam, Deed.NotesToPlatform, Deed.Reads, Deed.TypesNote]),
        ("rita", "reseller", [Deed.Says, Deed.NotesToTeam, Deed.NotesToPlatform, Deed.ReadsNotes]),
        ("ada", "platform", [Deed.NotesToPlatform, Deed.ReadsNotes]),
        ("shop", "", [Deed.Moves]),
    ];

    private sealed record Step(string Who, string Team, Deed Deed, int Number)
    {
        /// <summary>A note, what somebody did with notes, or a report of spam, of another side than this one.</summary>
        public bool IsHiddenFrom(string team) =>
            Team != team && Deed is not (Deed.Says or Deed.Reads or Deed.Resolves or Deed.Moves);
    }

    [Fact]
    [Covers("C15", "S4-66", "S3-19")]
    public async Task Hidden_notes_and_reports_of_spam_change_nothing_that_others_get()
    {
        var shop = await _world.Shop("Two worlds");
        var hidden = 0;
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable.Range(0, Steps).Select(number => Any(random, number)).ToList();
            var (observer, team) = seed % 2 == 1 ? ("alice", "customer") : ("olaf", "supplier");
            List<Step> seen = [.. steps.Where(step => !step.IsHiddenFrom(team))];
            hidden += steps.Count - seen.Count;

            var withNotes = await Trace.Of(_world, shop, $"of-world-{seed}-a", observer, steps);
            var without = await Trace.Of(_world, shop, $"of-world-{seed}-b", observer, seen);

            Assert.True(
                without == withNotes,
                $"World {seed}, {observer}: {string.Join(' ', steps)}\n{without}\n---\n{withNotes}"
            );
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Worlds} worlds, {hidden} hidden deeds, no difference");
        Assert.True(hidden > 2 * Worlds, $"Only {hidden} deeds were hidden.");
    }

    private static Step Any(Random random, int number)
    {
        var (who, team, deeds) = Doers[random.Next(Doers.Length)];

        return new Step(who, team, deeds[random.Next(deeds.Length)], number);
    }

    /// <summary>One world: an order with its seller, a supplier and a reseller, and what one of them gets of it.</summary>
    private sealed class Trace(World world, string name)
    {
        private static readonly string[] Statuses = ["shipped", "delivered", "completed"];

        private readonly Dictionary<string, Person> _people = [];
        private TestBusiness _seller = null!;
        private TestBusiness _supplier = null!;
        private Guid _talk;
        private int _moves;

        public static async Task<string> Of(
            World world,
            TestShop shop,
            string name,
            string observer,
            IReadOnlyList<Step> steps
        )
        {
            var trace = new Trace(world, name);
            await trace.Prepare(shop);

            return await trace.Run(observer, steps);
        }

        private async Task Prepare(TestShop shop)
        {
            _seller = await world.Business($"Seller {name}", shop);
            _supplier = await world.Business($"Supplier {name}", shop);
            var reseller = await world.Business($"Reseller {name}", shop);
            _people["alice"] = await world.Customer($"Alice {name}", shop);
            _people["bea"] = await world.Member(_seller, $"Bea {name}");
            _people["ben"] = await world.Member(_seller, $"Ben {name}");
            _people["olaf"] = await world.Member(_supplier, $"Olaf {name}");
            _people["rita"] = await world.Member(reseller, $"Rita {name}");
            _people["ada"] = await world.Admin();
            _people["shop"] = await shop.Server();
            var order = _people["alice"].Order(name, items: [("Vase", _seller, _supplier)]);
            order["items"]![0]!["reseller"] = reseller.ExternalId;
            _talk = (await _people["shop"].Pushes(order)).Conversations[0].Id;
        }

        private async Task<string> Run(string observer, IReadOnlyList<Step> steps)
        {
            var me = _people[observer];
            await using var ear = await Ear.Of(me);
            await ear.Call("Watch", new { conversationId = _talk });
            var cursor = (await me.Syncs()).Cursor;

            foreach (var step in steps)
            {
                await Take(step);
                // Receipts are merged by time; written step by step they are the same in both worlds.
                await world.Services.GetRequiredService<Cursors>().Flush();
            }

            await _people["bea"].Says("The end", _talk);
            await ear.Hears("message", heard => heard.GetRawText().Contains("The end"));
            var list = observer == "olaf" ? $"?as={_supplier.Id}" : "";
            string[] paths =
            [
                $"/conversations{list}",
                $"/conversations/{_talk}",
                $"/conversations/{_talk}/messages?limit=100",
                $"/orders{list}",
                $"/orders/{name}",
                $"/orders/{name}/messages?limit=100",
                .. observer == "alice" ? [$"/businesses/{_seller.Id}/messages?limit=100"] : Array.Empty<string>(),
                $"/sync?cursor={cursor}",
            ];
            var answers = new List<string>();
            foreach (var path in paths)
                answers.Add(await (await me.Gets(path)).Content.ReadAsStringAsync());
            // Messages and receipts come from two threads: each kind has its order, and which comes first is nobody's doing.
            string[] kinds = ["message", "cursor", "typing"];
            var frames = kinds.SelectMany(kind =>
                ear.Frames.Where(frame => frame.Contains($"\"target\":\"{kind}\"") && !IsOpening(frame))
            );

            return Masked(string.Join('\n', [.. frames, .. answers])).Replace(name, "#");
        }

        // It was told before the ear listened, and may be shown just after.
        private static bool IsOpening(string frame) => frame.Contains("\"code\":\"order.placed\"");

        private async Task Take(Step step)
        {
            var person = _people[step.Who];
            if (step.Who == "ada")
                await person.Posts($"/conversations/{_talk}/oversight", new { reason = "A complaint" });
            var done = step.Deed switch
            {
                Deed.Says => await person.Sends($"{step.Who} {step.Number}", _talk),
                Deed.NotesToTeam => await person.Sends($"Note {step.Number}", _talk, audience: "team"),
                Deed.NotesToPlatform => await person.Sends(
                    $"Note {step.Number}",
                    _talk,
                    audience: step.Who == "ada" ? "platform" : "platformWith"
                ),
                Deed.Reads => await Read(person, "everyone"),
                Deed.ReadsNotes => await Read(person, step.Who == "ada" ? "platform" : "team"),
                Deed.TypesNote => await person.Posts(
                    $"/conversations/{_talk}/typing",
                    new { audience = new { kind = "team" } }
                ),
                Deed.Resolves => await person.Patches($"/conversations/{_talk}", new { status = "resolved" }),
                Deed.ReportsSpam => await person.Puts($"/conversations/{_talk}/spam", new { }),
                Deed.ClearsOfSpam => await person.Deletes($"/conversations/{_talk}/spam"),
                _ => await Move(),
            };
            Assert.True(done.IsSuccessStatusCode, $"{step}: {done.StatusCode}");
        }

        private Task<HttpResponseMessage> Read(Person person, string audience) =>
            person.Posts(
                $"/conversations/{_talk}/read",
                new { upTo = new[] { new { audience = new { kind = audience }, seq = 100 } } }
            );

        private async Task<HttpResponseMessage> Move()
        {
            var order = await _people["bea"].SeesOrder(name);

            return await _people["shop"]
                .Patches($"/orders/{order.Id}", new { status = Statuses[Math.Min(_moves++, Statuses.Length - 1)] });
        }
    }

    private static string Masked(string trace)
    {
        var seen = new Dictionary<string, string>();
        trace = Id().Replace(trace, id => Named(seen, id.Value));

        return Cursor().Replace(Instant().Replace(trace, "instant"), "\"cursor\":\"…\"");
    }

    private static string Named(Dictionary<string, string> seen, string id)
    {
        seen.TryAdd(id, $"id{seen.Count}");

        return seen[id];
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Instant();

    [GeneratedRegex("\"cursor\":\"[^\"]+\"")]
    private static partial Regex Cursor();
}
