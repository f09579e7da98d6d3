namespace Parley.Orders.Connectors;

internal static class ConnectorsModule
{
    public static void AddConnectors(this IServiceCollection services)
    {
        services.AddSingleton<ShopConnectors>();
        services.AddSingleton<ReceiveOrder>();
    }
}
