using Parley.Events;
using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Keeps the chain at most a second behind, on one node at a time, and exports a signed checkpoint now and then.</summary>
internal sealed class RunSealer(
    Sealer sealer,
    Checkpoints checkpoints,
    Database database,
    INodeBus bus,
    Clock clock,
    ILogger<RunSealer> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(400);

    private readonly Lease _lease = new("audit.sealer", bus.NodeId, database, clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await SealAll();
                await clock.Delay(Poll, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // It stops after the log, so this seals the last message.
            await SealAll();
            await _lease.Release();
        }
    }

    private async Task SealAll()
    {
        try
        {
            if (!await _lease.Keep())
                return;

            Seal? last = null;
            while (await sealer.Prepare() is { } next)
            {
                await database.Write(work => Store(work, next.Seal));
                last = next.Seal;
                if (next.IsLast)
                    break;
            }

            if (last is not null)
                await checkpoints.ExportIfDue(last);
        }
        catch (LeaseLostException)
        {
            _lease.Lose();
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "The audit could not be sealed; it is tried again");
        }
    }

    private async Task Store(Work work, Seal seal)
    {
        await _lease.Move(work, new Place(0, seal.RowId));
        await seal.Insert(work);
    }
}
