namespace Parley.Search;

public static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<ReadHits>();
        services.AddSingleton<SearchMessages>();
        services.AddHostedService<RunIndexer>();

        return services;
    }

    public static void MapSearch(this IEndpointRouteBuilder routes) => routes.MapSearchMessages();
}
