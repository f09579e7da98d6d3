using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

internal static class ShowConversationEndpoint
{
    public static void MapShowConversation(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/conversations/{conversationId:guid}", Handle)
            .WithName("ShowConversation")
            .WithTags("Conversations")
            .For(Access.SignedInOrGuest, StatusCodes.Status404NotFound);

    /// <summary>Shows a conversation as the caller sees it. Changes nothing: reading is told by its own command.</summary>
    internal static async Task<Results<Ok<ConversationView>, NotFound>> Handle(
        Guid conversationId,
        Actor actor,
        Seats seats,
        Cursors cursors,
        ConversationViews views,
        Database database,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return TypedResults.NotFound();

        await cursors.Flush(seat.Facts.RowId);

        return TypedResults.Ok(await database.Read(work => views.Read(work, seat), cancellationToken));
    }
}
