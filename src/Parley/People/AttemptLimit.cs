using System.Collections.Concurrent;
using Parley.Kernel;

namespace Parley.People;

/// <summary>So many attempts within a sliding window, for each key. Kept in this node's memory.</summary>
internal sealed class AttemptLimit(int maxCount, TimeSpan window, Clock clock)
{
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<string, Queue<long>> _attempts = new();

    /// <summary>Counts an attempt.</summary>
    /// <exception cref="RuleBrokenException"><see cref="Problem.RateLimited"/>, and nothing was counted.</exception>
    public void Take(string key)
    {
        if (_attempts.Count > SweepAbove)
            Sweep();

        var attempts = _attempts.GetOrAdd(key, _ => new Queue<long>());
        lock (attempts)
        {
            Forget(attempts);
            if (attempts.Count >= maxCount)
                throw new RuleBrokenException(Problem.RateLimited)
                {
                    RetryAfter = window - clock.Since(attempts.Peek()),
                };
            attempts.Enqueue(clock.Ticks);
        }
    }

    /// <summary>Takes back the last attempt, because it turned out well.</summary>
    public void GiveBack(string key)
    {
        if (!_attempts.TryGetValue(key, out var attempts))
            return;
        lock (attempts)
        {
            // Which of them goes makes no difference to a caller who has the right password.
            attempts.TryDequeue(out _);
        }
    }

    private void Forget(Queue<long> attempts)
    {
        while (attempts.TryPeek(out var oldest) && clock.Since(oldest) >= window)
            attempts.Dequeue();
    }

    private void Sweep()
    {
        foreach (var (key, attempts) in _attempts)
        {
            lock (attempts)
            {
                Forget(attempts);
                if (attempts.Count == 0)
                    _attempts.TryRemove(key, out _);
            }
        }
    }
}
