namespace Parley.Admin;

public static class AdminModule
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<ListAllConversations>();
        services.AddSingleton<ListAudit>();

        return services;
    }

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapListAllConversations();
        routes.MapListAudit();
    }
}
