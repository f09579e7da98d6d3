using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Kernel;

namespace Parley.Contact;

/// <summary>Counts the conversations that each person started in the last hour, over all doors and devices of this node.</summary>
public sealed class StartLimits(IOptions<ConversationOptions> options, IOptions<ContactOptions> contact, Clock clock)
{
    private readonly SlidingLimit<long> _starts = new(TimeSpan.FromHours(1), clock);
    private readonly int _maxCount = options.Value.StartsPerHour;
    private readonly int _maxOfStranger = Math.Min(contact.Value.StrangerStartsPerHour, options.Value.StartsPerHour);

    /// <summary>For one request; what it takes is given back with it, unless it is kept.</summary>
    internal Turn Begin(long personRow) => new(this, personRow);

    internal sealed class Turn(StartLimits limits, long personRow) : IDisposable
    {
        private bool _isTaken;
        private bool _isKept;

        /// <summary>Takes one of the person's starts, once however often a transaction is run again.</summary>
        /// <param name="isStranger">To whom he starts it he has bought nothing from: of those fewer are free.</param>
        /// <exception cref="RuleBrokenException">None is free.</exception>
        public void Take(bool isStranger)
        {
            if (_isTaken)
                return;
            if (limits._starts.Take(personRow, isStranger ? limits._maxOfStranger : limits._maxCount) is { } wait)
                throw new RuleBrokenException(Problem.RateLimited) { RetryAfter = wait };

            _isTaken = true;
        }

        /// <summary>What it was taken for is stored.</summary>
        public void Keep() => _isKept = true;

        public void Dispose()
        {
            if (_isTaken && !_isKept)
                limits._starts.GiveBack(personRow);
        }
    }
}
