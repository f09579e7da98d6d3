using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>What the link needs, as showing it told.</summary>
/// <param name="Send">Of the messages that wait for this address to be proven, those that are to be sent.</param>
/// <param name="Password">
/// The new password; to prove an address the one that was chosen at sign-up, so that nobody can sign up for somebody else and
/// have him confirm it; for an invitation to an address with an account, the account's.
/// </param>
public sealed record UseLinkRequest(
    [property: Line] string? Name = null,
    [property: StringLength(Addresses.MaxEmailLength)] string? Email = null,
    [property: NewPassword] string? Password = null,
    [property: MaxLength(10)] IReadOnlyList<Guid>? Send = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class UseLinkEndpoint
{
    public static void MapUseLink(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/links/{token}", Handle)
            .WithName(nameof(UseLink))
            .WithTags("People")
            .For(
                Access.Anyone,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status429TooManyRequests
            );

    /// <summary>Uses a one-time link, and signs in who was not.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        [MaxLength(Token.MaxLength)] string token,
        UseLinkRequest request,
        HttpContext context,
        UseLink useLink
    )
    {
        var visit = new Visit(Actor.Of(context), Source.Of(context), Caller.Of(context));
        if (await useLink.Run(token, request, visit, context.RequestAborted) is not { } used)
            return TypedResults.NotFound();
        if (used.Session is { } session)
            SessionCookie.Write(context, session.Token, session.ExpiresAt);

        return TypedResults.NoContent();
    }
}

/// <summary>Who opened the link, and from where.</summary>
internal sealed record Visit(Actor? Actor, string Source, Caller Caller);

/// <summary>What using the link did.</summary>
/// <param name="Session">Null when the visitor was signed in already, and where he has an account to sign in with.</param>
/// <param name="EndedSessions">To be announced after the commit.</param>
internal sealed record UsedLink(long PersonRow, StartedSession? Session, IReadOnlyList<long> EndedSessions);

/// <summary>The one way to use a link: it is used up in the transaction that does what it is for.</summary>
internal sealed class UseLink(Database database, LinkDeeds deeds, Sessions sessions, AccessChanges changes, Clock clock)
{
    /// <returns>Null when the link does not exist, was used, or is too old.</returns>
    public async Task<UsedLink?> Run(
        string token,
        UseLinkRequest request,
        Visit visit,
        CancellationToken cancellationToken
    )
    {
        if (await database.Read(work => Link.Find(work, token, clock.Now), cancellationToken) is not { } link)
            return null;

        // What takes time (passwords) is done before the transaction, which then is short.
        var deed = await deeds.Prepare(link, request, visit, cancellationToken);
        var used = await database.Write(
            async work => await Link.Use(work, token, clock.Now) ? await Do(work, deed, visit) : null,
            cancellationToken
        );
        if (used is null)
            return null;

        sessions.Announce(used.EndedSessions);
        changes.Person(used.PersonRow);

        return used;
    }

    private async Task<UsedLink> Do(Work work, LinkDeed deed, Visit visit)
    {
        var now = clock.Now;
        // Before there is a session, the trace is of none.
        var traceRow = await Traces.Ensure(work, visit.Actor?.SessionRow ?? 0, visit.Caller, now);
        var use = new LinkUse(now, traceRow);
        var (personRow, signsIn) = await deed.Do(work, use);
        if (deed.Action is { } action)
            await AuditLog.Record(work, new AuditEntry(action, use.By(personRow), now));
        var ended = deed.EndsSessions ? await Sessions.EndAll(work, personRow, now) : [];
        var session =
            !signsIn || (visit.Actor?.PersonRow == personRow && !deed.EndsSessions)
                ? null
                : await Sessions.Start(work, SessionKind.Cookie, personRow, Persons.Installation, visit.Caller, now);

        return new UsedLink(personRow, session, ended);
    }
}
