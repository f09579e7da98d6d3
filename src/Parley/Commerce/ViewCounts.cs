using Parley.Kernel;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>
/// Views on their way into the day's numbers: gathered in memory and added every few seconds, so that a much visited page costs
/// one write and not thousands. A crash may lose the last seconds.
/// </summary>
internal sealed class ViewCounts(Database database, Clock clock, ILogger<ViewCounts> logger) : BackgroundService
{
    private static readonly TimeSpan WriteAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Dictionary<(long ListingRow, long Day), long> _waiting = [];

    public void Add(long listingRow)
    {
        var day = clock.Now.ToUnixTimeSeconds() / 86_400;
        lock (_lock)
            _waiting[(listingRow, day)] = _waiting.GetValueOrDefault((listingRow, day)) + 1;
    }

    /// <summary>Adds what waits to the stored numbers.</summary>
    public async Task Flush()
    {
        if (Take() is not { Count: > 0 } waiting)
            return;

        try
        {
            await database.Write(work => Store(work, waiting));
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "{Count} views could not be stored", waiting.Values.Sum());
        }
    }

    private Dictionary<(long ListingRow, long Day), long> Take()
    {
        lock (_lock)
        {
            var waiting = _waiting;
            _waiting = [];

            return waiting;
        }
    }

    // In one order on all nodes, so that two which add to the same rows wait for each other and do not lock each other out.
    private static async Task<int> Store(Work work, Dictionary<(long ListingRow, long Day), long> waiting)
    {
        foreach (var ((listingRow, day), count) in waiting.OrderBy(view => view.Key))
            await work.Execute(
                """
                INSERT INTO listing_view (listing_row, day, count) VALUES (@listingRow, @day, @count)
                ON CONFLICT (listing_row, day) DO UPDATE SET count = listing_view.count + excluded.count
                """,
                new
                {
                    listingRow,
                    day,
                    count,
                }
            );

        return waiting.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await clock.Delay(WriteAfter, stoppingToken);
                await Flush();
            }
        }
        catch (OperationCanceledException)
        {
            await Flush();
        }
    }
}
