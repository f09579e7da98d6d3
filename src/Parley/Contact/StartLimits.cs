using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>
/// How many conversations each person may start in an hour, over all nodes and restarts: what he started is on record, in the
/// transactions that started it. What an order or anybody else opened for him was not started by him.
/// </summary>
public sealed class StartLimits(IOptions<ConversationOptions> options, IOptions<ContactOptions> contact, Clock clock)
{
    /// <summary>The action of the entry that starting one leaves.</summary>
    internal const string Started = "conversation.opened";

    // Any number that no other advisory lock with two keys has.
    private const int Lock = 0x5374;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly int _maxCount = options.Value.StartsPerHour;
    private readonly int _maxOfStranger = Math.Min(contact.Value.StrangerStartsPerHour, options.Value.StartsPerHour);

    /// <summary>Asks for one more, in the transaction that starts and records it.</summary>
    /// <param name="isStranger">To whom he starts it he has bought nothing from: of those fewer are free.</param>
    /// <exception cref="RuleBrokenException">None is free.</exception>
    internal async Task Require(Work work, long personRow, bool isStranger)
    {
        await WaitForOthers(work, personRow);
        var now = clock.Now;
        var maxCount = isStranger ? _maxOfStranger : _maxCount;
        var starts = await work.Query<DateTimeOffset>(
            """
            SELECT at FROM audit_entry
            WHERE actor_row = @personRow AND id >= @first AND action = @Started ORDER BY id DESC LIMIT @maxCount
            """,
            new
            {
                personRow,
                first = Ids.First((now - Window).ToUnixTimeMilliseconds() + 1),
                Started,
                maxCount,
            }
        );
        if (starts.Count < maxCount)
            return;

        // By a node whose clock is ahead it may have been started after now.
        var wait = starts[^1] + Window - now;
        throw new RuleBrokenException(Problem.RateLimited) { RetryAfter = wait < Window ? wait : Window };
    }

    /// <summary>
    /// Two of his transactions at once would not see what the other starts. On SQLite only one writes; here the second waits until
    /// the first has ended, some milliseconds. Not for the person's row: the log holds that shared, and two that want more of what
    /// they share wait for each other for ever.
    /// </summary>
    private static Task WaitForOthers(Work work, long personRow) =>
        work.OnPostgres
            ? work.Execute("SELECT pg_advisory_xact_lock(@Lock, @key)", new { Lock, key = unchecked((int)personRow) })
            : Task.CompletedTask;
}
