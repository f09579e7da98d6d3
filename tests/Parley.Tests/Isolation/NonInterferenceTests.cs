using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

/// <summary>
/// Two worlds that differ only in notes are one world to the customer: what he is sent, lists, opens, pages and syncs is equal to
/// the letter, ids, times and cursors aside. (Seen to fail with notes numbered in everyone's sequence.)
/// </summary>
public sealed partial class NonInterferenceTests(World world) : IClassFixture<World>
{
    private const int Worlds = 100;
    private const int Steps = 10;

    private enum Step
    {
        AliceSays,
        BeaSays,
        BeaNotes,
        BenNotes,
        AliceReads,
        BeaReads,
        BeaReadsNotes,
        BeaTypesNote,
        BeaResolves,
    }

    [Fact]
    [Covers("C15")]
    public async Task Hidden_notes_change_nothing_that_a_customer_gets()
    {
        var shop = await world.Shop("Two worlds");
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable
                .Range(0, Steps)
                .Select(i => (Step: (Step)random.Next(Enum.GetValues<Step>().Length), Number: i))
                .ToList();

            var withNotes = await TraceOf(shop, $"{seed}a", steps);
            var without = await TraceOf(shop, $"{seed}b", [.. steps.Where(step => !IsHidden(step.Step))]);

            Assert.True(without == withNotes, $"World {seed}: {string.Join(' ', steps)}\n{without}\n---\n{withNotes}");
        }
    }

    private static bool IsHidden(Step step) =>
        step is Step.BeaNotes or Step.BenNotes or Step.BeaReadsNotes or Step.BeaTypesNote;

    private async Task<string> TraceOf(TestShop shop, string name, IReadOnlyList<(Step Step, int Number)> steps)
    {
        var business = await world.Business($"Business {name}", shop);
        var alice = await world.Customer($"Alice {name}", shop);
        var bea = await world.Member(business, $"Bea {name}");
        var ben = await world.Member(business, $"Ben {name}");
        var talk = await world.Talk(alice, business);
        await using var ear = await Ear.Of(alice);
        var cursor = (await alice.Syncs()).Cursor;

        foreach (var (step, number) in steps)
        {
            await Take(step, number, alice, bea, ben, talk);
            // Receipts are merged by time; written step by step they are the same in both worlds.
            await world.Services.GetRequiredService<Cursors>().Flush();
        }

        await bea.Says("The end", talk);
        await ear.Hears("message", heard => heard.GetRawText().Contains("The end"));
        string[] answers =
        [
            await Body(alice, "/conversations"),
            await Body(alice, $"/conversations/{talk}"),
            await Body(alice, $"/conversations/{talk}/messages?limit=100"),
            await Body(alice, $"/sync?cursor={cursor}"),
        ];
        var frames = ear.Frames.Where(frame =>
            frame.Contains("\"target\":\"message\"")
            || frame.Contains("\"target\":\"cursor\"")
            || frame.Contains("\"typing\"")
        );

        return Masked(string.Join('\n', [.. frames, .. answers])).Replace(name, "#");
    }

    private static async Task Take(Step step, int number, Person alice, Person bea, Person ben, Guid talk)
    {
        switch (step)
        {
            case Step.AliceSays:
                await alice.Says($"Alice {number}", talk);
                break;
            case Step.BeaSays:
                await bea.Says($"Bea {number}", talk);
                break;
            case Step.BeaNotes:
                await bea.Says($"Note {number}", talk, "team");
                break;
            case Step.BenNotes:
                await ben.Says($"Note {number}", talk, "team");
                break;
            case Step.AliceReads:
                await alice.Reads(talk, 100);
                break;
            case Step.BeaReads:
                await bea.Reads(talk, 100);
                break;
            case Step.BeaReadsNotes:
                await bea.Reads(talk, 100, "team");
                break;
            case Step.BeaTypesNote:
                await bea.Posts($"/conversations/{talk}/typing", new { audience = new { kind = "team" } });
                break;
            case Step.BeaResolves:
                await bea.Patches($"/conversations/{talk}", new { status = "resolved" });
                break;
        }
    }

    private static async Task<string> Body(Person person, string path) =>
        await (await person.Gets(path)).Content.ReadAsStringAsync();

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
