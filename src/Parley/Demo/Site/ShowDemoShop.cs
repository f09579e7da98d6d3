using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;

namespace Parley.Demo.Site;

/// <summary>What the demo's shop has, as it says itself.</summary>
/// <param name="Customers">Those whose day shows most come first.</param>
public sealed record DemoShopView(
    string Name,
    IReadOnlyList<DemoPersonView> Customers,
    IReadOnlyList<DemoOfferView> Offers
);

/// <summary>A listing or service of the demo's shop.</summary>
/// <param name="ExternalId">The shop's own id of it.</param>
/// <param name="Status">A word of the shop's, such as <c>last one</c>.</param>
public sealed record DemoOfferView(
    TopicKind Kind,
    string ExternalId,
    string Title,
    DemoSellerView Business,
    Money Price,
    string Status,
    IReadOnlyDictionary<string, string>? Attributes
);

/// <summary>Who offers it, by the shop's own id of the business.</summary>
public sealed record DemoSellerView(string ExternalId, string Name);

internal static class ShowDemoShopEndpoint
{
    public static void MapShowDemoShop(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/demo/shop", Handle)
            .WithName("ShowDemoShop")
            .WithTags("Demo")
            .For(Access.Anyone, StatusCodes.Status404NotFound);

    /// <summary>Shows what the demo's shop sells, and to whom. There is no such address where the data is not a demo.</summary>
    internal static Ok<DemoShopView> Handle() =>
        TypedResults.Ok(
            new DemoShopView(
                DemoMark.ShopName,
                [.. DemoShop.People.Where(person => person.IsCustomer).Select(DemoPersonView.Of)],
                [.. DemoShop.Offers.Select(View)]
            )
        );

    private static DemoOfferView View(DemoOffer offer) =>
        new(
            offer.IsService ? TopicKind.Service : TopicKind.Listing,
            offer.Key,
            offer.Title,
            new DemoSellerView(offer.Business, DemoShop.Business(offer.Business).Name),
            new Money(offer.Price, offer.Currency),
            offer.Status,
            offer.Pairs
        );
}
