using System.Text;
using System.Text.Json;
using Parley.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Parley.Tests.Search;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

/// <summary>
/// Everybody who could have to do with an order asks every way of reading for everything, in a world put together by chance. Each
/// thing holds words of its own; who finds words that he may not see has found a leak, and who misses his own has lost something.
/// What he may see is worked out here a second time, from the parties alone. (Seen to fail with Audience.IsReadBy allowing teams'
/// notes to everybody, with OrderReader showing all items, with Seats believing a party that has left, and, in the feed, with topics
/// that describe one item of several.)
/// </summary>
public sealed partial class MatrixTests : IAsyncLifetime
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PARLEY_ROUNDS") ?? "1");

    private readonly World _world = new()
    {
        With = ["--Messaging:RatePerMinute=1000000", "--Contact:InquiriesPerHour=10000"],
    };

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
        await scene.Watch();
        await scene.Speak();
        await _world.IsIndexed();
        await scene.HaveHeard();
        // At once: a device that says nothing for half a minute is cut off.
        var followed = new Dictionary<string, List<(string Path, string Text)>>();
        foreach (var who in scene.Principals)
            followed[who.Name] = await who.Follows(scene);

        var found = new HashSet<(string Who, string Canary)>();
        var cells = 0L;
        foreach (var who in scene.Principals)
        foreach (var (path, text) in followed[who.Name].Concat(await who.ReadsEverything(scene)))
        foreach (var canary in scene.Canaries)
        {
            if (canary.IsPublicOn(path))
                continue;
            cells++;
            if (!text.Contains(canary.Word, StringComparison.Ordinal))
                continue;
            // What admins find without opening it says nothing of what they find elsewhere.
            var isSearch = who.IsAdmin && path.StartsWith("/admin/search", StringComparison.Ordinal);
            if (!isSearch)
                found.Add((who.Name, canary.Word));
            Assert.True(
                canary.MaySee(who) || (isSearch && canary.IsMessage && !canary.IsOfTeam),
                $"Round {seed}: {who.Name} found the {canary.What} by {path}."
            );
        }

        foreach (var who in scene.Principals)
        foreach (var canary in scene.Canaries.Where(canary => canary.Finds(who)))
            Assert.True(
                found.Contains((who.Name, canary.Word)),
                $"Round {seed}: {who.Name} did not find the {canary.What} anywhere."
            );

        return cells;
    }

    private sealed record Item(
        string Title,
        string Attribute,
        TestBusiness Seller,
        TestBusiness? Supplier,
        TestBusiness? Reseller
    );

    /// <param name="Others">Who supplies or resells now.</param>
    /// <param name="Former">Who did, and may have gone.</param>
    private sealed record Talk(
        Guid Id,
        Person Customer,
        TestBusiness Seller,
        HashSet<long> Others,
        HashSet<long> Former
    )
    {
        public bool Has(TestBusiness business) => business.Row == Seller.Row || Others.Contains(business.Row);

        public bool HasHad(TestBusiness business) => Has(business) || Former.Contains(business.Row);
    }

    /// <summary>Somebody who asks: what he is, and what his device has heard.</summary>
    private sealed record Principal(string Name, Person Person)
    {
        public TestBusiness? Business { get; init; }
        public bool IsAdmin { get; init; }
        public bool IsShop { get; init; }
        public HashSet<Guid> Oversees { get; } = [];
        public Ear? Ear { get; set; }

        /// <summary>Of the feed, from before there was anything of this world in it.</summary>
        public string? Cursor { get; set; }

        public bool IsIn(Talk talk) => Oversees.Contains(talk.Id) || IsPartyOf(talk);

        public bool IsPartyOf(Talk talk) =>
            (!IsShop && talk.Customer.Row == Person.Row) || (Business is not null && talk.Has(Business));

        /// <summary>All that the server sent by itself, and what the feed tells, by either door.</summary>
        public async Task<List<(string Path, string Text)>> Follows(Scene scene) =>
            Ear is null
                ? []
                :
                [
                    ("/sync", await Feed(scene, AskHttp)),
                    ("Sync of the hub", await Feed(scene, AskHub)),
                    ("live", string.Join('\n', Ear.Frames)),
                ];

        /// <summary>All that the server answers to all that can be asked for by reading.</summary>
        public async Task<List<(string Path, string Text)>> ReadsEverything(Scene scene)
        {
            var answers = new List<(string, string)>();
            foreach (var path in scene.Paths)
            {
                using var answer = await Person.Gets(path);
                answers.Add((path, await answer.Content.ReadAsStringAsync()));
            }

            return answers;
        }

        private async Task<string> AskHttp(string cursor) =>
            await (await Person.Gets($"/sync?cursor={cursor}")).Content.ReadAsStringAsync();

        private async Task<string> AskHub(string cursor) => (await Ear!.Call("Sync", new { cursor })).GetRawText();

        /// <summary>The feed from the cursor to its end, which shows him all that he takes part in and nothing else.</summary>
        private async Task<string> Feed(Scene scene, Func<string, Task<string>> ask)
        {
            var text = new StringBuilder();
            var shown = new HashSet<Guid>();
            for (var cursor = Cursor; cursor is not null; )
            {
                var answer = await ask(cursor);
                text.AppendLine(answer);
                var page = JsonSerializer.Deserialize<SyncPage>(answer, Person.Json)!;
                shown.UnionWith(page.Changed.Where(change => !change.Left).Select(change => change.ConversationId));
                cursor = page.More ? page.Cursor : null;
            }
            Assert.True(
                shown.SetEquals(scene.TalksOf(this)),
                $"{Name} was not told of the conversations that are his."
            );

            return text.ToString();
        }
    }
}
