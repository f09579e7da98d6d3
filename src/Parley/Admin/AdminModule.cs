namespace Parley.Admin;

public static class AdminModule
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddSingleton<ListAllConversations>();

    public static void MapAdmin(this IEndpointRouteBuilder routes) => routes.MapListAllConversations();
}
