using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Storage;

namespace Parley.Orders;

internal static class OrderMessagesEndpoint
{
    public static void MapOrderMessages(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/orders/{idOrNumber}/messages", List)
            .WithName("ListOrderMessages")
            .WithTags("Orders")
            .For(Access.SignedIn, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapPost("/orders/{idOrNumber}/messages", Send)
            .WithName("SendOrderMessage")
            .WithTags("Orders")
            .For(
                Access.SignedIn,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status429TooManyRequests
            );
        routes
            .MapPatch("/orders/{idOrNumber}/messages/{messageId:guid}/read", Read)
            .WithName("MarkOrderMessageRead")
            .WithTags("Orders")
            .For(Access.SignedIn, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapPost("/orders/{idOrNumber}/conversation/close", Close)
            .WithName("CloseOrderConversation")
            .WithTags("Orders")
            .For(
                Access.SignedIn,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
    }

    /// <summary>
    /// Lists the messages about an order, named by its id or number, as <c>ListMessages</c> does, with the conversation as
    /// <c>ShowConversation</c> shows it. The marketplace's staff find those that they look on or take part in.
    /// </summary>
    /// <param name="idOrNumber">The order.</param>
    /// <param name="seller">Whose part of the order; may be left out where the caller takes part in one conversation of it only.</param>
    internal static async Task<Results<Ok<OrderMessagesView>, NotFound>> List(
        [StringLength(128)] string idOrNumber,
        Guid? seller,
        [AsParameters] ListMessagesQuery query,
        Actor actor,
        OrderMessages orders,
        CancellationToken cancellationToken
    ) =>
        await orders.List(actor, idOrNumber, seller, query, cancellationToken) is { } talk
            ? TypedResults.Ok(talk)
            : TypedResults.NotFound();

    /// <summary>Writes about an order, named by its id or number, as <c>SendMessage</c> does.</summary>
    /// <param name="idOrNumber">The order.</param>
    /// <param name="seller">Whose part of the order; may be left out where the caller takes part in one conversation of it only.</param>
    internal static async Task<Results<Created<MessageView>, Ok<MessageView>, NotFound>> Send(
        [StringLength(128)] string idOrNumber,
        Guid? seller,
        SendMessageRequest request,
        Actor actor,
        OrderMessages orders,
        SendMessage send,
        CancellationToken cancellationToken
    ) =>
        await orders.Find(actor, idOrNumber, seller, cancellationToken) is { } conversationId
            ? await SendMessageEndpoint.Handle(conversationId, request, actor, send, cancellationToken)
            : TypedResults.NotFound();

    /// <summary>
    /// Tells that a message about an order was shown to the caller, and with it all before it in its audience, as <c>MarkRead</c>
    /// does. In which role follows from who asks.
    /// </summary>
    /// <param name="idOrNumber">The order.</param>
    /// <param name="messageId">The newest message that was shown.</param>
    internal static async Task<Results<NoContent, NotFound>> Read(
        [StringLength(128)] string idOrNumber,
        Guid messageId,
        Actor actor,
        OrderMessages orders,
        MarkRead mark,
        CancellationToken cancellationToken
    ) =>
        await orders.Find(actor, idOrNumber, messageId, cancellationToken) is { } message
        && await mark.Run(
            actor,
            message.ConversationId,
            [new MarkUpTo(message.Audience.Name, message.Seq)],
            isRead: true,
            cancellationToken
        )
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>Closes the conversation about an order; for the marketplace's staff.</summary>
    /// <param name="idOrNumber">The order.</param>
    /// <param name="seller">Whose part of the order; may be left out where the caller takes part in one conversation of it only.</param>
    internal static async Task<Results<NoContent, NotFound>> Close(
        [StringLength(128)] string idOrNumber,
        Guid? seller,
        Actor actor,
        OrderMessages orders,
        ChangeStatus change,
        CancellationToken cancellationToken
    ) =>
        await orders.Find(actor, idOrNumber, seller, cancellationToken) is { } conversationId
        && await change.Run(actor, conversationId, ConversationStatus.Closed, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>What is said about an order, and where.</summary>
/// <inheritdoc cref="Page{T}" path="/param"/>
public sealed record OrderMessagesView(
    ConversationView Conversation,
    IReadOnlyList<MessageView> Items,
    string? Next = null
);

/// <summary>Finds the conversation that somebody means when he names an order, or a message in one.</summary>
internal sealed class OrderMessages(
    Database database,
    ReadOrders read,
    OrderConversations conversations,
    Seats seats,
    Timeline timeline,
    ConversationViews views,
    Cursors cursors
)
{
    /// <returns>Null when there is no such order for the actor, or he takes no part in a conversation about it.</returns>
    /// <exception cref="RuleBrokenException">He takes part in several, and does not say which.</exception>
    public async Task<Guid?> Find(Actor actor, string idOrNumber, Guid? seller, CancellationToken cancellationToken)
    {
        var all = await About(actor, idOrNumber, cancellationToken);
        var found = all.Where(its => seller is null || its.Seller.Id == seller).ToList();

        return found.Count > 1
            ? throw RuleBrokenException.Field("seller", "The order has several sellers: say whose part is meant.")
            : found.FirstOrDefault()?.Id;
    }

    /// <returns>Null when there is no such message about such an order for the actor.</returns>
    public async Task<MessageView?> Find(
        Actor actor,
        string idOrNumber,
        Guid messageId,
        CancellationToken cancellationToken
    ) =>
        await timeline.Find(actor, messageId, cancellationToken) is { } message
        && (await About(actor, idOrNumber, cancellationToken)).Any(its => its.Id == message.ConversationId)
            ? message
            : null;

    /// <inheritdoc cref="Find(Actor, string, Guid?, CancellationToken)"/>
    public async Task<OrderMessagesView?> List(
        Actor actor,
        string idOrNumber,
        Guid? seller,
        ListMessagesQuery query,
        CancellationToken cancellationToken
    )
    {
        if (
            await Find(actor, idOrNumber, seller, cancellationToken) is not { } conversationId
            || await seats.Of(actor, conversationId, cancellationToken) is not { } seat
            || await timeline.Page(seat, query, cancellationToken) is not { } page
        )
            return null;

        await cursors.Flush(seat.Facts.RowId);
        var conversation = await database.Read(work => views.Read(work, seat), cancellationToken);

        return new OrderMessagesView(conversation, page.Items, page.Next);
    }

    private async Task<IReadOnlyList<ConversationOfOrder>> About(
        Actor actor,
        string idOrNumber,
        CancellationToken cancellationToken
    ) =>
        actor.IsAdmin
            ? await conversations.SeatedIn(database, actor, idOrNumber, cancellationToken)
            : (await read.Show(actor, idOrNumber, cancellationToken))?.Conversations ?? [];
}
