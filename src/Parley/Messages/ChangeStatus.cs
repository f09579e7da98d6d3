using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>What to change of a conversation.</summary>
/// <param name="Status">Where it is to be in its life cycle. The same as now changes nothing.</param>
public sealed record ChangeConversationRequest(ConversationStatus Status)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ChangeStatusEndpoint
{
    public static void MapChangeStatus(this IEndpointRouteBuilder routes) =>
        routes
            .MapPatch("/conversations/{conversationId:guid}", Handle)
            .WithName("ChangeConversation")
            .WithTags("Conversations")
            .For(
                Access.SignedInOrGuest,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );

    /// <summary>Resolves, closes or reopens a conversation, as far as the caller's role may.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        Guid conversationId,
        ChangeConversationRequest request,
        Actor actor,
        ChangeStatus change,
        CancellationToken cancellationToken
    ) =>
        await change.Run(actor, conversationId, request.Status, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>Moves a conversation along its life cycle, with a record of it that everyone sees, both or neither.</summary>
public sealed class ChangeStatus(SeatTurns turns, MessageLog log, ReopenWindow window, Clock clock)
{
    /// <returns>False when there is no such conversation for the actor.</returns>
    public async Task<bool> Run(
        Actor actor,
        Guid conversationId,
        ConversationStatus status,
        CancellationToken cancellationToken
    )
    {
        return await turns.Run(actor, conversationId, seat => Run(seat, status), cancellationToken);
    }

    private async Task<bool> Run(Seat seat, ConversationStatus status)
    {
        try
        {
            await log.Append(
                Draft.OfSystem(seat.Facts.RowId, EventOf(seat, status), clock.Now) with
                {
                    PartyVersion = seat.Facts.PartyVersion,
                    AccessVersion = seat.Actor.AccessVersion,
                    ActorRow = seat.Actor.PersonRow,
                    Deed = work => Change(work, seat, status, clock.Now),
                }
            );
        }
        catch (UnchangedException)
        {
            // It is where it was asked to be; there is nothing to record.
        }

        return true;
    }

    private static SystemEventView EventOf(Seat seat, ConversationStatus status) =>
        new(
            ActionOf(status),
            JsonSerializer.SerializeToElement(
                new { by = seat.Side.Name, role = seat.Role.ToString().ToLowerInvariant() }
            )
        );

    /// <summary>What happened, by one word in the record and in the audit.</summary>
    private static string ActionOf(ConversationStatus status) =>
        status switch
        {
            ConversationStatus.Resolved => "conversation.resolved",
            ConversationStatus.Closed => "conversation.closed",
            _ => "conversation.reopened",
        };

    private async Task<DeedDone> Change(Work work, Seat seat, ConversationStatus status, DateTimeOffset at)
    {
        var now = (
            await work.One<StatusRow>(
                "SELECT status, resolved_at FROM conversation WHERE row_id = @RowId",
                new { seat.Facts.RowId }
            )
        )!;
        if (now.Status == status)
            throw new UnchangedException();
        RuleBrokenException.Unless(seat.MayChange(now.Status, status, window.Holds(now.ResolvedAt)), Problem.Forbidden);

        var parameters = new
        {
            status,
            resolvedAt = status == ConversationStatus.Resolved ? at : (DateTimeOffset?)null,
            seat.Facts.RowId,
            Stamp = await work.Stamp(),
        };
        await work.Execute(
            "UPDATE conversation SET status = @status, resolved_at = @resolvedAt WHERE row_id = @RowId",
            parameters
        );
        await work.Execute(
            "UPDATE inbox_row SET status = @status, stamp = @Stamp WHERE conversation_row = @RowId",
            parameters
        );
        await AuditLog.Record(work, seat.Audited(ActionOf(status), at));

        return new DeedDone(seat.Facts.RowId, seat.Facts.Id, seat.Facts.PartyVersion);
    }

    private sealed class UnchangedException() : RuleBrokenException(Problem.StatusConflict);

    private sealed class StatusRow
    {
        public ConversationStatus Status { get; init; }
        public DateTimeOffset? ResolvedAt { get; init; }
    }
}
