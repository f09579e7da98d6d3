using System.Collections.Concurrent;
using Parley.Conversations;
using Parley.Kernel;

namespace Parley.Live;

/// <summary>
/// Tells devices that have a conversation open who of its parties came or went. Going is told a little later, because a page that
/// is loaded again is gone for a moment.
/// </summary>
internal sealed class ShowPresence(LiveSockets sockets, Clock clock, ILogger<ShowPresence> logger)
    : BackgroundService,
        IPresence
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Owner, long> _leaving = new();
    private readonly ConcurrentDictionary<Owner, bool> _shownOnline = new();
    private readonly ConcurrentDictionary<Owner, DateTimeOffset> _lastSeen = new();

    /// <summary>As was shown last, so that what is fetched and what was told agree.</summary>
    public bool IsOnline(Owner side) => _shownOnline.ContainsKey(side);

    public DateTimeOffset? LastSeenAt(Owner side) => _lastSeen.TryGetValue(side, out var at) ? at : null;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        sockets.PresenceChanged += Changed;

        return base.StartAsync(cancellationToken);
    }

    private void Changed(Owner side, bool isOnline)
    {
        if (!isOnline)
            _leaving[side] = clock.Ticks;
        else if (!_leaving.TryRemove(side, out _) && _shownOnline.TryAdd(side, true))
        {
            _lastSeen.TryRemove(side, out var _);
            Show(side, isOnline: true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await clock.Delay(TimeSpan.FromSeconds(1), stoppingToken);
                foreach (var (side, leftAt) in _leaving)
                    if (clock.Since(leftAt) >= Grace && _leaving.TryRemove(side, out _) && !sockets.IsOnline(side))
                    {
                        _lastSeen[side] = clock.Now;
                        _shownOnline.TryRemove(side, out _);
                        Show(side, isOnline: false);
                    }
            }
        }
        catch (OperationCanceledException)
        {
            logger.LogDebug("Presence ends with the server");
        }
    }

    private void Show(Owner side, bool isOnline)
    {
        foreach (var socket in sockets.InterestedIn(side))
        {
            var party = socket
                .Watched.Values.SelectMany(facts => facts.Parties)
                .FirstOrDefault(party => party.Owner == side);
            if (party is null || side.Kind == OwnerKind.Platform)
                continue;

            var isPerson = side.Kind == OwnerKind.Person;
            socket.Post(
                LiveFrames.Presence(
                    new PresenceShown(
                        isOnline,
                        isPerson ? party.Id : null,
                        isPerson ? null : party.Id,
                        LastSeenAt(side)
                    )
                )
            );
        }
    }
}
