using Parley.Load;

namespace Parley.Bench;

/// <summary>
/// How many messages a second the server stores and shows, with one and with eight on their way a device. The ceilings are measured
/// in the same run: the same server without storing, and the store alone.
/// </summary>
internal static class SendScenario
{
    private static readonly int[] Windows = [1, 8];

    public static async Task<int> Run(Settings settings)
    {
        settings.Print("send");
        foreach (var postgres in settings.Stores)
        {
            await using var store = await Store.Create(postgres);
            var pairs = await Seed.Conversations(store, settings.Conversations);
            Report.Line($"send.{store.Name}.raw", await RawCeiling.Measure(store), "rows/s-append-only");

            var ceilings = new Dictionary<int, Timing>();
            await using (var ceiling = await LoadServer.StartCeiling(store))
            {
                await ClosedLoop.WarmUp(ceiling, pairs, settings);
                foreach (var window in Windows)
                    ceilings[window] = await ClosedLoop.Measure(ceiling, pairs, window, settings);
            }

            long acked;
            await using (var real = await LoadServer.Start(store))
            {
                acked = await ClosedLoop.WarmUp(real, pairs, settings);
                foreach (var window in Windows)
                {
                    var load = await ClosedLoop.Measure(real, pairs, window, settings);
                    Print($"send.{store.Name}.window{window}", load, ceilings[window]);
                    acked += load.TotalAcked;
                }
            }

            if (await CountMessages(store) is var rows && rows != acked)
                return Report.Fail($"{rows} rows were found for {acked} acks on {store.Name}");
            Report.Line($"send.{store.Name}.rows", acked, "rows-equal-acks");
        }

        return 0;
    }

    private static void Print(string name, Timing load, Timing ceiling)
    {
        Report.Line($"{name}.ceiling", ceiling.PerSecond, "messages/s");
        Report.Line($"{name}.ceiling-cpu", ceiling.MicrosecondsPerMessage, "us-server-cpu/message");
        Report.Line($"{name}.rate", load.PerSecond, "messages/s");
        Report.Line($"{name}.ratio", load.PerSecond / ceiling.PerSecond, "of-ceiling");
        Report.Line($"{name}.p50", load.Percentile(50), "ms");
        Report.Line($"{name}.p99", load.Percentile(99), "ms");
        Report.Line($"{name}.cpu", load.MicrosecondsPerMessage, "us-server-cpu/message");
        Report.Line($"{name}.received", (double)load.TotalReceived / load.TotalAcked, "of-acked");
    }

    private static Task<long> CountMessages(Store store) =>
        store.Read(work => work.One<long>("SELECT count(*) FROM message"));
}
