using Parley.Kernel;

namespace Parley.People;

/// <summary>So many attempts within a sliding window, for each key. Kept in this node's memory.</summary>
internal sealed class AttemptLimit(int maxCount, TimeSpan window, Clock clock)
{
    private readonly SlidingLimit<string> _attempts = new(window, clock);

    /// <summary>Counts an attempt.</summary>
    /// <exception cref="RuleBrokenException"><see cref="Problem.RateLimited"/>, and nothing was counted.</exception>
    public void Take(string key)
    {
        if (_attempts.Take(key, maxCount) is { } wait)
            throw new RuleBrokenException(Problem.RateLimited) { RetryAfter = wait };
    }

    /// <summary>Takes back the last attempt, because it turned out well.</summary>
    public void GiveBack(string key) => _attempts.GiveBack(key);
}
