using Parley.Load;

namespace Parley.Bench;

/// <summary>
/// How many messages a second the server stores and shows: every conversation has both sides connected, each keeping a window of
/// messages on their way. The ceiling is measured in the same run.
/// </summary>
internal static class SendScenario
{
    private static readonly int[] Windows = [1, 8];

    public static async Task<int> Run(Settings settings)
    {
        Report.Line("send.conversations", settings.Conversations, "conversations");
        Report.Line("send.seconds", settings.Seconds, "s");
        foreach (var server in settings.Postgres is null ? [null] : new[] { null, settings.Postgres })
        {
            await using var store = await Store.Create(server);
            var pairs = await Seed.Conversations(store, settings.Conversations);
            var ceilings = new Dictionary<int, Timing>();
            await using (var ceiling = await LoadServer.StartCeiling(store))
                foreach (var window in Windows)
                    ceilings[window] = await Measure(ceiling, pairs, window, settings);

            long acked = 0;
            await using (var real = await LoadServer.Start(store))
                foreach (var window in Windows)
                {
                    var load = await Measure(real, pairs, window, settings);
                    Print($"send.{store.Name}.window{window}", load, ceilings[window]);
                    acked += load.TotalAcked;
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
        Report.Line($"{name}.rate", load.PerSecond, "messages/s");
        Report.Line($"{name}.ratio", load.PerSecond / ceiling.PerSecond, "of-ceiling");
        Report.Line($"{name}.p50", load.Percentile(50), "ms");
        Report.Line($"{name}.p99", load.Percentile(99), "ms");
        Report.Line($"{name}.cpu", load.MicrosecondsPerMessage, "us-server-cpu/message");
        Report.Line($"{name}.received", (double)load.TotalReceived / load.TotalAcked, "of-acked");
    }

    private static async Task<Timing> Measure(
        LoadServer server,
        IReadOnlyList<Pair> pairs,
        int window,
        Settings settings
    )
    {
        var load = new Timing();
        var sockets = new List<LoadSocket>();
        foreach (var pair in pairs)
        foreach (var token in new[] { pair.CustomerToken, pair.MemberToken })
        {
            var socket = new LoadSocket(pair.ConversationId, load.Acked);
            await socket.Connect(server.Address, token);
            sockets.Add(socket);
        }

        using var stop = new CancellationTokenSource();
        var runs = sockets.Select(socket => Task.Run(() => socket.Run(window, stop.Token))).ToList();
        await Task.Delay(TimeSpan.FromSeconds(settings.WarmUpSeconds));
        load.Begin(server.ProcessorTime());
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds));
        load.End(server.ProcessorTime());
        await stop.CancelAsync();
        await Task.WhenAll(runs);

        load.TotalAcked = sockets.Sum(socket => socket.Acked);
        load.TotalReceived = sockets.Sum(socket => socket.Received);
        foreach (var socket in sockets)
            await socket.DisposeAsync();

        return load;
    }

    private static Task<long> CountMessages(Store store) =>
        store.Read(work => work.One<long>("SELECT count(*) FROM message"));
}
