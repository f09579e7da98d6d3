using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;

namespace Parley.Messages;

/// <summary>Which part of a conversation.</summary>
public sealed record ListMessagesQuery
{
    /// <summary>The id of a message: the newest ones before it.</summary>
    public Guid? Before { get; init; }

    /// <summary>The id of a message: the oldest ones after it. Not together with <c>before</c>.</summary>
    public Guid? After { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

internal static class ListMessagesEndpoint
{
    public static void MapListMessages(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/conversations/{conversationId:guid}/messages", List)
            .WithName("ListMessages")
            .WithTags("Messages")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapGet("/messages/{messageId:guid}", Show)
            .WithName("ShowMessage")
            .WithTags("Messages")
            .For(Access.SignedInOrGuest, StatusCodes.Status404NotFound);
    }

    /// <summary>
    /// Lists messages of a conversation, always oldest first: the newest page, the page before a message, or the page after one.
    /// <c>next</c> is the message to ask from for the following page in the same direction.
    /// </summary>
    internal static async Task<Results<Ok<Page<MessageView>>, NotFound>> List(
        Guid conversationId,
        [AsParameters] ListMessagesQuery query,
        Actor actor,
        Seats seats,
        Timeline timeline,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return TypedResults.NotFound();

        return await timeline.Page(seat, query, cancellationToken) is { } page
            ? TypedResults.Ok(page)
            : TypedResults.NotFound();
    }

    /// <summary>Shows one message.</summary>
    internal static async Task<Results<Ok<MessageView>, NotFound>> Show(
        Guid messageId,
        Actor actor,
        Timeline timeline,
        CancellationToken cancellationToken
    ) =>
        await timeline.Find(actor, messageId, cancellationToken) is { } message
            ? TypedResults.Ok(message)
            : TypedResults.NotFound();
}
