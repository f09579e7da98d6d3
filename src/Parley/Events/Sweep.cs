using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events;

/// <summary>Something that is done again and again, on one node at a time.</summary>
/// <param name="name">Of its lease; it stands in the database.</param>
public abstract class Sweep(string name, TimeSpan pause, Database database, INodeBus bus, Clock clock, ILogger logger)
    : BackgroundService
{
    private readonly Lease _lease = new(name, bus.NodeId, database, clock);

    protected Database Database => database;

    protected Clock Clock => clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning(failure, "{Sweep} failed; it is tried again", name);
            }

            await clock.Delay(pause, stoppingToken);
        }
    }

    internal async Task Run(CancellationToken cancellationToken)
    {
        if (!await _lease.Keep())
            return;

        await Once(cancellationToken);
        await _lease.Release();
    }

    /// <summary>How far it has come, in what it reads in order; null before the first time.</summary>
    protected Task<Place?> Reached(Work work) => _lease.Read(work);

    /// <exception cref="Exception">Another node has taken over; the transaction is not committed.</exception>
    protected Task Reach(Work work, Place place) => _lease.Move(work, place);

    /// <summary>Deletes by pieces what a condition names: messages wait for a write that has begun.</summary>
    /// <param name="condition">SQL over the table's columns.</param>
    protected async Task DeleteAll(
        string table,
        string condition,
        object parameters,
        CancellationToken cancellationToken
    )
    {
        const int MaxPerWrite = 500;
        var sql =
            $"DELETE FROM {table} WHERE row_id IN (SELECT row_id FROM {table} WHERE {condition} LIMIT {MaxPerWrite})";
        while (await Database.Write(work => work.Execute(sql, parameters), cancellationToken) == MaxPerWrite) { }
    }

    protected abstract Task Once(CancellationToken cancellationToken);
}
