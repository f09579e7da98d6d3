using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>Name and password of an account.</summary>
/// <param name="Email">The proven e-mail address of the account, in any case.</param>
public sealed record SignInRequest(
    [property: StringLength(Addresses.MaxEmailLength)] string Email,
    [property: StringLength(200)] string Password
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class SignInEndpoint
{
    public static void MapSignIn(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/session", Handle)
            .WithName(nameof(SignIn))
            .WithTags("Session")
            .For(
                Access.Anyone,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status401Unauthorized,
                StatusCodes.Status429TooManyRequests
            );

    /// <summary>Signs in with e-mail and password and sets the session cookie, a new one each time.</summary>
    internal static async Task<NoContent> Handle(SignInRequest request, HttpContext context, SignIn signIn)
    {
        var session = await signIn.Run(request, context, context.RequestAborted);
        SessionCookie.Write(context, session.Token, session.ExpiresAt);

        return TypedResults.NoContent();
    }
}

/// <summary>Begins a session for who knows the password. Says and takes the same whether the account exists or not.</summary>
internal sealed class SignIn(Database database, Passwords passwords, SignInLimits limits, Clock clock)
{
    public async Task<StartedSession> Run(
        SignInRequest request,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var personRow = await Check(request, Source.Of(context), cancellationToken);
        var caller = Caller.Of(context);

        return await database.Write(
            work => Sessions.Start(work, SessionKind.Cookie, personRow, Persons.Installation, caller, clock.Now),
            cancellationToken
        );
    }

    /// <exception cref="RuleBrokenException">Not known, not the password, banned, or too many attempts.</exception>
    internal async Task<long> Check(SignInRequest request, string source, CancellationToken cancellationToken)
    {
        var email = Addresses.FoldEmail(request.Email) ?? "";
        limits.Take(email, source);
        var account = await database.Read(work => AccountOf(work, email), cancellationToken);
        var holds = await passwords.Holds(account?.PasswordHash, request.Password, cancellationToken);
        RuleBrokenException.Unless(holds && !account!.IsBanned, Problem.Unauthenticated);
        limits.Succeeded(email, source);

        return account!.RowId;
    }

    private static Task<Account?> AccountOf(Work work, string email) =>
        work.One<Account>(
            """
            SELECT person.row_id, person.password_hash, person.banned_at IS NOT NULL AS is_banned
            FROM identity JOIN person ON person.row_id = identity.person_row
            WHERE identity.shop_row = 0 AND identity.kind = 1 AND identity.value = @email AND identity.proof = 1
            """,
            new { email }
        );

    private sealed class Account
    {
        public long RowId { get; init; }
        public string? PasswordHash { get; init; }
        public bool IsBanned { get; init; }
    }
}
