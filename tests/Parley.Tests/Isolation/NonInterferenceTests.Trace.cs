using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.Orders;
using Parley.Tests.People;
using Parley.Tests.Search;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

public sealed partial class NonInterferenceTests
{
    /// <summary>One world: an order with its seller, a supplier and a reseller, and what one of them gets of it.</summary>
    private sealed class Trace(World world, Lines lines, string name, string observer, string team)
    {
        private static readonly string[] Statuses = ["shipped", "delivered", "completed"];

        private readonly Dictionary<string, Person> _people = [];
        private TestBusiness _seller = null!;
        private TestBusiness _supplier = null!;
        private Guid _talk;
        private int _moves;

        public async Task<string> Of(TestShop shop, IReadOnlyList<Step> steps)
        {
            await Prepare(shop);

            return await Run(steps);
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

        private Person Me => _people[observer];

        /// <summary>What selects the observer's list.</summary>
        private string As => observer == "olaf" ? $"&as={_supplier.Id}" : "";

        private async Task<string> Run(IReadOnlyList<Step> steps)
        {
            await using var ear = await Ear.Of(Me);
            await ear.Call("Watch", new { conversationId = _talk });
            var cursor = (await Me.Syncs()).Cursor;
            await using var atTheDesk = await Ear.Of(_people["bea"]);
            await ear.Hears("presence", shown => shown.GetRawText().Contains($"{_seller.Id}"));
            var answers = new List<string>();

            foreach (var step in steps)
            {
                await Take(step);
                if (!step.IsHiddenFrom(team))
                    answers.AddRange(await Answers([$"/conversations?{As}", $"/conversations/{_talk}"]));
            }
            await _people["bea"].Says("The end", _talk);
            await ear.Hears("message", heard => heard.GetRawText().Contains("The end"));
            await lines.AreShown();
            // His line once more, so that the last of it shows how everything stands.
            await Me.Puts($"/conversations/{_talk}/mute", new { });
            await ear.Hears("inbox", line => line.GetProperty("row").GetProperty("muted").GetBoolean());

            await OnlyHidden(steps, ear);

            await world.IsIndexed();
            answers.AddRange(await Answers(Paths(cursor)));

            return Masked(string.Join('\n', [.. Told(ear), .. answers])).Replace(name, "#");
        }

        /// <summary>What is hidden once more, while nothing else happens: it sends him nothing at all.</summary>
        private async Task OnlyHidden(IEnumerable<Step> steps, Ear ear)
        {
            var before = EventsOf(ear);
            List<Step> hidden = [.. steps.Where(step => step.IsHiddenFrom(team))];
            if (hidden.Count == 0)
                return;

            foreach (var step in hidden)
                await Take(step);
            await lines.AreShown();

            Assert.True(
                EventsOf(ear).Count == before.Count,
                $"{name}, {observer}: {string.Join(' ', hidden)}\n{string.Join('\n', EventsOf(ear).Skip(before.Count))}"
            );
            Assert.DoesNotContain(before, frame => hidden.Any(step => frame.Contains($"\"Note {step.Number}\"")));
        }

        private static List<string> EventsOf(Ear ear) => [.. ear.Frames.Where(frame => frame.Contains("\"target\":"))];

        /// <summary>
        /// Messages, receipts and lines come from different threads: each kind has its order, and which comes first is nobody's doing.
        /// A line is sent at most once a second, so how many of its changes come as one depends on the time that the other deeds
        /// take: of the lines only the last is compared here.
        /// </summary>
        private static IEnumerable<string> Told(Ear ear)
        {
            string[] kinds = ["message", "cursor", "typing", "presence", "notice"];
            var frames = EventsOf(ear);

            return
            [
                .. kinds.SelectMany(kind => frames.Where(frame => IsOf(kind, frame) && !IsOpening(frame))),
                frames.Last(frame => IsOf("inbox", frame)),
            ];

            static bool IsOf(string kind, string frame) => frame.Contains($"\"target\":\"{kind}\"");
        }

        private string[] Paths(string cursor) =>
            [
                $"/conversations?{As}",
                $"/conversations?q=end{As}",
                $"/conversations/{_talk}",
                $"/conversations/{_talk}/messages?limit=100",
                $"/conversations/{_talk}/customer",
                $"/orders?{As}",
                $"/orders/{name}",
                $"/orders/{name}/messages?limit=100",
                "/order-counts",
                $"/search/messages?q=note&limit=100{As}",
                $"/search/messages?q=bea&limit=100{As}",
                $"/search/messages?q=end&unread=true{As}",
                $"/businesses/{_seller.Id}/messages?limit=100",
                $"/businesses/{_seller.Id}/unread",
                $"/businesses/{_supplier.Id}/unread",
                "/businesses",
                "/contacts",
                $"/sync?cursor={cursor}",
            ];

        private async Task<List<string>> Answers(IEnumerable<string> paths)
        {
            var answers = new List<string>();
            foreach (var path in paths)
                answers.Add(await (await Me.Gets(path)).Content.ReadAsStringAsync());

            return answers;
        }

        // It was told before the ear listened, and may be shown just after.
        private static bool IsOpening(string frame) => frame.Contains("\"code\":\"order.placed\"");

        private async Task Take(Step step)
        {
            var person = _people[step.Who];
            if (step.Who == "ada")
                await person.Posts($"/conversations/{_talk}/oversight", new { reason = "A complaint" });
            if (step.Deed == Deed.LooksOn)
            {
                await using var ear = await Ear.Of(person);
                await ear.Call("Watch", new { conversationId = _talk });
            }
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
                Deed.LooksOn => await person.Gets($"/conversations/{_talk}/messages"),
                _ => await Move(),
            };
            Assert.True(done.IsSuccessStatusCode, $"{step}: {done.StatusCode}");
            // Receipts are merged by time; written step by step they are the same in both worlds.
            await world.Services.GetRequiredService<Cursors>().Flush();
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
}
