using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>Whom to be.</summary>
/// <param name="Email">Of one of the demo people.</param>
public sealed record EnterDemoRequest([property: StringLength(Addresses.MaxEmailLength)] string Email)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class EnterDemoEndpoint
{
    public static void MapEnterDemo(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/demo/session", Handle)
            .WithName("EnterDemo")
            .WithTags("Demo")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Signs in as one of the demo people, without a password. There is no such address where the data is not a demo.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        EnterDemoRequest request,
        HttpContext context,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var session = await database.Write(
            work => Enter(work, request.Email, Caller.Of(context), clock.Now),
            cancellationToken
        );
        if (session is null)
            return TypedResults.NotFound();
        SessionCookie.Write(context, session.Token, session.ExpiresAt);

        return TypedResults.NoContent();
    }

    /// <returns>Null when this is not one of the demo people.</returns>
    private static async Task<StartedSession?> Enter(Work work, string email, Caller caller, DateTimeOffset now)
    {
        var person = DemoShop.People.FirstOrDefault(person => person.Email == Addresses.FoldEmail(email));
        if (person is null)
            return null;

        var row = await Persons.ByIdentity(work, Persons.Installation, IdentityKind.Email, person.Email);

        return row is { } personRow
            ? await Sessions.Start(work, SessionKind.Cookie, personRow, Persons.Installation, caller, now)
            : null;
    }
}
