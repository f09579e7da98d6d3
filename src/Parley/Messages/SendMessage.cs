using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;

namespace Parley.Messages;

/// <summary>What a person says.</summary>
/// <param name="Body">Plain text, 1 to 10,000 UTF-16 code units, not only white space.</param>
/// <param name="ClientId">Chosen by the sending device. Repeating it returns the first message.</param>
/// <param name="Audience">Who may read it; everyone in the conversation if left out.</param>
/// <param name="ReplyTo">A message of the same conversation that it quotes.</param>
public sealed record SendMessageRequest(
    [property: Required, StringLength(Message.MaxBodyLength, MinimumLength = 1)] string Body,
    Guid ClientId,
    AudienceName? Audience = null,
    Guid? ReplyTo = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class SendMessageEndpoint
{
    public static void MapSendMessage(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/conversations/{conversationId:guid}/messages", Handle)
            .WithName(nameof(SendMessage))
            .WithTags("Messages")
            .For(
                Access.SignedInOrGuest,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status429TooManyRequests
            );

    /// <summary>Sends a message to a conversation in which the caller has a seat.</summary>
    internal static async Task<Results<Created<MessageView>, Ok<MessageView>, NotFound>> Handle(
        Guid conversationId,
        SendMessageRequest request,
        Actor actor,
        SendMessage send,
        CancellationToken cancellationToken
    ) =>
        await send.Run(actor, conversationId, request, Channel.InApp, origin: null, cancellationToken) switch
        {
            null => TypedResults.NotFound(), // absent and forbidden look alike from outside
            { IsRepeat: true } sent => TypedResults.Ok(sent.Message),
            { Message: var message } => TypedResults.Created($"/api/v1/messages/{message.Id}", message),
        };
}

/// <summary>The one way to send. HTTP, the live connection, inbound channels, rules and the command line all come through here.</summary>
public sealed class SendMessage(SeatTurns turns, SendLimits limits, ISendRule rule, MessageLog log)
{
    /// <returns>Null when there is no such conversation, or the actor has no seat in it.</returns>
    public Task<SentView?> Run(
        Actor actor,
        Guid conversationId,
        SendMessageRequest request,
        Channel channel,
        string? origin,
        CancellationToken cancellationToken
    )
    {
        RequireWords(request.ClientId, request.Body);

        return turns.Run(actor, conversationId, seat => Run(seat, request, channel, origin), cancellationToken);
    }

    /// <summary>As the other, from a seat that is at hand: the message is in the log's queue before this returns its task.</summary>
    public Task<SentView?> Run(
        Seat seat,
        SendMessageRequest request,
        Channel channel,
        string? origin,
        CancellationToken cancellationToken
    )
    {
        RequireWords(request.ClientId, request.Body);

        return turns.Run(seat, current => Run(current, request, channel, origin), cancellationToken);
    }

    /// <summary>Says the first words of a customer in a conversation that is opened, or found, with them: both or neither.</summary>
    public Task<Sent> First(Actor customer, Guid clientId, string body, Deed open)
    {
        RequireWords(clientId, body);
        var sender = new Sender(Role.Customer, customer.PersonRow, customer.PersonId, 0, Guid.Empty, customer.Name)
        {
            TraceRow = customer.TraceRow,
        };

        return Append(
            new Draft
            {
                ConversationRow = 0,
                Audience = Audience.Everyone,
                Sender = sender,
                ClientId = clientId,
                Body = body,
                AccessVersion = customer.AccessVersion,
                ActorRow = customer.PersonRow,
                Deed = open,
            },
            origin: null
        );
    }

    private async Task<SentView> Run(Seat seat, SendMessageRequest request, Channel channel, string? origin)
    {
        var draft = DraftOf(seat, request, channel);
        var sent = await Append(draft, origin);

        return new SentView(
            MessageView.Of(sent.Message, draft.Sender, draft.Audience, seat.Facts, seat.Actor.PersonRow),
            sent.IsRepeat
        );
    }

    private async Task<Sent> Append(Draft draft, string? origin)
    {
        var wait = limits.Take(draft.ActorRow, draft.Sender.Role);
        var isStored = false;
        try
        {
            var sent = await log.Append(wait is null ? draft : draft with { Refusal = Limited(wait) }, origin);
            isStored = !sent.IsRepeat;

            return sent;
        }
        finally
        {
            // Only what was stored counts against the limit.
            if (wait is null && !isStored)
                limits.GiveBack(draft.ActorRow);
        }
    }

    private static RuleBrokenException Limited(TimeSpan? wait) => new(Problem.RateLimited) { RetryAfter = wait };

    private Draft DraftOf(Seat seat, SendMessageRequest request, Channel channel)
    {
        var audience = seat.Address(request.Audience ?? AudienceName.Everyone);

        return new Draft
        {
            ConversationRow = seat.Facts.RowId,
            Audience = audience,
            Sender = SenderOf(seat),
            ClientId = request.ClientId,
            Channel = channel,
            ReplyTo = request.ReplyTo,
            Body = request.Body,
            PartyVersion = seat.Facts.PartyVersion,
            AccessVersion = seat.Actor.AccessVersion,
            ActorRow = seat.Actor.PersonRow,
            Refusal = seat.IsBlocked && audience == Audience.Everyone ? Blocks.Refusal : null,
            Deed = seat.Facts.Find(audience) is null
                ? EnsureAudience.For(seat.Facts, audience)
                : rule.For(seat, audience, request.Body),
        };
    }

    internal static Sender SenderOf(Seat seat)
    {
        var business = seat.Side.Owner.Kind == OwnerKind.Business ? seat.Side : null;

        return new Sender(
            seat.Role,
            seat.Actor.PersonRow,
            seat.Actor.PersonId,
            business?.Owner.Row ?? 0,
            business?.Id ?? Guid.Empty,
            seat.Actor.Name
        )
        {
            TraceRow = seat.Actor.TraceRow,
        };
    }

    /// <exception cref="RuleBrokenException">It cannot be sent as it is.</exception>
    public static void RequireWords(Guid clientId, string body)
    {
        if (clientId == Guid.Empty)
            throw RuleBrokenException.Field("clientId", "Choose an id of your own for each message.");
        if (body.Length > Message.MaxBodyLength)
            throw RuleBrokenException.Field("body", $"At most {Message.MaxBodyLength} characters.");
        if (!Text.HasVisible(body))
            throw RuleBrokenException.Field("body", "The message has no visible character.");
    }
}

/// <summary>The answer to a send.</summary>
public sealed record SentView(MessageView Message, bool IsRepeat);
