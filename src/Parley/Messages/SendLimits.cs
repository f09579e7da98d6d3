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
/// Counts what each person sent in the last minute, over all doors and devices, in this node's memory. What he sent through other
/// nodes counts from when this one hears of it, milliseconds after the commit: who sends through several at the same moment gets
/// so much more, and a node that is deaf, or has just started, counts by itself.
/// </summary>
public sealed class SendLimits(IOptions<MessagingOptions> options, Clock clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly SlidingLimit<long> _sends = new(Window, clock);
    private readonly MessagingOptions _options = options.Value;

    /// <summary>Takes one of the person's sends.</summary>
    /// <returns>Null when it was free, else how long until one is.</returns>
    public TimeSpan? Take(long personRow, Role role) =>
        _sends.Take(personRow, role == Role.Customer ? _options.RatePerMinute : _options.StaffRatePerMinute);

    /// <summary>Gives back what a repeat or a refusal took: only what was stored counts.</summary>
    public void GiveBack(long personRow) => _sends.GiveBack(personRow);

    /// <summary>Counts what people sent through another node, as what they sent here; for whichever role, as here.</summary>
    internal void CountElsewhere(IReadOnlyList<Committed> batch)
    {
        foreach (var (message, _, _, _, _) in batch)
            // It counts from now, not from then, which is a little longer. By the clock of the other node it may have been sent
            // after now; only what is heard very late counts no more.
            if (message.SenderRow != 0 && Message.Speaks(message.Kind) && clock.Now - message.SentAt < Window)
                _sends.Count(message.SenderRow);
    }
}
