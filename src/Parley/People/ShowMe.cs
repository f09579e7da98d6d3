using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>Who is signed in.</summary>
/// <param name="Email">The proven address that this person signs in with.</param>
/// <param name="IsGuest">Without an account: takes part in his conversations, and can make one to keep them.</param>
/// <param name="Businesses">The businesses that this person speaks for.</param>
/// <param name="Shops">The shop of this session; for those who run the marketplace all of them, at most 100.</param>
/// <param name="Locale">The language that he reads in, as a tag (BCP 47); absent until his app or he has said it.</param>
/// <param name="TimeZone">A name of the time zone database; absent until his app or he has said it.</param>
public sealed record MeView(
    Guid Id,
    string Name,
    bool IsAdmin,
    bool IsGuest,
    IReadOnlyList<MyBusiness> Businesses,
    IReadOnlyList<ShopView> Shops,
    string? Email = null,
    string? Locale = null,
    string? TimeZone = null
);

/// <summary>A business that I speak for.</summary>
public sealed record MyBusiness(Guid Id, string Name, MemberRole Role);

/// <summary>A shop.</summary>
public sealed record ShopView(Guid Id, string Name);

internal static class ShowMeEndpoint
{
    public static void MapShowMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/me", Handle).WithName("ShowMe").WithTags("Session").For(Access.SignedInOrGuest);

    /// <summary>Shows who is signed in.</summary>
    internal static async Task<Ok<MeView>> Handle(
        Actor actor,
        Database database,
        Memberships memberships,
        CancellationToken cancellationToken
    )
    {
        var businesses = await memberships.Of(actor, cancellationToken);

        return TypedResults.Ok(await database.Read(work => View(work, actor, businesses), cancellationToken));
    }

    private static async Task<MeView> View(Work work, Actor actor, IReadOnlyList<Membership> businesses)
    {
        var me = await work.One<MeRow>(
            """
            SELECT name, locale, time_zone, (SELECT value FROM identity
                WHERE person_row = person.row_id AND shop_row = 0 AND kind = 1 AND proof = 1 LIMIT 1) AS email
            FROM person WHERE row_id = @PersonRow
            """,
            actor
        );
        var shops = await work.Query<ShopRow>(
            "SELECT id, name FROM shop WHERE row_id = @ShopRow OR @IsAdmin ORDER BY name, row_id LIMIT 100",
            actor
        );

        return new MeView(
            actor.PersonId,
            me!.Name,
            actor.IsAdmin,
            actor.IsGuest,
            [
                .. businesses.Select(business => new MyBusiness(
                    business.BusinessId,
                    business.BusinessName,
                    business.Role
                )),
            ],
            [.. shops.Select(shop => new ShopView(shop.Id, shop.Name))],
            me.Email,
            me.Locale,
            me.TimeZone
        );
    }

    private sealed class MeRow
    {
        public string Name { get; init; } = "";
        public string? Email { get; init; }
        public string? Locale { get; init; }
        public string? TimeZone { get; init; }
    }

    private sealed class ShopRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
    }
}
