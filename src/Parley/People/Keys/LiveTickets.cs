using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>Opens one live connection.</summary>
/// <param name="Ticket">Give it as <c>access_token</c> in the address of the live connection, once.</param>
public sealed record LiveTicketView(string Ticket, DateTimeOffset ExpiresAt);

internal static class LiveTicketEndpoint
{
    public static void MapLiveTicket(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/live/ticket", Handle)
            .WithName("MakeLiveTicket")
            .WithTags("Session")
            .For(Access.SignedInOrGuest, StatusCodes.Status403Forbidden);

    /// <summary>Makes a ticket for one live connection of this session, good for a minute.</summary>
    internal static async Task<Ok<LiveTicketView>> Handle(
        Actor actor,
        LiveTickets tickets,
        CancellationToken cancellationToken
    )
    {
        // A shop's key is for servers; what would end their connection when a session ends is missing.
        RuleBrokenException.Unless(actor.SessionRow != 0, Problem.Forbidden);

        return TypedResults.Ok(await tickets.Make(actor.SessionRow, cancellationToken));
    }
}

/// <summary>
/// Tickets stand in an address because browsers cannot send a header with a WebSocket: so they work once and for a minute, and
/// one that is found in a log is worth nothing.
/// </summary>
internal sealed class LiveTickets(Database database, Sessions sessions, Clock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public Task<LiveTicketView> Make(long sessionRow, CancellationToken cancellationToken) =>
        database.Write(
            async work =>
            {
                var now = clock.Now;
                var ticket = Token.New();
                await work.Execute("DELETE FROM live_ticket WHERE expires_at < @now", new { now });
                await work.Execute(
                    """
                    INSERT INTO live_ticket (token_hash, session_row, expires_at)
                    VALUES (@hash, @sessionRow, @expiresAt)
                    """,
                    new
                    {
                        hash = Token.Hash(ticket),
                        sessionRow,
                        expiresAt = now + Lifetime,
                    }
                );

                return new LiveTicketView(ticket, now + Lifetime);
            },
            cancellationToken
        );

    /// <summary>Uses the ticket up. Null when it does not hold, or its session ended meanwhile.</summary>
    public async Task<Known?> Redeem(string ticket, CancellationToken cancellationToken)
    {
        var sessionRow = await database.Write(
            work =>
                work.One<long?>(
                    """
                    UPDATE live_ticket SET used_at = @now
                    WHERE token_hash = @hash AND used_at IS NULL AND expires_at > @now RETURNING session_row
                    """,
                    new { hash = Token.Hash(ticket), now = clock.Now }
                ),
            cancellationToken
        );

        return sessionRow is { } row ? await sessions.Find(row, cancellationToken) : null;
    }
}
