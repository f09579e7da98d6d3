using Parley.Load;

namespace Parley.Bench;

/// <summary>How long a message takes at a steady rate: to its sender's answer, and to the other side's device.</summary>
internal static class RateScenario
{
    private const double SteadyPerSecond = 500;
    private const double ShareOfMost = 0.4;

    public static async Task<int> Run(Settings settings)
    {
        settings.Print("rate");
        foreach (var postgres in settings.Stores)
        {
            await using var store = await Store.Create(postgres);
            var pairs = await Seed.Conversations(store, settings.Conversations);
            await using var server = await LoadServer.Start(store);
            await ClosedLoop.WarmUp(server, pairs, settings);
            var most = await ClosedLoop.Measure(server, pairs, 8, settings);

            Report.Line($"rate.{store.Name}.most", most.PerSecond, "messages/s-at-window-8");
            await Run($"rate.{store.Name}.500", server, pairs, SteadyPerSecond, settings);
            await Run($"rate.{store.Name}.40percent", server, pairs, most.PerSecond * ShareOfMost, settings);
        }

        return 0;
    }

    private static async Task Run(
        string name,
        LoadServer server,
        IReadOnlyList<Pair> pairs,
        double perSecond,
        Settings settings
    )
    {
        var (acks, hears) = await OpenLoop.Measure(server, pairs, perSecond, settings);
        Report.Line($"{name}.wanted", perSecond, "messages/s");
        Report.Line($"{name}.rate", acks.PerSecond, "messages/s");
        Report.Line($"{name}.ack.p50", acks.Percentile(50), "ms");
        Report.Line($"{name}.ack.p99", acks.Percentile(99), "ms");
        Report.Line($"{name}.recipient.p50", hears.Percentile(50), "ms");
        Report.Line($"{name}.recipient.p99", hears.Percentile(99), "ms");
        Report.Line($"{name}.received", (double)acks.TotalReceived / acks.TotalAcked, "of-acked");
    }
}
