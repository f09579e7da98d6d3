using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;

namespace Parley.People;

internal static class ListBusinessesEndpoint
{
    public static void MapListBusinesses(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/businesses", Handle).WithName("ListBusinesses").WithTags("Businesses").For(Access.SignedIn);

    /// <summary>Lists the businesses that the caller speaks for.</summary>
    internal static async Task<Ok<Page<MyBusiness>>> Handle(
        Actor actor,
        Memberships memberships,
        CancellationToken cancellationToken
    )
    {
        var mine = await memberships.Of(actor, cancellationToken);

        return TypedResults.Ok(
            new Page<MyBusiness>([
                .. mine.Select(business => new MyBusiness(business.BusinessId, business.BusinessName, business.Role)),
            ])
        );
    }
}
