using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a person may change of himself; what is left out stays.</summary>
/// <param name="Locale">A language tag (BCP 47) such as <c>pt-BR</c>.</param>
/// <param name="TimeZone">A name of the time zone database such as <c>Europe/Lisbon</c>.</param>
public sealed record ChangeMeRequest(
    [property: Line] string? Name = null,
    [property: RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")] string? Locale = null,
    [property: StringLength(64), RegularExpression("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$")] string? TimeZone = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ChangeMeEndpoint
{
    public static void MapChangeMe(this IEndpointRouteBuilder routes) =>
        routes
            .MapPatch("/me", Handle)
            .WithName("ChangeMe")
            .WithTags("Session")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest);

    /// <summary>Changes the caller's name, language or time zone.</summary>
    internal static async Task<NoContent> Handle(
        ChangeMeRequest request,
        Actor actor,
        Database database,
        AccessChanges changes,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        await database.Write(
            async work =>
            {
                await work.Execute(
                    """
                    UPDATE person SET name = COALESCE(@Name, name), locale = COALESCE(@Locale, locale),
                        time_zone = COALESCE(@TimeZone, time_zone)
                    WHERE row_id = @PersonRow
                    """,
                    new
                    {
                        request.Name,
                        request.Locale,
                        request.TimeZone,
                        actor.PersonRow,
                    }
                );
                await AuditLog.Record(work, new AuditEntry("person.changed", AuditActor.Of(actor), clock.Now));
            },
            cancellationToken
        );
        changes.Person(actor.PersonRow);

        return TypedResults.NoContent();
    }
}
