namespace Parley.People.Keys;

internal static class KeysModule
{
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<IdentityKeys>();
        services.AddSingleton<ExchangeToken>();
        services.AddSingleton<LiveTickets>();
    }

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.MapCreateShop();
        api.MapRunApiKeys();
        api.MapRunIdentityKeys();
        api.MapExchangeToken();
        api.MapLiveTicket();
    }
}
