namespace Parley.Commerce;

public static class CommerceModule
{
    public static IServiceCollection AddCommerce(this IServiceCollection services)
    {
        services.AddSingleton<PushOrder>();
        services.AddSingleton<ListOrders>();
        services.AddSingleton<ShowOrder>();
        services.AddSingleton<PushListing>();
        services.AddSingleton<ListListings>();

        return services;
    }

    public static void MapCommerce(this IEndpointRouteBuilder api)
    {
        api.MapPushOrder();
        api.MapListOrders();
        api.MapShowOrder();
        api.MapPushListing();
        api.MapListListings();
        api.MapShowListing();
    }
}
