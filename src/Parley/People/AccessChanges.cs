namespace Parley.People;

/// <summary>What somebody may do has changed, and the change is committed. Exactly one of the rows is not 0.</summary>
/// <param name="PersonRow">Joined, left, was renamed, banned or promoted: whatever was known about the person is old.</param>
/// <param name="SessionRow">This session ended.</param>
/// <param name="ShopRow">A key of this shop was revoked.</param>
/// <param name="FromElsewhere">Heard from another node, so not to be told to others again.</param>
public sealed record AccessChange(
    long PersonRow = 0,
    long SessionRow = 0,
    long ShopRow = 0,
    bool FromElsewhere = false
);

/// <summary>
/// Tells whoever keeps something about access (the cache of sessions, live sockets, other nodes) that it is old. Announced
/// after the commit, never inside the transaction; the listeners must be quick and must not throw.
/// </summary>
public sealed class AccessChanges
{
    private readonly List<Action<AccessChange>> _listeners = [];

    /// <summary>Calls <paramref name="listener"/> for every change from now on, on the thread that announces it.</summary>
    public void Listen(Action<AccessChange> listener)
    {
        lock (_listeners)
        {
            _listeners.Add(listener);
        }
    }

    public void Announce(AccessChange change)
    {
        Action<AccessChange>[] listeners;
        lock (_listeners)
        {
            listeners = [.. _listeners];
        }
        foreach (var listener in listeners)
            listener(change);
    }

    public void Person(long personRow) => Announce(new AccessChange(PersonRow: personRow));

    public void SessionEnded(long sessionRow) => Announce(new AccessChange(SessionRow: sessionRow));
}
