using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Once;

/// <summary>A message sent any number of times under one id is stored once, and everybody is told of that one.</summary>
internal static class OnceProof
{
    private const int Pairs = 8;

    public static async Task<int> Run(Size size)
    {
        var (cuts, rounds) = (size.Of(200, 2000, 10_000), size.Of(10, 200, 10_000));
        var violations = 0;
        var lost = 0;
        foreach (var postgres in Stores.All)
        {
            await using var store = await Store.Create(postgres);
            var pairs = await Seed.Conversations(store, Pairs);
            await using var server = await LoadServer.Start(store);

            var cutting = new CutAcks(server, pairs);
            var cut = await cutting.Run(cuts);
            var twins = await Twins.Run(server, pairs[0], rounds);
            string[] found = [.. cutting.Violations, .. twins, .. await OfStore(store, cut + rounds)];
            foreach (var violation in found.Take(20))
                Console.Error.WriteLine(violation);
            Console.Error.WriteLine($"{store.Name}: {cut} answers lost, {rounds} x 100 twins");
            violations += found.Length + Math.Max(0, cuts - cut);
            lost += cut;
        }

        Report.Line("once.lost-answers", lost, "answers-lost-after-the-commit");
        Report.Line("once.twins", rounds * Stores.All.Count * 100, "parallel-sends");
        Report.Line("once.violations", violations, "violations");

        return violations == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> OfStore(Store store, int expected)
    {
        var (stored, miscounts) = await store.Read(async work =>
            (await Stored.Messages(work), await Stored.Miscounts(work))
        );
        string[] count =
            stored.Count == expected ? [] : [$"{stored.Count} messages are stored for {expected} client ids."];

        return
        [
            .. count,
            .. Checkers.EachClientIdIsStoredOnce([], stored),
            .. Checkers.NumbersHaveNoHoles(stored),
            .. miscounts,
        ];
    }
}
