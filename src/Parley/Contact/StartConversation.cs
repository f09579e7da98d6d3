using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>Whom to write to, and about what.</summary>
/// <param name="BusinessId">The seller of the order's part, or the business of the listing or service; for general any.</param>
/// <param name="Subject">At most 255 characters, otherwise what it is about. For general, each subject is a conversation of its own.</param>
/// <param name="Message">What to say first. Repeating it with the same client id says it once.</param>
public sealed record StartConversationRequest(
    TopicName Topic,
    Guid BusinessId,
    FirstMessage? Message = null,
    [property: Line] string? Subject = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <param name="Id">The order, listing or service; absent for general.</param>
public sealed record TopicName(TopicKind Kind, Guid? Id = null);

/// <param name="Body">Plain text, 1 to 10,000 UTF-16 code units, not only white space.</param>
public sealed record FirstMessage(
    Guid ClientId,
    [property: Required, StringLength(Message.MaxBodyLength, MinimumLength = 1)] string Body
);

internal static class StartConversationEndpoint
{
    public static void MapStartConversation(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/conversations", Handle)
            .WithName(nameof(StartConversation))
            .WithTags("Conversations")
            .For(
                Access.SignedInOrGuest,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status429TooManyRequests
            );

    /// <summary>Opens a conversation about one of the caller's orders, a listing or a service, or finds the one that there is.</summary>
    internal static async Task<Results<Created<ConversationView>, Ok<ConversationView>, NotFound>> Handle(
        StartConversationRequest request,
        Actor actor,
        StartConversation start,
        CancellationToken cancellationToken
    ) =>
        await start.Run(actor, request, cancellationToken) switch
        {
            null => TypedResults.NotFound(),
            { IsNew: true } started => TypedResults.Created(
                $"/api/v1/conversations/{started.Conversation.Id}",
                started.Conversation
            ),
            var started => TypedResults.Ok(started.Conversation),
        };
}

/// <param name="IsNew">False when the conversation was there already.</param>
public sealed record Started(ConversationView Conversation, bool IsNew);

/// <summary>
/// A customer may write about his own orders, about any listing or service of his shop and to its businesses, as the shop's
/// <see cref="ContactPolicies"/> allow, unless the business has blocked him; nobody else starts a conversation. Who comes second gets the same conversation as who came
/// first, whatever the policy has become. It is opened together with the first message: both or neither.
/// </summary>
public sealed class StartConversation(
    Database database,
    Memberships memberships,
    Seats seats,
    SeatTurns turns,
    ConversationViews views,
    SendMessage send,
    StartLimits limits,
    Clock clock
)
{
    /// <returns>Null when there is no such thing to write about, for this actor.</returns>
    public async Task<Started?> Run(Actor actor, StartConversationRequest request, CancellationToken cancellationToken)
    {
        RequireId(request.Topic);
        if (request.Message is { } first)
            SendMessage.RequireWords(first.ClientId, first.Body);

        var opened = await turns.Run(actor, current => Open(current, request, cancellationToken), cancellationToken);
        if (opened is null)
            return null;

        var seat = (await seats.Of(actor, opened.Id, cancellationToken))!;

        return new Started(await database.Read(work => views.Read(work, seat), cancellationToken), opened.IsNew);
    }

    /// <exception cref="RuleBrokenException">It has no id and is not general, or the other way round.</exception>
    internal static void RequireId(TopicName topic)
    {
        if ((topic.Kind == TopicKind.General) != (topic.Id is null))
            throw RuleBrokenException.Field("topic", "Say what it is about, by its id; only general has none.");
    }

    private async Task<OpenedConversation?> Open(
        Actor actor,
        StartConversationRequest request,
        CancellationToken cancellationToken
    )
    {
        var own = await memberships.Of(actor, cancellationToken);

        return request.Message is { } message
            ? await OpenWith(message, actor, Attempt)
            : await database.Write(Attempt, cancellationToken);

        Task<OpenedConversation?> Attempt(Work work) => OpenAudited(work, actor, own, request);
    }

    private async Task<OpenedConversation?> OpenWith(
        FirstMessage message,
        Actor actor,
        Func<Work, Task<OpenedConversation?>> open
    )
    {
        OpenedConversation? opened = null;
        try
        {
            await send.First(actor, message.ClientId, message.Body, Deed);
        }
        catch (NothingThereException)
        {
            return null;
        }

        return opened;

        async Task<DeedDone> Deed(Work work)
        {
            opened = await open(work) ?? throw new NothingThereException();

            // Of what is new it was asked already.
            var isBlocked = !opened.IsNew && await Blocks.Hold(work, opened.RowId);

            return new DeedDone(opened.RowId, opened.Id, opened.PartyVersion, IsHidden: !opened.IsNew)
            {
                Refusal = isBlocked ? Blocks.Refusal : null,
            };
        }
    }

    private async Task<OpenedConversation?> OpenAudited(
        Work work,
        Actor actor,
        IReadOnlyList<Membership> own,
        StartConversationRequest request
    )
    {
        var opened = await Open(work, actor, own, request);
        if (opened is not { IsNew: true })
            return opened;

        await AuditLog.Record(
            work,
            new AuditEntry(
                StartLimits.Started,
                AuditActor.Of(actor) with
                {
                    Role = Role.Customer.ToString().ToLowerInvariant(),
                },
                clock.Now
            )
            {
                ConversationRow = opened.RowId,
                Data = new { topic = request.Topic.Kind, topicId = request.Topic.Id },
            }
        );

        return opened;
    }

    private async Task<OpenedConversation?> Open(
        Work work,
        Actor actor,
        IReadOnlyList<Membership> own,
        StartConversationRequest request
    )
    {
        var business = await work.One<BusinessRow>(
            """
            SELECT row_id, name, (SELECT min(shop_row) FROM business_in_shop
                WHERE business_row = business.row_id AND (@ShopRow = 0 OR shop_row = @ShopRow)) AS shop_row
            FROM business WHERE id = @BusinessId
            """,
            new { request.BusinessId, actor.ShopRow }
        );
        if (business is null || await Wanted(work, actor, request, business) is not { } conversation)
            return null;

        RuleBrokenException.Unless(own.All(m => m.BusinessRow != business.RowId), Problem.Forbidden);
        var opened = await OpenConversation.Run(work, conversation, clock.Now);
        // Only now is it known that it is new; what was opened goes with the transaction.
        if (!opened.IsNew)
            return opened;

        if (
            await MayContact.Refusal(work, actor, conversation.TopicKind, conversation.ShopRow, business.RowId) is
            { } reason
        )
            throw new RuleBrokenException(Problem.ContactNotAllowed) { Reason = reason };

        var isStranger = await Standing.IsStranger(
            work,
            actor,
            conversation.TopicKind,
            conversation.ShopRow,
            business.RowId
        );
        if (isStranger)
            StrangerRule.Require(request.Message?.Body);
        await limits.Require(work, actor.PersonRow, isStranger);

        return opened;
    }

    private static async Task<NewConversation?> Wanted(
        Work work,
        Actor actor,
        StartConversationRequest request,
        BusinessRow business
    )
    {
        var subject = request.Subject?.Trim() is { Length: > 0 } given ? given : null;
        if (request.Topic.Id is not { } id)
            return business.ShopRow is { } shopRow
                ? TopicConversation.General(
                    shopRow,
                    actor.PersonRow,
                    actor.Name,
                    business.RowId,
                    business.Name,
                    subject
                )
                : null;

        var conversation =
            await Topics.Find(work, request.Topic.Kind, id) is { } topic && MayWriteAbout(actor, topic)
                ? TopicConversation.Of(topic, actor.PersonRow, actor.Name, business.RowId, business.Name)
                : null;

        return subject is null || conversation is null ? conversation : conversation with { Subject = subject };
    }

    private static bool MayWriteAbout(Actor actor, Topic topic) =>
        (actor.ShopRow == 0 || actor.ShopRow == topic.ShopRow)
        && (topic.Kind != TopicKind.Order || topic.CustomerRow == actor.PersonRow);

    private sealed class NothingThereException() : RuleBrokenException(Problem.NotFound);

    private sealed class BusinessRow
    {
        public long RowId { get; init; }
        public string Name { get; init; } = "";

        /// <summary>Where it can be written to about nothing in particular.</summary>
        public long? ShopRow { get; init; }
    }
}
