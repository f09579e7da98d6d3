using Parley.Kernel;
using Parley.People.Keys;

namespace Parley.People;

/// <summary>Which door a token was presented at.</summary>
internal enum CredentialKind
{
    Cookie,
    Bearer,
    LiveTicket,
}

/// <summary>Tells whom a cookie, token, key or ticket stands for.</summary>
internal sealed class Credentials(
    Sessions sessions,
    ApiKeys keys,
    LiveTickets tickets,
    AccessCache cache,
    Clock clock,
    ILogger<Credentials> logger
)
{
    /// <summary>With a shop's key: acts as the person whom the shop calls so.</summary>
    public const string PersonHeader = "Parley-Person";

    // A cookie is renewed at most once a day, so that reading a page does not write.
    private static readonly TimeSpan RenewBelow = Sessions.CookieLifetime - TimeSpan.FromDays(1);

    public Task<Known?> Check(CredentialKind kind, string token, HttpContext context) =>
        kind switch
        {
            CredentialKind.LiveTicket => tickets.Redeem(token, context.RequestAborted),
            CredentialKind.Bearer when token.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal) => CheckKey(
                token,
                context
            ),
            CredentialKind.Bearer => CheckSession(SessionKind.Bearer, token, context),
            _ => CheckSession(SessionKind.Cookie, token, context),
        };

    private async Task<Known?> CheckKey(string key, HttpContext context)
    {
        var person = context.Request.Headers[PersonHeader] is [{ } externalId, ..] ? externalId : null;
        if (person is { Length: > ExternalIdAttribute.MaxLength })
            throw new RuleBrokenException(Problem.NotFound);

        return await cache.Get($"{key}\n{person}", () => keys.Find(key, person, context.RequestAborted));
    }

    private async Task<Known?> CheckSession(SessionKind kind, string token, HttpContext context)
    {
        var known = await cache.Get(token, () => sessions.Find(token, context.RequestAborted));
        // The cache is asked by the token alone: one that was made for another door stays out.
        if (known?.Kind != kind || known.ExpiresAt <= clock.Now)
            return null;
        if (kind == SessionKind.Cookie && known.ExpiresAt - clock.Now < RenewBelow)
            await Renew(known, token, context);

        return known;
    }

    private async Task Renew(Known known, string token, HttpContext context)
    {
        try
        {
            await sessions.Extend(known.Actor.SessionRow, context.RequestAborted);
            SessionCookie.Write(context, token, clock.Now + Sessions.CookieLifetime);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A full disk, perhaps. It is tried again with the next request; who only reads is not refused.
            logger.LogWarning(failure, "A session could not be renewed");
        }
    }
}
