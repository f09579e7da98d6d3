using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Parley.Audit;
using Parley.Commerce;
using Parley.Contact.Doors;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.People.Links;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>What somebody asks a business, who may have no account.</summary>
/// <param name="Topic">A listing or service of the business; general if left out.</param>
/// <param name="Name">How the business sees a guest; who is signed in has his own.</param>
/// <param name="Email">Of a guest: where a link goes that proves it, and answers later.</param>
/// <param name="Phone">Of a guest, in the form of E.164, at most 20 characters.</param>
/// <param name="Subject">At most 255 characters.</param>
public sealed record SendInquiryRequest(
    Guid BusinessId,
    InquiryMessage Message,
    TopicName? Topic = null,
    [property: Line] string? Name = null,
    [property: StringLength(Addresses.MaxEmailLength)] string? Email = null,
    [property: Line(20)] string? Phone = null,
    [property: Line] string? Subject = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }

    internal TopicName About => Topic ?? new TopicName(TopicKind.General);

    internal StartConversationRequest Opening =>
        new(About, BusinessId, new FirstMessage(Message.ClientId, Message.Body), Subject);
}

internal static class SendInquiryEndpoint
{
    public static void MapSendInquiry(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/inquiries", Handle)
            .WithName(nameof(SendInquiry))
            .WithTags("Inquiries")
            .For(
                Access.Anyone,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status429TooManyRequests
            );

    /// <summary>
    /// Asks a business something. Of a guest it waits until his address is proven, where the shop's policy wants that; the answer
    /// is the same whoever has that address.
    /// </summary>
    internal static async Task<Results<Created<InquiryView>, Accepted<InquiryView>, NotFound>> Handle(
        SendInquiryRequest request,
        HttpContext context,
        SendInquiry send
    )
    {
        var visit = new Visit(Actor.Of(context), Source.Of(context), Caller.Of(context));
        if (
            await send.Run(visit, request, SameOrigin.IsBrowser(context.Request), context.RequestAborted)
            is not { } asked
        )
            return TypedResults.NotFound();
        if (asked.Session is { } session)
            SessionCookie.Write(context, session.Token, session.ExpiresAt);

        var path = $"/api/v1/inquiries/{asked.View.Id}";

        return asked.View.State == InquiryState.Sent
            ? TypedResults.Created(path, asked.View)
            : TypedResults.Accepted(path, asked.View);
    }
}

/// <summary>An inquiry that was taken.</summary>
/// <param name="Session">Of a guest who was heard at once, in a browser: he goes on where he asked.</param>
internal sealed record AskedInquiry(InquiryView View, StartedSession? Session = null);

/// <summary>Takes what people ask from any page, signed in or not.</summary>
internal sealed class SendInquiry(
    Database database,
    StartConversation start,
    InquiryMails mails,
    IOptions<ContactOptions> options,
    AttemptLimits limits,
    Clock clock
)
{
    public static readonly AttemptRule Rule = new("inquiries.source", TimeSpan.FromHours(1));

    private readonly AttemptLimit _sources = limits.Of(Rule, options.Value.InquiriesPerHour);

    /// <returns>Null when there is no such business, or nothing such to write about.</returns>
    public async Task<AskedInquiry?> Run(
        Visit visit,
        SendInquiryRequest request,
        bool isInBrowser,
        CancellationToken cancellationToken
    )
    {
        SendMessage.RequireWords(request.Message.ClientId, request.Message.Body);
        if (visit.Actor is { PersonRow: not 0 } actor)
            return await SendAs(actor, request, cancellationToken);

        // Whose session has ended meanwhile says nothing of himself, and is no guest.
        if (request is { Name: null, Email: null })
            throw new RuleBrokenException(Problem.Unauthenticated);

        var guest = Guest.Of(request);
        _sources.Take(visit.Source);
        if (await Door(request, cancellationToken) is not { } door)
            return null;
        if (door.Refusal is null)
            return await SendAtOnce(guest, visit.Caller, request, isInBrowser, cancellationToken);
        if (door.Refusal != MayContact.EmailProofRequired)
            throw new RuleBrokenException(Problem.ContactNotAllowed) { Reason = door.Refusal };

        return new(await database.Write(work => Wait(work, guest, request, door.Business), cancellationToken));
    }

    private async Task<AskedInquiry?> SendAs(
        Actor actor,
        SendInquiryRequest request,
        CancellationToken cancellationToken
    )
    {
        if (await start.Run(actor, request.Opening, cancellationToken) is not { } started)
            return null;

        return new(
            await database.Write(
                work => Sent(work, actor.PersonRow, started.Conversation.Id, clock.Now),
                cancellationToken
            )
        );
    }

    private static async Task<InquiryView> Sent(Work work, long personRow, Guid conversationId, DateTimeOffset now)
    {
        var id = Ids.New(now);
        var key = await Inquiry.Sent(work, id, personRow, conversationId, now);

        return new InquiryView(id, InquiryState.Sent, key, conversationId);
    }

    /// <summary>The shop hears everybody: the key is a session of somebody who is nobody else's yet.</summary>
    private async Task<AskedInquiry?> SendAtOnce(
        Guest guest,
        Caller caller,
        SendInquiryRequest request,
        bool isInBrowser,
        CancellationToken cancellationToken
    )
    {
        var actor = await database.Write(work => Guests.Make(work, guest, clock.Now), cancellationToken);
        if (await start.Run(actor, request.Opening, cancellationToken) is not { } started)
            return null;

        return await database.Write(
            async work =>
            {
                var sent = await Sent(work, actor.PersonRow, started.Conversation.Id, clock.Now);
                await Guests.KeepPhone(work, started.Conversation.Id, guest.Phone);
                await Sessions.StartGuest(work, sent.Key!, actor.PersonRow, caller, clock.Now);

                return new AskedInquiry(sent, isInBrowser ? await StartSession(work, actor, caller) : null);
            },
            cancellationToken
        );
    }

    private Task<StartedSession> StartSession(Work work, Actor guest, Caller caller) =>
        Sessions.Start(work, SessionKind.Cookie, guest.PersonRow, Persons.Installation, caller, clock.Now);

    private async Task<InquiryView> Wait(Work work, Guest guest, SendInquiryRequest request, string business)
    {
        var id = Ids.New(clock.Now);
        var key = await Inquiry.Keep(work, id, guest.Email, request, clock.Now);
        await mails.AskOnce(work, guest, business);

        return new InquiryView(id, InquiryState.WaitsForProof, key);
    }

    private sealed record Way(string Business, string? Refusal);

    /// <returns>Null when there is nothing such.</returns>
    private Task<Way?> Door(SendInquiryRequest request, CancellationToken cancellationToken) =>
        database.Read<Way?>(
            async work =>
            {
                var topic = request.About;
                // Whether there is such an order is its customer's to know.
                if (topic.Kind == TopicKind.Order)
                    return new Way("", MayContact.SignInRequired);

                StartConversation.RequireId(topic);
                var reference = (topic.Id ?? request.BusinessId).ToString();
                var which = new ContactQuery { BusinessId = request.BusinessId };
                if (await Target.Find(work, actor: null, topic.Kind, reference, which) is not { } target)
                    return null;

                var policies = await ContactPolicies.Of(work, target.ShopRow);

                return new Way(target.BusinessName, MayContact.RefusalOfGuest(policies.For(topic.Kind)));
            },
            cancellationToken
        );
}
