using System.Collections.Concurrent;
using System.Security.Claims;
using Parley.Kernel;

namespace Parley.People;

/// <summary>Who a cookie, token or key stands for.</summary>
/// <param name="ExpiresAt">Null for keys, which last until they are revoked.</param>
internal sealed record Known(Actor Actor, SessionKind? Kind, DateTimeOffset? ExpiresAt)
{
    public ClaimsPrincipal Principal { get; } =
        new(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Actor.PersonId.ToString())], Authentication.Scheme)
        );
}

/// <summary>
/// Spares a busy caller the look-up of each request: what was read is used for a second, and dropped at once when this node
/// learns that it changed. Failures are not kept, so nobody can fill the memory with guesses.
/// </summary>
internal sealed class AccessCache
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private const int MaxEntries = 50_000;

    private readonly Clock _clock;
    private readonly ConcurrentDictionary<string, (Known Known, long ReadAt)> _entries = new();
    private long _drops;

    public AccessCache(Clock clock, AccessChanges changes)
    {
        _clock = clock;
        changes.Listen(Drop);
    }

    public async ValueTask<Known?> Get(string key, Func<Task<Known?>> read)
    {
        if (_entries.TryGetValue(key, out var entry) && _clock.Since(entry.ReadAt) < MaxAge)
            return entry.Known;

        var dropsBefore = Interlocked.Read(ref _drops);
        var readAt = _clock.Ticks;
        if (await read() is not { } known)
        {
            _entries.TryRemove(key, out _);
            return null;
        }

        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[key] = (known, readAt);
        // A change that was announced while the row was being read may not be in it.
        if (Interlocked.Read(ref _drops) != dropsBefore)
            _entries.TryRemove(key, out _);

        return known;
    }

    private void Drop(AccessChange change)
    {
        Interlocked.Increment(ref _drops);
        foreach (var (key, (known, _)) in _entries)
        {
            if (IsAbout(known.Actor, change))
                _entries.TryRemove(key, out _);
        }
    }

    private static bool IsAbout(Actor actor, AccessChange change) =>
        (change.PersonRow != 0 && actor.PersonRow == change.PersonRow)
        || (change.SessionRow != 0 && actor.SessionRow == change.SessionRow)
        || (change.ShopRow != 0 && actor.SessionRow == 0 && actor.ShopRow == change.ShopRow);
}
