using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>Deletes effects that were given up long ago: nobody will have them any more.</summary>
internal sealed class ForgetGivenUp(Database database, INodeBus bus, Clock clock, ILogger<ForgetGivenUp> logger)
    : Sweep("effects.forgotten", TimeSpan.FromHours(1), database, bus, clock, logger)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    protected override Task Once(CancellationToken cancellationToken) =>
        DeleteAll("effect", "failed_at < @before", new { before = Clock.Now - KeptFor }, cancellationToken);
}
