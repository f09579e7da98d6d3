using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>Runs one follower while this node holds its lease: reads on, and has the effects that are due, several at a time.</summary>
internal sealed class FollowerLoop(
    IFollower follower,
    Effects effects,
    Lease lease,
    Database database,
    Clock clock,
    ILogger<FollowerLoop> logger
)
{
    private const int MaxRunning = 8;

    // What another node adds is seen within this time; what this node adds wakes the loop.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxRun = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, Task> _running = [];
    private TaskCompletionSource _wake = NewWake();

    public void Wake() => _wake.TrySetResult();

    public async Task Run(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wake = _wake = NewWake();
            await WorkOnce(stoppingToken);
            await Task.WhenAny([wake.Task, clock.Delay(Poll, stoppingToken), .. _running.Values]);
        }

        await Task.WhenAll(_running.Values);
        await lease.Release();
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WorkOnce(CancellationToken stoppingToken)
    {
        foreach (var (row, run) in _running.ToList())
            if (run.IsCompleted)
                _running.Remove(row);
        try
        {
            if (!await lease.Keep())
                return;

            while (follower is IReadingFollower reader && !stoppingToken.IsCancellationRequested)
                if (!await ReadOn(reader))
                    break;
            await StartDue(stoppingToken);
        }
        catch (LeaseLostException)
        {
            lease.Lose();
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "The follower {Follower} stopped for a moment", follower.Name);
        }
    }

    /// <returns>False when nothing new was there.</returns>
    private Task<bool> ReadOn(IReadingFollower reader) =>
        database.Write(async work =>
        {
            var from = await lease.Read(work);
            if (await reader.ReadOn(work, from) is not { } place || place == from)
                return false;

            await lease.Move(work, place);

            return true;
        });

    private async Task StartDue(CancellationToken stoppingToken)
    {
        if (_running.Count >= MaxRunning)
            return;

        var due = await database.Read(
            work => effects.Due(work, follower.Name, _running.Keys.ToHashSet()),
            stoppingToken
        );
        foreach (var effect in due.Take(MaxRunning - _running.Count))
            _running[effect.RowId] = Task.Run(() => Run(effect, stoppingToken), CancellationToken.None);
    }

    private async Task Run(WaitingEffect effect, CancellationToken stoppingToken)
    {
        try
        {
            await RunOnce(effect, stoppingToken);
            await database.Write(work => Effects.Done(work, effect.RowId), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It stays, and the next start tries it again.
        }
        catch (Exception failure)
        {
            await Fail(effect, failure);
        }
    }

    private async Task RunOnce(WaitingEffect effect, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(MaxRun);
        var opened = await database.Read(work => effects.Open(work, effect), limit.Token);
        await follower.Run(opened, limit.Token).WaitAsync(limit.Token);
    }

    private async Task Fail(WaitingEffect effect, Exception failure)
    {
        try
        {
            var isGivenUp = await database.Write(work => effects.Failed(work, effect, failure));
            logger.Log(
                isGivenUp ? LogLevel.Error : LogLevel.Warning,
                failure,
                "{Follower}: effect {Effect} failed (try {Try}){End}",
                follower.Name,
                effect.Id,
                effect.Tries + 1,
                isGivenUp ? " and is given up" : ""
            );
        }
        catch (Exception unwritten)
        {
            // It is still due, so the loop tries it again.
            logger.LogWarning(unwritten, "{Follower}: the failure of an effect could not be noted", follower.Name);
        }
    }
}
