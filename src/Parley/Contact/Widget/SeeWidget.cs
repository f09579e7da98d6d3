using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Widget;

/// <summary>Where a widget was opened.</summary>
/// <param name="Origin">Of the page around it, as the browser says it.</param>
public sealed record SeeWidgetRequest([property: Required, StringLength(255)] string Origin)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class SeeWidgetEndpoint
{
    /// <summary>Settings show it to the minute; more would be writing for nothing.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    public static void MapSeeWidget(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/widgets/{shopId:guid}/sightings", Handle)
            .WithName("SeeWidget")
            .WithTags("Widget")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Tells that a shop's widget was opened on one of the sites that may show it.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        Guid shopId,
        SeeWidgetRequest request,
        Database database,
        Clock clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.Now;
        var key = new
        {
            shopId,
            request.Origin,
            now,
            before = now - Between,
        };
        var seen = await database.Read(
            work =>
                work.One<WidgetOriginView>(
                    """
                    SELECT origin, seen_at FROM widget_origin
                    WHERE shop_row = (SELECT row_id FROM shop WHERE id = @shopId) AND origin = @Origin
                    """,
                    key
                ),
            cancellationToken
        );
        if (seen is null)
            return TypedResults.NotFound();

        // Read first: anybody may call this, and only one write a minute comes of it.
        if (!(seen.SeenAt > key.before))
            await database.Write(
                work =>
                    work.Execute(
                        """
                        UPDATE widget_origin SET seen_at = @now
                        WHERE shop_row = (SELECT row_id FROM shop WHERE id = @shopId) AND origin = @Origin
                            AND (seen_at IS NULL OR seen_at <= @before)
                        """,
                        key
                    ),
                cancellationToken
            );

        return TypedResults.NoContent();
    }
}
