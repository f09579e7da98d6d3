using Parley.Contact.Widget;

namespace Parley.Contact;

public static class ContactModule
{
    public static IServiceCollection AddContact(this IServiceCollection services) =>
        services
            .AddSingleton<StartLimits>()
            .AddSingleton<StartConversation>()
            .AddSingleton<ListContacts>()
            .AddSingleton<OfferContact>();

    public static void MapContact(this IEndpointRouteBuilder routes)
    {
        routes.MapStartConversation();
        routes.MapListContacts();
        routes.MapChangeContactPolicies();
        routes.MapChangeWidget();
        routes.MapOfferContact();
        routes.MapSeeWidget();
    }
}
