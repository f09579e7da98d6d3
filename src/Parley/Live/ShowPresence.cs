using System.Text.Json;
using Parley.Conversations;
using Parley.Events;
using Parley.Kernel;

namespace Parley.Live;

/// <summary>
/// Tells devices that have a conversation open who of its parties came or went, on whichever node. Going is told a little later,
/// because a page that is loaded again is gone for a moment.
/// </summary>
internal sealed class ShowPresence(LiveSockets sockets, INodeBus bus, Clock clock) : BackgroundService, IPresence
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // A node that died says nothing, so what it said is forgotten unless it repeats it.
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(40);

    // Twenty digits a side; a bundle of the bus holds 7,900 bytes.
    private const int SidesPerSignal = 300;
    private const string Signal = "presence";
    private const string Question = "presence.question";
    private const string Goodbye = "presence.goodbye";

    private readonly Lock _lock = new();
    private readonly Dictionary<Owner, long> _leaving = [];

    /// <summary>By side the nodes that it is connected to.</summary>
    private readonly Dictionary<Owner, Dictionary<string, Word>> _nodes = [];

    private const int MaxLastSeen = 100_000;
    private readonly Dictionary<Owner, DateTimeOffset> _lastSeen = [];

    /// <summary>What a node said, and how long that holds.</summary>
    private readonly record struct Word(long At, TimeSpan For);

    /// <summary>As was shown last, so that what is fetched and what was told agree.</summary>
    public bool IsOnline(Owner side)
    {
        lock (_lock)
            return _nodes.ContainsKey(side);
    }

    public DateTimeOffset? LastSeenAt(Owner side)
    {
        lock (_lock)
            return _lastSeen.TryGetValue(side, out var at) ? at : null;
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        sockets.PresenceChanged += Changed;
        bus.Listen(Signal, said => Take(said.Deserialize<PresenceSignal>()!));
        bus.Listen(Question, _ => Repeat());
        bus.Listen(Goodbye, node => TakeGoodbye(node.GetString()!));
        bus.Listen("bus.listening", _ => bus.Publish(Question, bus.NodeId));

        return base.StartAsync(cancellationToken);
    }

    private sealed record PresenceSignal(string Node, bool Online, long[] Sides);

    private void Take(PresenceSignal said)
    {
        foreach (var side in said.Sides)
            Set(new Owner(side), said.Node, said.Online);
    }

    /// <summary>A node stops. Its devices have a moment to go to another one before they are gone.</summary>
    private void TakeGoodbye(string node)
    {
        lock (_lock)
            foreach (var nodes in _nodes.Values)
                if (nodes.ContainsKey(node))
                    nodes[node] = new Word(clock.Ticks, Grace);
    }

    /// <summary>This node's devices came or went.</summary>
    private void Changed(Owner side, bool isOnline)
    {
        lock (_lock)
        {
            if (!isOnline)
            {
                _leaving[side] = clock.Ticks;
                return;
            }

            if (_leaving.Remove(side))
                return;
        }

        Set(side, bus.NodeId, isOnline: true);
        bus.Publish(Signal, new PresenceSignal(bus.NodeId, true, [side.Value]));
    }

    private void Set(Owner side, string node, bool isOnline)
    {
        bool hasChanged;
        lock (_lock)
        {
            var nodes = _nodes.GetValueOrDefault(side);
            hasChanged = isOnline ? nodes is null : nodes is not null && nodes.Remove(node) && nodes.Count == 0;
            if (isOnline)
                (nodes ?? (_nodes[side] = []))[node] = new Word(clock.Ticks, ForgetAfter);
            else if (hasChanged)
                _nodes.Remove(side);
            if (hasChanged)
                NoteLastSeen(side, isOnline);
        }

        if (hasChanged)
            Show(side, isOnline);
    }

    private void NoteLastSeen(Owner side, bool isOnline)
    {
        _lastSeen.Remove(side);
        if (isOnline)
            return;

        _lastSeen[side] = clock.Now;
        if (_lastSeen.Count <= MaxLastSeen)
            return;
        foreach (var (oldest, _) in _lastSeen.OrderBy(seen => seen.Value).Take(MaxLastSeen / 2).ToList())
            _lastSeen.Remove(oldest);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bus.Publish(Question, bus.NodeId);
        var repeatedAt = clock.Ticks;
        try
        {
            while (true)
            {
                await clock.Delay(Tick, stoppingToken);
                LetGo();
                ForgetTheDead();
                if (clock.Since(repeatedAt) < RepeatAfter)
                    continue;

                Reconcile();
                Repeat();
                repeatedAt = clock.Ticks;
            }
        }
        catch (OperationCanceledException)
        {
            bus.Publish(Goodbye, bus.NodeId);
        }
    }

    /// <summary>Who left this node a while ago and did not come back is gone.</summary>
    private void LetGo()
    {
        List<Owner> gone;
        lock (_lock)
        {
            gone = [.. _leaving.Where(leaving => clock.Since(leaving.Value) >= Grace).Select(leaving => leaving.Key)];
            foreach (var side in gone)
                _leaving.Remove(side);
        }

        foreach (var side in gone.Where(side => !sockets.IsOnline(side)))
        {
            Set(side, bus.NodeId, isOnline: false);
            bus.Publish(Signal, new PresenceSignal(bus.NodeId, false, [side.Value]));
        }
    }

    private void ForgetTheDead()
    {
        List<(Owner Side, string Node)> dead;
        lock (_lock)
            dead =
            [
                .. from side in _nodes
                from node in side.Value
                where node.Key != bus.NodeId && clock.Since(node.Value.At) >= node.Value.For
                select (side.Key, node.Key),
            ];
        foreach (var (side, node) in dead)
            Set(side, node, isOnline: false);
    }

    /// <summary>Coming and going at the same moment may have been told in the wrong order; the connections are what is true.</summary>
    private void Reconcile()
    {
        List<Owner> shown;
        lock (_lock)
            shown =
            [
                .. from side in _nodes
                where side.Value.ContainsKey(bus.NodeId) && !_leaving.ContainsKey(side.Key)
                select side.Key,
            ];
        foreach (var side in shown.Where(side => !sockets.IsOnline(side)))
            Changed(side, isOnline: false);
        foreach (var side in sockets.Sides.Except(shown))
            Changed(side, isOnline: true);
    }

    private void Repeat()
    {
        List<long> sides;
        lock (_lock)
            sides = [.. _nodes.Where(side => side.Value.ContainsKey(bus.NodeId)).Select(side => side.Key.Value)];
        foreach (var some in sides.Chunk(SidesPerSignal))
            bus.Publish(Signal, new PresenceSignal(bus.NodeId, true, some));
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
