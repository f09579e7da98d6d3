using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Why an admin looks into a conversation.</summary>
/// <param name="Reason">In words that will be read later, 1 to 500 characters.</param>
public sealed record OpenOversightRequest([property: Line(500)] string Reason)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <param name="EndsAt">When the conversation is closed to the admin again, unless he ends it before.</param>
public sealed record OversightView(DateTimeOffset EndsAt);

internal static class OversightEndpoint
{
    public static void MapOversight(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/conversations/{conversationId:guid}/oversight", Open)
            .WithName("OpenOversight")
            .WithTags("Admin")
            .For(Access.Admin, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapDelete("/conversations/{conversationId:guid}/oversight", End)
            .WithName("EndOversight")
            .WithTags("Admin")
            .For(Access.Admin, StatusCodes.Status404NotFound);
    }

    /// <summary>
    /// Opens a conversation to an admin who takes no part in it, for an hour: he reads all of it, team notes too. Nothing in it
    /// changes, and nobody in it learns of it.
    /// </summary>
    internal static async Task<Results<Ok<OversightView>, NotFound>> Open(
        Guid conversationId,
        OpenOversightRequest request,
        Actor actor,
        Oversight oversight,
        CancellationToken cancellationToken
    ) =>
        await oversight.Open(actor, conversationId, request.Reason, cancellationToken) is { } endsAt
            ? TypedResults.Ok(new OversightView(endsAt))
            : TypedResults.NotFound();

    /// <summary>Ends it at once.</summary>
    internal static async Task<Results<NoContent, NotFound>> End(
        Guid conversationId,
        Actor actor,
        Oversight oversight,
        CancellationToken cancellationToken
    ) =>
        await oversight.End(actor, conversationId, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>Which conversations which admin has opened with a reason.</summary>
public sealed class Oversight(Database database, Clock clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    /// <returns>When it ends; null when there is no such conversation.</returns>
    public async Task<DateTimeOffset?> Open(
        Actor actor,
        Guid conversationId,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var now = clock.Now;
        var opened = await database.Write(
            async work =>
            {
                var row = await work.One<long?>(
                    """
                    INSERT INTO oversight (conversation_row, person_row, reason, opened_at, ends_at)
                    SELECT row_id, @PersonRow, @reason, @now, @endsAt FROM conversation WHERE id = @conversationId
                    RETURNING conversation_row
                    """,
                    new
                    {
                        actor.PersonRow,
                        reason,
                        now,
                        endsAt = now + Length,
                        conversationId,
                    }
                );
                if (row is { } conversationRow)
                    await AuditLog.Record(work, Entry("oversight.opened", actor, conversationRow, now, new { reason }));

                return row;
            },
            cancellationToken
        );

        return opened is null ? null : now + Length;
    }

    /// <returns>False when none was open.</returns>
    public async Task<bool> End(Actor actor, Guid conversationId, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var ended = await database.Write(
            async work =>
            {
                var rows = await work.Query<long>(
                    """
                    UPDATE oversight SET ends_at = @now WHERE person_row = @PersonRow AND ends_at > @now
                        AND conversation_row = (SELECT row_id FROM conversation WHERE id = @conversationId)
                    RETURNING conversation_row
                    """,
                    new
                    {
                        now,
                        actor.PersonRow,
                        conversationId,
                    }
                );
                if (rows.Count > 0)
                    await AuditLog.Record(work, Entry("oversight.ended", actor, rows[0], now));

                return rows.Count;
            },
            cancellationToken
        );

        return ended > 0;
    }

    private static AuditEntry Entry(
        string action,
        Actor actor,
        long conversationRow,
        DateTimeOffset now,
        object? data = null
    ) => new(action, AuditActor.Of(actor), now) { ConversationRow = conversationRow, Data = data };

    /// <summary>Whether the actor has the conversation open now.</summary>
    public async ValueTask<bool> Holds(Actor actor, long conversationRow, CancellationToken cancellationToken) =>
        // Only of people, and only while they are admins; a shop's own sessions have none.
        actor is { IsAdmin: true, ShopRow: 0 }
        && await database.Read(
            work =>
                work.One<long>(
                    """
                    SELECT count(*) FROM oversight
                    WHERE person_row = @PersonRow AND conversation_row = @conversationRow AND ends_at > @Now
                    """,
                    new
                    {
                        actor.PersonRow,
                        conversationRow,
                        clock.Now,
                    }
                ),
            cancellationToken
        ) > 0;
}
