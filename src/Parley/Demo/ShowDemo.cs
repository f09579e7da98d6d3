using Microsoft.AspNetCore.Http.HttpResults;
using Parley.People;

namespace Parley.Demo;

/// <summary>The people of the demo.</summary>
/// <param name="Items">Those whose day shows most come first.</param>
public sealed record DemoView(IReadOnlyList<DemoPersonView> Items);

/// <summary>Somebody whom a visitor may be.</summary>
/// <param name="Role">Such as <c>Customer</c> or <c>Northwind, owner</c>.</param>
/// <param name="About">One sentence.</param>
public sealed record DemoPersonView(string Name, string Email, string Role, string About)
{
    internal static DemoPersonView Of(DemoPerson person) => new(person.Name, person.Email, person.Role, person.About);
}

internal static class ShowDemoEndpoint
{
    public static void MapShowDemo(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/demo", Handle)
            .WithName("ShowDemo")
            .WithTags("Demo")
            .For(Access.Anyone, StatusCodes.Status404NotFound);

    /// <summary>Lists the people of the demo. There is no such address where the data is not a demo.</summary>
    internal static Ok<DemoView> Handle() =>
        TypedResults.Ok(new DemoView([.. DemoShop.People.Select(DemoPersonView.Of)]));
}
