using Parley.Commerce;
using Parley.Orders;
using Parley.People;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>What a shop's server offers and sells, and writing to a business about it, in the words of the tests.</summary>
internal static class Questions
{
    /// <param name="kinds"><c>listings</c> or <c>services</c>.</param>
    public static async Task<Guid> Offers(this Person server, TestBusiness business, string kinds, string title)
    {
        var pushed = await server
            .Puts(
                $"/{kinds}/{Guid.NewGuid():N}",
                new
                {
                    title,
                    business = business.ExternalId,
                    version = 1,
                    price = new { minor = 9900, currency = "EUR" },
                    imageUrl = "https://example.com/picture.png",
                    status = "available",
                    attributes = new { duration = "2 hours" },
                }
            )
            .Read<PushedView>();

        return pushed.Id;
    }

    /// <summary>An order of one item from each seller.</summary>
    public static async Task<Guid> Sells(this Person server, Person customer, params TestBusiness[] sellers)
    {
        var number = $"{Guid.NewGuid():N}";
        var pushed = await server
            .Puts(
                $"/orders/{number}",
                new
                {
                    number,
                    version = 1,
                    placedAt = "2026-11-20T10:02:11.120Z",
                    status = "confirmed",
                    customer = new { externalId = customer.ExternalId, name = customer.Name },
                    items = sellers.Select(seller => new
                    {
                        title = $"Vase of {seller.Name}",
                        quantity = 1,
                        seller = seller.ExternalId,
                    }),
                }
            )
            .Read<PushedOrderView>();

        return pushed.Id;
    }

    /// <param name="kind"><c>order</c>, <c>listing</c> or <c>service</c>.</param>
    public static Task<HttpResponseMessage> Asks(
        this Person person,
        TestBusiness business,
        string kind,
        Guid id,
        string body,
        Guid? clientId = null
    ) =>
        person.Posts(
            "/conversations",
            new
            {
                topic = new { kind, id },
                businessId = business.Id,
                message = new { clientId = clientId ?? Guid.CreateVersion7(), body },
            }
        );
}
