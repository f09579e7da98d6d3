using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Parley.Audit;
using Parley.Kernel;

namespace Parley.People;

/// <summary>
/// Finds out who acts, the same way at every door: the Authorization header if there is one, on the live connection the one-use
/// ticket, else the cookie. A header or ticket that does not hold is never made up for by a cookie.
/// </summary>
internal sealed class Authentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    Credentials credentials,
    Traces traces
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Parley";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (kind, token) = Presented();
        if (token is null)
            return AuthenticateResult.NoResult();

        var known = token.Length > Token.MaxLength ? null : await credentials.Check(kind, token, Context);
        if (known is null)
            return AuthenticateResult.Fail("The session or key is not valid.");

        (known.Actor with { TraceRow = await Trace(known.Actor) }).Attach(Context);

        return AuthenticateResult.Success(new AuthenticationTicket(known.Principal, Scheme));
    }

    /// <summary>From where it comes, of a request that may do something or is on record; the live connection is for doing.</summary>
    private async ValueTask<long> Trace(Actor actor)
    {
        var isLive = Request.Path.StartsWithSegments("/live");
        var isReading = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
        if (isReading && !isLive && Context.GetEndpoint()?.Metadata.GetMetadata<LeavesTrace>() is null)
            return 0;

        try
        {
            return await traces.RowOf(actor.SessionRow, Caller.Of(Context), Context.RequestAborted);
        }
        catch (Exception failure) when (isLive && failure is not OperationCanceledException)
        {
            // A full disk, perhaps. Who only listens is not refused.
            Logger.LogWarning(failure, "From where a live connection comes could not be stored");

            return 0;
        }
    }

    private (CredentialKind Kind, string? Token) Presented()
    {
        if (Request.Headers.Authorization is [{ } header, ..])
        {
            var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : "";

            return (CredentialKind.Bearer, token);
        }

        if (Request.Path.StartsWithSegments("/live") && Request.Query["access_token"] is [{ } ticket, ..])
            return (CredentialKind.LiveTicket, ticket);

        return (CredentialKind.Cookie, SessionCookie.Read(Request));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";

        return Task.CompletedTask;
    }
}
