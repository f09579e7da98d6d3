using Parley.Conversations;
using Parley.Kernel;
using Parley.People;

namespace Parley.Messages;

/// <summary>Runs what depends on a seat, again with a new seat where the log found the first one out of date.</summary>
public sealed class SeatTurns(Seats seats, ConversationCache conversations, CurrentActors actors)
{
    // Each turn means that the parties or the person's access changed between the seat and the commit.
    private const int MaxTurns = 5;

    /// <returns>The default when there is no such conversation, or the actor has no seat in it.</returns>
    public async Task<T?> Run<T>(
        Actor actor,
        Guid conversationId,
        Func<Seat, Task<T>> run,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return default;

        return await Run(seat, run, cancellationToken);
    }

    /// <summary>
    /// As the other, from a seat that is at hand: <paramref name="run"/> is called before this returns its task, so who calls
    /// twice in a row runs in that order.
    /// </summary>
    public async Task<T?> Run<T>(Seat first, Func<Seat, Task<T>> run, CancellationToken cancellationToken)
    {
        var seat = first;
        for (var turn = 1; ; turn++)
        {
            try
            {
                return await run(seat);
            }
            catch (SeatChangedException)
            {
                RequireTurn(turn);
                conversations.Forget(seat.Facts.Id);
            }

            if (
                await actors.Of(seat.Actor, cancellationToken) is not { } actor
                || await seats.Of(actor, seat.Facts.Id, cancellationToken) is not { } next
            )
                return default;
            seat = next;
        }
    }

    /// <summary>As the other, of who has no seat yet.</summary>
    public async Task<T?> Run<T>(Actor first, Func<Actor, Task<T>> run, CancellationToken cancellationToken)
    {
        var actor = first;
        for (var turn = 1; ; turn++)
        {
            try
            {
                return await run(actor);
            }
            catch (SeatChangedException)
            {
                RequireTurn(turn);
            }

            if (await actors.Of(actor, cancellationToken) is not { } current)
                return default;
            actor = current;
        }
    }

    private static void RequireTurn(int turn)
    {
        if (turn == MaxTurns)
            throw new RuleBrokenException(Problem.Unavailable) { RetryAfter = TimeSpan.FromSeconds(1) };
    }
}
