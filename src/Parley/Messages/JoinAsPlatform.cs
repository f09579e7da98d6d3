using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Messages;

internal static class JoinAsPlatformEndpoint
{
    public static void MapJoinAsPlatform(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/conversations/{conversationId:guid}/platform", Join)
            .WithName("JoinAsPlatform")
            .WithTags("Admin")
            .For(Access.Admin, StatusCodes.Status404NotFound);
        routes
            .MapDelete("/conversations/{conversationId:guid}/platform", Leave)
            .WithName("LeaveAsPlatform")
            .WithTags("Admin")
            .For(Access.Admin, StatusCodes.Status404NotFound);
    }

    /// <summary>Lets the marketplace's staff take part in a conversation that the caller has open; everyone in it is told.</summary>
    internal static async Task<Results<NoContent, NotFound>> Join(
        Guid conversationId,
        Actor actor,
        JoinAsPlatform join,
        CancellationToken cancellationToken
    ) =>
        await join.Run(actor, conversationId, takesPart: true, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>Takes the marketplace's staff out of it again; everyone in it is told.</summary>
    internal static async Task<Results<NoContent, NotFound>> Leave(
        Guid conversationId,
        Actor actor,
        JoinAsPlatform join,
        CancellationToken cancellationToken
    ) =>
        await join.Run(actor, conversationId, takesPart: false, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>Lets the platform take part in a conversation, or no longer, with a record of it that everyone sees.</summary>
internal sealed class JoinAsPlatform(Seats seats, MessageLog log, Clock clock)
{
    private static readonly NewParty Platform = new(Owner.Platform, Role.Platform);

    /// <returns>False when the actor does not have such a conversation open.</returns>
    public async Task<bool> Run(Actor actor, Guid conversationId, bool takesPart, CancellationToken cancellationToken)
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { IsOverseeing: true } seat)
            return false;

        await log.Tell(work => Change(work, seat, takesPart, clock.Now));

        return true;
    }

    private static async Task<Happened> Change(Work work, Seat seat, bool takesPart, DateTimeOffset now)
    {
        var conversationRow = seat.Facts.RowId;
        var isParty = await work.One<long>(
            "SELECT count(*) FROM party WHERE conversation_row = @conversationRow AND owner = @Value AND left_at IS NULL",
            new { conversationRow, Owner.Platform.Value }
        );
        if (isParty > 0 == takesPart)
            return new Happened([], []);

        if (takesPart)
            await Parties.Join(work, conversationRow, Platform, now);
        else
            await Parties.Leave(work, conversationRow, Owner.Platform, now);
        await Parties.Changed(work, conversationRow);
        await AuditLog.Record(work, seat.Audited(takesPart ? "party.joined" : "party.left", now));
        var what = new SystemEventView(
            takesPart ? "party.joined" : "party.left",
            JsonSerializer.SerializeToElement(new { Name = Seat.PlatformName, Role = Role.Platform }, KernelModule.Json)
        );

        return new Happened([conversationRow], [Draft.OfSystem(conversationRow, what, now)]);
    }
}
