using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Parley.Events;
using Parley.Kernel;
using Parley.People;

namespace Parley.Live;

/// <summary>
/// Takes the live stream from who is signed out, banned, removed or demoted: at once when this node learns of it, and by asking
/// the database again and again for what it may not have learned.
/// </summary>
internal sealed class LiveAccess(
    LiveSockets sockets,
    Sessions sessions,
    Memberships memberships,
    AccessChanges changes,
    INodeBus bus,
    Clock clock,
    ILogger<LiveAccess> logger
) : BackgroundService
{
    // Sessions that expire while connected, and changes that no signal told of.
    private static readonly TimeSpan RecheckAfter = TimeSpan.FromSeconds(5);

    // By then the others may have taken away what this node still shows; devices come back, to a node that hears.
    private static readonly TimeSpan MaxDeafness = TimeSpan.FromSeconds(15);
    private const string Signal = "access.changed";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Listen(change =>
        {
            foreach (var socket in sockets.All)
                if (IsAbout(socket.Actor, change))
                    _ = Recheck(socket, CancellationToken.None);
        });

        bus.Listen("bus.listening", _ => Everyone(LiveFrames.Notice(new Notice("refetch"))));
        changes.Listen(change =>
        {
            if (!change.FromElsewhere)
                bus.Publish(Signal, change);
        });
        bus.Listen(
            Signal,
            change => changes.Announce(change.Deserialize<AccessChange>()! with { FromElsewhere = true })
        );

        return base.StartAsync(cancellationToken);
    }

    private void Everyone(SerializedHubMessage frame)
    {
        foreach (var socket in sockets.All)
            socket.Post(frame);
    }

    private void CutAll()
    {
        logger.LogWarning("This node hears nothing of the others and closes its live connections");
        foreach (var socket in sockets.All)
            socket.Cut();
    }

    private static bool IsAbout(Actor actor, AccessChange change) =>
        (change.PersonRow != 0 && actor.PersonRow == change.PersonRow)
        || (change.SessionRow != 0 && actor.SessionRow == change.SessionRow)
        || (change.ShopRow != 0 && actor.ShopRow == change.ShopRow);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await clock.Delay(RecheckAfter, stoppingToken);
                if (bus.DeafFor > MaxDeafness)
                    CutAll();
                // One look-up by primary key a socket: 10,000 sockets cost 50 ms of reading every 5 s.
                foreach (var socket in sockets.All)
                    await Recheck(socket, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task Recheck(LiveSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            var known = await sessions.Find(socket.Actor.SessionRow, cancellationToken);
            if (known is null)
            {
                socket.Post(LiveFrames.Notice(new Notice("signed_out")));
                socket.Cut();
            }
            else if (known.Actor with { TraceRow = socket.Actor.TraceRow } is var actor && actor != socket.Actor)
                await Change(socket, actor, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogWarning(failure, "A live connection could not be checked and is closed");
            socket.Cut();
        }
    }

    private async Task Change(LiveSocket socket, Actor actor, CancellationToken cancellationToken)
    {
        var now = await memberships.Of(actor, cancellationToken);
        foreach (var facts in sockets.Change(socket, actor, now))
            socket.Post(LiveFrames.Notice(new Notice("left", facts.Id)));
        socket.Post(LiveFrames.Notice(new Notice("refetch")));
    }
}
