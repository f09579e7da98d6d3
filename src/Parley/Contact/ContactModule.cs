namespace Parley.Contact;

public static class ContactModule
{
    public static IServiceCollection AddContact(this IServiceCollection services) =>
        services
            .AddSingleton<StartLimits>()
            .AddSingleton<StartConversation>()
            .AddSingleton<ListContacts>()
            .AddSingleton<BlockCustomer>();

    public static void MapContact(this IEndpointRouteBuilder routes)
    {
        routes.MapStartConversation();
        routes.MapListContacts();
        routes.MapChangeContactPolicies();
        routes.MapBlockCustomer();
        routes.MapListBlocks();
    }
}
