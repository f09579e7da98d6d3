using Parley.Events;
using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Keeps the index at most a second behind the log, on one node at a time, and steps aside for those who send.</summary>
internal sealed class RunIndexer(
    SearchIndex index,
    Database database,
    INodeBus bus,
    Clock clock,
    ILogger<RunIndexer> logger
) : BackgroundService
{
    private const int PageSize = 1000;

    // While nobody writes: the sets of a segment are written once for all the rows of a page.
    private const int PageSizeAlone = 8000;

    // Of the time that it worked, while others write more than it can follow: a tenth of one core at most.
    private const int RestFactor = 9;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Never = TimeSpan.Zero;

    private readonly Lease _lease = new("search", bus.NodeId, database, clock);
    private long _lastHead;
    private int _pageSize = PageSize;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
                await clock.Delay(await WorkOnce(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await _lease.Release();
        }
    }

    /// <returns>How long to rest.</returns>
    private async Task<TimeSpan> WorkOnce(CancellationToken stoppingToken)
    {
        try
        {
            if (!await _lease.Keep())
                return Poll;

            var (began, size) = (clock.Ticks, _pageSize);
            _pageSize = PageSize;
            var from = await index.Place(stoppingToken);
            if (await database.Read(work => LogPage.Read(work, from, size), stoppingToken) is not { } page)
                return Poll;

            await index.Add(page.Postings, from, page.End, work => _lease.Move(work, page.End));
            if (!page.IsFull)
                return Poll;

            // Whoever began to write during a large page waits no longer for the next than after a small one.
            if (await IsLogMoving(stoppingToken))
                return clock.Since(began) * RestFactor * PageSize / size;

            _pageSize = PageSizeAlone;

            return Never;
        }
        catch (LeaseLostException)
        {
            _lease.Lose();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogWarning(failure, "Messages could not be indexed; it is tried again");
        }

        return Poll;
    }

    private async Task<bool> IsLogMoving(CancellationToken stoppingToken)
    {
        var before = _lastHead;
        _lastHead = await database.Read(LogPage.Head, stoppingToken);

        return _lastHead != before;
    }
}
