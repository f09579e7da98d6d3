using Parley.Kernel;
using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>
/// Which node runs a follower. A node that died is relieved after <see cref="Time"/>; one that only slept wakes up without the
/// lease, and the fence keeps it from moving the follower's place.
/// </summary>
internal sealed class Lease(string follower, string node, Database database, Clock clock)
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    private long? _fence;
    private long _renewedAt;

    /// <returns>Whether it is held, taken or renewed as needed.</returns>
    public async Task<bool> Keep()
    {
        if (_fence is not null && clock.Since(_renewedAt) < RenewAfter)
            return true;

        _fence = await database.Write(Take);
        _renewedAt = clock.Ticks;

        return _fence is not null;
    }

    private async Task<long?> Take(Work work)
    {
        await work.Execute(
            "INSERT INTO follower (name) VALUES (@follower) ON CONFLICT (name) DO NOTHING",
            new { follower }
        );

        // A lease that ends so late was taken by a clock that was far wrong.
        return await work.One<long?>(
            """
            UPDATE follower SET fence = CASE WHEN holder = @node THEN fence ELSE fence + 1 END,
                holder = @node, leased_until = @until
            WHERE name = @follower AND (holder = @node OR leased_until < @now OR leased_until > @never)
            RETURNING fence
            """,
            new
            {
                follower,
                node,
                now = clock.Now,
                until = clock.Now + Time,
                never = clock.Now + Time + TimeSpan.FromMinutes(1),
            }
        );
    }

    /// <summary>The follower's place; null before its first.</summary>
    public async Task<Place?> Read(Work work)
    {
        var row = await work.One<Row>(
            "SELECT last_stamp, last_row FROM follower WHERE name = @follower",
            new { follower }
        );

        return row is { LastStamp: { } stamp, LastRow: { } last } ? new Place(stamp, last) : null;
    }

    /// <exception cref="LeaseLostException">Another node has taken over; the transaction must not be committed.</exception>
    public async Task Move(Work work, Place place)
    {
        var moved = await work.Execute(
            "UPDATE follower SET last_stamp = @Stamp, last_row = @Row WHERE name = @follower AND fence = @_fence",
            new
            {
                follower,
                place.Stamp,
                place.Row,
                _fence,
            }
        );
        if (moved == 0)
            throw new LeaseLostException();
    }

    /// <summary>Lets another node take over at once.</summary>
    public async Task Release()
    {
        if (_fence is null)
            return;

        _fence = null;
        await database.Write(work =>
            work.Execute(
                "UPDATE follower SET holder = '', leased_until = 0 WHERE name = @follower AND holder = @node",
                new { follower, node }
            )
        );
    }

    public void Lose() => _fence = null;

    private sealed class Row
    {
        public long? LastStamp { get; init; }
        public long? LastRow { get; init; }
    }
}

/// <summary>Another node runs the follower now.</summary>
internal sealed class LeaseLostException() : Exception("Another node runs this follower now.");
