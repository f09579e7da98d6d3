using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>A new password for oneself.</summary>
/// <param name="Current">The password until now, so that a device left open is not enough.</param>
public sealed record ChangePasswordRequest(
    [property: StringLength(200)] string Current,
    [property: NewPassword] string Password
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ChangePasswordEndpoint
{
    public static void MapChangePassword(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/me/password", Handle)
            .WithName(nameof(ChangePassword))
            .WithTags("Session")
            .For(Access.SignedIn, StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);

    /// <summary>Changes the caller's password and signs him out on all other devices.</summary>
    internal static async Task<NoContent> Handle(
        ChangePasswordRequest request,
        Actor actor,
        ChangePassword change,
        HttpContext context
    )
    {
        await change.Run(actor, request, Source.Of(context), context.RequestAborted);

        return TypedResults.NoContent();
    }
}

/// <summary>Changes a password: whoever else knew the old one is out.</summary>
internal sealed class ChangePassword(
    Database database,
    Passwords passwords,
    SignInLimits limits,
    Sessions sessions,
    Clock clock
)
{
    public async Task Run(
        Actor actor,
        ChangePasswordRequest request,
        string source,
        CancellationToken cancellationToken
    )
    {
        // Guessing here counts like guessing at sign-in.
        var account = actor.PersonId.ToString();
        limits.Take(account, source);
        var old = await database.Read(
            work => work.One<string>("SELECT password_hash FROM person WHERE row_id = @PersonRow", actor),
            cancellationToken
        );
        if (!await passwords.Holds(old, request.Current, cancellationToken))
            throw RuleBrokenException.Field("current", "This is not the password.");
        limits.Succeeded(account, source);

        var hash = await passwords.Hash(request.Password, cancellationToken);
        var ended = await database.Write(
            async work =>
            {
                await work.Execute(
                    "UPDATE person SET password_hash = @hash WHERE row_id = @PersonRow",
                    new { hash, actor.PersonRow }
                );

                await AuditLog.Record(work, new AuditEntry("password.changed", AuditActor.Of(actor), clock.Now));

                return await Sessions.EndAll(work, actor.PersonRow, clock.Now, except: actor.SessionRow);
            },
            cancellationToken
        );
        sessions.Announce(ended);
    }
}
