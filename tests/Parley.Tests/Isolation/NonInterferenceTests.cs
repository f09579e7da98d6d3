using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

/// <summary>
/// Two worlds that differ only in what is hidden from somebody are one world to him: what he is sent, lists, opens, pages, counts,
/// finds and syncs is equal to the letter, ids, times and cursors aside. In every other world he is the customer, else the supplier
/// of the order. (Seen to fail with notes numbered in everyone's sequence, and with the lines of all teams sent anew with each
/// note.)
/// </summary>
public sealed partial class NonInterferenceTests : IAsyncLifetime
{
    private static readonly int Worlds = int.Parse(Environment.GetEnvironmentVariable("PARLEY_WORLDS") ?? "8");
    private const int Steps = 12;

    private readonly SkippedTime _time = new();
    private readonly World _world;

    public NonInterferenceTests() =>
        _world = new World
        {
            With = ["--Messaging:RatePerMinute=1000000", "--Messaging:StaffRatePerMinute=1000000"],
            Replace = services => services.AddSingleton<TimeProvider>(_time),
        };

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
        LooksOn,
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
        ("ada", "platform", [Deed.NotesToPlatform, Deed.ReadsNotes, Deed.LooksOn]),
        ("shop", "", [Deed.Moves]),
    ];

    private sealed record Step(string Who, string Team, Deed Deed, int Number)
    {
        /// <summary>
        /// A note, what somebody did with notes, a report of spam, or a look from outside, of another side than this one.
        /// </summary>
        public bool IsHiddenFrom(string team) =>
            Team != team && Deed is not (Deed.Says or Deed.Reads or Deed.Resolves or Deed.Moves);
    }

    [Fact]
    [Covers("C15", "S4-66", "S3-19")]
    public async Task Hidden_notes_and_reports_of_spam_change_nothing_that_others_get()
    {
        var shop = await _world.Shop("Two worlds");
        await using var lines = await Lines.Of(_world, _time);
        var hidden = 0;
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable.Range(0, Steps).Select(number => Any(random, number)).ToList();
            var (observer, team) = seed % 2 == 1 ? ("alice", "customer") : ("olaf", "supplier");
            List<Step> seen = [.. steps.Where(step => !step.IsHiddenFrom(team))];
            hidden += steps.Count - seen.Count;

            var withNotes = await new Trace(_world, lines, $"of-world-{seed}-a", observer, team).Of(shop, steps);
            var without = await new Trace(_world, lines, $"of-world-{seed}-b", observer, team).Of(shop, seen);

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

    /// <summary>Knows when every line that has changed was sent: one that changes later has come.</summary>
    private sealed class Lines(World world, SkippedTime time, Ear ear, Guid talk, Owner owner) : IAsyncDisposable
    {
        private static readonly TimeSpan PauseOfLines = TimeSpan.FromSeconds(1);

        public static async Task<Lines> Of(World world, SkippedTime time)
        {
            var vera = await world.Customer("Vera");
            var talk = await world.Talk(vera, await world.Business());
            await vera.Says("Just looking", talk);

            return new Lines(world, time, await Ear.Of(vera), talk, Owner.Person(vera.Row));
        }

        public async Task AreShown()
        {
            // A device that says nothing for half a minute is cut off.
            await ear.Call("Watch", new { conversationId = talk });
            // Once may be in the middle of sending.
            for (var i = 0; i < 2; i++)
            {
                time.Skip(PauseOfLines);
                foreach (var lists in world.Services.GetServices<IShowInbox>())
                    lists.Show(talk, owner);
                await ear.Hears("inbox");
            }
        }

        public ValueTask DisposeAsync() => ear.DisposeAsync();
    }

    /// <summary>Durations pass as they do, and further when told.</summary>
    private sealed class SkippedTime : TimeProvider
    {
        private long _skipped;

        public void Skip(TimeSpan time) =>
            Interlocked.Add(ref _skipped, (long)(time.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _skipped);
    }

    private static string Masked(string trace)
    {
        var seen = new Dictionary<string, string>();
        trace = Id().Replace(trace, id => Named(seen, id.Value));

        return OfOneAnswer().Replace(Instant().Replace(trace, "instant"), "\"$1\":\"…\"");
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

    [GeneratedRegex("\"(cursor|traceId)\":\"[^\"]+\"")]
    private static partial Regex OfOneAnswer();
}
