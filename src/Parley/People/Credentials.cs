using Parley.Kernel;

namespace Parley.People;

/// <summary>Which door a token was presented at.</summary>
internal enum CredentialKind
{
    Cookie,
    Bearer,
    LiveTicket,
}

/// <summary>Tells whom a cookie or token stands for.</summary>
internal sealed class Credentials(Sessions sessions, AccessCache cache, Clock clock)
{
    // A cookie is renewed at most once a day, so that reading a page does not write.
    private static readonly TimeSpan RenewBelow = Sessions.CookieLifetime - TimeSpan.FromDays(1);

    public async Task<Known?> Check(CredentialKind kind, string token, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var known = await cache.Get(token, () => sessions.Find(token, cancellationToken));
        // The cache is asked by the token alone: one that was made for another door stays out.
        if (known?.Kind != KindFor(kind) || known.ExpiresAt <= clock.Now)
            return null;
        if (known.Kind == SessionKind.Cookie && known.ExpiresAt - clock.Now < RenewBelow)
            await Renew(known, token, context);

        return known;
    }

    private static SessionKind KindFor(CredentialKind kind) =>
        kind == CredentialKind.Cookie ? SessionKind.Cookie : SessionKind.Bearer;

    private async Task Renew(Known known, string token, HttpContext context)
    {
        await sessions.Extend(known.Actor.SessionRow, context.RequestAborted);
        SessionCookie.Write(context, token, clock.Now + Sessions.CookieLifetime);
    }
}
