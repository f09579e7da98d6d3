namespace Parley.Commerce;

public static class CommerceModule
{
    public static IServiceCollection AddCommerce(this IServiceCollection services)
    {
        services.AddSingleton<ListOrders>();
        services.AddSingleton<ShowOrder>();
        services.AddSingleton<CountOrders>();
        services.AddSingleton<PushListing>();
        services.AddSingleton<ListListings>();
        services.AddSingleton<CountViews>();
        services.AddSingleton<ViewCounts>();
        services.AddHostedService(provider => provider.GetRequiredService<ViewCounts>());

        return services;
    }

    public static void MapCommerce(this IEndpointRouteBuilder api)
    {
        api.MapPushListing();
        api.MapListListings();
        api.MapShowListing();
        api.MapCountViews();
    }
}
