using System.Collections.Concurrent;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;

namespace Parley.Live;

/// <summary>The devices that are connected to this node, by the sides that they belong to. The server alone decides which.</summary>
internal sealed class LiveSockets
{
    private readonly SocketIndex _bySide = new();
    private readonly SocketIndex _byInterest = new();
    private readonly ConcurrentDictionary<string, LiveSocket> _all = new();

    /// <summary>A side got its first device on this node, or lost its last. Quick listeners only.</summary>
    public event Action<Owner, bool>? PresenceChanged;

    public IEnumerable<LiveSocket> All => _all.Values;

    /// <summary>Each change is whole: of a device that comes, changes and goes at once, nothing is left behind.</summary>
    private readonly Lock _changes = new();

    public void Add(LiveSocket socket)
    {
        lock (_changes)
        {
            if (socket.IsGone)
                return;

            _all[socket.Id] = socket;
            socket.Sides = [.. SidesOf(socket)];
            foreach (var side in socket.Sides)
                if (_bySide.Add(side, socket))
                    PresenceChanged?.Invoke(side, true);
        }
    }

    /// <summary>The device was disconnected.</summary>
    public void Leave(LiveSocket socket)
    {
        lock (_changes)
        {
            socket.IsGone = true;
            Remove(socket);
        }
    }

    /// <summary>What the person may do has changed.</summary>
    /// <returns>The conversations that the device had open and has no seat in any more.</returns>
    public IReadOnlyList<ConversationFacts> Change(
        LiveSocket socket,
        Actor actor,
        IReadOnlyList<Membership> memberships
    )
    {
        lock (_changes)
        {
            var watched = socket.Watched.Values.ToList();
            Remove(socket);
            socket.Become(actor, memberships);
            Add(socket);
            var kept = watched.Where(facts => Seats.Of(actor, facts, memberships) is not null).ToList();
            foreach (var facts in kept)
                Watch(socket, facts);

            return [.. watched.Except(kept)];
        }
    }

    private void Remove(LiveSocket socket)
    {
        _all.TryRemove(socket.Id, out _);
        foreach (var side in socket.Sides)
            if (_bySide.Remove(side, socket))
                PresenceChanged?.Invoke(side, false);
        foreach (var side in socket.Watched.Values.SelectMany(facts => facts.Parties).Select(party => party.Owner))
            _byInterest.Remove(side, socket);
        socket.Watched.Clear();
    }

    /// <summary>The device has the conversation open, so it hears of those who take part in it.</summary>
    public void Watch(LiveSocket socket, ConversationFacts facts)
    {
        lock (_changes)
        {
            Unwatch(socket, facts);
            if (socket.IsGone)
                return;

            socket.Watched[facts.RowId] = facts;
            foreach (var party in facts.Parties)
                _byInterest.Add(party.Owner, socket);
        }
    }

    public void Unwatch(LiveSocket socket, ConversationFacts facts)
    {
        lock (_changes)
        {
            if (!socket.Watched.TryRemove(facts.RowId, out var watched))
                return;

            var stillOfInterest = socket
                .Watched.Values.SelectMany(other => other.Parties)
                .Select(party => party.Owner)
                .ToHashSet();
            foreach (var party in watched.Parties)
                if (!stillOfInterest.Contains(party.Owner))
                    _byInterest.Remove(party.Owner, socket);
        }
    }

    /// <summary>The devices of a person, of a business's members, or of the platform's staff.</summary>
    public IEnumerable<LiveSocket> Of(Owner side) => _bySide.Of(side);

    /// <summary>The devices that have a conversation open in which the side takes part.</summary>
    public IEnumerable<LiveSocket> InterestedIn(Owner side) => _byInterest.Of(side);

    public bool IsOnline(Owner side) => _bySide.Has(side);

    /// <summary>Everybody who has a device on this node.</summary>
    public ICollection<Owner> Sides => _bySide.Sides;

    private static IEnumerable<Owner> SidesOf(LiveSocket socket)
    {
        yield return Owner.Person(socket.Actor.PersonRow);
        foreach (var membership in socket.Memberships)
            yield return Owner.Business(membership.BusinessRow);
        if (socket.Actor.IsAdmin)
            yield return Owner.Platform;
    }
}

/// <summary>Devices by a side.</summary>
internal sealed class SocketIndex
{
    // Read for every message and changed only when a device comes or goes: so a change makes a new array.
    private readonly ConcurrentDictionary<Owner, LiveSocket[]> _sockets = new();

    /// <returns>True for the first of its side.</returns>
    public bool Add(Owner side, LiveSocket socket)
    {
        lock (_sockets)
        {
            var sockets = Of(side);
            if (Array.IndexOf(sockets, socket) >= 0)
                return false;
            _sockets[side] = [.. sockets, socket];

            return sockets.Length == 0;
        }
    }

    /// <returns>True for the last of its side.</returns>
    public bool Remove(Owner side, LiveSocket socket)
    {
        lock (_sockets)
        {
            var sockets = Of(side);
            if (Array.IndexOf(sockets, socket) < 0)
                return false;
            if (sockets.Length > 1)
            {
                _sockets[side] = [.. sockets.Where(other => other != socket)];
                return false;
            }

            return _sockets.TryRemove(side, out _);
        }
    }

    public ICollection<Owner> Sides => _sockets.Keys;

    public bool Has(Owner side) => _sockets.ContainsKey(side);

    /// <summary>Not to be changed.</summary>
    public LiveSocket[] Of(Owner side) => _sockets.GetValueOrDefault(side, []);
}
