using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>Deletes effects that were given up long ago: nobody will have them any more.</summary>
internal sealed class ForgetGivenUp(Database database, INodeBus bus, Clock clock, ILogger<ForgetGivenUp> logger)
    : Sweep("effects.forgotten", TimeSpan.FromHours(1), database, bus, clock, logger)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    // Messages wait for a write that has begun.
    private const int MaxPerWrite = 500;

    protected override async Task Once(CancellationToken cancellationToken)
    {
        while (await Database.Write(DeleteSome, cancellationToken) == MaxPerWrite) { }
    }

    private Task<int> DeleteSome(Work work) =>
        work.Execute(
            $"""
            DELETE FROM effect WHERE row_id IN (SELECT row_id FROM effect WHERE failed_at < @before LIMIT {MaxPerWrite})
            """,
            new { before = Clock.Now - KeptFor }
        );
}
