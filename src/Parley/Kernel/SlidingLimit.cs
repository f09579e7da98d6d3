using System.Collections.Concurrent;

namespace Parley.Kernel;

/// <summary>
/// So many of something within any stretch of time, for each key, in this node's memory. Exact, not a bucket: never more than
/// the limit in any window, by the monotonic clock.
/// </summary>
public sealed class SlidingLimit<TKey>(TimeSpan window, Clock clock)
    where TKey : notnull
{
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<TKey, Taken> _taken = new();
    private int _sweepAbove = SweepAbove;

    /// <summary>Takes one.</summary>
    /// <returns>Null when it was free, else how long until one is; nothing was taken then.</returns>
    public TimeSpan? Take(TKey key, int maxCount)
    {
        var taken = _taken.TryGetValue(key, out var known) ? known : Enter(key);
        lock (taken)
        {
            taken.Forget(window, clock);
            if (taken.Count >= maxCount)
                // Limits differ, and others count in: there may be more than this one lets through.
                return window - clock.Since(taken[taken.Count - maxCount]);
            taken.Add(clock.Ticks);

            return null;
        }
    }

    /// <summary>Counts one that was let through elsewhere, whether it would have been free here or not.</summary>
    public void Count(TKey key)
    {
        var taken = _taken.TryGetValue(key, out var known) ? known : Enter(key);
        lock (taken)
        {
            taken.Forget(window, clock);
            taken.Add(clock.Ticks);
        }
    }

    private Taken Enter(TKey key)
    {
        // Counting takes every lock of the dictionary, so only who is new pays for it.
        if (_taken.Count > _sweepAbove)
            Sweep();

        return _taken.GetOrAdd(key, _ => new Taken());
    }

    /// <summary>Gives back the last one that was taken.</summary>
    public void GiveBack(TKey key)
    {
        if (!_taken.TryGetValue(key, out var taken))
            return;
        lock (taken)
            taken.RemoveNewest();
    }

    private void Sweep()
    {
        foreach (var (key, taken) in _taken)
            lock (taken)
            {
                taken.Forget(window, clock);
                // Who got hold of this entry a moment ago counts in one that is gone; he gains one at most.
                if (taken.Count == 0)
                    _taken.TryRemove(key, out _);
            }

        // Not again before there are twice as many: else each attempt of a flood would look at all of them.
        _sweepAbove = Math.Max(SweepAbove, _taken.Count * 2);
    }

    /// <summary>Instants in the order of taking; what is forgotten at the front is cut off once it is half of the list.</summary>
    private sealed class Taken
    {
        private readonly List<long> _instants = [];
        private int _start;

        public int Count => _instants.Count - _start;

        /// <summary>The oldest is the first.</summary>
        public long this[int index] => _instants[_start + index];

        public void Add(long instant) => _instants.Add(instant);

        public void RemoveNewest()
        {
            if (Count > 0)
                _instants.RemoveAt(_instants.Count - 1);
        }

        public void Forget(TimeSpan window, Clock clock)
        {
            while (Count > 0 && clock.Since(this[0]) >= window)
                _start++;
            if (_start <= _instants.Count / 2)
                return;
            _instants.RemoveRange(0, _start);
            _start = 0;
        }
    }
}
