using System.Diagnostics;
using Parley.Load;

namespace Parley.Prove.Record;

/// <summary>Many talkers at once, each with a history file of its own, and the verdict over them and the database.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("parley-history-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<Talker> _talkers = [];
    private readonly List<Recorder> _recorders = [];
    private readonly List<Task> _runs = [];

    public int InFlight => _talkers.Sum(talker => talker.InFlight);

    public long Acked => _talkers.Sum(talker => talker.Acked);

    public long Heard => _talkers.Sum(talker => talker.Heard);

    /// <param name="window">Messages that it keeps on their way; 0 for one who only listens.</param>
    public void Join(Device device, int window)
    {
        var recorder = new Recorder(Path.Combine(_folder, $"{_talkers.Count:D4}"));
        var talker = new Talker(device, window, recorder);
        _recorders.Add(recorder);
        _talkers.Add(talker);
        _runs.Add(Task.Run(() => talker.Run(_stop.Token, _abort.Token)));
    }

    /// <summary>Waits until the crowd was told of <paramref name="count"/> more stored messages.</summary>
    public async Task Hears(long count)
    {
        var goal = Acked + count;
        var (last, since) = (Acked, Stopwatch.GetTimestamp());
        while (Acked is var now && now < goal)
        {
            if (now > last)
                (last, since) = (now, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) > MaxSilence)
                throw new TimeoutException("The server stopped answering.");
            await Task.Delay(5);
        }
    }

    /// <summary>No new sends; the last answers are taken. The server must be up.</summary>
    public async Task Finish()
    {
        await _stop.CancelAsync();
        _abort.CancelAfter(MaxSilence);
        await Task.WhenAll(_runs);
        foreach (var recorder in _recorders)
            recorder.Dispose();
    }

    /// <summary>All violations; the first of them are printed.</summary>
    public async Task<int> Violations(Store store)
    {
        var histories = Recorder.ReadAll(_folder);
        var (stored, miscounts) = await store.Read(async work =>
            (await Stored.Messages(work), await Stored.Miscounts(work))
        );
        string[] violations =
        [
            .. _talkers.SelectMany(talker => talker.Unexpected).Select(error => $"Unexpected answer: {error}"),
            .. Checkers.EveryAckIsStored(histories, stored),
            .. Checkers.EachClientIdIsStoredOnce(histories, stored),
            .. Checkers.AllAgree(histories, stored),
            .. Checkers.NumbersHaveNoHoles(stored),
            .. Checkers.SendersKeepTheirOrder(histories, stored),
            .. miscounts,
        ];
        foreach (var violation in violations.Take(20))
            Console.Error.WriteLine(violation);

        return violations.Length;
    }

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        _abort.Dispose();
        Directory.Delete(_folder, recursive: true);

        return ValueTask.CompletedTask;
    }
}
