using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;

namespace Parley.Conversations;

/// <summary>How far a device has got or shown messages.</summary>
/// <param name="UpTo">
/// One entry an audience. Numbers beyond the newest message are taken as the newest; lower ones change nothing, nor does an
/// audience to which the caller could not write.
/// </param>
public sealed record MarkRequest([property: MaxLength(MarkRead.MaxEntries), NoNulls] IReadOnlyList<MarkUpTo> UpTo)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <param name="Seq">The number of the newest message that was got or shown.</param>
public sealed record MarkUpTo(AudienceName Audience, [property: Range(0, long.MaxValue)] long Seq);

internal static class MarkReadEndpoint
{
    public static void MapMarkRead(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/conversations/{conversationId:guid}/read", Read)
            .WithName("MarkRead")
            .WithTags("Conversations")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapPost("/conversations/{conversationId:guid}/delivered", Delivered)
            .WithName("MarkDelivered")
            .WithTags("Conversations")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    /// <summary>Tells that messages were shown to the caller. The one way to mark anything as read.</summary>
    internal static async Task<Results<NoContent, NotFound>> Read(
        Guid conversationId,
        MarkRequest request,
        Actor actor,
        MarkRead mark,
        CancellationToken cancellationToken
    ) =>
        await mark.Run(actor, conversationId, request.UpTo, isRead: true, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>Tells that messages have reached a device of the caller.</summary>
    internal static async Task<Results<NoContent, NotFound>> Delivered(
        Guid conversationId,
        MarkRequest request,
        Actor actor,
        MarkRead mark,
        CancellationToken cancellationToken
    ) =>
        await mark.Run(actor, conversationId, request.UpTo, isRead: false, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>Moves the cursors of the caller and of the side that he speaks for.</summary>
public sealed class MarkRead(Seats seats, Cursors cursors)
{
    internal const int MaxEntries = 10;

    /// <returns>False when there is no such conversation for the caller.</returns>
    public async Task<bool> Run(
        Actor actor,
        Guid conversationId,
        IReadOnlyList<MarkUpTo> upTo,
        bool isRead,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return false;

        // Who looks on leaves no receipt.
        if (!seat.TakesPart)
            return true;

        foreach (var (name, seq) in upTo)
            if (seat.Find(name) is { } audience && seat.Facts.Find(audience) is { } row && seq > 0)
                cursors.Move(seat, row, seq, isRead);

        return true;
    }
}
