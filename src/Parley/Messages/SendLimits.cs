using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Kernel;

namespace Parley.Messages;

/// <summary>How much may be sent.</summary>
public sealed record MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>Messages that a customer or guest may send within any minute.</summary>
    [Range(1, 10_000_000)]
    public int RatePerMinute { get; init; } = 10;

    /// <summary>Messages that a member of a business or of the platform's staff may send within any minute.</summary>
    [Range(1, 10_000_000)]
    public int StaffRatePerMinute { get; init; } = 60;
}

/// <summary>
/// Counts what each person sent in the last minute, over all doors and devices of this node. Exact, not a bucket: never more
/// than the limit in any sixty seconds, by the monotonic clock.
/// </summary>
public sealed class SendLimits(IOptions<MessagingOptions> options, Clock clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<long, Queue<long>> _sends = new();
    private readonly MessagingOptions _options = options.Value;

    /// <summary>Takes one of the person's sends.</summary>
    /// <returns>Null when it was free, else how long until one is.</returns>
    public TimeSpan? Take(long personRow, Role role)
    {
        if (_sends.Count > SweepAbove)
            Sweep();
        var limit = role == Role.Customer ? _options.RatePerMinute : _options.StaffRatePerMinute;
        var sends = _sends.GetOrAdd(personRow, _ => new Queue<long>());
        lock (sends)
        {
            DropOld(sends);
            if (sends.Count >= limit)
                return Window - clock.Since(sends.Peek());
            sends.Enqueue(clock.Ticks);

            return null;
        }
    }

    /// <summary>Gives back what a repeat or a refusal took: only what was stored counts.</summary>
    public void GiveBack(long personRow)
    {
        if (!_sends.TryGetValue(personRow, out var sends))
            return;
        lock (sends)
            sends.TryDequeue(out _);
    }

    private void DropOld(Queue<long> sends)
    {
        while (sends.TryPeek(out var oldest) && clock.Since(oldest) >= Window)
            sends.Dequeue();
    }

    private void Sweep()
    {
        foreach (var (person, sends) in _sends)
            lock (sends)
            {
                DropOld(sends);
                // A sender who got hold of this queue a moment ago counts in a queue that is gone; he gains one message at most.
                if (sends.Count == 0)
                    _sends.TryRemove(person, out _);
            }
    }
}
