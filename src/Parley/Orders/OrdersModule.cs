namespace Parley.Orders;

public static class OrdersModule
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<OrderConversations>();
        services.AddSingleton<ReadOrders>();
        services.AddSingleton<PushOrder>();
        services.AddSingleton<ChangeOrder>();
        services.AddSingleton<OrderMessages>();

        return services;
    }

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapPushOrder();
        api.MapReadOrders();
        api.MapChangeOrder();
        api.MapOrderMessages();
    }
}
