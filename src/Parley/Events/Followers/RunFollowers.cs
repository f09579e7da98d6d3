using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>Runs every follower that has joined, each in a loop of its own: one that is slow or fails holds no other.</summary>
internal sealed class RunFollowers(
    IEnumerable<IFollower> followers,
    Effects effects,
    Database database,
    INodeBus bus,
    Clock clock,
    ILogger<FollowerLoop> logger
) : BackgroundService
{
    private readonly Dictionary<string, FollowerLoop> _loops = followers.ToDictionary(
        follower => follower.Name,
        follower => new FollowerLoop(
            follower,
            effects,
            new Lease(follower.Name, bus.NodeId, database, clock),
            database,
            clock,
            logger
        )
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        effects.Added += Wake;
        await Task.WhenAll(_loops.Values.Select(loop => loop.Run(stoppingToken)));
        effects.Added -= Wake;

        void Wake(string follower)
        {
            if (_loops.TryGetValue(follower, out var loop))
                loop.Wake();
        }
    }
}
