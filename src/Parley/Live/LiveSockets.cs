using System.Collections.Concurrent;
using Parley.Conversations;

namespace Parley.Live;

/// <summary>The devices that are connected to this node, by the sides that they belong to. The server alone decides which.</summary>
internal sealed class LiveSockets : IPresence
{
    private readonly ConcurrentDictionary<string, LiveSocket> _all = new();
    private readonly ConcurrentDictionary<Owner, ConcurrentDictionary<string, LiveSocket>> _bySide = new();

    public IEnumerable<LiveSocket> All => _all.Values;

    public LiveSocket? Find(string id) => _all.GetValueOrDefault(id);

    public void Add(LiveSocket socket)
    {
        _all[socket.Id] = socket;
        foreach (var side in SidesOf(socket))
            _bySide.GetOrAdd(side, _ => new()).TryAdd(socket.Id, socket);
    }

    public void Remove(LiveSocket socket)
    {
        _all.TryRemove(socket.Id, out _);
        foreach (var side in SidesOf(socket))
            if (_bySide.TryGetValue(side, out var sockets))
                sockets.TryRemove(socket.Id, out _);
    }

    /// <summary>The devices of a person, of a business's members, or of the platform's staff.</summary>
    public IEnumerable<LiveSocket> Of(Owner side) => _bySide.TryGetValue(side, out var sockets) ? sockets.Values : [];

    public bool IsOnline(Owner side) => _bySide.TryGetValue(side, out var sockets) && !sockets.IsEmpty;

    private static IEnumerable<Owner> SidesOf(LiveSocket socket)
    {
        yield return Owner.Person(socket.Actor.PersonRow);
        foreach (var membership in socket.Memberships)
            yield return Owner.Business(membership.BusinessRow);
        if (socket.Actor.IsAdmin)
            yield return Owner.Platform;
    }
}
