using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;

namespace Parley.People;

internal static class SignOutEndpoints
{
    public static void MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/session", Here).WithName("SignOut").WithTags("Session").For(Access.SignedInOrGuest);
        routes
            .MapDelete("/sessions", Everywhere)
            .WithName("SignOutEverywhere")
            .WithTags("Session")
            .For(Access.SignedInOrGuest);
    }

    /// <summary>Ends this session: its cookie or token is worth nothing from now on and its live connections close.</summary>
    internal static async Task<NoContent> Here(Actor actor, HttpContext context, Sessions sessions)
    {
        await sessions.End(actor, context.RequestAborted);
        SessionCookie.Clear(context);

        return TypedResults.NoContent();
    }

    /// <summary>Ends all sessions of the caller, on every device.</summary>
    internal static async Task<NoContent> Everywhere(Actor actor, HttpContext context, Sessions sessions)
    {
        await sessions.EndAll(actor, context.RequestAborted);
        SessionCookie.Clear(context);

        return TypedResults.NoContent();
    }
}
