using Parley.Commerce;
using Parley.Kernel;
using Parley.People;

namespace Parley.Demo;

/// <summary>Somebody of the demo.</summary>
/// <param name="Key">The first name in lower case: the shop's own id of the person, and the name before the @.</param>
/// <param name="About">One sentence for who chooses whom to be.</param>
internal sealed record DemoPerson(string Key, string Name, string About, string Locale, string TimeZone)
{
    public string Email => $"{Key}@demo.parley";

    public bool IsCustomer { get; init; }

    public bool IsAdmin { get; init; }

    public IReadOnlyList<DemoMembership> Memberships { get; init; } = [];

    /// <summary>Such as <c>Customer</c> or <c>Northwind, owner</c>.</summary>
    public string Role =>
        string.Join(
            " · ",
            [
                .. IsCustomer ? ["Customer"] : Array.Empty<string>(),
                .. Memberships.Select(membership =>
                    $"{DemoShop.Business(membership.Business).Name}, {membership.Role.ToString().ToLowerInvariant()}"
                ),
                .. IsAdmin ? ["Marketplace admin"] : Array.Empty<string>(),
            ]
        );
}

/// <param name="Business">The shop's own id of it.</param>
internal sealed record DemoMembership(string Business, MemberRole Role);

/// <summary>A business of the demo.</summary>
internal sealed record DemoBusiness(string Key, string Name);

/// <summary>A listing or service of the demo.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="Attributes">As <c>wood=oak; height=48 cm</c>.</param>
internal sealed record DemoOffer(
    string Key,
    string Business,
    string Title,
    long Price,
    string Currency,
    string Attributes = "",
    string Status = "available"
)
{
    public bool IsService { get; init; }

    public string? Supplier { get; init; }

    public IReadOnlyDictionary<string, string>? Pairs =>
        Attributes.Length == 0
            ? null
            : Attributes.Split("; ").Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>As a line of an order.</summary>
    public PushedItem Item(int quantity) =>
        new(Title, quantity, Business, new Money(Price, Currency), Attributes: Pairs, Supplier: Supplier);
}
