namespace Parley.Demo;

/// <summary>Harbour Market, the shop of the demo: who is who, and what was bought. The talk is in <c>Talks/</c>.</summary>
internal static partial class DemoShop
{
    public static DemoPerson Person(string key) => People.Single(person => person.Key == key);

    public static DemoBusiness Business(string key) => Businesses.Single(business => business.Key == key);

    public static DemoOffer Offer(string key) => Offers.Single(offer => offer.Key == key);

    public static DemoOrder Order(string number) => Orders.Single(order => order.Number == number);
}
