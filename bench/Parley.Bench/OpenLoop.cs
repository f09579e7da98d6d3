using System.Buffers.Text;
using System.Diagnostics;
using Parley.Load;

namespace Parley.Bench;

/// <summary>
/// Sends at a fixed rate, whatever the server does. Times count from when a message should have been sent, so a server that stalls
/// pays for those that waited behind the stall too.
/// </summary>
internal static class OpenLoop
{
    public static async Task<(Timing Acks, Timing Hears)> Measure(
        LoadServer server,
        IReadOnlyList<Pair> pairs,
        double perSecond,
        Settings settings
    )
    {
        var (acks, hears) = (new Timing(), new Timing());
        var sockets = new List<LoadSocket>();
        foreach (var pair in pairs)
        foreach (var token in new[] { pair.CustomerToken, pair.MemberToken })
        {
            var socket = new LoadSocket(pair.ConversationId, acks.Acked)
            {
                Heard = frame => hears.Acked(IntendedAt(frame)),
            };
            await socket.Connect(server.Address, token);
            sockets.Add(socket);
        }

        using var stop = new CancellationTokenSource();
        var listening = sockets.Select(socket => Task.Run(() => socket.Listen(stop.Token))).ToList();
        using var sending = new CancellationTokenSource();
        var pace = Task.Factory.StartNew(
            () => Pace(sockets, perSecond, sending.Token),
            TaskCreationOptions.LongRunning
        );
        await Task.Delay(TimeSpan.FromSeconds(settings.WarmUpSeconds));
        acks.Begin(server.ProcessorTime());
        hears.Begin(server.ProcessorTime());
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds));
        acks.End(server.ProcessorTime());
        hears.End(server.ProcessorTime());
        await sending.CancelAsync();
        await pace;
        await LastAnswers(sockets);
        await stop.CancelAsync();
        await Task.WhenAll(listening);

        acks.TotalAcked = sockets.Sum(socket => socket.Acked);
        acks.TotalReceived = sockets.Sum(socket => socket.Received);
        foreach (var socket in sockets)
            await socket.DisposeAsync();

        return (acks, hears);
    }

    /// <summary>On a thread of its own: tasks are woken by a clock that ticks every 4 ms on many machines, threads within 0.1 ms.</summary>
    private static void Pace(IReadOnlyList<LoadSocket> sockets, double perSecond, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var interval = Stopwatch.Frequency / perSecond;
        for (long sent = 0; !stop.IsCancellationRequested; )
        {
            var due = (long)((Stopwatch.GetTimestamp() - begun) / interval);
            for (; sent < due; sent++)
            {
                var intendedAt = begun + (long)((sent + 1) * interval);
                sockets[(int)(sent % sockets.Count)]
                    .Send($"at {intendedAt} says that it is still there", intendedAt)
                    .GetAwaiter()
                    .GetResult();
            }

            Thread.Sleep(1);
        }
    }

    private static long IntendedAt(ReadOnlySpan<byte> frame)
    {
        var mark = "\"body\":\"at "u8;
        var start = frame.IndexOf(mark);

        return start >= 0 && Utf8Parser.TryParse(frame[(start + mark.Length)..], out long at, out _)
            ? at
            : throw new InvalidDataException("A message without its instant was heard.");
    }

    private static async Task LastAnswers(IReadOnlyList<LoadSocket> sockets)
    {
        for (var tries = 0; tries < 500 && sockets.Any(socket => socket.Acked + socket.Failed < socket.Sent); tries++)
            await Task.Delay(10);
        await Task.Delay(200); // what the others still hear
    }
}
