using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Kernel;

namespace Parley.Contact;

/// <summary>Counts the conversations that each person started in the last hour, over all doors and devices of this node.</summary>
public sealed class StartLimits(IOptions<ConversationOptions> options, Clock clock)
{
    private readonly SlidingLimit<long> _starts = new(TimeSpan.FromHours(1), clock);
    private readonly int _maxCount = options.Value.StartsPerHour;

    /// <summary>For one request; what it takes is given back with it, unless it is kept.</summary>
    internal Turn Begin(long personRow) => new(_starts, personRow, _maxCount);

    internal sealed class Turn(SlidingLimit<long> starts, long personRow, int maxCount) : IDisposable
    {
        private bool _isTaken;
        private bool _isKept;

        /// <summary>Takes one of the person's starts, once however often a transaction is run again.</summary>
        /// <exception cref="RuleBrokenException">None is free.</exception>
        public void Take()
        {
            if (_isTaken)
                return;
            if (starts.Take(personRow, maxCount) is { } wait)
                throw new RuleBrokenException(Problem.RateLimited) { RetryAfter = wait };

            _isTaken = true;
        }

        /// <summary>What it was taken for is stored.</summary>
        public void Keep() => _isKept = true;

        public void Dispose()
        {
            if (_isTaken && !_isKept)
                starts.GiveBack(personRow);
        }
    }
}
