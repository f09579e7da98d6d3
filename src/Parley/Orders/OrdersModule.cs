using Parley.Orders.Connectors;

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
        services.AddConnectors();

        return services;
    }

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapPushOrder();
        api.MapReadOrders();
        api.MapChangeOrder();
        api.MapOrderMessages();
        api.MapRunConnectors();
    }

    /// <summary>Where other software delivers orders, in its own words; no part of the API.</summary>
    public static void MapHooks(this IEndpointRouteBuilder server) => server.MapReceiveOrder();
}
