using Parley.Load;

namespace Parley.Bench;

/// <summary>Both sides of every conversation keep a window of messages on their way: what the server can do at most.</summary>
internal static class ClosedLoop
{
    public static async Task<Timing> Measure(
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

    /// <summary>Load before anything is measured: on two cores the server's code is compiled for about ten seconds.</summary>
    /// <returns>The messages that it stored.</returns>
    public static async Task<long> WarmUp(LoadServer server, IReadOnlyList<Pair> pairs, Settings settings) =>
        (
            await Measure(server, pairs, 8, settings with { Seconds = settings.HeatSeconds, WarmUpSeconds = 0 })
        ).TotalAcked;
}
