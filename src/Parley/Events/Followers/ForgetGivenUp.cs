using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>Deletes effects that were given up long ago, on one node at a time: nobody will have them any more.</summary>
internal sealed class ForgetGivenUp(Database database, INodeBus bus, Clock clock, ILogger<ForgetGivenUp> logger)
    : BackgroundService
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    // Messages wait for a write that has begun.
    private const int MaxPerWrite = 500;

    private readonly Lease _lease = new("effects.forgotten", bus.NodeId, database, clock);

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
                logger.LogWarning(failure, "Effects that were given up could not be deleted; it is tried again");
            }

            await clock.Delay(Pause, stoppingToken);
        }
    }

    internal async Task Run(CancellationToken cancellationToken)
    {
        if (!await _lease.Keep())
            return;

        while (await database.Write(DeleteSome, cancellationToken) == MaxPerWrite) { }
        await _lease.Release();
    }

    private Task<int> DeleteSome(Work work) =>
        work.Execute(
            $"""
            DELETE FROM effect WHERE row_id IN (SELECT row_id FROM effect WHERE failed_at < @before LIMIT {MaxPerWrite})
            """,
            new { before = clock.Now - KeptFor }
        );
}
