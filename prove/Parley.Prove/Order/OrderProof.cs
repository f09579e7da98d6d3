using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Order;

/// <summary>All participants see one order without holes, on several nodes and whatever the clock says.</summary>
internal static class OrderProof
{
    private const int Pairs = 20;
    private const int Window = 8;
    private const int PostgresNodes = 2;

    public static async Task<int> Run(Size size)
    {
        using var clock = JumpingClock.Build();
        if (clock is null)
            Console.Error.WriteLine("SKIPPED: clock jumps, because gcc is missing.");
        var messages = size.Of(5000, 100_000, 1_000_000) / Stores.All.Count;
        var total = new Totals();
        foreach (var postgres in Stores.All)
            await Run(postgres, messages, clock, total);

        Report.Line("order.messages", total.Acked, "messages");
        Report.Line("order.observers", Pairs * DevicesOfAPair, "devices");
        Report.Line("order.observations", total.Acked + total.Heard, "messages-seen");
        Report.Line("order.clock-jumps", total.Jumps, clock is null ? "jumps-skipped" : "jumps");
        Report.Line("order.violations", total.Violations, "violations");

        return total.Violations == 0 ? 0 : 1;
    }

    private static async Task Run(string? postgres, int messages, JumpingClock? clock, Totals total)
    {
        await using var store = await Store.Create(postgres);
        var pairs = await Seed.Conversations(store, Pairs);
        var environment = clock?.Environment ?? new Dictionary<string, string>();
        await using var first = await LoadServer.Start(store, new ServerStart { Environment = environment });
        await using var second = store.OnPostgres
            ? await LoadServer.Start(store, new ServerStart { Environment = environment })
            : null;
        await using var crowd = new Crowd();
        using var stop = new CancellationTokenSource();
        var jumping = clock?.Jump(stop.Token) ?? Task.FromResult(0);
        foreach (var pair in pairs)
            Join(crowd, pair, first.Address, second?.Address ?? first.Address);

        await crowd.Hears(messages);
        await crowd.Finish();
        await stop.CancelAsync();
        total.Acked += crowd.Acked;
        total.Heard += crowd.Heard;
        total.Jumps += await jumping;
        total.Violations += await crowd.Violations(store);
        Console.Error.WriteLine(
            $"{store.Name} on {(second is null ? 1 : PostgresNodes)} nodes: {crowd.Acked} acked, {crowd.Heard} heard"
        );
    }

    private const int DevicesOfAPair = 5;

    /// <summary>Both sides speak, each on its node; the seller's team talks among itself; each side listens on the other node too.</summary>
    private static void Join(Crowd crowd, Pair pair, Uri here, Uri there)
    {
        crowd.Join(new Device(here, pair.ConversationId, pair.CustomerToken), Window);
        crowd.Join(new Device(there, pair.ConversationId, pair.MemberToken), Window);
        crowd.Join(new Device(here, pair.ConversationId, pair.MemberToken, "team"), window: 1);
        crowd.Join(new Device(there, pair.ConversationId, pair.CustomerToken), window: 0);
        crowd.Join(new Device(here, pair.ConversationId, pair.MemberToken), window: 0);
    }

    private sealed class Totals
    {
        public long Acked { get; set; }

        public long Heard { get; set; }

        public int Jumps { get; set; }

        public int Violations { get; set; }
    }
}
